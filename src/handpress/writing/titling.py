"""Display lines: how a title is broken and how large it may be set.

In: words, a way to measure them, a room in px. Out: lines of about equal length and their size. Pure arithmetic; a
``px`` is whatever step sizes are sought in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

_SENTENCE_END = re.compile(r"(?<=[.!?:;]) +")

Measure = Callable[[str], float]
"""The width of some words at a size of one px."""


@dataclass(frozen=True, slots=True)
class Room:
    """Where lines must fit: a width and a height, and the sizes that look right there, all in px.

    ``leading`` is the distance of the baselines as a multiple of the size.
    """

    width: float
    height: float
    largest: float
    smallest: float
    leading: float


def sentences(text: str) -> list[str]:
    """A title of several sentences as one line each: no line's end should part one of them."""
    return _SENTENCE_END.split(text)


def fit(paragraphs: Sequence[str], measure: Measure, room: Room) -> tuple[int, tuple[str, ...]]:
    """The largest size at which all paragraphs fit the room, and their lines.

    Only from ``room.smallest`` down is a word broken, with a hyphen, where it alone is wider than the room.
    Nothing is cut off: sizes go down to 8 px, where a whole page of words still fits a cover.
    """
    for size in range(round(room.largest), 7, -2):
        width = room.width / size
        groups = [_words(text, measure, width if size <= room.smallest else None) for text in paragraphs]
        widths = [[measure(word) for word in group] for group in groups]
        count = sum(_fewest(group, measure(" "), width) for group in widths)
        if (
            max((w for group in widths for w in group), default=0) <= width
            and count * size * room.leading <= room.height
        ):
            break
    return size, tuple(line for group in groups for line in break_evenly(group, measure, width))


def break_evenly(words: Sequence[str], measure: Measure, width: float) -> tuple[str, ...]:
    """As few lines as ``width`` allows, and of these the most even, ended where the sense pauses if that is free.

    Every word must be narrower than ``width``.
    """
    widths, space = [measure(word) for word in words], measure(" ")
    count = _fewest(widths, space, width)
    even = (sum(widths) + space * (len(words) - count)) / max(count, 1)
    best: dict[tuple[int, int], tuple[float, tuple[int, ...]]] = {(0, 0): (0.0, (0,))}
    for line in range(1, count + 1):
        for start in range(len(words)):
            if (line - 1, start) not in best:
                continue
            cost, ends = best[line - 1, start]
            length = widths[start]
            for end in range(start + 1, len(words) + 1):
                if end > start + 1:
                    length += space + widths[end - 1]
                if length > width:
                    break
                total = cost + ((length - even) / width) ** 2 + (_pause(words[end - 1]) if end < len(words) else 0)
                if (line, end) not in best or total < best[line, end][0]:
                    best[line, end] = (total, (*ends, end))
    ends = best[count, len(words)][1]
    return tuple(" ".join(words[a:b]) for a, b in pairwise(ends))


def _fewest(widths: Sequence[float], space: float, width: float) -> int:
    count, length = 0, width
    for one in widths:
        length += space + one
        if length > width:
            count, length = count + 1, one
    return count


def _pause(word: str) -> float:
    """What it costs to end a line after this word: a little word wants its neighbour, a comma wants the break."""
    if word[-1] in ",;:.!?—–":
        return -0.04
    return 0.06 if len(word) <= 3 else 0.0


def _words(text: str, measure: Measure, width: float | None) -> list[str]:
    """The words of ``text`` (a no-break space does not part them), in pieces where wider than ``width``."""
    words = [word for word in re.split(r"[ \t\n]+", text) if word]
    return words if width is None else [piece for word in words for piece in _pieces(word, measure, width)]


def _pieces(word: str, measure: Measure, width: float) -> list[str]:
    pieces = [""]
    for character in word:
        if pieces[-1] and measure(f"{pieces[-1]}{character}-") > width:
            pieces[-1] += "-"
            pieces.append("")
        pieces[-1] += character
    return pieces
