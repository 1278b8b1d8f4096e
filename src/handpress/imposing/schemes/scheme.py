"""What a scheme is: places on a sheet, and a function that says which page lies in which. No PDF, no paper size."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace


class Edge(StrEnum):
    """An edge of a place on the sheet, seen from the side that is printed."""

    LEFT = "left"
    RIGHT = "right"


class Joint(StrEnum):
    """What becomes of the paper between two places: folded, cut, folded and slit in the middle, or nothing."""

    FOLD = "fold"
    CUT = "cut"
    SLIT = "slit"
    NONE = "none"


class Placement(Struct, frozen=True):
    """One place on a side: the page in it, where the place is, and how the page lies in it.

    ``page`` is an index from 0 (``None`` = blank); columns count from the left and rows from the top, both from 0;
    the page is butted against the ``spine`` edge of its place (``None`` = it stands in the middle) and turned
    clockwise by ``turn`` degrees, 0 or 180. ``depth`` counts the folded leaves that lie around this one in its
    signature: creep grows with it.
    """

    page: int | None
    column: int
    row: int
    spine: Edge | None = None
    turn: int = 0
    depth: int = 0


class Side(Struct, frozen=True):
    """One side of a sheet: the sheet's number from 1, which face it is, and what lies on it.

    ``placements`` go from left to right and from top to bottom. ``signature`` counts from 1.
    """

    sheet: int
    face: str
    placements: tuple[Placement, ...]
    signature: int = 1


class Scheme(Struct, frozen=True):
    """A way to impose, as a row of the table.

    ``arrange`` takes a count of pages that is a multiple of ``multiple``, and the most sheets a signature may have,
    and places each page once on a grid of ``columns`` × ``rows``, as for a book that is bound at the left; the back
    of a sheet is seen when it is turned about its upright middle. ``across`` is what becomes of the paper between
    columns, ``down`` of that between rows. ``summary`` says in a line what it is, ``finish`` what to do with the
    printed sheets.

    ``trimmed`` says whether the edges are cut after folding, so that bleed has a meaning. ``back_cover`` says whether
    the last page is usually a cover and stays last. ``most_sheets`` is the usual limit for a signature (``None`` =
    all sheets are one), ``nests`` whether it can be another, ``stitched`` whether staples go through the fold. With
    more than ``thick`` pages in a signature the press warns, with more than ``too_thick`` it stops (``None`` = never).
    ``holds`` is the most pages there is a place for (``None`` = any number).
    """

    name: str
    product: str
    summary: str
    finish: str
    columns: int
    rows: int
    multiple: int
    arrange: Callable[[int, int | None], tuple[Side, ...]]
    across: Joint
    down: Joint = Joint.NONE
    trimmed: bool = True
    two_sided: bool = True
    back_cover: bool = False
    most_sheets: int | None = None
    nests: bool = False
    stitched: bool = False
    holds: int | None = None
    thick: int | None = None
    too_thick: int | None = None

    def padded(self, count: int) -> int:
        """The count of pages with the blanks that fill the last sheet."""
        return -(-count // self.multiple) * self.multiple

    def sides(self, count: int, *, keep_back_cover: bool, most_sheets: int | None = None) -> tuple[Side, ...]:
        """The sides for ``count`` pages (at least 1), blanks filled in by the rule of ``pad``."""
        run = pad(count, self.padded(count), keep_back_cover=keep_back_cover)
        sides = self.arrange(len(run), most_sheets or self.most_sheets)
        return tuple(replace(side, placements=_filled(side.placements, run)) for side in sides)

    def largest_signature(self, sides: Sequence[Side]) -> int:
        """The pages of the largest signature among ``sides``, blanks included."""
        return max(Counter(side.signature for side in sides for _ in side.placements).values())


def pad(count: int, total: int, *, keep_back_cover: bool) -> tuple[int | None, ...]:
    """``count`` page indices in reading order, with blanks up to ``total``.

    Blanks follow the text. With ``keep_back_cover`` the last page is the back cover and stays last, so that the
    blanks come before it; a single page is a front cover and stays first.
    """
    pages = tuple(range(count))
    blanks = (None,) * (total - count)
    if keep_back_cover and count > 1:
        return (*pages[:-1], *blanks, pages[-1])
    return (*pages, *blanks)


def mirrored(side: Side, scheme: Scheme) -> Side:
    """A side for a book that is bound at the right: columns and spines change places, the pages stay upright."""
    return replace(side, placements=_in_order(_across(place, scheme.columns) for place in side.placements))


def end_for_end(side: Side, scheme: Scheme) -> Side:
    """A side turned by 180 degrees, as a back must be where the printer turns the sheet on its other edge."""
    return replace(
        side,
        placements=_in_order(
            replace(_across(place, scheme.columns), row=scheme.rows - 1 - place.row, turn=(place.turn + 180) % 360)
            for place in side.placements
        ),
    )


def _across(place: Placement, columns: int) -> Placement:
    other = {Edge.LEFT: Edge.RIGHT, Edge.RIGHT: Edge.LEFT, None: None}
    return replace(place, column=columns - 1 - place.column, spine=other[place.spine])


def _in_order(places: Iterable[Placement]) -> tuple[Placement, ...]:
    return tuple(sorted(places, key=lambda place: (place.row, place.column)))


def _filled(placements: tuple[Placement, ...], run: tuple[int | None, ...]) -> tuple[Placement, ...]:
    return tuple(place if place.page is None else replace(place, page=run[place.page]) for place in placements)
