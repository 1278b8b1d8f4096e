"""The words of a quotation laid beside those of its original, with as few differences as can be."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from handpress.editing.quoting.words import Joint, Word

Step: TypeAlias = tuple[int | None, int | None]
"""A word of the quotation beside one of the original; None where one of them has no counterpart."""

# A changed word is cheaper than one word more and one less, so that it is reported as one difference. Words left out
# in one go are cheap from the second on: somebody who skips a clause has made one mistake.
_CASE, _CHANGED, _ADDED, _SKIP = 1, 10, 11, (10, 2)
_SKIPS = {Joint.REPLACED: (1, 1), Joint.ELIDED: (0, 0), Joint.OMITTED: (0, 0)}


def align(quoted: Sequence[Word], original: Sequence[Word]) -> list[Step]:
    """The best alignment of a whole quotation with some stretch of ``original``, in order.

    At a joint where the quotation declares words as left out or replaced, words of the original cost little or
    nothing. What stands in ``original`` before and behind the stretch is not in the steps.
    """
    width = len(original) + 1
    costs = [0] * width
    moves: list[bytearray] = []
    skips: list[bytearray] = []
    for index, word in enumerate(quoted):
        costs, move = _row(word, original, costs)
        longer = bytearray(width)
        if index < len(quoted) - 1:
            _skip(costs, move, longer, *_SKIPS.get(word.joint, _SKIP))
        moves.append(move)
        skips.append(longer)
    return _trace(moves, skips, costs.index(min(costs)))


_BESIDE, _ALONE, _OVER = 0, 1, 2


def _row(word: Word, original: Sequence[Word], above: list[int]) -> tuple[list[int], bytearray]:
    """The costs of having this word beside each word of the original, or beside none."""
    costs = [above[0] + _ADDED]
    move = bytearray(len(above))
    move[0] = _ALONE
    pattern, key, fold = word.pattern, word.key, word.fold
    for at, here in enumerate(original):
        beside = above[at]
        if pattern is not None:
            beside += 0 if pattern.fullmatch(here.fold) else _CHANGED
        elif here.key != key:
            beside += _CASE if here.fold == fold else _CHANGED
        alone = above[at + 1] + _ADDED
        if beside <= alone:
            costs.append(beside)
        else:
            costs.append(alone)
            move[at + 1] = _ALONE
    return costs, move


def _skip(costs: list[int], move: bytearray, longer: bytearray, first: int, further: int) -> None:
    """Let words of the original go behind this word. ``longer`` marks where one more joins those before it."""
    over = costs[0] + first
    joins = False
    for at in range(1, len(costs)):
        longer[at] = joins
        if over < costs[at]:
            costs[at] = over
            move[at] = _OVER
        fresh = costs[at] + first
        joins = over + further <= fresh
        over = over + further if joins else fresh


def _trace(moves: list[bytearray], skips: list[bytearray], at: int) -> list[Step]:
    steps: list[Step] = []
    index = len(moves) - 1
    while index >= 0:
        move = moves[index][at]
        if move == _BESIDE:
            steps.append((index, at - 1))
            index, at = index - 1, at - 1
        elif move == _ALONE:
            steps.append((index, None))
            index -= 1
        else:
            joins = True
            while joins:
                joins = bool(skips[index][at])
                at -= 1
                steps.append((None, at))
    return steps[::-1]
