"""Where the lines of a text stand on its laid out pages, and which nodes are in them: facts for whoever marks proofs.

All lengths are in pt, from the left and top edge of the trimmed page.
"""

from __future__ import annotations

from msgspec import Struct

from handpress.model.spans import Span


class Line(Struct, frozen=True):
    """A line of text: its ends, its baseline, and the size of its type.

    ``owner`` names the innermost block that it is part of (see ``name_of``; empty for the press's own pages);
    ``letters`` counts its letters and digits, less what no manuscript has: signs of notes, addresses.
    """

    owner: str
    left: float
    right: float
    baseline: float
    size: float
    letters: int


class Stretch(Struct, frozen=True):
    """What stands of a node within one line; ``name`` is the node's."""

    name: str
    left: float
    right: float
    baseline: float
    size: float


class PageLines(Struct, frozen=True):
    """A page: its trim, the left and right edge of its text, its lines in reading order, and the nodes within them."""

    width: float
    height: float
    left: float
    right: float
    lines: tuple[Line, ...] = ()
    stretches: tuple[Stretch, ...] = ()


def name_of(node: object, span: Span | None) -> str:
    """What a node is called from the manuscript to the pages: its kind and its place; empty without a place."""
    return f"{type(node).__name__} {span}" if span else ""
