"""Total fit: the breaks of a whole paragraph at once, such that the sum of its lines' demerits is the least.

After Knuth and Plass, "Breaking Paragraphs into Lines" (1981), with two things of our own: a node also knows how many
hyphens stand over each other, so that a third can be refused, and rivers are looked for in what was found, their lines
made dearer, and the paragraph broken again. In: a galley and the measures of its lines. Out: places of the galley.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from handpress.setting.total_fit.items import Galley
from handpress.setting.total_fit.rivers import find_rivers
from handpress.setting.total_fit.taste import Taste

Stretch = tuple[int, int]
"""A line: the places of the galley where it begins and ends."""


class _Node(NamedTuple):
    """A way to have broken the paragraph up to a place: the best one for its fitness class and run of hyphens."""

    demerits: float
    place: int
    line: int
    fitness: int
    run: int
    parent: _Node | None


class _Group(NamedTuple):
    """The nodes of one place whose next line has the same measure."""

    ink: float
    gap: float
    nodes: list[_Node]


def break_lines(
    galley: Galley, measures: Sequence[float], taste: Taste, *, runt: float = 0.0, first: int = 0
) -> tuple[int, ...] | None:
    """The places where lines end, the paragraph's end included; None where a line would stand over the measure.

    ``measures`` are those of the lines from ``first``, a place of the galley, on; the last holds for all that follow.
    A last line narrower than ``runt``, or of one word, is a blemish.
    """
    best: tuple[_Search, _Node] | None = None
    for tolerance in taste.tolerances:
        search = _Search(galley, measures, taste, runt, first, tolerance)
        if found := search.run({}):
            if best is None or found.demerits < best[1].demerits:
                best = search, found
            if found.demerits < taste.third_hyphen:
                break  # otherwise looser lines may do without the third hyphen
    return _without_rivers(*best) if best else None


def _without_rivers(search: _Search, found: _Node) -> tuple[int, ...]:
    """What was found, or something with fewer rivers that is worth their price."""
    taste = search.taste
    dearer: dict[Stretch, float] = {}
    best, least = _places(found), float("inf")
    for _ in range(taste.river_rounds + 1):
        lines = list(_lines(found))
        rivers = find_rivers(search.galley, lines, search.measures, taste)
        total = found.demerits - sum(dearer.get(line, 0.0) for line in lines) + taste.river * len(rivers)
        if total < least:
            best, least = _places(found), total
        if not rivers:
            break
        for river in rivers:
            for number in river:
                dearer[lines[number]] = dearer.get(lines[number], 0.0) + taste.river
        again = search.run(dearer)
        assert again is not None, "dearer lines are still lines"
        found = again
    return best


class _Search:
    """One run over the places of a galley."""

    def __init__(
        self,
        galley: Galley,
        measures: Sequence[float],
        taste: Taste,
        runt: float,
        first: int,
        tolerance: float,
    ) -> None:
        self.galley, self.measures, self.taste = galley, measures, taste
        self._runt, self._first, self._tolerance = runt, first, tolerance

    def run(self, dearer: Mapping[Stretch, float]) -> _Node | None:
        """The best way to the paragraph's end, or None where the tolerance allows none."""
        galley, tail = self.galley, len(self.measures) - 1
        active: list[list[_Group]] = [[] for _ in self.measures]
        oldest = [0] * len(self.measures)
        start = _Node(0.0, self._first, 0, 1, 0, None)
        active[0].append(_Group(galley.ink_start[self._first], galley.gap_start[self._first], [start]))
        end = len(galley.cost) - 1
        found: dict[tuple[int, int, int], _Node] = {}
        for place in range(self._first + 1, end + 1):
            found = {}
            alive = False
            for kind, groups in enumerate(active):
                oldest[kind] = self._retire(groups, oldest[kind], place, self.measures[kind])
                if oldest[kind] < len(groups):
                    alive = True
                    self._reach(groups, oldest[kind], place, kind, dearer, found)
            if not alive:
                return None
            if not found:
                continue
            by_kind: dict[int, list[_Node]] = {}
            for node in _worth_keeping(found, self.taste.contrast):
                by_kind.setdefault(min(node.line, tail), []).append(node)
            for kind, nodes in by_kind.items():
                active[kind].append(_Group(galley.ink_start[place], galley.gap_start[place], nodes))
        return min(found.values(), key=lambda node: node.demerits, default=None)

    def _retire(self, groups: list[_Group], oldest: int, place: int, measure: float) -> int:
        """The first group from which a line to this place, or to one after it, is not too long."""
        ink, gap, taste = self.galley.least_ink[place], self.galley.gap_end[place], self.taste
        keep_ink, keep_gap = 1 - taste.expand, 1 - taste.shrink
        while oldest < len(groups):
            group = groups[oldest]
            if (ink - group.ink) * keep_ink + (gap - group.gap) * keep_gap <= measure:
                break
            oldest += 1
        return oldest

    def _reach(
        self,
        groups: list[_Group],
        oldest: int,
        place: int,
        kind: int,
        dearer: Mapping[Stretch, float],
        found: dict[tuple[int, int, int], _Node],
    ) -> None:
        """Draw every line that may end at this place, and remember the best way to each state."""
        # The innermost loop of the press: names are local and ``fitting.fit`` is written out, for each line here is
        # tried once more for every word.
        galley, taste, tail = self.galley, self.taste, len(self.measures) - 1
        ink_end, gap_end, measure = galley.ink_end[place], galley.gap_end[place], self.measures[kind]
        last, hyphen, cost = place == len(galley.cost) - 1, galley.hyphen[place], galley.cost[place]
        stretch, shrink, expand, tolerance = taste.stretch, taste.shrink, taste.expand, self._tolerance
        for index in range(oldest, len(groups)):
            group = groups[index]
            ink, gap = ink_end - group.ink, gap_end - group.gap
            missing = measure - ink - gap
            letters = expand * ink
            if missing < 0:
                give = shrink * gap + letters
                if missing < -give:
                    continue
                ratio = missing / give
            elif last:
                ratio = 0.0
            else:
                if gap:
                    ratio = missing / (stretch * gap + letters)
                    if ratio > 1:
                        ratio = (missing - letters) / (stretch * gap)
                else:
                    ratio = missing / (letters + measure * 1e-3)
                if ratio > tolerance:
                    break  # those that begin later are shorter still
            line = taste.line + 100 * abs(ratio) ** 3
            demerits = line * line + cost * cost
            fitness = 0 if ratio < -0.5 else 1 if ratio <= 0.5 else 2 if ratio <= 1 else 3
            if dearer:
                demerits += dearer.get((group.nodes[0].place, place), 0.0)
            runt = last and (not gap or ink + gap < self._runt)
            for node in group.nodes:
                total, run = node.demerits + demerits, 0
                if hyphen:
                    run = min(node.run + 1, 3)
                    total += (0.0, taste.ladder, taste.third_hyphen)[run - 1]
                elif last:
                    total += (taste.last_hyphen if node.run else 0.0) + (taste.runt if runt and node.line else 0.0)
                if abs(fitness - node.fitness) > 1:
                    total += taste.contrast
                key = min(node.line + 1, tail), fitness, run
                if key not in found or total < found[key].demerits:
                    found[key] = _Node(total, place, node.line + 1, fitness, run, node)


def _worth_keeping(found: Mapping[tuple[int, int, int], _Node], contrast: float) -> list[_Node]:
    """The nodes that can still become part of the best way.

    One that is dearer than another in the same case by more than a jump in fitness costs never catches up.
    """
    least: dict[tuple[int, int], float] = {}
    for (kind, _, run), node in found.items():
        least[kind, run] = min(least.get((kind, run), node.demerits), node.demerits)
    return [node for (kind, _, run), node in found.items() if node.demerits <= least[kind, run] + contrast]


def _places(node: _Node) -> tuple[int, ...]:
    return tuple(end for _, end in _lines(node))


def _lines(node: _Node) -> tuple[Stretch, ...]:
    lines = []
    while node.parent is not None:
        lines.append((node.parent.place, node.place))
        node = node.parent
    return tuple(reversed(lines))
