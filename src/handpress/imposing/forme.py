"""Formes: one side of a sheet as the drawing that puts its pages down. Geometry only, in pt, origin bottom left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from handpress.imposing.schemes import Edge, Placement, Scheme, Side
from handpress.imposing.sheets import POINTS_PER_MM, Sheet

# A fold tick starts clear of the page, so that it cannot be read as part of it, and stays short.
TICK_CLEARANCE = 1 * POINTS_PER_MM
TICK_END = 6 * POINTS_PER_MM
TICK_SHORTEST = 1 * POINTS_PER_MM
TICK_WEIGHT = 0.25

# Clockwise quarter turns as the a b c d of a PDF matrix. Written out: cos and sin would leave 6e-17 in the file.
_TURNS = {0: (1, 0, 0, 1), 90: (0, -1, 1, 0), 180: (-1, 0, 0, -1), 270: (0, 1, -1, 0)}


@dataclass(frozen=True, slots=True)
class Leaf:
    """A finished page as it is to be placed: its number from 1, and its measure.

    ``left``, ``bottom``, ``right`` and ``top`` are the trimmed page in its own units, ``unit`` is the size of one
    such unit in pt, ``turn`` the clockwise degrees by which a reader is shown the page.
    """

    number: int
    left: float
    bottom: float
    right: float
    top: float
    turn: int
    unit: float

    @property
    def name(self) -> str:
        """The name by which a drawing calls the page."""
        return f"P{self.number}"

    def size(self, turn: int = 0) -> tuple[float, float]:
        """Width and height in pt as a reader sees the page, turned clockwise by ``turn`` degrees more."""
        width, height = (self.right - self.left) * self.unit, (self.top - self.bottom) * self.unit
        return (height, width) if (self.turn + turn) % 180 else (width, height)


@dataclass(frozen=True, slots=True)
class Bed:
    """Where formes are made up: the sheet, the scheme's grid on it, the tallest page and the creep of one sheet.

    ``tallest`` and ``creep`` are in pt.
    """

    sheet: Sheet
    scheme: Scheme
    tallest: float
    creep: float


@dataclass(frozen=True, slots=True)
class Forme:
    """A side made up: its label, the pages it calls by name, and the operators that draw them."""

    label: str
    leaves: tuple[Leaf, ...]
    drawing: str


def cell_size(sheet: Sheet, scheme: Scheme) -> tuple[float, float]:
    """The width and height in pt of one place on the sheet."""
    return sheet.width / scheme.columns, sheet.height / scheme.rows


def make_up(side: Side, leaves: Sequence[Leaf], bed: Bed) -> Forme:
    """Lay the pages of ``side`` on ``bed``, fold ticks included."""
    laid = [(place, leaves[place.page]) for place in side.placements if place.page is not None]
    lines = [_laid(place, leaf, side.depth, bed) for place, leaf in laid]
    return Forme(
        label=f"Sheet {side.sheet} {side.face}",
        leaves=tuple(leaf for _, leaf in laid),
        drawing="\n".join([*lines, *_ticks(side, bed)]),
    )


def _corner(place: Placement, bed: Bed) -> tuple[float, float]:
    """The bottom left corner of a place on the sheet."""
    width, height = cell_size(bed.sheet, bed.scheme)
    return place.column * width, (bed.scheme.rows - 1 - place.row) * height


def _laid(place: Placement, leaf: Leaf, depth: int, bed: Bed) -> str:
    """One page: butted at the spine, centred in height, clipped to its place."""
    cell_width, cell_height = cell_size(bed.sheet, bed.scheme)
    x, y = _corner(place, bed)
    width, height = leaf.size(place.turn)
    # Inner sheets stand out at the fore-edge, so their pages move to the spine: their outer margins survive the knife.
    creep = depth * bed.creep
    left = x - creep if place.spine is Edge.LEFT else x + cell_width - width + creep
    matrix = _matrix(leaf, place.turn, left, y + (cell_height - height) / 2)
    clip = _numbers(x, y, cell_width, cell_height)
    return f"q {clip} re W n {_numbers(*matrix)} cm /{leaf.name} Do Q"


def _matrix(leaf: Leaf, turn: int, left: float, bottom: float) -> tuple[float, ...]:
    """The matrix that turns and scales ``leaf`` and puts its bottom left corner, as seen, at ``left`` ``bottom``."""
    a, b, c, d = (leaf.unit * part for part in _TURNS[(leaf.turn + turn) % 360])
    corners = [(x, y) for x in (leaf.left, leaf.right) for y in (leaf.bottom, leaf.top)]
    e = left - min(a * x + c * y for x, y in corners)
    f = bottom - min(b * x + d * y for x, y in corners)
    return a, b, c, d, e, f


def _ticks(side: Side, bed: Bed) -> list[str]:
    """A hairline at each end of every fold, in the paper above and below the pages; none where there is no room.

    The ticks lie by the page and not at the sheet's edge, where an office printer does not print.
    """
    cell_width, cell_height = cell_size(bed.sheet, bed.scheme)
    spare = (cell_height - bed.tallest) / 2
    end = min(spare, TICK_END)
    if end - TICK_CLEARANCE < TICK_SHORTEST:
        return []
    corners = ((place.spine, *_corner(place, bed)) for place in side.placements)
    folds = sorted({(x if spine is Edge.LEFT else x + cell_width, y) for spine, x, y in corners})
    strokes = []
    for x, y in folds:
        for edge, outwards in ((y + spare, -1), (y + cell_height - spare, 1)):
            start, stop = edge + outwards * TICK_CLEARANCE, edge + outwards * end
            strokes.append(f"{_numbers(x, start)} m {_numbers(x, stop)} l")
    return [f"q 0 0 0 1 K {TICK_WEIGHT} w {' '.join(strokes)} S Q"]


def _numbers(*values: float) -> str:
    """Numbers as a PDF writes them: four places are finer than any press, and no ``-0`` or ``1e-05``."""
    return " ".join(f"{round(value, 4) + 0:.4f}".rstrip("0").rstrip(".") for value in values)
