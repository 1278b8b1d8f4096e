"""Two rows of keys laid side by side: which stand in both, in the same order.

Patience first: keys that occur once in both are sure marks, and only what lies between them is searched (E. Myers, "An
O(ND) difference algorithm", 1986). The time grows with the length and the number of edits, not with the length squared.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TypeAlias

Pairs: TypeAlias = list[tuple[int, int]]

_FARTHEST = 600  # more edits than that in one gap: it was written anew, and no alignment tells anybody anything


def align(old: Sequence[int], new: Sequence[int], weights: Mapping[int, int] | None = None) -> Pairs:
    """The pairs of places (from 0) at which both rows have the same key, both rising.

    Where as many could be kept in two ways, those of the greater ``weights`` (by key) are.
    """
    pairs: Pairs = []
    gaps = [(0, len(old), 0, len(new))]
    while gaps:
        low, high, left, right = gaps.pop()
        while low < high and left < right and old[low] == new[left]:
            pairs.append((low, left))
            low, left = low + 1, left + 1
        while low < high and left < right and old[high - 1] == new[right - 1]:
            high, right = high - 1, right - 1
            pairs.append((high, right))
        if low == high or left == right:
            continue
        marks = _marks(old[low:high], new[left:right], weights)
        if not marks:
            pairs += [(low + i, left + j) for i, j in _shortest(old[low:high], new[left:right])]
            continue
        for i, j in marks:
            pairs.append((low + i, left + j))
        ends = [(-1, -1), *marks, (high - low, right - left)]
        gaps += [
            (low + i + 1, low + k, left + j + 1, left + m)
            for (i, j), (k, m) in pairwise(ends)
            if k > i + 1 and m > j + 1
        ]
    return sorted(pairs)


def rising(pairs: Sequence[tuple[int, int]]) -> Pairs:
    """The most of these pairs, whose first places rise, that rise in their second places too."""
    ends: list[int] = []
    links: list[tuple[int, int]] = []  # the index of a pair in ``pairs``, and of the link before it
    last: list[int] = []
    for index, (_, place) in enumerate(pairs):
        at = bisect_left(ends, place)
        links.append((index, last[at - 1] if at else -1))
        if at == len(ends):
            ends.append(place)
            last.append(index)
        else:
            ends[at], last[at] = place, index
    chain: Pairs = []
    here = last[-1] if last else -1
    while here >= 0:
        chain.append(pairs[here])
        here = links[here][1]
    return chain[::-1]


def heaviest(pairs: Sequence[tuple[int, int]], weights: Sequence[int]) -> Pairs:
    """The most of these pairs that rise, as ``rising`` has them; of two ways to keep as many, the heavier one.

    Without it two neighbours that changed places leave it to chance which of them is said to have moved.
    """
    order = {place: rank for rank, place in enumerate(sorted({place for _, place in pairs}), 1)}
    # A tree of sums (P. Fenwick, 1994) that keeps maxima: the best chain that ends before a rank, in few steps.
    best: list[tuple[int, int, int]] = [(0, 0, -1)] * (len(order) + 1)
    before: list[int] = []
    for index, (_, place) in enumerate(pairs):
        at, chain = order[place] - 1, (0, 0, -1)
        while at > 0:
            chain, at = max(chain, best[at]), at & (at - 1)
        before.append(chain[2])
        grown = (chain[0] + 1, chain[1] + weights[index], index)
        at = order[place]
        while at < len(best):
            best[at], at = max(best[at], grown), at + (at & -at)
    ends = [best[at] for at in range(1, len(best))]
    kept: Pairs = []
    here = max(ends, default=(0, 0, -1))[2]
    while here >= 0:
        kept.append(pairs[here])
        here = before[here]
    return kept[::-1]


def _marks(old: Sequence[int], new: Sequence[int], weights: Mapping[int, int] | None) -> Pairs:
    """Keys that occur once in both rows, as many as stand in the same order."""
    often, also = Counter(old), Counter(new)
    there = {key: place for place, key in enumerate(new) if also[key] == 1}
    pairs = [(place, there[key]) for place, key in enumerate(old) if often[key] == 1 and key in there]
    return rising(pairs) if weights is None else heaviest(pairs, [weights[old[place]] for place, _ in pairs])


def _shortest(old: Sequence[int], new: Sequence[int]) -> Pairs:
    """The alignment with the fewest edits; nothing where there would be too many."""
    reach, trace = {1: 0}, []
    for edits in range(min(len(old) + len(new), _FARTHEST) + 1):
        trace.append(dict(reach))
        for diagonal in range(-edits, edits + 1, 2):
            down = diagonal == -edits or (
                diagonal != edits and reach.get(diagonal - 1, -1) < reach.get(diagonal + 1, -1)
            )
            at = reach[diagonal + 1] if down else reach[diagonal - 1] + 1
            while at < len(old) and at - diagonal < len(new) and old[at] == new[at - diagonal]:
                at += 1
            reach[diagonal] = at
            if at >= len(old) and diagonal == len(old) - len(new):
                return _walked_back(trace, len(old), len(new))
    return []


def _walked_back(trace: Sequence[dict[int, int]], at: int, other: int) -> Pairs:
    pairs: Pairs = []
    for edits in range(len(trace) - 1, -1, -1):
        reach, diagonal = trace[edits], at - other
        down = diagonal == -edits or (diagonal != edits and reach.get(diagonal - 1, -1) < reach.get(diagonal + 1, -1))
        before = diagonal + 1 if down else diagonal - 1
        start = reach[before] if edits else 0
        while at > start + (0 if down or not edits else 1) and other > 0 and at > 0:
            at, other = at - 1, other - 1
            pairs.append((at, other))
        at, other = start, start - before
    return pairs[::-1]
