"""TEI P5: the document for scholars and archives, every kind by its own element.

In: a document and its facts. Out: the bytes of one TEI file. Where the Guidelines leave a choice:

- An interpolation is a ``note`` in its place and no ``supplied``: the latter gives words that the source should have
  and lacks (TEI P5 12.3.3), and whoever prints the text prints them as its own; "that is, Petrograd" is a remark.
- ``[sic]`` is a ``sic`` around the word before it, with the ``corr`` in a ``choice`` where there is one (3.5.1).
- Notes stand at their call (3.9.1); headnotes and tailnotes are notes with a type, at their place in the text.
- Byline, dateline, epigraph and ``signed`` may stand only at the ends of a division (4.2); in its middle they are an
  ``ab`` of that type.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Sequence
from typing import TypeAlias, assert_never
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from handpress.model import nodes, walk
from handpress.model.document import Document, Note, Part
from handpress.model.facts import Facts, note_anchor, part_anchor
from handpress.model.nodes import Block, Blocks, Inline, Inlines, Text
from handpress.writing.tei_header import add, ncname, party_id, write_header

NAMESPACE = "http://www.tei-c.org/ns/1.0"
_LAST_WORD = re.compile(r"(?P<before>.*?)(?P<word>\S+)(?P<after>\s*)", re.DOTALL)
_Edge: TypeAlias = nodes.Byline | nodes.Dateline | nodes.Signature | nodes.Epigraph
_TOP = (nodes.Byline, nodes.Dateline, nodes.Epigraph, nodes.Headnote, nodes.Provenance)
_BOTTOM = (nodes.Byline, nodes.Dateline, nodes.Signature, nodes.Tailnote, nodes.Provenance)


def write_tei(document: Document, facts: Facts) -> bytes:
    """The document as one TEI P5 file in UTF-8. Same document, same bytes."""
    root = Element("TEI", {"xmlns": NAMESPACE, "xml:lang": document.metadata.language})
    root.append(write_header(document, facts))
    text = add(root, "text")
    _title_page(add(text, "front"), document)
    body = add(text, "body")
    taken: set[str] = {party_id(party.siglum) for party in document.parties}
    parties = frozenset(party.siglum for party in document.parties)
    quoted = frozenset(
        facts.original(node.part, node.paragraph)
        for node in walk.document_nodes(document)
        if isinstance(node, nodes.Quoted | nodes.Quotation)
    )
    for part in document.parts:
        body.append(_PartWriter(part, facts, parties, taken, quoted).division())
    written = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{written}\n'.encode()


def _title_page(front: Element, document: Document) -> None:
    data = document.metadata
    page = add(front, "titlePage")
    title = add(page, "docTitle")
    add(title, "titlePart", data.title, type="main")
    if data.subtitle:
        add(title, "titlePart", data.subtitle, type="sub")
    for person in data.contributors:
        add(add(page, "byline"), "docAuthor" if person.role == "aut" else "name", person.name)
    imprint = add(page, "docImprint")
    if data.place:
        add(imprint, "pubPlace", data.place)
    if data.publisher:
        add(imprint, "publisher", data.publisher)
    add(imprint, "docDate", data.date, when=data.date)


class _PartWriter:
    """One part.

    ``taken`` are the ids of the whole file, no two of which may be the same; ``quoted`` those of paragraphs that
    quotations point to.
    """

    def __init__(
        self, part: Part, facts: Facts, parties: frozenset[str], taken: set[str], quoted: frozenset[str]
    ) -> None:
        self._part = part
        self._whole = facts
        self._facts = facts.parts[part.slug]
        self._quoted = quoted
        self._paragraphs = iter(facts.paragraphs[part.slug])
        self._parties = parties
        self._taken = taken
        self._notes = walk.notes_by_label(part)
        self._headings = iter(self._facts.headings)
        self._in_note = False

    # --- divisions ---------------------------------------------------------------------------------------

    def division(self) -> Element:
        part = self._part
        division = Element("div", {"type": part.kind})
        self._identify(division, part_anchor(part.slug))
        if part.language:
            division.set("xml:lang", part.language)
        if part.replies_to:
            division.set("corresp", f"#{ncname(part_anchor(part.replies_to))}")
        for kind, title in (("main", part.title), ("sub", part.subtitle)):
            if title:
                self._inlines(add(division, "head", type=kind), title)
        if part.short_title:
            add(division, "head", part.short_title, type="short")
        if part.byline:
            self._inlines(add(division, "byline"), part.byline)
        self._divide(division, part.content)
        if part.dateline:
            self._inlines(add(division, "dateline"), part.dateline)
        if part.source:
            self._inlines(add(division, "note", type="source"), part.source)
        return division

    def _divide(self, division: Element, content: Blocks) -> None:
        """The blocks of a division; a heading opens one inside it, for heads stand at a division's top only."""
        levels = {index: block.level for index, block in enumerate(content) if isinstance(block, nodes.Heading)}
        first = min(levels, default=len(content))
        self._content(division, content[:first], closed=not levels)
        opens = [index for index, level in levels.items() if index == first or level == min(levels.values())]
        for start, end in itertools.pairwise((*opens, len(content))):
            heading = content[start]
            assert isinstance(heading, nodes.Heading)
            inner = add(division, "div", type="section")
            self._identify(inner, next(self._headings))
            self._inlines(add(inner, "head"), heading.content)
            self._divide(inner, content[start + 1 : end])

    def _content(self, division: Element, content: Blocks, *, closed: bool) -> None:
        """Blocks without headings. ``closed``: the division ends behind them, so that what closes it may follow."""
        top = next((i for i, block in enumerate(content) if not isinstance(block, _TOP)), len(content))
        bottom = len(content)
        while closed and bottom > top + 1 and isinstance(content[bottom - 1], _BOTTOM):
            bottom -= 1
        for index, block in enumerate(content):
            if isinstance(block, _Edge):
                self._edge(division, block, at_end=index < top or index >= bottom)
            else:
                self._block(division, block)

    def _edge(self, parent: Element, block: _Edge, *, at_end: bool) -> None:
        name = "signed" if isinstance(block, nodes.Signature) else type(block).__name__.lower()
        element = add(parent, name) if at_end else add(parent, "ab", type=name)
        if isinstance(block, nodes.Epigraph):
            self._quotation(element, block)
        else:
            self._inlines(element, block.content)

    def _identify(self, element: Element, name: str) -> None:
        identifier = ncname(name)
        if identifier not in self._taken:
            self._taken.add(identifier)
            element.set("xml:id", identifier)

    # --- blocks ------------------------------------------------------------------------------------------

    def _blocks(self, parent: Element, content: Iterable[Block]) -> None:
        for block in content:
            self._block(parent, block)

    def _block(self, parent: Element, block: Block) -> None:
        match block:
            case nodes.Heading():
                # Inside a quotation or a list no division can begin.
                heading = add(parent, "ab", type="heading")
                if not self._in_note:
                    self._identify(heading, next(self._headings))
                self._inlines(heading, block.content)
            case nodes.Paragraph():
                self._inlines(self._paragraph(add(parent, "p")), block.content)
            case nodes.Quotation():
                self._quotation(parent, block)
            case nodes.Verse():
                self._verse(parent, block)
            case nodes.BulletList():
                self._list(parent, block, None)
            case nodes.OrderedList():
                self._list(parent, block, block.start)
            case nodes.DefinitionList():
                self._definitions(parent, block)
            case nodes.Table():
                self._table(parent, block)
            case nodes.Figure():
                figure = add(parent, "figure")
                add(figure, "graphic", url=block.source)
                if block.caption:
                    self._inlines(add(figure, "head"), block.caption)
                if block.alternative:
                    add(figure, "figDesc", block.alternative)
            case nodes.CodeBlock():
                add(parent, "eg", block.text).set("xml:space", "preserve")
            case nodes.Ornament():
                add(parent, "milestone", unit="section", rend="ornament")
            case nodes.Byline() | nodes.Dateline() | nodes.Signature() | nodes.Epigraph():
                self._edge(parent, block, at_end=False)
            case nodes.Headnote() | nodes.Tailnote():
                note = add(parent, "note", type=type(block).__name__.lower(), resp=self._resp(block.party))
                self._blocks(note, block.content)
            case nodes.Provenance():
                self._inlines(add(parent, "note", type="provenance"), block.content)
            case _:
                assert_never(block)

    def _quotation(self, parent: Element, block: nodes.Quotation | nodes.Epigraph) -> None:
        cited = add(parent, "cit") if block.source else parent
        quotation = block if isinstance(block, nodes.Quotation) else None
        kind, source = (_claim(quotation), self._original(quotation)) if quotation else ("", "")
        self._blocks(add(cited, "quote", type=kind, source=source), block.content)
        if block.source:
            self._inlines(add(cited, "bibl"), block.source)

    def _original(self, node: nodes.Quotation | nodes.Quoted) -> str:
        """What a quotation points to as its source: a paragraph of a part, or the part."""
        anchor = self._whole.original(node.part, node.paragraph) if node.part else ""
        return f"#{ncname(anchor)}" if anchor else ""

    def _verse(self, parent: Element, verse: nodes.Verse) -> None:
        whole = add(parent, "lg", type="verse")
        for stanza in verse.stanzas:
            group = add(whole, "lg", type="stanza") if len(verse.stanzas) > 1 else whole
            for line in stanza:
                rend = f"indent-{line.indent}" if line.indent else ""
                self._inlines(add(group, "l", rend=rend), line.content)

    def _list(self, parent: Element, block: nodes.BulletList | nodes.OrderedList, start: int | None) -> None:
        made = add(parent, "list", rend="bulleted" if start is None else "numbered")
        for number, item in enumerate(block.items, start or 0):
            element = add(made, "item", n="" if start is None else str(number))
            self._loosely(element, item.content, block.tight)

    def _loosely(self, parent: Element, content: Blocks, tight: bool) -> None:
        """Blocks inside an item or cell, where a single paragraph of a tight list is no paragraph of its own."""
        for block in content:
            if tight and isinstance(block, nodes.Paragraph) and "xml:id" not in parent.attrib:
                self._inlines(self._paragraph(parent), block.content)
            else:
                self._block(parent, block)

    def _paragraph(self, element: Element) -> Element:
        """An element, with the id of the paragraph it holds if a quotation points there; those of notes have none."""
        if not self._in_note and (anchor := next(self._paragraphs)) in self._quoted:
            self._identify(element, anchor)
        return element

    def _definitions(self, parent: Element, block: nodes.DefinitionList) -> None:
        """A gloss list has one label and one item by turns (TEI P5 3.8); what is more stands inside them."""
        made = add(parent, "list", type="gloss")
        for entry in block.entries:
            label, item = add(made, "label"), add(made, "item")
            for term in entry.terms:
                self._inlines(add(label, "term") if len(entry.terms) > 1 else label, term)
            if len(entry.meanings) == 1:
                self._blocks(item, entry.meanings[0])
            elif entry.meanings:
                meanings = add(item, "list")
                for meaning in entry.meanings:
                    self._blocks(add(meanings, "item"), meaning)

    def _table(self, parent: Element, table: nodes.Table) -> None:
        made = add(parent, "table", rows=str(len(table.rows) + 1), cols=str(len(table.columns)))
        for number, cells in enumerate((table.head, *table.rows)):
            row = add(made, "row", role="data" if number else "label")
            for cell, align in zip(cells, table.columns, strict=True):
                self._inlines(add(row, "cell", rend="" if align is nodes.Align.START else align), cell)

    # --- inlines -----------------------------------------------------------------------------------------

    def _inlines(self, parent: Element, content: Inlines) -> None:
        at = 0
        while at < len(content):
            inline = content[at]
            after = content[at + 1] if at + 1 < len(content) else None
            if isinstance(after, nodes.Sic) and _may_be_sic(inline):
                self._sic(parent, inline, after)
                at += 2
            else:
                self._inline(parent, inline)
                at += 1

    def _sic(self, parent: Element, wrong: Inline, mark: nodes.Sic) -> None:
        """The word before the mark, or the inline where it is no text, inside ``sic``."""
        words, rest = (wrong,), ""
        if isinstance(wrong, Text):
            match = _LAST_WORD.fullmatch(wrong.text)
            assert match is not None
            _append(parent, match["before"])
            words, rest = (Text(match["word"]),), match["after"]
        self._emended(parent, ("sic", words), ("corr", mark.correction), mark.party)
        _append(parent, rest)

    def _emended(self, parent: Element, old: tuple[str, Inlines], new: tuple[str, Inlines], party: str) -> None:
        holder = add(parent, "choice") if new[1] else parent
        self._inlines(add(holder, old[0], resp="" if new[1] else self._resp(party)), old[1])
        if new[1]:
            self._inlines(add(holder, new[0], resp=self._resp(party)), new[1])

    def _inline(self, parent: Element, inline: Inline) -> None:
        match inline:
            case Text():
                _append(parent, inline.text)
            case nodes.Emphasis():
                self._inlines(add(parent, "emph"), inline.content)
            case nodes.Strong():
                self._inlines(add(parent, "hi", rend="bold"), inline.content)
            case nodes.SmallCaps():
                self._inlines(add(parent, "hi", rend="smallcaps"), inline.content)
            case nodes.Foreign():
                self._inlines(add(parent, "foreign", xml_lang=inline.language), inline.content)
            case nodes.Code():
                add(parent, "code", inline.text)
            case nodes.Link():
                self._inlines(add(parent, "ref", target=_target(inline.target)), inline.content)
            case nodes.Quoted():
                source = self._original(inline)
                self._inlines(add(parent, "quote", type=_claim(inline), source=source), inline.content)
            case nodes.LineBreak():
                add(parent, "lb")
            case nodes.Picture():
                graphic = add(parent, "graphic", url=inline.source)
                if inline.alternative:
                    add(graphic, "desc", inline.alternative)
            case nodes.NoteCall():
                if note := self._notes.get(inline.label):
                    self._note(parent, note)
            case nodes.Change():
                self._change(parent, inline)
            case _:
                self._editorial(parent, inline)

    def _editorial(
        self,
        parent: Element,
        inline: nodes.Interpolation
        | nodes.Sic
        | nodes.Omission
        | nodes.AddedEmphasis
        | nodes.Correction
        | nodes.Regularised
        | nodes.Supplied
        | nodes.Unclear
        | nodes.Query,
    ) -> None:
        resp = self._resp(inline.party)
        match inline:
            case nodes.Interpolation() | nodes.Query():
                note = self._remark(parent, type(inline).__name__.lower(), resp)
                self._inlines(note, inline.content)
                _sign(note, inline.signature)
            case nodes.Sic():
                # No word stands before it that could be its content.
                note = self._remark(parent, "sic", resp)
                _append(note, f"{inline.mark}: " if inline.correction else inline.mark)
                self._inlines(note, inline.correction)
            case nodes.Omission():
                reason = "illegible" if inline.illegible else "omitted"
                add(parent, "gap", reason=reason, extent=inline.extent, resp=resp)
            case nodes.AddedEmphasis():
                _append(self._remark(parent, "added-emphasis", resp), "emphasis added")
            case nodes.Correction():
                self._emended(parent, ("sic", (Text(inline.original),)), ("corr", inline.content), inline.party)
            case nodes.Regularised():
                self._emended(parent, ("orig", (Text(inline.original),)), ("reg", inline.content), inline.party)
            case nodes.Supplied():
                cert = "low" if inline.conjecture else ""
                self._inlines(add(parent, "supplied", cert=cert, resp=resp), inline.content)
            case nodes.Unclear():
                self._inlines(add(parent, "unclear", resp=resp), inline.content)
            case _:
                assert_never(inline)

    def _change(self, parent: Element, change: nodes.Change) -> None:
        make: dict[nodes.ChangeKind, Callable[[], Element]] = {
            nodes.ChangeKind.INSERTION: lambda: add(parent, "add"),
            nodes.ChangeKind.DELETION: lambda: add(parent, "del"),
            nodes.ChangeKind.HIGHLIGHT: lambda: add(parent, "seg", type="highlight"),
            nodes.ChangeKind.COMMENT: lambda: self._remark(parent, "comment", ""),
        }
        self._inlines(make[change.kind](), change.content)

    def _remark(self, parent: Element, kind: str, resp: str) -> Element:
        return add(parent, "note", type=kind, place="inline", resp=resp)

    def _note(self, parent: Element, note: Note) -> None:
        mark = self._facts.marks.get(note.label)
        place = "end" if note.label in self._facts.long else "foot"
        element = add(parent, "note", place=place, resp=self._resp(note.party), n=mark.sign if mark else "")
        self._identify(element, note_anchor(self._part.slug, note.label))
        self._in_note = True
        self._blocks(element, note.content)
        self._in_note = False
        last: Sequence[Element] = element.findall("p")[-1:]
        _sign(last[0] if last else element, note.signature)

    def _resp(self, party: str) -> str:
        return f"#{party_id(party)}" if party in self._parties else ""


def _claim(node: nodes.Quotation | nodes.Quoted) -> str:
    """What the manuscript says of a quotation's origin, as the type of its ``quote``."""
    return "" if node.claim is nodes.Claim.OPEN else node.claim


def _may_be_sic(inline: Inline) -> bool:
    """Whether the inline before a ``[sic]`` is what it speaks of."""
    if isinstance(inline, Text):
        return bool(inline.text.strip())
    return not isinstance(inline, nodes.LineBreak | nodes.NoteCall | nodes.Sic | nodes.Omission | nodes.AddedEmphasis)


def _sign(element: Element, signature: str) -> None:
    if signature:
        add(element, "seg", signature, type="signature")


def _target(target: str) -> str:
    return f"#{ncname(target[1:])}" if target.startswith("#") else target


def _append(parent: Element, text: str) -> None:
    """Words at the end of an element, behind whatever stands in it."""
    if not text:
        return
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text
