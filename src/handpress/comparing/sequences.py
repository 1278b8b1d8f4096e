"""Two sequences of items side by side: the heart of the comparison, used for words, blocks, rows and notes alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from itertools import pairwise

from handpress.comparing.aligning import Pairs, align, heaviest
from handpress.comparing.items import alike, is_inline, slots, tokens, words_of
from handpress.comparing.pairing import SIMILAR, similar
from handpress.comparing.steps import Item, Kind, Step
from handpress.model import nodes
from handpress.model.nodes import Inline

FEWEST_TO_MOVE = 4
"""A block of fewer words than that is never said to have moved: it stands in a text more than once by chance."""


class Sequences:
    """Compares sequences; items that are equal get one key, so that long ones are compared with each other once."""

    def __init__(self) -> None:
        self._keys: dict[Hashable, int] = {}

    def key(self, item: Item) -> int:
        """The number of all items that are equal to this one."""
        # A node of another kind with equal fields is equal to none; a plain tuple of them has its kind from them.
        return self._keys.setdefault((type(item), item), len(self._keys))

    def compare(self, old: Sequence[Item], new: Sequence[Item]) -> tuple[Step, ...]:
        """The steps from one sequence to the other, each gap's deletions before its insertions."""
        olds, news = tokens(old), tokens(new)
        if _cells(olds, news):
            return tuple(self.pair(one, other) for one, other in zip(olds, news, strict=True))
        inline = is_inline(olds) and is_inline(news)
        # Of two blocks that changed places the shorter one is told as moved: fewer words to read twice.
        weights = None if inline else {self.key(item): len(words_of(item)) for item in olds}
        pairs = align([self.key(item) for item in olds], [self.key(item) for item in news], weights)
        if inline:
            pairs = _without_splinters(pairs, olds, news)
        steps: list[Step] = []
        alone = self._alone(pairs, olds, news)
        for (i, j), (k, m) in pairwise([(-1, -1), *pairs, (len(olds), len(news))]):
            steps += self._gap(olds[i + 1 : k], news[j + 1 : m], alone)
            if k < len(olds):
                steps.append(Step(Kind.KEPT, olds[k], news[m]))
        return tuple(steps)

    def pair(self, old: Item, new: Item) -> Step:
        """An item and what became of it."""
        if self.key(old) == self.key(new):
            return Step(Kind.KEPT, old, new)
        inner = (self.compare(one, other) for one, other in zip(slots(old), slots(new), strict=True))
        return Step(Kind.CHANGED, old, new, tuple(inner))

    def _alone(self, pairs: Pairs, olds: Sequence[Item], news: Sequence[Item]) -> frozenset[int]:
        """The keys of blocks that stand in both sequences, but elsewhere: what has moved is nothing else changed."""
        if is_inline(olds) or is_inline(news):
            return frozenset()
        gone = Counter(map(self.key, olds)) - Counter(self.key(olds[i]) for i, _ in pairs)
        come = Counter(map(self.key, news)) - Counter(self.key(news[j]) for _, j in pairs)
        return frozenset(gone.keys() & come.keys())

    def _gap(self, olds: Sequence[Item], news: Sequence[Item], alone: frozenset[int]) -> Iterator[Step]:
        pairs = self._became(olds, news, alone) if olds and news else []
        for (i, j), (k, m) in pairwise([(-1, -1), *pairs, (len(olds), len(news))]):
            yield from (Step(Kind.DELETED, old=item) for item in olds[i + 1 : k])
            yield from (Step(Kind.INSERTED, new=item) for item in news[j + 1 : m])
            if k < len(olds):
                yield self.pair(olds[k], news[m])

    def _became(self, olds: Sequence[Item], news: Sequence[Item], alone: frozenset[int]) -> Pairs:
        """The items of a gap that have become others, in their order."""
        here = [i for i, item in enumerate(olds) if slots(item) and self.key(item) not in alone]
        there = [j for j, item in enumerate(news) if slots(item) and self.key(item) not in alone]
        found = similar([olds[i] for i in here], [news[j] for j in there], SIMILAR)
        became = sorted((here[pair.old], there[pair.new]) for pair in found)
        pairs = heaviest(became, [len(words_of(olds[i])) for i, _ in became])
        return pairs or _renamed([(i, olds[i]) for i in here], [(j, news[j]) for j in there])


def _renamed(olds: Sequence[tuple[int, Item]], news: Sequence[tuple[int, Item]]) -> Pairs:
    """A lone heading, or other line of few words, is the old one in new words: it has the same office."""
    if len(olds) != 1 or len(news) != 1 or not alike(olds[0][1], news[0][1]):
        return []
    (i, old), (j, new) = olds[0], news[0]
    return [(i, j)] if not isinstance(old, nodes.Paragraph | Inline) or _touch(old, new) else []


def _touch(old: Item, new: Item) -> bool:
    """Whether a third of the words of the shorter are in the longer."""
    one, other = Counter(words_of(old)), Counter(words_of(new))
    return 3 * (one & other).total() >= max(1, min(one.total(), other.total()))


def _cells(olds: Sequence[Item], news: Sequence[Item]) -> bool:
    """Whether both are rows of a table, whose cells keep their columns."""
    both = (*olds, *news)
    return len(olds) == len(news) > 0 and all(
        isinstance(item, tuple) and (not item or is_inline(item)) for item in both
    )


def _without_splinters(pairs: Pairs, olds: Sequence[Item], news: Sequence[Item]) -> Pairs:
    """The pairs without spaces and stops that stand alone between two changes, which nobody can read so."""
    kept: Pairs = []
    for run in _runs(pairs):
        (i, j), (k, m) = run[0], run[-1]
        between = i > 0 and j > 0 and k + 1 < len(olds) and m + 1 < len(news)
        if not between or any(_is_word(olds[at]) for at, _ in run):
            kept += run
    return kept


def _runs(pairs: Pairs) -> Iterator[Pairs]:
    run: Pairs = []
    for pair in pairs:
        if run and pair != (run[-1][0] + 1, run[-1][1] + 1):
            yield run
            run = []
        run.append(pair)
    if run:
        yield run


def _is_word(item: Item) -> bool:
    return not isinstance(item, nodes.Text) or any(map(str.isalnum, item.text))
