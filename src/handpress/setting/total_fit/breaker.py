"""Total fit: the breaks of a whole paragraph at once, such that the sum of its lines' demerits is the least.

After Knuth and Plass, "Breaking Paragraphs into Lines" (1981), with two things of our own: a node also knows how many
hyphens stand over each other, so that a third can be refused, and rivers are looked for in what was found, their lines
made dearer, and the paragraph broken again. In: a galley and the measures of its lines. Out: places of the galley.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from msgspec import Struct

from handpress.setting.total_fit.fitting import STIFF
from handpress.setting.total_fit.items import Galley
from handpress.setting.total_fit.rivers import find_rivers
from handpress.setting.total_fit.taste import Taste

Stretch = tuple[int, int]
"""A line: the places of the galley where it begins and ends."""


class Wish(Struct, frozen=True):
    """What a page's end asks of the lines of a paragraph, counted from 0: those that shall not end with a hyphen.

    ``lines`` is how many there shall be; 0 leaves that to the breaker.
    """

    unhyphened: frozenset[int] = frozenset()
    lines: int = 0

    @property
    def reach(self) -> int:
        """How many lines must be told apart from all that follow."""
        return max(self.lines + 1 if self.lines else 0, max(self.unhyphened, default=-1) + 1)


NO_WISH = Wish()


class _Task(Struct, frozen=True):
    galley: Galley
    measures: Sequence[float]
    taste: Taste
    runt: float
    first: int
    wish: Wish


class _Node(NamedTuple):
    """A way to have broken the paragraph up to a place: the best one for its fitness class and run of hyphens."""

    demerits: float
    place: int
    line: int
    fitness: int
    run: int
    parent: _Node | None

    def lines(self) -> Iterator[Stretch]:
        """The lines on the way here, the last first."""
        node = self
        while node.parent is not None:
            yield node.parent.place, node.place
            node = node.parent


class _Group(NamedTuple):
    """The nodes of one place whose next line has the same measure; ink and space before that line."""

    ink: float
    gap: float
    nodes: list[_Node]


Found = dict[tuple[int, int, int], _Node]
"""The best nodes of a place by which measure their next line has, their fitness class and their run of hyphens."""


def break_lines(
    galley: Galley,
    measures: Sequence[float],
    taste: Taste,
    *,
    runt: float = 0.0,
    first: int = 0,
    wish: Wish = NO_WISH,
) -> tuple[int, ...] | None:
    """The places where lines end, the paragraph's end included; None where a line would stand over the measure.

    Where a wish for so many lines would make one of them looser than the first tolerance, that is None too.

    ``measures`` are those of the lines from ``first``, a place of the galley, on; the last holds for all that follow.
    A last line narrower than ``runt``, or of one word, is a blemish.
    """
    # The breaker tells lines apart by their measure, so that each that a wish is about gets one of its own.
    apart = (*measures, *(measures[-1] for _ in range(wish.reach + 1 - len(measures))))
    task = _Task(galley, apart, taste, runt, first, wish)
    worst = taste.page_hyphen if wish.unhyphened else taste.third_hyphen
    best: tuple[_Node, float] | None = None
    for tolerance in taste.tolerances[: 1 if wish.lines else None]:
        found = _Search(task, tolerance, {}).run()
        if found and (best is None or found.demerits < best[0].demerits):
            best = found, tolerance
        if best and best[0].demerits < worst:
            break  # otherwise looser lines may do without the third hyphen, or that at the page's end
    return _without_rivers(task, *best) if best else None


def _without_rivers(task: _Task, found: _Node, tolerance: float) -> tuple[int, ...]:
    """What was found, or something with fewer rivers that is worth their price."""
    taste = task.taste
    dearer: dict[Stretch, float] = {}
    best: tuple[Stretch, ...] = ()
    least = float("inf")
    for _ in range(taste.river_rounds + 1):
        lines = tuple(found.lines())[::-1]
        rivers = find_rivers(task.galley, lines, task.measures, taste)
        total = found.demerits - sum(dearer.get(line, 0.0) for line in lines) + taste.river * len(rivers)
        if total < least:
            best, least = lines, total
        if not rivers:
            break
        for number in (number for river in rivers for number in river):
            dearer[lines[number]] = dearer.get(lines[number], 0.0) + taste.river
        again = _Search(task, tolerance, dearer).run()
        assert again is not None, "dearer lines are still lines"
        found = again
    return tuple(end for _, end in best)


class _Search:
    """One run over the places of a galley, with lines no looser than a tolerance."""

    def __init__(self, task: _Task, tolerance: float, dearer: Mapping[Stretch, float]) -> None:
        self._task, self._tolerance, self._dearer = task, tolerance, dearer

    def run(self) -> _Node | None:
        """The best way to the paragraph's end, or None where the tolerance allows none."""
        galley, measures, first = self._task.galley, self._task.measures, self._task.first
        active: list[list[_Group]] = [[] for _ in measures]
        oldest = [0] * len(measures)
        start = _Node(0.0, first, 0, 1, 0, None)
        active[0].append(_Group(galley.ink_start[first], galley.gap_start[first], [start]))
        found: Found = {}
        for place in range(first + 1, len(galley.cost)):
            found = {}
            alive = False
            for kind, groups in enumerate(active):
                if oldest[kind] < len(groups):
                    oldest[kind] = self._retire(groups, oldest[kind], place, measures[kind])
                if oldest[kind] < len(groups):
                    alive = True
                    self._reach(groups[oldest[kind] :], place, measures[kind], found)
            if not alive:
                return None
            for kind, nodes in _worth_keeping(found, self._task.taste.contrast).items():
                active[kind].append(_Group(galley.ink_start[place], galley.gap_start[place], nodes))
        wanted = self._task.wish.lines
        ends = (node for node in found.values() if wanted in (0, node.line))
        return min(ends, key=lambda node: node.demerits, default=None)

    def _retire(self, groups: Sequence[_Group], oldest: int, place: int, measure: float) -> int:
        """The first group from which a line to this place, or to one after it, is not too long."""
        galley, taste = self._task.galley, self._task.taste
        ink, gap = galley.least_ink[place], galley.gap_end[place]
        keep_ink, keep_gap = 1 - taste.expand, 1 - taste.shrink
        while oldest < len(groups):
            group = groups[oldest]
            if (ink - group.ink) * keep_ink + (gap - group.gap) * keep_gap <= measure:
                break
            oldest += 1
        return oldest

    def _reach(self, groups: Sequence[_Group], place: int, measure: float, found: Found) -> None:
        """Draw every line that may end at this place, and remember the best way to each state."""
        # The innermost loop of the press: names are local and ``fitting.fit`` is written out, for each line here is
        # tried once more for every word.
        galley, taste = self._task.galley, self._task.taste
        ink_end, gap_end, last = galley.ink_end[place], galley.gap_end[place], place == len(galley.cost) - 1
        stretch, shrink, expand, tolerance = taste.stretch, taste.shrink, taste.expand, self._tolerance
        penalty = galley.cost[place] ** 2
        for group in groups:
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
                    ratio = missing / (letters + measure * STIFF)
                if ratio > tolerance:
                    break  # those that begin later are shorter still
            line = taste.line + 100 * abs(ratio) ** 3
            demerits = line * line + penalty
            if self._dearer:
                demerits += self._dearer.get((group.nodes[0].place, place), 0.0)
            fitness = 0 if ratio < -0.5 else 1 if ratio <= 0.5 else 2 if ratio <= 1 else 3
            if last and (not gap or ink + gap < self._task.runt) and group.nodes[0].line:
                demerits += taste.runt
            self._step(group.nodes, place, demerits, fitness, found)

    def _step(self, nodes: Sequence[_Node], place: int, demerits: float, fitness: int, found: Found) -> None:
        """Add a line to the ways that lead to its start."""
        galley, taste, tail = self._task.galley, self._task.taste, len(self._task.measures) - 1
        last, hyphen, unhyphened = place == len(galley.cost) - 1, galley.hyphen[place], self._task.wish.unhyphened
        for node in nodes:
            total, run = node.demerits + demerits, 0
            if hyphen:
                run = min(node.run + 1, 3)
                total += 0.0 if run == 1 else taste.ladder if run == 2 else taste.third_hyphen
                if node.line in unhyphened:
                    total += taste.page_hyphen
            elif last and node.run:
                total += taste.last_hyphen
            if abs(fitness - node.fitness) > 1:
                total += taste.contrast
            key = min(node.line + 1, tail), fitness, run
            if key not in found or total < found[key].demerits:
                found[key] = _Node(total, place, node.line + 1, fitness, run, node)


def _worth_keeping(found: Found, contrast: float) -> dict[int, list[_Node]]:
    """The nodes that can still become part of the best way, by which measure their next line has.

    One that is dearer than another in the same case by more than a jump in fitness costs never catches up.
    """
    if len(found) == 1:
        return {kind: [node] for (kind, _, _), node in found.items()}
    least: dict[tuple[int, int], float] = {}
    for (kind, _, run), node in found.items():
        least[kind, run] = min(least.get((kind, run), node.demerits), node.demerits)
    kept: dict[int, list[_Node]] = {}
    for (kind, _, run), node in found.items():
        if node.demerits <= least[kind, run] + contrast:
            kept.setdefault(kind, []).append(node)
    return kept
