"""Lines that run from right to left, set right: a page's text as its words are read.

On the page a line is ink from left to right; pdfium turns it round again, but not as it was: brackets stay mirrored,
and words of another script change places. So a line is known by its letters whatever their order, and stands for the
stretch of the wanted stream that has just these letters and comes next. Which words a line has is proved by this, and
the order of lines; the order within such a line is proved in the e-book, which is made from the same elements, and so
are points and vowel signs.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from handpress.proving.streams import SLOTS, letters

_LINES_AT_ONCE = 6  # a raised sign or a page number may come out as a line of its own
_AHEAD = 400  # letters within which the text is found again behind a loss
_TELLING = 10  # letters that two lines do not have in common by chance
# Quotation marks have no mirrored form (Unicode, BidiMirroring.txt), yet pdfium gives them one.
_MIRRORED = str.maketrans(")]}>»›⟩”’", "([{<«‹⟨“‘")
# Marks on letters of these scripts; pdfium tells where they stand, but not how many they are: a glyph may bear two.
_POINTS = re.compile("[ \u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed]")
# U+FDD0 to U+FDEF, amid the Arabic forms, are no characters: the streams have their slots there.
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc]")


def runs_right_to_left(text: str) -> bool:
    """Whether a text has letters that run from right to left."""
    return _RIGHT_TO_LEFT.search(text) is not None


def known_by(text: str) -> str:
    """What a page is known by: its letters; sorted where they run from right to left, as no order of them is sure."""
    found = letters(text)
    return "".join(sorted(_key(found).elements())) if runs_right_to_left(found) else found


class _Wanted(Struct, eq=False):
    text: str
    at: int


class Righting:
    """Sets the lines of one page right: ``streams`` are the wanted letters, each with the place reached in it.

    ``heads`` are what may stand over the page, and ``folio`` its number.
    """

    def __init__(self, streams: Iterable[tuple[str, int]], heads: Iterable[str], folio: str) -> None:
        self._streams = [_Wanted(text, at) for text, at in streams]
        self._reached = 0
        self._margins = [text for head in heads for text in (head, head + folio, folio + head)]

    def page(self, text: str) -> str:
        """The page's text, each line of it as the stream has it, or as it is where no stream does."""
        lines = [line for line in re.split(r"[\r\n]+", text) if letters(line)]
        return "\n".join(self._righted(lines))

    def _righted(self, lines: Sequence[str]) -> Iterator[str]:
        at = 0
        while at < len(lines):
            count, found = self._next(lines[at : at + _LINES_AT_ONCE])
            yield found
            at += count

    def _next(self, lines: Sequence[str]) -> tuple[int, str]:
        """How many of the lines belong together, and what they say."""
        keys = [_key("".join(lines[: count + 1])) for count in range(len(lines))]
        for stream in self._streams[self._reached :]:
            for count, key in enumerate(keys, 1):
                if end := _reaches(stream.text, stream.at, key):
                    return count, self._taken(stream, stream.at, end)
        for margin in self._margins:
            for count, key in enumerate(keys[:2], 1):
                if key == _key(margin):
                    return count, margin
        for stream in self._streams[self._reached :] if keys[0].total() >= _TELLING else ():
            for start in range(stream.at + 1, min(stream.at + _AHEAD, len(stream.text))):
                if end := _reaches(stream.text, start, keys[0]):
                    return 1, self._taken(stream, start, end)
        return 1, lines[0]

    def _taken(self, stream: _Wanted, start: int, end: int) -> str:
        stream.at = end
        # A page has its running text first and its notes last: behind a line of one stream comes none of those before.
        self._reached = self._streams.index(stream)
        return "".join(char for char in stream.text[start:end] if char not in SLOTS)


def _key(text: str) -> Counter[str]:
    """The letters of a text without their order, mirrored signs as one, and without points and vowel signs."""
    apart = unicodedata.normalize("NFKD", letters(text)).translate(_MIRRORED)
    return Counter(_POINTS.sub("", apart))


def _reaches(wanted: str, start: int, key: Counter[str]) -> int:
    """Where the stretch ends that begins at ``start`` and has just these letters; 0 where there is none."""
    left, count = Counter(key), key.total()
    for place in range(start, len(wanted)):
        if wanted[place] in SLOTS:
            continue
        for char in _key(wanted[place]).elements():
            if not left[char]:
                return 0
            left[char] -= 1
            count -= 1
        if not count:
            end = place + 1
            while end < len(wanted) and _POINTS.match(wanted[end]):
                end += 1
            return end
    return 0
