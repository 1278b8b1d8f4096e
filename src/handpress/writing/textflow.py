"""The letters of a part in the order in which they are read, counted alike in print and in the e-book.

In: elements as ``xhtml`` and ``preliminaries`` write them. Out: their text piece by piece, each with the id it stands
under and how many letters stand there before it. What only one of the outputs has counts for nothing: addresses,
signs of lists in notes at the foot, pointers, the lines that name what is quoted. A note is a text of its own.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import islice
from xml.etree.ElementTree import Element

from msgspec import Struct

PICTURE = "\ufffc"
"""What a picture counts as: a letter, so that text before it and behind it is told apart."""

_NONE = "\\s\u00ad\u200b\ufeff\u2010"  # as in proving; U+2010 is what hyphenation adds
_NO_LETTERS, _LETTER = re.compile(f"[{_NONE}]+"), re.compile(f"[^{_NONE}]")
_DASHES = "\u2013\u2014"


class Piece(Struct, frozen=True):
    """A stretch of text: an element's own, or, where ``tail``, what stands behind it.

    ``owner`` is the element it is in; ``anchor`` the nearest id around it, and ``before`` how many letters stand there
    before it. ``flow`` is the id of the note it is in, empty in the running text. ``parted`` tells that a block begins
    or ends before it, and so a word.
    """

    element: Element
    tail: bool
    owner: Element
    text: str
    anchor: str
    before: int
    flow: str
    parted: bool


_INLINE = frozenset({"a", "cite", "code", "del", "em", "i", "img", "ins", "span", "strong", "sup"})


def letters(text: str) -> str:
    """The text without white space, soft hyphens and the hyphens of hyphenation."""
    return "".join(text.split()) if text.isascii() else _NO_LETTERS.sub("", text)


def index_behind(text: str, count: int) -> int:
    """The index in a text of the letter behind so many letters; its end where there is none."""
    found = next(islice(_LETTER.finditer(text), count, None), None)
    return found.start() if found else len(text)


def pieces(root: Element) -> Iterator[Piece]:
    """Every stretch of text that counts, in order."""
    yield from _Reader().read(root)


def is_note(element: Element) -> bool:
    """Whether an element is a note, at its call or at the end of its part."""
    return element.get("role") == "doc-footnote"


def is_inline(element: Element) -> bool:
    """Whether an element may stand within a line; a block of a note at the foot is none, though it is a ``span``."""
    return element.tag in _INLINE and not any(name.startswith("as-") for name in _classes(element))


def within_word(before: str, after: str) -> bool:
    """Whether two neighbouring letters belong to one word: no white space, no dash and no Han sign parts them."""
    wide = any(unicodedata.east_asian_width(char) in "WF" for char in (before, after))
    return not (before.isspace() or after.isspace() or before in _DASHES or wide or PICTURE in (before, after))


class _Reader:
    def __init__(self) -> None:
        self._trail: list[tuple[str, list[int]]] = [("", [0])]
        self._flow = ""
        self._parted = True

    def read(self, element: Element, parent: Element | None = None) -> Iterator[Piece]:
        if callable(element.tag) or _in_one_output(element, parent):  # a comment has a function for its tag
            return
        block = not is_inline(element)
        outside = self._trail, self._flow, self._parted
        self._parted = self._parted or block
        if is_note(element):
            self._trail, self._flow, self._parted = [("", [0])], element.get("id", ""), True
        if identifier := element.get("id"):
            self._trail = [*self._trail, (identifier, [0])]
        yield from self._own(element, element, PICTURE if element.tag == "img" else element.text, tail=False)
        for child in element:
            yield from self.read(child, element)
            yield from self._own(child, element, child.tail, tail=True)
        self._trail, self._flow, parted = outside
        self._parted = parted if is_note(element) else self._parted or block

    def _own(self, element: Element, owner: Element, text: str | None, *, tail: bool) -> Iterator[Piece]:
        if not text:
            return
        anchor, count = self._trail[-1]
        yield Piece(element, tail, owner, text, anchor, count[0], self._flow, self._parted)
        length = len(letters(text))
        self._parted = self._parted and not length
        for _, one in self._trail:
            one[0] += length


def _in_one_output(element: Element, parent: Element | None) -> bool:
    """Whether only print or only the e-book has these words."""
    names = _classes(element)
    above = _classes(parent) if parent is not None else set()
    if "press" in names and (above & {"as-li", "as-hr"} or "cited" in names):
        return True
    heads_notes = parent is not None and "notes" in above and element.tag == "h2"
    return bool(names & {"address", "pointer"}) or heads_notes or (element.tag == "a" and "entry-line" in above)


def _classes(element: Element) -> set[str]:
    return set(element.get("class", "").split())
