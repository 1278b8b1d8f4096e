"""Words in order, each with its place in the manuscript, and the strings that outputs are compared by."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property, partial
from itertools import accumulate, repeat
from typing import NamedTuple

from msgspec import Struct

from handpress.model.spans import Span

# Stand in a stream of letters where the style sheet, and not the text, puts signs of its own: an ornament between
# paragraphs, a list item's bullet or number. Two code points that Unicode keeps free for such use (U+FDD0…).
ORNAMENT, MARKER = "\ufdd0", "\ufdd1"
SLOTS = ORNAMENT + MARKER
_UNSEEN = "\u00ad\u200b\ufeff" + SLOTS
# Signs without ink (joiners, marks of direction) are on no page.
# U+2010 is the hyphen that hyphenation adds: dropped wherever it stands. The typed one, U+002D, is the author's.
_WITHOUT_INK = "\u200b\u200c-\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff\u00ad\u2010"
_NOT_LETTERS = re.compile(f"[\\s{_WITHOUT_INK}]+")
# pdfium gives these two for a typed hyphen at a line's end, where it may also be the end of a word.
_PRINTED = {0x0002: "-", 0xFFFE: "-"}
_PRINTED.update((code, unicodedata.normalize("NFKC", chr(code))) for code in range(0xFB00, 0xFB07))
# What makes it worth while to look at every sign of a text: to look for them all costs a tenth of that.
_RARE = re.compile(f"[{_WITHOUT_INK}{''.join(map(chr, _PRINTED))}]")
_OTHERWISE = re.compile(f"[{''.join(map(chr, _PRINTED))}]")


PRESS = -2
"""Whose letters are the press's own: page numbers, its words, the address of a link, what a picture shows."""


class Owned(NamedTuple):
    """Letters of a word, or of a stream, from ``start`` to ``end``, that are an editorial item's or the press's.

    ``owner`` is the index of the item, or ``PRESS``, or below that an emendation of the list (see ``emended``).
    ``sign`` tells that they are what the item is known by: its brackets, its mark, its signature.
    """

    start: int
    end: int
    owner: int
    sign: bool = False


def emended(number: int) -> int:
    """The owner of the words that the list of emendations has for its entry ``number``, from 0."""
    return PRESS - 1 - number


class Word(NamedTuple):
    """A word and where it stands in the manuscript (``None``: ``pamphlet.toml`` or the press has it).

    ``note`` is the index of the note it belongs to, -1 in the running text. ``number`` is set for a ``MARKER`` only:
    the number of the item in an ordered list. ``owners`` are the letters that are not the author's running text.
    ``where`` names the page of the press it stands on, such as the title page; ``lead`` is where its line must lead:
    an id after ``#``, the name of such a page, or an address on the web.

    There is one for every word of an output: a tuple is what takes least to make and to send.
    """

    text: str
    span: Span | None = None
    note: int = -1
    number: int | None = None
    owners: tuple[Owned, ...] = ()
    where: str = ""
    lead: str = ""


class Stream(Struct, frozen=True, dict=True):
    """Words as one string to compare by; ``starts`` has the offset of each word in ``text``."""

    words: tuple[Word, ...]
    text: str
    starts: tuple[int, ...]

    def index(self, offset: int) -> int:
        """The index of the word at an offset; of the last one behind the end."""
        return max(bisect_right(self.starts, offset) - 1, 0)

    @cached_property
    def owned(self) -> list[Owned]:
        """The letters that are not the author's running text, in order, by their offsets in ``text``."""
        found = []
        for number, word in [(number, word) for number, word in enumerate(self.words) if word.owners]:
            start = self.starts[number]
            whole = self.text.startswith(word.text, start)
            for part in word.owners:
                # Joined letters and hyphens may take more or less room on paper than in the word.
                first = part.start if whole else len(letters(word.text[: part.start]))
                last = part.end if whole else len(letters(word.text[: part.end]))
                found.append(Owned(start + first, start + last, part.owner, part.sign))
        return found

    def count(self) -> int:
        """How many words there are, signs of the style sheet left out."""
        return len(self.words) - sum(map(self.text.count, SLOTS))

    def begins_word(self, offset: int) -> bool:
        """Whether a word begins at an offset."""
        return offset == len(self.text) or (bool(self.starts) and self.starts[self.index(offset)] == offset)


def words_of(texts: Iterable[str], span: Span | None, note: int) -> Iterator[Word]:
    """The author's words of one place, made a hundred thousand at a time without a call for each."""
    fields = zip(texts, repeat(span), repeat(note), repeat(None), repeat(()), repeat(""), repeat(""), strict=False)
    return map(partial(tuple.__new__, Word), fields)


def by_words(words: Iterable[Word]) -> Stream:
    """A stream whose words are parted by single spaces: for files that tell where a word ends."""
    kept = tuple(words)
    texts = [word.text for word in kept]
    if any(slot in texts for slot in SLOTS):
        kept = tuple(word for word in kept if word.text not in SLOTS)
        texts = [word.text for word in kept]
    ends = accumulate((len(text) + 1 for text in texts[:-1]), initial=0)
    return Stream(kept, " ".join((*texts, "")), tuple(ends) if kept else ())


def by_letters(words: Iterable[Word]) -> Stream:
    """A stream of letters alone, without spaces: for pages, where type is spaced and lines end."""
    kept = tuple(words)
    texts = [word.text for word in kept]
    whole = "\n".join(texts)
    # Mostly no word has anything in it but its letters, which one look at all of them tells.
    if _RARE.search(whole) or not unicodedata.is_normalized("NFC", whole) or len(whole.split()) != len(texts):
        texts = [text if text in SLOTS else letters(text) for text in texts]
    return _join(kept, texts)


def _join(words: tuple[Word, ...], texts: list[str]) -> Stream:
    ends = tuple(accumulate(map(len, texts)))
    return Stream(words, "".join(texts), (0, *ends[:-1]) if words else ())


def clean(text: str) -> str:
    """``text`` in NFC, without what no reader sees: soft hyphens, zero-width spaces."""
    # Most words have nothing but letters of ASCII, which NFC leaves alone and every reader sees.
    if text.isascii():
        return text
    text = unicodedata.normalize("NFC", text)
    for sign in _UNSEEN:
        text = text.replace(sign, "")
    return text


def letters(text: str) -> str:
    """``text`` in NFC, without white space and the hyphens of hyphenation, ligatures parted."""
    text = text if text.isascii() else unicodedata.normalize("NFC", text)
    if not _RARE.search(text):
        return "".join(text.split())
    return _NOT_LETTERS.sub("", _OTHERWISE.sub(lambda sign: _PRINTED[ord(sign[0])], text))


def where_letters(text: str) -> list[int]:
    """For each of ``letters(text)`` the index in ``text`` it comes from, for a text already in NFC."""
    return [
        index
        for index, char in enumerate(text)
        if not _NOT_LETTERS.fullmatch(char)
        for _ in range(len(_PRINTED.get(ord(char), char)))
    ]
