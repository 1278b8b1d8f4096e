"""Compares an e-book's own pages with what must stand on them, and follows their links to where they must lead."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby, zip_longest
from xml.etree.ElementTree import Element

from msgspec import Struct

from handpress.model.document import Document
from handpress.model.facts import Facts, part_anchor
from handpress.proving.checks import View
from handpress.proving.copytext import Copy, Oddment
from handpress.proving.leaves import Link, Said, read_leaf, read_old_contents, read_record
from handpress.proving.ledger import Loss, LossKind
from handpress.proving.losses import gaps, shorten, tell
from handpress.proving.markup import XHTML, types
from handpress.proving.oddments import CONTENTS
from handpress.proving.screen import OLD_CONTENTS, RECORD, beside, headings
from handpress.proving.streams import Word, by_words, letters
from handpress.proving.unpacking import Leaf, Unpacked

_HEADINGS = frozenset(f"{XHTML}h{level}" for level in range(1, 7))
_OUTWARD = ("https://", "http://")


class Compared(Struct, frozen=True):
    """An oddment beside what the e-book says in its place."""

    oddment: Oddment
    said: Said
    view: View

    @property
    def losses(self) -> list[Loss]:
        """Where its words differ."""
        return tell(self.view.stream, self.view.gaps)


def compare(document: Document, facts: Facts, copy: Copy, file: Unpacked) -> list[Compared]:
    """Every page of the press's own, every title of a page, and the lists beside the pages."""
    said = {leaf.name: read_leaf(leaf) for leaf in reversed(file.leaves)}  # of two with one name the first
    said |= {OLD_CONTENTS: read_old_contents(file), RECORD: read_record(file)}
    oddments = (*copy.before, *headings(document, facts), *copy.after, *beside(document, facts))
    return beside_each_other(oddments, said)


def beside_each_other(oddments: Iterable[Oddment], said: Mapping[str, Said]) -> list[Compared]:
    """Oddments beside what is said in their place; nothing, where no page has their name."""
    return [_compared(oddment, said.get(oddment.name, Said("", ""))) for oddment in oddments]


def _compared(oddment: Oddment, said: Said) -> Compared:
    stream = by_words(oddment.words)
    return Compared(oddment, said, View(stream, tuple(gaps(stream, said.text)), running=False))


def strangers(copy: Copy, file: Unpacked) -> Iterator[Loss]:
    """Pages that nothing asks for, or that stand twice."""
    known = {*(part_anchor(slug) for slug, _ in copy.parts), *(oddment.name for oddment in (*copy.before, *copy.after))}
    for leaf in file.leaves:
        if leaf.name not in known:
            words = "".join(leaf.root.itertext()).split()
            yield Loss(LossKind.ADDED, "", shorten(words) or "an empty page", where=leaf.path)
        known.discard(leaf.name)


def links_astray(compared: Compared, file: Unpacked) -> Iterator[tuple[str, Loss]]:
    """The links of an oddment that do not lead where they must: where that is, and what is told of it.

    Where the words of the oddment differ, nothing is told of its links.
    """
    if compared.view.gaps:
        return
    for words, link in zip_longest(_leading(compared.oddment.words), compared.said.links):
        trouble = _trouble(words, link, compared, file)
        first = words[0] if words else compared.oddment.words[0]
        if words and trouble:
            shown = shorten([word.text for word in words])
            yield first.lead, Loss(LossKind.MOVED, shown, trouble, 0, first.span, where=first.where)
        elif link and trouble:
            yield "", Loss(LossKind.ADDED, "", f"a link to {link.address}", where=first.where)


def _leading(words: Iterable[Word]) -> Iterator[tuple[Word, ...]]:
    """The words of each link."""
    for lead, group in groupby(words, lambda word: word.lead):
        if lead:
            yield tuple(group)


def _trouble(words: tuple[Word, ...] | None, link: Link | None, compared: Compared, file: Unpacked) -> str:
    if words is None:
        return "nothing asks for it"
    if link is None or letters(link.words) != letters("".join(word.text for word in words)):
        return "it is no link"
    if words[0].lead.startswith(_OUTWARD):
        return "" if link.address == words[0].lead else f"its link leads to {link.address}"
    leaf, anchor = file.target(compared.said.path, link.address)
    if leaf is None or (anchor and anchor not in leaf.ids):
        return f"its link leads nowhere: {link.address}"
    lead = words[0].lead
    if not anchor and leaf.name in leaf.ids:
        anchor = leaf.name  # a part begins where its file does
    there = f"#{anchor}" if lead.startswith("#") else leaf.name
    if there != lead:
        return f"its link leads to {link.address}"
    if compared.oddment.name in (CONTENTS, OLD_CONTENTS) and lead.startswith("#"):
        heading = _heading(leaf, anchor)
        if not heading or not letters(link.words).startswith(heading):
            return f"its link leads to {link.address}, where another heading stands"
    return ""


def _heading(leaf: Leaf, anchor: str) -> str:
    """The letters of the heading at an id, or of the first one within it, without calls of notes."""
    found = next((element for element in leaf.ids[anchor].iter() if element.tag in _HEADINGS), None)
    return letters(_uncalled(found)) if found is not None else ""


def _uncalled(element: Element) -> str:
    if "noteref" in types(element):
        return ""
    return (element.text or "") + "".join(_uncalled(child) + (child.tail or "") for child in element)
