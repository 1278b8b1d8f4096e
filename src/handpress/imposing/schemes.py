"""Schemes: which page lies where on which side of which sheet. Arithmetic only: no PDF, no paper size.

A scheme is a row of ``SCHEMES``. Its heart is ``arrange``, a pure function from a count of pages to sheet sides;
the sheet is drawn above the arithmetic, so that a reader can check the one against the other.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum


class Edge(StrEnum):
    """An edge of a place on the sheet, seen from the side that is printed."""

    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Placement:
    """One place on a side: the page in it, where the place is, and how the page lies in it.

    ``page`` is an index from 0 (``None`` = blank); columns count from the left and rows from the top, both from 0;
    the page is butted against the ``spine`` edge of its place and turned clockwise by ``turn`` degrees (a multiple
    of 90).
    """

    page: int | None
    column: int
    row: int
    spine: Edge
    turn: int = 0


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a sheet: the sheet's number from 1, which face it is, and what lies on it.

    ``placements`` go from left to right and from top to bottom. ``depth`` counts the sheets that are folded around
    this one: creep grows with it.
    """

    sheet: int
    face: str
    depth: int
    placements: tuple[Placement, ...]


@dataclass(frozen=True, slots=True)
class Scheme:
    """A way to impose, as a row of the table.

    ``arrange`` takes a count of pages that is a multiple of ``multiple`` and places each exactly once on a grid of
    ``columns`` × ``rows``. ``duplex`` is the value of /Duplex (ISO 32000-2, table 147). Above ``thick`` pages the
    press warns, above ``too_thick`` it stops; ``dataclasses.replace`` sets other limits.
    """

    name: str
    product: str
    columns: int
    rows: int
    multiple: int
    duplex: str
    thick: int
    too_thick: int
    arrange: Callable[[int], tuple[Side, ...]]

    def padded(self, count: int) -> int:
        """The count of pages with the blanks that fill the last sheet."""
        return -(-count // self.multiple) * self.multiple

    def sides(self, count: int, *, keep_back_cover: bool) -> tuple[Side, ...]:
        """The sides for ``count`` pages (at least 1), blanks filled in by the rule of ``pad``."""
        run = pad(count, self.padded(count), keep_back_cover=keep_back_cover)
        return tuple(replace(side, placements=_filled(side.placements, run)) for side in self.arrange(len(run)))


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


def _filled(placements: tuple[Placement, ...], run: tuple[int | None, ...]) -> tuple[Placement, ...]:
    return tuple(place if place.page is None else replace(place, page=run[place.page]) for place in placements)


def saddle(total: int) -> tuple[Side, ...]:
    """Sheets nested in one another, folded once and stitched through the fold; ``total`` is a multiple of 4.

    Sheet k from the outside, k from 0, P pages numbered from 1. The sheet is turned on its short edge, so that
    2+2k lies behind 1+2k::

              front                      back
        +---------+---------+     +---------+---------+
        |         :         |     |         :         |
        |  P−2k   :  1+2k   |     |  2+2k   : P−1−2k  |
        |         :         |     |         :         |
        +---------+---------+     +---------+---------+
                fold                      fold
    """
    sides: list[Side] = []
    for k in range(total // 4):
        sides.append(_spread(k, "front", total - 2 * k, 1 + 2 * k))
        sides.append(_spread(k, "back", 2 + 2 * k, total - 1 - 2 * k))
    return tuple(sides)


def _spread(k: int, face: str, left: int, right: int) -> Side:
    """Two pages, numbered from 1, that meet at the fold."""
    verso = Placement(left - 1, column=0, row=0, spine=Edge.RIGHT)
    recto = Placement(right - 1, column=1, row=0, spine=Edge.LEFT)
    return Side(sheet=k + 1, face=face, depth=k, placements=(verso, recto))


SADDLE_STITCH = Scheme(
    name="saddle-stitch",
    product="booklet",
    columns=2,
    rows=1,
    multiple=4,
    duplex="DuplexFlipShortEdge",
    thick=48,
    too_thick=64,
    arrange=saddle,
)

SCHEMES: dict[str, Scheme] = {scheme.name: scheme for scheme in (SADDLE_STITCH,)}
