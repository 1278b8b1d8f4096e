"""Rivers: the white that runs down a paragraph where the spaces of several lines stand under each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from handpress.setting.total_fit.fitting import fit
from handpress.setting.total_fit.items import Galley
from handpress.setting.total_fit.taste import Taste

SHORTEST = 4
"""Of how many lines a river is at least."""
_OVERLAP = 0.1  # in spaces of the galley: white that only touches is not seen to flow


def find_rivers(
    galley: Galley, lines: Sequence[tuple[int, int]], measures: Sequence[float], taste: Taste
) -> list[tuple[int, ...]]:
    """The rivers of a broken paragraph, each as the numbers of the lines it runs through when it first is one.

    A line is the places of the galley where it begins and ends.
    """
    rivers: list[tuple[int, ...]] = []
    above: list[tuple[float, float, int]] = []
    for number, line in enumerate(lines):
        measure = measures[min(number, len(measures) - 1)]
        here = []
        indent = measures[-1] - measure  # lines end under each other, and a shorter one begins further in
        for start, end in _gaps(galley, line, measure, taste, last=number == len(lines) - 1):
            left, right = start + indent, end + indent
            touch = _OVERLAP * (right - left)
            length = 1 + max((n for a, b, n in above if a < right - touch and b > left + touch), default=0)
            here.append((left, right, length))
            if length == SHORTEST:
                rivers.append(tuple(range(number - SHORTEST + 1, number + 1)))
        above = here
    return rivers


def _gaps(
    galley: Galley, line: tuple[int, int], measure: float, taste: Taste, *, last: bool
) -> Iterator[tuple[float, float]]:
    """Where the spaces of a line stand, from its left edge."""
    start, end = line
    ink, gap = galley.ink_start[start], galley.gap_start[start]
    set_to = fit(galley.ink_end[end] - ink, galley.gap_end[end] - gap, measure, taste, last=last)
    for before, white, width in galley.spaces[galley.space_start[start] : galley.space_end[end]]:
        left = (before - ink) * set_to.scale + (white - gap) * set_to.space
        yield left, left + width * set_to.space
