"""Marks: folds, trims, staples, the sheet's number and the signature's, drawn in what the pages leave of the paper.

All but the signature's stand outside the trim and the bleed, by the page and not at the sheet's edge, where an
office printer does not print; where there is no room a mark is not drawn.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from handpress.imposing.bed import Bed
from handpress.imposing.job import Mark
from handpress.imposing.operators import Point, bar, strokes
from handpress.imposing.schemes import Edge, Joint, Placement, Side
from handpress.imposing.sheets import POINTS_PER_MM as MM

CLEARANCE = 1 * MM
LONGEST = 5 * MM
SHORTEST = 1 * MM
STAPLE_WEIGHT = 1.0
# A digit on a grid of 2 × 4 squares, as x and y of each corner. Strokes need no font and are no text: what is read
# from the sheets stays what the pages say.
_SQUARE = 0.5 * MM
_DIGITS = {
    "0": ("00 20 24 04 00",),
    "1": ("10 14 03",),
    "2": ("04 24 22 02 00 20",),
    "3": ("04 24 20 00", "12 22"),
    "4": ("04 02 22", "24 20"),
    "5": ("24 04 02 22 20 00",),
    "6": ("24 04 00 20 22 02",),
    "7": ("04 24 20",),
    "8": ("00 20 24 04 00", "02 22"),
    "9": ("22 02 04 24 20 00",),
}
_DIGIT_STEP, _DIGIT_HEIGHT = 3 * _SQUARE, 4 * _SQUARE
# The bar on the spine is as high as a folder sees from the side, and each signature's stands one bar lower.
_BAR_WIDTH, _BAR_HEIGHT = 2 * MM, 4 * MM

Line = tuple[Point, Point]


class _Around(Struct, frozen=True):
    """The paper around a page in its place: the place, the frame within it, and where marks may begin."""

    cell: tuple[float, float, float, float]
    frame: tuple[float, float, float, float]
    away: float

    def beside(self, y: float) -> Iterator[Line]:
        """Level lines at height ``y`` in the paper beside the page; at the spine there is none."""
        yield from _level(y, self.frame[0] - self.away, self.cell[0], -1)
        yield from _level(y, self.frame[2] + self.away, self.cell[2], 1)

    def above_and_below(self, x: float) -> Iterator[Line]:
        """Upright lines at ``x`` in the paper under and over the page."""
        below = _level(x, self.frame[1] - self.away, self.cell[1], -1)
        above = _level(x, self.frame[3] + self.away, self.cell[3], 1)
        for (start, _), (stop, _) in (*below, *above):
            yield (x, start), (x, stop)


def draw_marks(side: Side, bed: Bed) -> dict[Mark, str]:
    """The operators of each mark that is wanted and has room."""
    drawn = {mark: draw(side, bed) for mark, draw in _MARKS.items() if mark in bed.job.wanted_marks}
    return {mark: drawing for mark, drawing in drawn.items() if drawing}


def _folds(side: Side, bed: Bed) -> str:
    scheme = bed.job.scheme
    lines: set[Line] = set()
    for place in side.placements:
        around = _around(place, bed)
        if scheme.across is Joint.FOLD:
            for column in (place.column, place.column + 1):
                if 0 < column < scheme.columns:
                    lines.update(around.above_and_below(column * bed.cell[0]))
        if scheme.down is Joint.FOLD:
            for row in (place.row, place.row + 1):
                if 0 < row < scheme.rows:
                    lines.update(around.beside((scheme.rows - row) * bed.cell[1]))
    return strokes(sorted(lines), dash="2 2") if lines else ""


def _crops(side: Side, bed: Bed) -> str:
    lines: set[Line] = set()
    for place in side.placements:
        around = _around(place, bed)
        left, bottom, right, top = around.frame
        lines.update(*(around.beside(y) for y in (bottom, top)))
        for x, edge in ((left, Edge.LEFT), (right, Edge.RIGHT)):
            if place.spine is not edge:
                lines.update(around.above_and_below(x))
    return strokes(sorted(lines)) if lines else ""


def _staples(side: Side, bed: Bed) -> str:
    """A tick at the fore-edges on the level of each of two staples, on the side that lies outside when it is folded."""
    lines: list[Line] = []
    for place in _outer(side) if bed.job.scheme.stitched else ():
        around = _around(place, bed)
        bottom, top = around.frame[1], around.frame[3]
        for quarter in (1, 3):
            lines += around.beside(bottom + (top - bottom) * quarter / 4)
    return strokes(lines, weight=STAPLE_WEIGHT) if lines else ""


def _sheet_number(side: Side, bed: Bed) -> str:
    """The number of the sheet, under the page at the bottom left or, for want of room, beside it."""
    around = _around(max(side.placements, key=lambda place: (place.row, -place.column)), bed)
    text = str(side.sheet)
    width = _DIGIT_STEP * len(text)
    (cell_left, cell_bottom, _, _), (left, bottom, right, top) = around.cell, around.frame
    if bottom - around.away - _DIGIT_HEIGHT >= cell_bottom:
        corner = ((left + right - width) / 2, bottom - around.away - _DIGIT_HEIGHT)
    elif left - around.away - width >= cell_left:
        corner = (left - around.away - width, (bottom + top) / 2)
    else:
        return ""
    return strokes(_figures(text, *corner))


def _figures(text: str, left: float, bottom: float) -> Iterator[list[Point]]:
    for at, digit in enumerate(text):
        for line in _DIGITS[digit]:
            corners = ((int(corner[0]), int(corner[1])) for corner in line.split())
            yield [(left + at * _DIGIT_STEP + x * _SQUARE, bottom + y * _SQUARE) for x, y in corners]


def _signature(side: Side, bed: Bed) -> str:
    """A bar over the outer spine, a step lower with each signature: on the gathered book they are a stair.

    It lies on the fold, where the next signature, the glue or the cover hides it.
    """
    if not bed.job.scheme.nests:
        return ""
    bars = []
    for around in (_around(place, bed) for place in _outer(side) if place.spine is Edge.RIGHT):
        spine, (_, bottom, _, top) = around.cell[2], around.frame
        steps = max(1, int((top - bottom) * 3 / 4 / _BAR_HEIGHT))
        highest = top - (top - bottom) / 8 - _BAR_HEIGHT
        low = highest - (side.signature - 1) % steps * _BAR_HEIGHT
        bars.append(bar(spine - _BAR_WIDTH / 2, low, _BAR_WIDTH, _BAR_HEIGHT))
    return "\n".join(bars)


_MARKS = {
    Mark.FOLD: _folds,
    Mark.CROP: _crops,
    Mark.STAPLE: _staples,
    Mark.SHEET: _sheet_number,
    Mark.SIGNATURE: _signature,
}


def _outer(side: Side) -> list[Placement]:
    """The places that lie outside when a signature is folded; a back has none."""
    return [place for place in side.placements if side.face == "front" and place.depth == 0]


def _around(place: Placement, bed: Bed) -> _Around:
    (x, y), (cell_width, cell_height) = bed.corner(place), bed.cell
    (left, bottom), (width, height) = bed.stand(place, bed.frame), bed.frame
    return _Around(
        (x, y, x + cell_width, y + cell_height), (left, bottom, left + width, bottom + height), bed.bleed + CLEARANCE
    )


def _level(y: float, start: float, limit: float, way: int) -> Iterator[Line]:
    """A level line from ``start`` to the left (-1) or right (1) that ends at ``limit``; none where room is short."""
    length = min(LONGEST, (limit - start) * way)
    if length >= SHORTEST:
        yield (start, y), (start + length * way, y)
