"""Which of the items left over has become which, by the words they share."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from handpress.comparing.items import alike, words_of
from handpress.comparing.steps import Item

SIMILAR = 0.5
"""The share of words from which an item is taken for the same one changed."""

_COMMON = 20  # a word of more items than that tells none of them from the others
_CANDIDATES = 4


class Pair(Struct, frozen=True):
    """An old and a new item by their places in their rows, and the share of words in both (0 to 1)."""

    share: float
    old: int
    new: int


def similar(old: Sequence[Item], new: Sequence[Item], least: float) -> list[Pair]:
    """Each item with at most one other: the most similar pairs first, those of ``least`` share and above."""
    bags, others = [Counter(words_of(item)) for item in old], [Counter(words_of(item)) for item in new]
    found = [Pair(share(bags[i], others[j]), i, j) for i, j in _candidates(old, new, bags) if alike(old[i], new[j])]
    taken_old, taken_new, pairs = set[int](), set[int](), []
    for pair in sorted(found, key=lambda pair: (-pair.share, abs(pair.old - pair.new), pair.old, pair.new)):
        if pair.share >= least and pair.old not in taken_old and pair.new not in taken_new:
            taken_old.add(pair.old)
            taken_new.add(pair.new)
            pairs.append(pair)
    return pairs


def share(old: Counter[str], new: Counter[str]) -> float:
    """How much of the words of both is in both, from 0 to 1 (Dice's coefficient)."""
    total = old.total() + new.total()
    return 2 * (old & new).total() / total if total else 0.0


def _candidates(old: Sequence[Item], new: Sequence[Item], bags: Sequence[Counter[str]]) -> Iterator[tuple[int, int]]:
    """The pairs worth weighing: all where there are few, else those that share rare words or pairs of words."""
    if len(old) * len(new) <= _COMMON:
        yield from ((i, j) for i in range(len(old)) for j in range(len(new)))
        return
    where: defaultdict[str, list[int]] = defaultdict(list)
    for i, item in enumerate(old):
        for sign in set(_signs(words_of(item))):
            where[sign].append(i)
    for j, item in enumerate(new):
        hits: Counter[int] = Counter()
        for sign in set(_signs(words_of(item))):
            if len(where.get(sign, ())) <= _COMMON:
                hits.update(where.get(sign, ()))
        # Many items may share as many rare words; the ratio to their length tells them apart.
        likely = sorted(hits, key=lambda i: (-hits[i] / (bags[i].total() + 1), i))[:_CANDIDATES]
        yield from ((i, j) for i in likely)


def _signs(words: Sequence[str]) -> Iterator[str]:
    yield from words
    yield from (f"{first} {second}" for first, second in pairwise(words))
