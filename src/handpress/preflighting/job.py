"""What a page is checked against: the printer's wishes, and where the paper will be cut."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from handpress.model.format import MM, BleedSides, Profile, Trim
from handpress.preflighting.geometry import Box
from handpress.preflighting.readout import PageRead

SLACK = 0.1 * MM
"""What two measures may differ by and still be the same: a tenth of a millimetre, in pt."""

_STRIP = 3 * MM
_TRIM_SLACK = 0.5 * MM  # sizes are rounded to whole points by much software


class Side(StrEnum):
    """An edge of the trimmed page, as a user calls it."""

    LEFT = "left"
    RIGHT = "right"
    TOP = "top"
    BOTTOM = "bottom"


class Job(Struct, frozen=True):
    """What is asked for. ``pages`` is the length of the file; ``trims`` the sizes it may have (none: any)."""

    profile: Profile
    pages: int
    trims: tuple[Trim, ...] = ()
    caliper_mm: float = 0.0
    saddle: bool = False
    right_to_left: bool = False

    def creep_mm(self, page: int) -> float:
        """By how much the knife comes nearer to a page's outer edge, since its sheet lies within others."""
        if not self.saddle:
            return 0.0
        last = -(-self.pages // 4) * 4
        return min(page - 1, last - page) // 2 * self.caliper_mm

    def sheet(self, page: PageRead) -> Sheet:
        """Where a page will be cut."""
        recto = bool(page.number % 2) is not self.right_to_left
        inner = Side.LEFT if recto else Side.RIGHT
        trim = _within(page.trim, page.media) or self._trim(page, inner)
        bleeding = self._bleeding(inner)
        offered = page.bleed or page.crop or page.media
        sheet = Sheet(trim, inner, bleeding)
        return replace(sheet, bleeds=any(d < -SLACK for side, d in sheet.distances(offered) if side in bleeding))

    def _bleeding(self, inner: Side) -> frozenset[Side]:
        match self.profile.bleed_sides:
            case BleedSides.ALL:
                return frozenset(Side)
            case BleedSides.OUTER:
                return frozenset(Side) - {inner}
            case BleedSides.NONE:
                return frozenset()

    def _trim(self, page: PageRead, inner: Side) -> Box:
        """Where the file has no TrimBox: the whole page, or less the bleed where that gives a size asked for."""
        whole = _within(page.crop, page.media) or page.media
        if any(same_size(whole, trim) for trim in self.trims):
            return whole
        bleed = self.profile.bleed_mm * MM
        sides = self._bleeding(inner)
        cut = Box(
            whole.left + bleed * (Side.LEFT in sides),
            whole.bottom + bleed * (Side.BOTTOM in sides),
            whole.right - bleed * (Side.RIGHT in sides),
            whole.top - bleed * (Side.TOP in sides),
        )
        return cut if any(same_size(cut, trim) for trim in self.trims) else whole


class Sheet(Struct, frozen=True):
    """The trimmed page in pt, which edge is at the binding, and which edges colour may run over.

    ``bleeds`` tells that the file has paper beyond one of those edges, and so is made to bleed.
    """

    trim: Box
    inner: Side
    bleeding: frozenset[Side]
    bleeds: bool = False

    def distances(self, box: Box) -> Iterator[tuple[Side, float]]:
        """How far ``box`` stays within each edge, in pt; less than nothing where it crosses."""
        yield Side.LEFT, box.left - self.trim.left
        yield Side.RIGHT, self.trim.right - box.right
        yield Side.TOP, self.trim.top - box.top
        yield Side.BOTTOM, box.bottom - self.trim.bottom

    def strip(self, side: Side, box: Box) -> Box:
        """What of ``box`` lies along an edge: from the end of the paper to 3 mm within. The place of a fault there."""
        trim, reach = self.trim, _STRIP
        match side:
            case Side.LEFT:
                edge = Box(box.left, box.bottom, max(box.left, trim.left + reach), box.top)
            case Side.RIGHT:
                edge = Box(min(box.right, trim.right - reach), box.bottom, box.right, box.top)
            case Side.TOP:
                edge = Box(box.left, min(box.top, trim.top - reach), box.right, box.top)
            case Side.BOTTOM:
                edge = Box(box.left, box.bottom, box.right, max(box.bottom, trim.bottom + reach))
        return edge.common(box) or box

    def shows(self, box: Box) -> bool:
        """Whether any of ``box`` is left when the paper is cut: more than touches the edge from outside."""
        trim = self.trim
        across = box.right > trim.left + SLACK and box.left < trim.right - SLACK
        return across and box.top > trim.bottom + SLACK and box.bottom < trim.top - SLACK


def same_size(box: Box, trim: Trim) -> bool:
    """Whether a box has the size of a trim, give or take half a millimetre for rounding."""
    across, upright = box.width - trim.width_mm * MM, box.height - trim.height_mm * MM
    return abs(across) <= _TRIM_SLACK and abs(upright) <= _TRIM_SLACK


def _within(box: Box | None, media: Box) -> Box | None:
    """A box as far as it lies on the paper; None where it has no size."""
    found = box.common(media) if box else None
    return found if found and found.width > 0 and found.height > 0 else None
