"""Words in order, each with its place in the manuscript, and the strings that outputs are compared by."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate

from handpress.model.spans import Span

# Stand in a stream of letters where the style sheet, and not the text, puts signs of its own: an ornament between
# paragraphs, a list item's bullet or number. Two code points that Unicode keeps free for such use (U+FDD0…).
ORNAMENT, MARKER = "\ufdd0", "\ufdd1"
SLOTS = ORNAMENT + MARKER
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\ufeff" + SLOTS))
# U+2010 is the hyphen that hyphenation adds: dropped wherever it stands. The typed one, U+002D, is the author's.
_NOT_LETTERS = re.compile("[\\s\u200b\ufeff\u00ad\u2010]+")
# pdfium gives these two for a typed hyphen at a line's end, where it may also be the end of a word.
_PRINTED = {0x0002: "-", 0xFFFE: "-"}
_PRINTED.update((code, unicodedata.normalize("NFKC", chr(code))) for code in range(0xFB00, 0xFB07))


@dataclass(frozen=True, slots=True)
class Word:
    """A word and where it stands in the manuscript (``None``: ``pamphlet.toml`` or the press has it).

    ``note`` is the index of the note it belongs to, -1 in the running text. ``number`` is set for a ``MARKER`` only:
    the number of the item in an ordered list.
    """

    text: str
    span: Span | None = None
    note: int = -1
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Stream:
    """Words as one string to compare by; ``starts`` has the offset of each word in ``text``."""

    words: tuple[Word, ...]
    text: str
    starts: tuple[int, ...]

    def index(self, offset: int) -> int:
        """The index of the word at an offset; of the last one behind the end."""
        return max(bisect_right(self.starts, offset) - 1, 0)

    def begins_word(self, offset: int) -> bool:
        """Whether a word begins at an offset."""
        return offset == len(self.text) or (bool(self.starts) and self.starts[self.index(offset)] == offset)


def by_words(words: Iterable[Word]) -> Stream:
    """A stream whose words are parted by single spaces: for files that tell where a word ends."""
    kept = tuple(word for word in words if word.text not in SLOTS)
    return _join(kept, [word.text + " " for word in kept])


def by_letters(words: Iterable[Word]) -> Stream:
    """A stream of letters alone, without spaces: for pages, where type is spaced and lines end."""
    kept = tuple(words)
    return _join(kept, [word.text if word.text in SLOTS else letters(word.text) for word in kept])


def _join(words: tuple[Word, ...], texts: list[str]) -> Stream:
    ends = tuple(accumulate(len(text) for text in texts))
    return Stream(words, "".join(texts), (0, *ends[:-1]) if words else ())


def clean(text: str) -> str:
    """``text`` in NFC, without what no reader sees: soft hyphens, zero-width spaces."""
    return unicodedata.normalize("NFC", text).translate(_UNSEEN)


def letters(text: str) -> str:
    """``text`` in NFC, without white space and the hyphens of hyphenation, ligatures parted."""
    return _NOT_LETTERS.sub("", unicodedata.normalize("NFC", text).translate(_PRINTED))


def where_letters(text: str) -> list[int]:
    """For each of ``letters(text)`` the index in ``text`` it comes from, for a text already in NFC."""
    return [
        index
        for index, char in enumerate(text)
        if not _NOT_LETTERS.fullmatch(char)
        for _ in range(len(_PRINTED.get(ord(char), char)))
    ]
