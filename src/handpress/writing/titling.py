"""Display lines: how a title is broken and how large it may be set.

In: words, a way to measure them, a room in px. Out: lines of about equal length and their size. Pure arithmetic; a
``px`` is whatever step sizes are sought in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from msgspec import Struct

# Characters of Chinese and Japanese, between any two of which a line may end (UAX #14, classes ID, CJ, OP, CL, NS); but
# none begins with what ends something or goes with what stands before it, nor ends with what opens something (JLREQ
# §3.1.7, §3.1.8).
_EAST = (
    "\u2e80-\u30ff\u3105-\u312f\u31a0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff01-\uff9f\U00020000-\U0003ffff"
)
_NOT_FIRST = (
    "、。，．・：；？！」』）】〕》〉］｝〗〙”’»…‥—～〜ー々〻ゝゞヽヾぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ"
    "ㇰ-ㇿ｡｣､･ｧ-ｰﾞﾟ\u3099-\u309c\u3000\ufe00-\ufe0f\U000e0100-\U000e01ef!),.:;?%\\]"
)
_NOT_LAST = "「『（【〔《〈［｛〖〘｢“‘«(\\["
_SEAM = re.compile(rf"(?:(?<=[{_EAST}])(?=\S)|(?<=\S)(?=[{_EAST}]))(?<![{_NOT_LAST}])(?![{_NOT_FIRST}])")
_NO_SPACE = "\u200b"
"""A zero width space (UAX #14, class ZW): the word that begins with it follows the one before without a gap."""

_SENTENCE_END = re.compile(r"(?<=[.!?:;]) +")

Measure = Callable[[str], float]
"""The width of some words at a size of one px."""


class Room(Struct, frozen=True):
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
        widths = [_widths(group, measure) for group in groups]
        count = sum(_fewest(ones, _gaps(group, measure), width) for group, ones in zip(groups, widths, strict=True))
        if (
            max((w for group in widths for w in group), default=0) <= width
            and count * size * room.leading <= room.height
        ):
            break
    return size, tuple(line for group in groups for line in break_evenly(group, measure, width))


def break_evenly(words: Sequence[str], measure: Measure, width: float) -> tuple[str, ...]:
    """As few lines as ``width`` allows, and of these the most even, ended where the sense pauses if that is free.

    Every word must be narrower than ``width``. One that begins with a zero width space needs no space before it.
    """
    widths, gaps = _widths(words, measure), _gaps(words, measure)
    count = _fewest(widths, gaps, width)
    # The gaps at which lines end are not printed; which these are is not yet known.
    between = sum(gaps[1:]) * (len(words) - count) / max(len(words) - 1, 1)
    even = (sum(widths) + between) / max(count, 1)
    best: dict[tuple[int, int], tuple[float, tuple[int, ...]]] = {(0, 0): (0.0, (0,))}
    for line in range(1, count + 1):
        for start in range(len(words)):
            if (line - 1, start) not in best:
                continue
            cost, ends = best[line - 1, start]
            length = widths[start]
            for end in range(start + 1, len(words) + 1):
                if end > start + 1:
                    length += gaps[end - 1] + widths[end - 1]
                if length > width:
                    break
                total = cost + ((length - even) / width) ** 2 + (_pause(words[end - 1]) if end < len(words) else 0)
                if (line, end) not in best or total < best[line, end][0]:
                    best[line, end] = (total, (*ends, end))
    ends = best[count, len(words)][1]
    return tuple(_joined(words[a:b]) for a, b in pairwise(ends))


def _joined(words: Sequence[str]) -> str:
    return " ".join(words).replace(f" {_NO_SPACE}", "").replace(_NO_SPACE, "")


def _widths(words: Sequence[str], measure: Measure) -> list[float]:
    return [measure(word.removeprefix(_NO_SPACE)) for word in words]


def _gaps(words: Sequence[str], measure: Measure) -> list[float]:
    """How much space each word has before it, where a line does not begin with it."""
    space = measure(" ")
    return [0.0 if word.startswith(_NO_SPACE) else space for word in words]


def _fewest(widths: Sequence[float], gaps: Sequence[float], width: float) -> int:
    count, length = 0, width
    for one, gap in zip(widths, gaps, strict=True):
        length += gap + one
        if length > width:
            count, length = count + 1, one
    return count


def _pause(word: str) -> float:
    """What it costs to end a line after this word: a little word wants its neighbour, a comma wants the break."""
    if word[-1] in ",;:.!?—–、。，．：；！？":
        return -0.04
    return 0.06 if len(word) <= 3 else 0.0


def _words(text: str, measure: Measure, width: float | None) -> list[str]:
    """The words of ``text`` (a no-break space does not part them), in pieces where wider than ``width``.

    Chinese and Japanese are parted wherever a line may end.
    """
    parted = re.split(rf"[ \t\n]+|(?={_NO_SPACE})", _SEAM.sub(_NO_SPACE, text))
    words = [word for word in parted if word.strip(_NO_SPACE)]
    if width is None:
        return words
    wide = zip(words, _widths(words, measure), strict=True)
    return [piece for word, one in wide for piece in (_pieces(word, measure, width) if one > width else [word])]


def _pieces(word: str, measure: Measure, width: float) -> list[str]:
    pieces = [""]
    for character in word:
        if pieces[-1] and measure(f"{pieces[-1]}{character}-") > width:
            pieces[-1] += "-"
            pieces.append("")
        pieces[-1] += character
    return pieces
