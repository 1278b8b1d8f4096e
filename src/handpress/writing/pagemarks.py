"""Marks of the pages in print, put into the text of the e-book (EPUB 3.3, ``pagebreak``; DPUB-ARIA 1.1).

In: elements as ``xhtml`` writes them, and where pages begin. Out: the same elements with an empty ``span`` before the
first word that begins on each page: a word that is parted over two pages belongs to the first of them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from msgspec import Struct

from handpress.model.facts import PageStart
from handpress.writing.textflow import index_behind, is_inline, letters, pieces, within_word

_MARK = re.compile(rb'<span id="[^"]*" epub:type="pagebreak" role="doc-pagebreak" aria-label="[^"]*" ?/>')


def mark(label: str, identifier: str) -> Element:
    """The mark of a page: nothing to be seen, its number for readers of screens."""
    made = Element("span", {"id": identifier, "epub:type": "pagebreak", "role": "doc-pagebreak"})
    made.set("aria-label", label)
    return made


def without_marks(page: bytes) -> bytes:
    """A page of the e-book as it would be if nothing had been printed."""
    return _MARK.sub(b"", page)


def place_marks(root: Element, marks: Iterable[tuple[PageStart, Element]]) -> None:
    """Put marks into a part, or into a page of the press, which must have all their anchors."""
    text = _Text(root)
    found = [(place.order, number, place, made) for number, (place, made) in enumerate(text.places(marks))]
    # From the last to the first: each then finds its place as it was; of two in one place the later goes in first.
    for _, _, place, made in sorted(found, key=lambda one: one[:2], reverse=True):
        place.put(made)


class _Place(Struct, frozen=True):
    """A place in the text of an element (``child`` None) or behind one of its children; or before or behind all of it.

    ``order`` is that of the places in reading order.
    """

    order: tuple[int, int]
    parent: Element
    child: Element | None
    index: int

    def put(self, made: Element) -> None:
        """Put a mark there."""
        if self.child is None:
            text = self.parent.text or ""
            self.parent.text, made.tail = text[: self.index], text[self.index :]
            self.parent.insert(0, made)
        else:
            text = self.child.tail or ""
            self.child.tail, made.tail = text[: self.index], text[self.index :]
            self.parent.insert(list(self.parent).index(self.child) + 1, made)


class _Text:
    def __init__(self, root: Element) -> None:
        self._pieces = list(pieces(root))
        self._elements = {identifier: one for one in root.iter() if (identifier := one.get("id"))}
        self._parents = {child: parent for parent in root.iter() for child in parent}
        self._anchored: dict[str, list[int]] = {}
        self._flows: dict[str, list[int]] = {}
        self._firsts: dict[Element, int] = {}
        for rank, piece in enumerate(self._pieces):
            self._anchored.setdefault(piece.anchor, []).append(rank)
            self._flows.setdefault(piece.flow, []).append(rank)
            around: Element | None = piece.owner
            while around is not None and around not in self._firsts:
                self._firsts[around] = rank
                around = self._parents.get(around)

    def places(self, marks: Iterable[tuple[PageStart, Element]]) -> Iterator[tuple[_Place, Element]]:
        """Each mark with its place."""
        return ((self._place(start), made) for start, made in marks)

    def _place(self, start: PageStart) -> _Place:
        element = self._elements[start.anchor]
        first = self._firsts.get(element, len(self._pieces))
        if start.offset == 0 and not is_inline(element):
            return _Place((first, -1), element, None, 0)
        for rank in self._anchored.get(start.anchor, ()):
            piece = self._pieces[rank]
            if piece.before <= start.offset < piece.before + len(letters(piece.text)):
                return self._behind_word(rank, index_behind(piece.text, start.offset - piece.before))
        # Where print and e-book count differently the proof tells it, with the page; a traceback would tell nobody.
        return _Place((first, -1), element, None, 0)

    def _at(self, rank: int, index: int) -> _Place:
        piece = self._pieces[rank]
        if piece.element.tag == "img" and not piece.tail:
            # Before a picture, which holds no text: behind what stands before it.
            parent = self._parents[piece.element]
            at = list(parent).index(piece.element)
            previous = parent[at - 1] if at else None
            text = parent.text if previous is None else previous.tail
            return _Place((rank, index), parent, previous, len(text or ""))
        return _Place((rank, index), piece.owner, piece.element if piece.tail else None, index)

    def _behind_word(self, rank: int, index: int) -> _Place:
        """The place itself where a word begins there; else that of the next word, in the same note or the text."""
        before = self._sign_before(rank, index)
        last = rank, index + 1
        for at, place, sign in self._signs_from(rank, index):
            parted = not before or (place == 0 and self._pieces[at].parted) or not within_word(before, sign)
            if parted and letters(sign):
                return self._at(at, place)
            before, last = "" if parted else sign, (at, place + 1)
        return self._at(*last)

    def _signs_from(self, rank: int, index: int) -> Iterator[tuple[int, int, str]]:
        flow = self._flows[self._pieces[rank].flow]
        for at in flow[bisect_left(flow, rank) :]:
            skipped = index if at == rank else 0
            for place, sign in enumerate(self._pieces[at].text[skipped:], skipped):
                yield at, place, sign

    def _sign_before(self, rank: int, index: int) -> str:
        """The sign before a place, empty where a block begins there."""
        if index:
            return self._pieces[rank].text[index - 1]
        flow = self._flows[self._pieces[rank].flow]
        at = bisect_left(flow, rank)
        return "" if self._pieces[rank].parted or not at else self._pieces[flow[at - 1]].text[-1]
