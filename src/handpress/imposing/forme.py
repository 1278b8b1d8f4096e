"""Formes: one side of a sheet as the drawing that puts its pages and its marks down."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from handpress.imposing.bed import Bed, Leaf
from handpress.imposing.job import Mark
from handpress.imposing.marks import draw_marks
from handpress.imposing.operators import numbers
from handpress.imposing.schemes import Placement, Side
from handpress.imposing.sheets import POINTS_PER_MM

# Clockwise quarter turns as the a b c d of a PDF matrix. Written out: cos and sin would leave 6e-17 in the file.
_TURNS = {0: (1, 0, 0, 1), 90: (0, -1, 1, 0), 180: (-1, 0, 0, -1), 270: (0, 1, -1, 0)}


class Forme(Struct, frozen=True):
    """A side made up: its label, the pages it calls by name, the operators that draw it, and the marks among them."""

    label: str
    leaves: tuple[Leaf, ...]
    drawing: str
    marks: frozenset[Mark]


def make_up(side: Side, leaves: Sequence[Leaf], bed: Bed) -> Forme:
    """Lay the pages of ``side`` on ``bed``, and draw the marks that the job wants and the paper has room for."""
    laid = [(place, leaves[place.page]) for place in side.placements if place.page is not None]
    marks = draw_marks(side, bed)
    return Forme(
        label=f"Sheet {side.sheet} {side.face}",
        leaves=tuple(leaf for _, leaf in laid),
        drawing="\n".join([*(_laid(place, leaf, bed) for place, leaf in laid), *marks.values()]),
        marks=frozenset(marks),
    )


def _laid(place: Placement, leaf: Leaf, bed: Bed) -> str:
    """One page in its place. It is clipped there, so that its bleed ends at the fold and never runs on a neighbour."""
    left, bottom = bed.stand(place, leaf.size, place.depth * bed.job.creep * POINTS_PER_MM)
    clip = numbers(*bed.corner(place), *bed.cell)
    return f"q {clip} re W n {numbers(*_matrix(leaf, place.turn, left, bottom))} cm /{leaf.name} Do Q"


def _matrix(leaf: Leaf, turn: int, left: float, bottom: float) -> tuple[float, ...]:
    """The matrix that turns and scales ``leaf`` and puts its bottom left corner, as seen, at ``left`` ``bottom``."""
    a, b, c, d = (leaf.unit * part for part in _TURNS[(leaf.turn + turn) % 360])
    corners = [(x, y) for x in leaf.trim[::2] for y in leaf.trim[1::2]]
    e = left - min(a * x + c * y for x, y in corners)
    f = bottom - min(b * x + d * y for x, y in corners)
    return a, b, c, d, e, f
