"""The page list of an e-book: which page of print begins where in its files.

In: the pages' beginnings, and the elements of every file in reading order. Out: marks in those elements and in the two
files that are made elsewhere (cover and contents), and the list of all in reading order.

A page without a word of its own, such as a blank, is marked where the next one begins; what comes before the title
page stands on the cover, and what follows the colophon behind it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from xml.etree.ElementTree import Element

from msgspec import Struct, field

from handpress.model.facts import CONTENTS, PageStart, contents_anchor
from handpress.writing.package import COVER_NAME, NAV_NAME, Entry, PageMark
from handpress.writing.pagemarks import mark, place_marks


class Leaf(Struct, frozen=True):
    """A file of the e-book: its name and its content."""

    name: str
    content: Element


class PageList(Struct):
    """``entries`` in reading order; ``cover`` and ``contents`` are the marks that those two pages must bear."""

    entries: list[Entry] = field(default_factory=list)
    cover: list[PageMark] = field(default_factory=list)
    contents: list[PageMark] = field(default_factory=list)


def mark_pages(starts: Sequence[PageStart], leaves: Sequence[Leaf], lines: int, contents_at: int) -> PageList:
    """Put the marks of all pages into the leaves.

    ``lines`` is how many lines the contents have; their page stands before the leaf ``contents_at``.
    """
    made = PageList()
    if not starts:
        return made
    homes = {identifier: leaf for leaf in leaves for identifier in _ids(leaf.content)}
    listed = {CONTENTS: 0} | {contents_anchor(number): number for number in range(1, lines + 1)}
    in_text: dict[str, list[tuple[PageStart, Element]]] = {}
    behind: list[Element] = []
    for start in _resolved(starts, homes.keys() | listed.keys()):
        identifier = _free(f"page-{start.label}", homes)
        if start.anchor in listed:
            made.contents.append(PageMark(start.label, identifier, listed[start.anchor]))
        elif leaf := homes.get(start.anchor):
            in_text.setdefault(leaf.name, []).append((start, mark(start.label, identifier)))
        elif start.offset < 0:
            made.cover.append(PageMark(start.label, identifier))
        else:
            behind.append(mark(start.label, identifier))
    for leaf in leaves:
        place_marks(leaf.content, in_text.get(leaf.name, ()))
    leaves[-1].content.extend(behind)
    made.entries += _entries(COVER_NAME, made.cover)
    for number, leaf in enumerate(leaves):
        if number == contents_at:
            made.entries += _entries(NAV_NAME, sorted(made.contents, key=lambda one: one.line))
        made.entries += _entries(leaf.name, _marks_in(leaf.content))
    return made


def _resolved(starts: Iterable[PageStart], known: Iterable[str]) -> Iterator[PageStart]:
    """Every page with a place: those without one get that of the next, or ``offset`` -1 before all and 0 behind all."""
    anchors = frozenset(known)
    waiting: list[PageStart] = []
    begun = False
    for start in starts:
        waiting.append(start)
        if start.anchor in anchors:
            for one in waiting:
                # The pages of a bound cover lie before the first page that has words.
                bound = not begun and one is not start
                yield PageStart(one.label, "", -1) if bound else PageStart(one.label, start.anchor, start.offset)
            waiting, begun = [], True
    yield from (PageStart(one.label) for one in waiting)


def _free(wanted: str, taken: Iterable[str]) -> str:
    """An id that no manuscript has given to something else."""
    while wanted in taken:
        wanted = f"print-{wanted}"
    return wanted


def _ids(content: Element) -> Iterator[str]:
    return (identifier for one in content.iter() if (identifier := one.get("id")))


def _marks_in(content: Element) -> Iterator[PageMark]:
    for one in content.iter("span"):
        if one.get("role") == "doc-pagebreak":
            yield PageMark(one.get("aria-label", ""), one.get("id", ""))


def _entries(file: str, marks: Iterable[PageMark]) -> Iterator[Entry]:
    return (Entry(one.label, f"{file}#{one.identifier}") for one in marks)
