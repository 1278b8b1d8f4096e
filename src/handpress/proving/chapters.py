"""Reads the parts in an e-book's pages: text, calls and notes, and what a part says of itself by classes and labels."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from msgspec import Struct, field

from handpress.proving.checks import CONTEXT
from handpress.proving.items import EDITORIAL, NOTE, kind_name
from handpress.proving.markup import EPUB_TYPE, XHTML, classes, is_page_mark, slug_of, spaced, within_words
from handpress.proving.streams import letters
from handpress.proving.unpacking import Unpacked

_KINDS = tuple(kind_name(kind) for kind in EDITORIAL)


class FoundCall(Struct, frozen=True):
    """A call in the text: its own id, where it leads, the letters before it."""

    identifier: str
    target: str
    before: str


class FoundPart(Struct):
    """A part as it stands in a page: its text, its calls, its notes' texts and where their marks lead back to.

    ``kinds`` are its editorial items by their classes, ``series`` whose each call and note is, ``press`` the press's
    own words and labels, ``anchors`` all ids in order.
    """

    slug: str
    text: str = ""
    calls: list[FoundCall] = field(default_factory=list)
    notes: dict[str, str] = field(default_factory=dict)
    backlinks: dict[str, str] = field(default_factory=dict)
    kinds: list[str] = field(default_factory=list)
    series: list[str] = field(default_factory=list)
    press: list[str] = field(default_factory=list)
    anchors: tuple[str, ...] = ()


def read_parts(file: Unpacked) -> list[FoundPart]:
    """The parts in reading order."""
    sections = (section for leaf in file.leaves for section in leaf.root.iter(f"{XHTML}section"))
    return [_read(section, slug) for section in sections if (slug := slug_of(section))]


def _read(section: Element, slug: str) -> FoundPart:
    part = FoundPart(slug)
    taken: list[str] = []
    _take(section, taken, part)
    part.text = spaced(taken)
    part.anchors = tuple(one for element in section.iter() if (one := element.get("id")))
    _take_signs(section, part)
    for notes in section.iter(f"{XHTML}section"):
        if "notes" in classes(notes):
            for note in notes:
                if EPUB_TYPE in note.attrib and (identifier := note.get("id")):
                    words: list[str] = []
                    _take(note, words, None)
                    part.notes[identifier] = spaced(words)
                    back = next((a for a in note.iter(f"{XHTML}a") if a.get("role") == "doc-backlink"), None)
                    part.backlinks[identifier] = back.get("href", "") if back is not None else ""
    return part


def _take(element: Element, taken: list[str], part: FoundPart | None) -> None:
    """The text of an element that is the manuscript's: not the press's own, and of a part not its notes."""
    within = within_words(element)
    if not within:
        taken.append(" ")
    names = classes(element)
    if part is not None and element.get(EPUB_TYPE) == "noteref":
        part.calls.append(FoundCall(element.get("id", ""), element.get("href", ""), _last_letters(taken)))
    if not names & {"press", "notes"}:
        taken.append(element.get("alt", "") if element.tag == f"{XHTML}img" else element.text or "")
        number = int(element.get("start", "1")) if element.tag == f"{XHTML}ol" else None
        for child in element:
            if number is not None:
                taken.append(f" {child.get('value', number)}. ")
                number += 1
            _take(child, taken, part)
            taken.append(child.tail or "")
    if not within:
        taken.append(" ")


def _take_signs(element: Element, part: FoundPart) -> None:
    """What elements say of themselves: kinds of items, series of notes, words and labels of the press."""
    names = classes(element)
    if kind := next((name for name in _KINDS if name in names), None):
        part.kinds.append(kind)
    if element.get(EPUB_TYPE) == "noteref":
        part.kinds.append(NOTE)
    if names & {"call", "note"}:
        part.series += sorted(names & {"author", "party"})
    if is_page_mark(element):
        return
    if label := element.get("aria-label"):
        part.press.append(label)
    if "press" in names:
        part.press.append("".join(element.itertext()))
        return
    for child in element:
        _take_signs(child, part)


def _last_letters(taken: list[str]) -> str:
    """The last letters taken: pieces are short or long, so as many of them are looked at as it needs."""
    near = ""
    for piece in reversed(taken):
        near = piece[-10 * CONTEXT :] + near
        if len(near) > 10 * CONTEXT:
            break
    return letters(near)[-CONTEXT:]
