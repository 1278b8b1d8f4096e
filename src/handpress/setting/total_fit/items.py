"""A paragraph as the breaker sees it: boxes, glue and penalties (Knuth and Plass 1981), and their running totals.

Lengths are in any one unit. Nothing here knows of text, fonts or pages.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, assert_never

from msgspec import Struct


class Box(NamedTuple):
    """Type that is never parted."""

    width: float


class Glue(NamedTuple):
    """A space between words. ``hang`` and ``lead`` are what hangs into the margins where a line breaks here.

    ``hang`` is of the sign that then ends the line, ``lead`` of the one that then begins the next.
    """

    width: float
    breaks: bool = True
    hang: float = 0.0
    lead: float = 0.0


class Penalty(NamedTuple):
    """A place inside a word where a line may end at a cost; ``width`` is the hyphen that it then gets."""

    cost: float
    width: float = 0.0
    hyphen: bool = False
    hang: float = 0.0
    lead: float = 0.0


Item = Box | Glue | Penalty


class Galley(Struct):
    """Unbroken type: for each place where a line may end, the ink and the space before it.

    Place 0 is the paragraph's start, the last its end. A line from place ``a`` to place ``b`` has the ink
    ``ink_end[b] - ink_start[a]`` and the space ``gap_end[b] - gap_start[a]``, hyphen and hanging signs reckoned in.
    ``least_ink`` is what no line ending there can do without; ``spaces`` are ink and space before each single space,
    and its width; ``space_end`` and ``space_start`` which of them a line has.
    """

    ink_end: list[float]
    ink_start: list[float]
    gap_end: list[float]
    gap_start: list[float]
    least_ink: list[float]
    cost: list[float]
    hyphen: list[bool]
    spaces: list[tuple[float, float, float]]
    space_end: list[int]
    space_start: list[int]


def make_galley(items: Sequence[Item], lead: float = 0.0) -> Galley:
    """The running totals of a paragraph's items; ``lead`` is what hangs before its first line."""
    galley = Galley([0.0], [lead], [0.0], [0.0], [0.0], [0.0], [False], [], [0], [0])
    ink = gap = deepest = 0.0
    for item in items:
        match item:
            case Box():
                ink += item.width
            case Glue():
                count = len(galley.spaces)
                galley.spaces.append((ink, gap, item.width))
                before = ink - item.hang, gap, count
                gap += item.width
                if item.breaks:
                    _add(galley, before, (ink + item.lead, gap, count + 1))
                    galley.least_ink.append(ink)
                    galley.cost.append(0.0)
                    galley.hyphen.append(False)
                    deepest = max(deepest, item.hang)
            case Penalty():
                count = len(galley.spaces)
                _add(galley, (ink + item.width - item.hang, gap, count), (ink + item.lead, gap, count))
                galley.least_ink.append(ink)
                galley.cost.append(item.cost)
                galley.hyphen.append(item.hyphen)
                deepest = max(deepest, item.hang)
            case _:
                assert_never(item)
    count = len(galley.spaces)
    _add(galley, (ink, gap, count), (ink, gap, count))
    galley.least_ink.append(ink)
    galley.cost.append(0.0)
    galley.hyphen.append(False)
    galley.least_ink = [least - deepest for least in galley.least_ink]
    return galley


def _add(galley: Galley, before: tuple[float, float, int], after: tuple[float, float, int]) -> None:
    galley.ink_end.append(before[0])
    galley.gap_end.append(before[1])
    galley.space_end.append(before[2])
    galley.ink_start.append(after[0])
    galley.gap_start.append(after[1])
    galley.space_start.append(after[2])
