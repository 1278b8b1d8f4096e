"""A job: everything a person can wish of the sheets, checked before a page is looked at."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from msgspec import Struct

from handpress.diagnostics import ExitCode, PressError
from handpress.imposing.schemes import SADDLE_STITCH, Joint, Scheme, Side
from handpress.imposing.schemes.scheme import end_for_end, mirrored
from handpress.imposing.sheets import Sheet

Direction = Literal["ltr", "rtl"]
"""Left to right: bound at the left. Right to left: bound at the right."""
TurnedOn = Literal["long", "short", "none"]
"""The edge on which a printer turns the sheet; none where one side is printed."""

_THICKEST_MM = 1.0
_GREATEST_FACTOR = 1.9


class Mark(StrEnum):
    """What may be printed outside the pages: folds, trims, staples, the sheet's number; on the spine, the signature."""

    FOLD = "fold"
    CROP = "crop"
    STAPLE = "staple"
    SHEET = "sheet"
    SIGNATURE = "signature"


class Job(Struct, frozen=True):
    """What is to be made of some pages.

    ``direction`` is ``ltr`` for a book that is bound at the left, ``rtl`` for one that is bound at the right.
    ``keep_back_cover`` keeps the last page last and puts blanks before it (``None`` = as the scheme usually has it).
    ``most_sheets`` is the largest signature (``None`` = the scheme's). Each leaf inwards moves its pages to the
    spine by ``caliper_mm`` × ``creep_factor`` (creep). ``flip`` is the edge on which the printer turns the sheet,
    ``long`` or ``short`` (``None`` = the one that leaves the backs upright). ``scale_to_fit`` makes pages that are
    too large smaller, all by the same factor. ``marks`` are those wanted (``None`` = folds and trims, where paper
    is left for them).
    """

    sheet: Sheet
    scheme: Scheme = SADDLE_STITCH
    direction: Direction = "ltr"
    keep_back_cover: bool | None = None
    most_sheets: int | None = None
    caliper_mm: float = 0.0
    creep_factor: float = 1.0
    flip: TurnedOn | None = None
    scale_to_fit: bool = False
    marks: frozenset[Mark] | None = None

    def check(self) -> None:
        """Raises ``PressError`` for a wish that cannot be granted whatever the pages are."""
        if not 0 <= self.caliper_mm <= _THICKEST_MM:
            raise _wrong(f"Paper cannot be {self.caliper_mm:g} mm thick.", "Office paper is about 0.1 mm.")
        if not 0 <= self.creep_factor <= _GREATEST_FACTOR:
            raise _wrong(
                f"Creep cannot be {self.creep_factor:g} times the thickness of the paper.",
                f"Give a factor from 0 (no creep) to {_GREATEST_FACTOR:g}; 1 is usual.",
            )
        if self.most_sheets is not None and not self.scheme.nests:
            raise _wrong(
                f"The scheme {self.scheme.name} has no signatures of several sheets.",
                "Leave the sheets of a signature away, or take another scheme, such as sections.",
            )
        if self.most_sheets is not None and self.most_sheets < 1:
            raise _wrong("A signature has at least one sheet.", "Give 1 or more sheets to a signature.")

    @property
    def creep(self) -> float:
        """How far each leaf inwards moves its pages to the spine, in mm."""
        return self.caliper_mm * self.creep_factor

    @property
    def wanted_marks(self) -> frozenset[Mark]:
        """The marks to print, the scheme's own where nobody has said."""
        if self.marks is not None:
            return self.marks
        folds = frozenset({Mark.FOLD}) if Joint.FOLD in (self.scheme.across, self.scheme.down) else frozenset()
        return folds | ({Mark.CROP} if self.scheme.trimmed else frozenset())

    def sides(self, count: int, *, lies: bool) -> tuple[Side, ...]:
        """The sides for ``count`` pages on a sheet that ``lies`` on its long edge, or stands."""
        keep = self.scheme.back_cover if self.keep_back_cover is None else self.keep_back_cover
        sides = self.scheme.sides(count, keep_back_cover=keep, most_sheets=self.most_sheets)
        if self.direction == "rtl":
            sides = tuple(mirrored(side, self.scheme) for side in sides)
        if self.edge(lies=lies) == _upright_edge(lies=lies):
            return sides
        return tuple(end_for_end(side, self.scheme) if side.face == "back" else side for side in sides)

    def edge(self, *, lies: bool) -> TurnedOn:
        """The edge on which the printer is to turn the sheet: ``long``, ``short``, or ``none``."""
        return (self.flip or _upright_edge(lies=lies)) if self.scheme.two_sided else "none"


def _upright_edge(*, lies: bool) -> TurnedOn:
    """Turned on this edge, a sheet goes over like the page of a book, and its back is upright."""
    return "short" if lies else "long"


def _wrong(message: str, hint: str) -> PressError:
    return PressError(message, hint=hint, exit_code=ExitCode.USAGE)
