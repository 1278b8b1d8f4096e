"""XHTML as proving reads it: the names of elements, whose words are whose, and where a word ends."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree.ElementTree import Element

from handpress.model.facts import part_anchor
from handpress.proving.streams import clean

XHTML = "{http://www.w3.org/1999/xhtml}"
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
_WITHIN_WORDS = {
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "dfn", "em", "i", "img", "ins", "kbd", "mark", "q", "s",
    "samp", "small", "span", "strong", "sub", "sup", "u", "var",
}  # fmt: skip


def within_words(element: Element) -> bool:
    """Whether an element may stand in the middle of a word; any other ends it."""
    return element.tag.removeprefix(XHTML) in _WITHIN_WORDS


def classes(element: Element) -> set[str]:
    """The classes of an element."""
    return set(element.get("class", "").split())


def types(element: Element) -> set[str]:
    """What an element is in the EPUB structural vocabulary."""
    return set(element.get(EPUB_TYPE, "").split())


def is_page_mark(element: Element) -> bool:
    """Whether an element is the mark of a page and nothing else: one that held words would hide them."""
    empty = not len(element) and not element.text and not element.get("href")
    return empty and "pagebreak" in types(element) and element.get("role") == "doc-pagebreak"


def slug_of(element: Element) -> str:
    """The slug of the part that an element is; empty for any other."""
    start, identifier = part_anchor(""), element.get("id", "")
    is_part = element.tag == f"{XHTML}section" and "part" in classes(element) and identifier.startswith(start)
    return identifier.removeprefix(start) if is_part else ""


def spaced(pieces: Iterable[str]) -> str:
    """Pieces of text as a stream of words has them: each word followed by one space."""
    words = clean("".join(pieces)).split()
    return " ".join((*words, "")) if words else ""
