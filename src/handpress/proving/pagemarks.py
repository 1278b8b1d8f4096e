"""Proves the marks of pages in an e-book: each there once, empty, behind no half word, before the page's first words.

The lists for new and for old readers (EPUB 3.3 §7.4; NCX) must lead to all of them in the order of the text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element

from msgspec import Struct, field

from handpress.proving.firsts import FirstWords, parts_word
from handpress.proving.ledger import Check, Loss, LossKind
from handpress.proving.losses import shorten
from handpress.proving.markup import XHTML, classes, is_page_mark, spaced, types, within_words
from handpress.proving.unpacking import Unpacked

_OPF = "{http://www.idpf.org/2007/opf}"
_NCX = "{http://www.daisy.org/z3986/2005/ncx/}"
_WHERE = "page list"
_NEAR = 400  # signs that are read behind a mark


class FoundMark(Struct, frozen=True):
    """A mark: its number, where it is, the sign before it, and the text behind it in the same note or running text."""

    label: str
    address: tuple[str, str]
    before: str
    behind: str

    @property
    def within_word(self) -> bool:
        """Whether it parts a word."""
        first = self.behind[:1]
        joined = bool(self.before.strip()) and bool(first.strip())
        return joined and not parts_word(self.before, first)


class PageMarks(Struct, frozen=True):
    """The marks of an e-book in reading order, the lines of its lists, and whether it names the edition in print."""

    marks: tuple[FoundMark, ...]
    listed: tuple[tuple[str, str, str], ...]
    old: tuple[tuple[str, str, str], ...]
    named: bool


def prove_marks(
    found: PageMarks, firsts: Sequence[FirstWords] | None, *, wanted: bool
) -> tuple[list[Loss], list[Check]]:
    """What is amiss with the marks of pages, and how many are right.

    ``firsts`` are the beginnings of the pages, None where nobody knows them; without ``wanted`` an e-book need not have
    marks.
    """
    marks, listed, old = found.marks, found.listed, found.old
    if not (wanted or marks or listed or old):
        return [], []
    losses = [*_lists_astray(marks, listed, "page list"), *_lists_astray(marks, old, "page list for old readers")]
    if not found.named:
        losses.append(_amiss("the name of the edition in print", "nothing"))
    misplaced = [mark for mark in marks if mark.within_word]
    losses += [_amiss(f"page {mark.label} before a word", f"a mark in “{mark.behind[:12]}”") for mark in misplaced]
    if firsts is None:
        return losses, [Check("pages", len(marks), len(marks) - len(misplaced))]
    astray = list(_astray(marks, firsts))
    return [*losses, *astray], [Check("pages", len(firsts), len(firsts) - len(astray))]


def _astray(marks: Sequence[FoundMark], firsts: Sequence[FirstWords]) -> Iterator[Loss]:
    by_label: dict[str, list[FoundMark]] = {}
    for mark in marks:
        by_label.setdefault(mark.label, []).append(mark)
    for first in firsts:
        match by_label.pop(first.label, []):
            case []:
                yield _amiss(f"a mark of page {first.label}", "nothing", first)
            case [mark]:
                if not first.stand_in(mark.behind):
                    yield _amiss(first.forms[0][:30], shorten(mark.behind[:60].split()) or "nothing", first)
            case several:
                yield _amiss(f"one mark of page {first.label}", f"{len(several)}", first)
    for label in by_label:
        yield _amiss("no such page", f"a mark of page {label}")


def _lists_astray(marks: Sequence[FoundMark], listed: Sequence[tuple[str, str, str]], name: str) -> Iterator[Loss]:
    wanted = tuple((mark.label, *mark.address) for mark in marks)
    if listed != wanted:
        first = next((n for n, pair in enumerate(zip(wanted, listed, strict=False)) if pair[0] != pair[1]), None)
        at = min(len(wanted), len(listed)) if first is None else first
        one, other = (_line(lines[at : at + 1]) for lines in (wanted, listed))
        yield Loss(LossKind.CHANGED, one, other, where=name)


def _line(lines: Sequence[tuple[str, str, str]]) -> str:
    return "".join(f"page {label} at {path}#{anchor}" for label, path, anchor in lines) or "nothing"


def _amiss(wanted: str, found: str, first: FirstWords | None = None) -> Loss:
    page, folio = (first.page, first.label) if first else (0, "")
    return Loss(LossKind.CHANGED, wanted, found, page=page, where=_WHERE, folio="" if folio == str(page) else folio)


# --- reading ------------------------------------------------------------------------------------------------


def read_marks(file: Unpacked) -> PageMarks:
    """What an e-book has of the pages in print."""
    return PageMarks(tuple(_marks(file)), tuple(_listed(file)), tuple(_old_list(file)), _named(file))


def _marks(file: Unpacked) -> Iterator[FoundMark]:
    """Every mark in reading order, with the words behind it."""
    for leaf in file.leaves:
        read = _Reading()
        body = leaf.root.find(f"{XHTML}body")
        if body is not None:
            read.take(body)
        texts = ["".join(flow) for flow in read.flows]
        for element, flow, pieces in read.marks:
            at = sum(map(len, read.flows[flow][:pieces]))
            address = (leaf.path, element.get("id", ""))
            before = texts[flow][at - 1 : at]
            yield FoundMark(element.get("aria-label", ""), address, before, texts[flow][at : at + _NEAR])


class _Reading(Struct):
    """The texts of a file: the running one and every note's, and where marks stand in them (after so many pieces)."""

    flows: list[list[str]] = field(default_factory=lambda: [[]])
    marks: list[tuple[Element, int, int]] = field(default_factory=list)
    flow: int = 0

    def take(self, element: Element, above: frozenset[str] = frozenset()) -> None:
        """Read an element with all that is in it."""
        names = frozenset(classes(element))
        if is_page_mark(element):
            self.marks.append((element, self.flow, len(self.flows[self.flow])))
            return
        heads_notes = "notes" in above and element.tag == f"{XHTML}h2"
        if types(element) & {"landmarks", "page-list"} or {"cited", "press"} <= names or heads_notes:
            return
        outside, edge = self.flow, "" if within_words(element) else " "
        if "footnote" in types(element):
            self.flows.append([])
            self.flow = len(self.flows) - 1
        self._add(edge, element.text)
        for child in element:
            self.take(child, names)
            self._add(child.tail)
        self._add(edge)
        self.flow = outside

    def _add(self, *texts: str | None) -> None:
        self.flows[self.flow] += [text for text in texts if text]


def _listed(file: Unpacked) -> list[tuple[str, str, str]]:
    """The page list: number, file and id of every line."""
    lists = ((leaf, nav) for leaf in file.leaves for nav in leaf.root.iter(f"{XHTML}nav") if "page-list" in types(nav))
    return [
        (spaced(link.itertext()).strip(), *_target(file, leaf.path, link.get("href", "")))
        for leaf, nav in lists
        for link in nav.iter(f"{XHTML}a")
    ]


def _old_list(file: Unpacked) -> list[tuple[str, str, str]]:
    root = file.old_contents
    found = []
    for target in root.iter(f"{_NCX}pageTarget") if root is not None else ():
        content, label = target.find(f"{_NCX}content"), target.find(f"{_NCX}navLabel")
        address = content.get("src", "") if content is not None else ""
        words = spaced(label.itertext()).strip() if label is not None else ""
        found.append((words, *_target(file, file.old_path, address)))
    return found


def _target(file: Unpacked, path: str, address: str) -> tuple[str, str]:
    leaf, anchor = file.target(path, address)
    return (leaf.path if leaf else address), anchor


def _named(file: Unpacked) -> bool:
    named = (one.text for one in file.package.iter(f"{_OPF}meta") if one.get("property") == "pageBreakSource")
    return sum(1 for text in named if text) == 1
