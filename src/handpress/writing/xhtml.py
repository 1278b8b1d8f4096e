"""XHTML: the one place where nodes become elements.

In: a part and the facts beside it. Out: an ElementTree element without namespaces, the same for print and e-book but
for where its notes stand. What the press itself says, such as "Notes", carries the class ``press``, so that proving can
tell it from the manuscript's words.
"""

from __future__ import annotations

import contextlib
import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import Enum
from typing import assert_never
from xml.etree.ElementTree import Element, SubElement

from msgspec import Struct, field
from msgspec.structs import replace

from handpress.model import nodes, walk
from handpress.model.document import Note, Part
from handpress.model.facts import (
    Facts,
    NoteMark,
    call_anchor,
    joined,
    note_anchor,
    paragraph_anchor,
    part_anchor,
    pointer_anchor,
)
from handpress.model.languages import direction, is_right_to_left
from handpress.model.nodes import Block, Inline
from handpress.model.pagelines import name_of
from handpress.writing.pagelines import NAMED


class NotePlacement(Enum):
    """Where notes are written: at their call, to be floated to the page's foot, or in a section at the part's end."""

    FOOT = "foot"
    END = "end"


class Medium(Struct, frozen=True):
    """What differs between the outputs.

    ``picture`` gives the address of a picture by its source; ``link`` the address of an anchor, which may stand in
    another file; ``trace`` makes links of quotations, to what they quote; ``print_addresses`` writes out where a link
    leads, since paper cannot be clicked; ``loosened`` tells, by the ids of notes, how much looser the paragraph that
    calls them may break (see ``writing.pdf``); ``page`` is the page of an anchor as text, in print;
    ``letters_across`` how many letters a line of a table has room for; ``right_to_left`` is how the pamphlet runs;
    ``named`` tells each block and each editorial item which node it is of, for who reads the layout.
    """

    notes: NotePlacement
    picture: Callable[[str], str]
    link: Callable[[str], str] = "#{}".format
    trace: bool = False
    print_addresses: bool = False
    loosened: Mapping[str, int] = field(default_factory=dict)
    page: Callable[[str], str] = str
    letters_across: int = 64
    right_to_left: bool = False
    named: bool = False


def write_part(part: Part, facts: Facts, medium: Medium) -> Element:
    """A part as a ``section``: heading, content, dateline, source, and its notes where the medium has them."""
    return _PartWriter(part, facts, medium).section()


# DPUB-ARIA 1.1 roles and EPUB structural semantics for parts; an article and a reply are chapters to both.
_PART_ROLES: Mapping[str, str] = {
    "introduction": "introduction",
    "preface": "preface",
    "foreword": "foreword",
    "afterword": "afterword",
    "appendix": "appendix",
}
LOOSEST = 4
_BRIEF = 1.2  # lines, since letters differ in width
_GUTTER = 2  # letters that part two columns of a table
_ALIGN_CLASS = {nodes.Align.START: "", nodes.Align.CENTER: "center", nodes.Align.END: "end"}


class _PartWriter:
    def __init__(self, part: Part, facts: Facts, medium: Medium) -> None:
        self._part = part
        self._facts = facts
        self._medium = medium
        self._marks = facts.parts[part.slug].marks
        self._headings = iter(facts.parts[part.slug].headings)
        self._notes = walk.notes_by_label(part)
        self._in_note = False
        self._emended = facts.parts[part.slug].emended
        self._emendations = iter(self._emended.get("", ()))
        self._paragraphs = 0
        self._leads_to = ""
        self._in_link = False

    # --- the part ----------------------------------------------------------------------------------------

    def section(self) -> Element:
        part = self._part
        role = _PART_ROLES.get(part.kind, "chapter")
        section = Element("section", {"id": part_anchor(part.slug), "class": f"part {part.kind}"})
        section.set("epub:type", role)
        section.set("role", f"doc-{role}")
        if part.language:
            set_language(section, part.language, self._medium.right_to_left)
        section.append(self._head())
        self._blocks(section, part.content)
        for name, content in (("dateline", part.dateline), ("source", part.source)):
            if content:
                self._inlines(self._name(SubElement(section, "p", {"class": name}), *content), content)
        here = self._facts.parts[part.slug]
        if self._medium.notes is NotePlacement.END and self._marks:
            section.append(self._note_section(here.called, self._facts.wording["notes"]))
        elif here.long:
            # They stand in the flow of the page here, not at its foot, and so are set as blocks.
            long = [label for label in here.called if label in here.long]
            self._medium = replace(self._medium, notes=NotePlacement.END)
            title = "notes" if len(long) == len(here.called) else "long-notes"
            section.append(self._note_section(long, self._facts.wording[title]))
        return section

    def _head(self) -> Element:
        part = self._part
        head = Element("header", {"class": "opening"})
        word = self._facts.wording[part.kind]
        if part.title:
            SubElement(head, "p", {"class": "kind press"}).text = word
            heading = self._name(SubElement(head, "h1"), *part.title)
            self._inlines(self._bookmarked(heading, part.title), part.title)
        else:
            SubElement(head, "h1", {"class": "press"}).text = word
        for name, content in (("subtitle", part.subtitle), ("byline", part.byline)):
            if content:
                self._inlines(self._name(SubElement(head, "p", {"class": name}), *content), content)
        return head

    def _name(self, element: Element, *content: walk.Node | Note) -> Element:
        """The element, told which node it is of: the first of those that stand in it."""
        if self._medium.named and content and (name := name_of(content[0], content[0].span)):
            element.set(NAMED, name)
        return element

    # --- blocks ------------------------------------------------------------------------------------------

    def _blocks(self, parent: Element, blocks: Iterable[Block]) -> None:
        below_heading = False
        for block in blocks:
            before = len(parent)
            self._block(parent, block)
            if len(parent) > before:
                self._name(parent[before], block)
                if below_heading and self._is_brief(block):
                    parent[before].set("class", f"{parent[before].get('class', '')} brief".strip())
            below_heading = isinstance(block, nodes.Heading)

    def _is_brief(self, block: Block) -> bool:
        """Whether a paragraph may have one line alone: under a heading it is no company at a page's foot."""
        if self._in_note or self._medium.notes is not NotePlacement.FOOT or not isinstance(block, nodes.Paragraph):
            return False
        return len(walk.inline_text(block.content)) < _BRIEF * self._medium.letters_across

    def _block(self, parent: Element, block: Block) -> None:
        match block:
            case nodes.Paragraph():
                self._inlines(self._paragraph(parent, block), block.content)
            case nodes.Heading():
                self._heading(parent, block)
            case nodes.Quotation():
                self._quotation(self._box(parent, "blockquote"), block)
            case nodes.Epigraph():
                box = self._box(parent, "blockquote", "epigraph")
                box.set("epub:type", "epigraph")
                box.set("role", "doc-epigraph")
                self._quoted(box, block.content, block.source)
            case nodes.Verse():
                self._verse(parent, block)
            case nodes.BulletList() | nodes.OrderedList():
                self._list(parent, block)
            case nodes.DefinitionList():
                self._definitions(parent, block)
            case nodes.Table():
                self._table(parent, block)
            case nodes.Figure():
                self._figure(parent, block)
            case nodes.CodeBlock():
                self._code(parent, block.text)
            case nodes.Ornament():
                box = self._box(parent, "hr")
                if box.tag == "span":  # nor has it the style sheet's ornament; a true hr falls out of the note
                    SubElement(box, "span", {"class": "press"}).text = "*\u2003*\u2003*"
            case nodes.Byline() | nodes.Dateline() | nodes.Signature() | nodes.Provenance():
                self._inlines(self._box(parent, "p", type(block).__name__.lower()), block.content)
            case nodes.Headnote() | nodes.Tailnote():
                self._editors_note(parent, block)
            case _:
                assert_never(block)

    def _box(self, parent: Element, tag: str, name: str = "") -> Element:
        """A block element; in a note at its call a ``span``, since WeasyPrint's footnotes may hold nothing else."""
        if self._in_note and self._medium.notes is NotePlacement.FOOT:
            return SubElement(parent, "span", {"class": f"as-{tag} {name}".strip()})
        return SubElement(parent, tag, {"class": name} if name else {})

    def _paragraph(self, parent: Element, paragraph: nodes.Paragraph) -> Element:
        calls = {node.label for node in walk.walk(paragraph.content) if isinstance(node, nodes.NoteCall)}
        loosened = max(
            (self._medium.loosened.get(note_anchor(self._part.slug, label), 0) for label in calls), default=0
        )
        box = self._box(parent, "p", f"loosened-{min(loosened, LOOSEST)}" if loosened else "")
        if anchor := self._next_paragraph(paragraph):
            box.set("id", anchor)
        return box

    def _next_paragraph(self, paragraph: nodes.Paragraph) -> str:
        """The id of the paragraph now written; empty in notes, whose paragraphs nobody counts."""
        if self._in_note:
            return paragraph.anchor
        self._paragraphs += 1
        return paragraph.anchor or paragraph_anchor(self._part.slug, self._paragraphs)

    def _heading(self, parent: Element, heading: nodes.Heading) -> None:
        # h1 is the part's title; what lies deeper than six levels is still a heading to a reader of screens.
        element = self._box(parent, f"h{min(heading.level + 1, 6)}")
        if not self._in_note:
            element.set("id", next(self._headings))
        self._inlines(self._bookmarked(element, heading.content), heading.content)

    def _bookmarked(self, element: Element, content: nodes.Inlines) -> Element:
        """A heading of the pages, told what its bookmark says: the engine would put the signs of its notes there."""
        calls = any(isinstance(node, nodes.NoteCall) for node in walk.walk(content))
        if calls and self._medium.notes is NotePlacement.FOOT:
            element.set("data-bookmark", " ".join(walk.inline_text(content).split()))
        return element

    def _quoted(self, box: Element, content: Iterable[Block], source: nodes.Inlines, target: str = "") -> None:
        self._blocks(box, content)
        if source:
            line = self._box(box, "p", "cited")
            line.text = "— "
            self._leading(SubElement(line, "cite"), source, target)

    def _quotation(self, box: Element, block: nodes.Quotation) -> None:
        """A quotation, whose source leads to the paragraph quoted; where it has none, a line of the press does."""
        target = self._original(block)
        self._quoted(box, block.content, block.source, target)
        if target and not block.source:
            place = self._facts.wording["emendation-paragraph"].format(number=block.paragraph)
            title = self._facts.titles[block.part]
            line = self._box(box, "p", "cited press")
            line.text = "— "
            link = SubElement(line, "a", {"class": "quoted", "href": target})
            link.text = joined(self._facts.wording, title, place) if block.paragraph else title

    def _original(self, node: nodes.Quotation | nodes.Quoted) -> str:
        """The address of what is quoted; empty where nobody knows it, on paper, and where a link would be in a link."""
        if not self._medium.trace or self._in_link or not node.part:
            return ""
        anchor = self._facts.original(node.part, node.paragraph)
        return self._medium.link(anchor) if anchor else ""

    def _verse(self, parent: Element, verse: nodes.Verse) -> None:
        box = self._box(parent, "div", "verse")
        for stanza in verse.stanzas:
            group = self._box(box, "div", "stanza")
            for line in stanza:
                # Two spaces a step, four steps: deeper indentation than that leaves no room on a small page.
                step = min((line.indent + 1) // 2, 4)
                box_of_line = self._box(group, "div", f"line indent-{step}" if step else "line")
                self._inlines(self._name(box_of_line, line), line.content)

    def _list(self, parent: Element, block: nodes.BulletList | nodes.OrderedList) -> None:
        ordered = isinstance(block, nodes.OrderedList)
        box = self._box(parent, "ol" if ordered else "ul", "tight" if block.tight else "")
        start = block.start if isinstance(block, nodes.OrderedList) else 0
        if ordered and start != 1 and box.tag == "ol":
            box.set("start", str(start))
            if self._medium.notes is NotePlacement.FOOT:  # WeasyPrint takes the attribute for a hint and passes it by
                box.set("style", f"counter-reset: list-item {start - 1}")
        for number, item in enumerate(block.items, start):
            element = self._box(box, "li")
            if element.tag == "span":
                # A span has no marker of its own, so the note's list carries its signs as text.
                SubElement(element, "span", {"class": "press"}).text = f"{number}. " if ordered else "• "
            if block.tight and len(item.content) == 1 and isinstance(only := item.content[0], nodes.Paragraph):
                if anchor := self._next_paragraph(only):
                    element.set("id", anchor)
                self._inlines(self._name(element, only), only.content)
            else:
                self._blocks(element, item.content)

    def _definitions(self, parent: Element, block: nodes.DefinitionList) -> None:
        box = self._box(parent, "dl")
        for entry in block.entries:
            for term in entry.terms:
                self._inlines(self._box(box, "dt"), term)
            for meaning in entry.meanings:
                self._blocks(self._box(box, "dd"), meaning)

    def _table(self, parent: Element, table: nodes.Table) -> None:
        crowded = _crowded_columns(table, self._medium.letters_across)
        box = self._box(parent, "table", "crowded" if crowded else "")
        groups = (("thead", "th", (table.head,)), ("tbody", "td", table.rows))
        for group, cell_tag, rows in groups:
            if not any(any(row) for row in rows):
                continue
            body = self._box(box, group)
            for row in rows:
                line = self._box(body, "tr")
                for number, (align, cell) in enumerate(zip(table.columns, row, strict=False)):
                    name = f"{_ALIGN_CLASS[align]} {'parted' if number in crowded else ''}".strip()
                    element = self._box(line, cell_tag, name)
                    if element.tag == "th":
                        element.set("scope", "col")
                    self._inlines(element, cell)

    def _figure(self, parent: Element, figure: nodes.Figure) -> None:
        box = self._box(parent, "figure")
        SubElement(box, "img", {"src": self._medium.picture(figure.source), "alt": figure.alternative})
        if figure.caption:
            self._inlines(self._box(box, "figcaption"), figure.caption)

    def _editors_note(self, parent: Element, block: nodes.Headnote | nodes.Tailnote) -> None:
        name = "headnote" if isinstance(block, nodes.Headnote) else "tailnote"
        box = self._box(parent, "aside", name)
        word = self._facts.wording[name]
        # An aside with a name alone is a landmark, of which no page may have two of one name; an editor has many notes.
        box.set("role", "note")
        box.set("aria-label", joined(self._facts.wording, word, *filter(None, (block.party,))))
        self._blocks(box, block.content)
        if block.party:
            last = box[-1] if len(box) and box[-1].tag == "p" else self._box(box, "p")
            _append_text(last, " ")
            last.append(_signature(f"— {block.party}", press=True))

    # --- notes -------------------------------------------------------------------------------------------

    def _call(self, parent: Element, label: str) -> None:
        if (mark := self._marks.get(label)) is None:
            # Never reached in a build, which the checks have stopped; a proof still shows where the note is missing.
            _append_text(parent, f"[^{label}]")
            return
        slug = self._part.slug
        call = Element("sup", {"class": _series("call", mark)})
        link = SubElement(call, "a", {"href": f"#{note_anchor(slug, label)}", "id": call_anchor(slug, label)})
        link.set("epub:type", "noteref")
        link.set("role", "doc-noteref")
        link.text = mark.sign
        parent.append(call)
        if self._medium.notes is NotePlacement.FOOT and not self._in_note:
            long = label in self._facts.parts[slug].long
            parent.append(self._pointer(label, mark) if long else self._note("span", self._notes[label], mark))

    def _note_section(self, labels: Iterable[str], title: str) -> Element:
        section = Element("section", {"class": "notes"})
        section.set("epub:type", "footnotes")
        SubElement(section, "h2", {"class": "press"}).text = title
        for label in labels:
            section.append(self._note("div", self._notes[label], self._marks[label]))
        return section

    def _pointer(self, label: str, mark: NoteMark) -> Element:
        """What stands at the page's foot for a note too long to stand there: its mark, and where to find it."""
        slug = self._part.slug
        box = Element("span", {"id": pointer_anchor(slug, label), "class": _series("note pointer press", mark)})
        box.set("role", "doc-footnote")
        line = SubElement(box, "span", {"class": "as-p first"})
        SubElement(line, "a", {"class": "mark", "href": f"#{call_anchor(slug, label)}"}).text = mark.sign
        before, after = self._facts.wording["see-note"].split("{page}")
        line[0].tail = f"\u2002{before}"
        target = note_anchor(slug, label)
        SubElement(line, "a", {"href": f"#{target}"}).text = self._medium.page(target)
        line[1].tail = after
        return box

    def _note(self, tag: str, note: Note, mark: NoteMark) -> Element:
        """A note. Its mark comes first and leads back; the signature of its party, if any, comes last."""
        slug = self._part.slug
        box = Element(tag, {"id": note_anchor(slug, note.label), "class": _series("note", mark)})
        self._name(box, note)
        box.set("epub:type", "footnote")
        box.set("role", "doc-footnote")
        outside, self._emendations = self._emendations, iter(self._emended.get(note.label, ()))
        self._in_note = True
        content = list(note.content)
        first = content.pop(0) if content and isinstance(content[0], nodes.Paragraph) else None
        paragraph = self._box(box, "p", "first")
        back = SubElement(paragraph, "a", {"class": "mark press", "href": f"#{call_anchor(slug, note.label)}"})
        back.set("role", "doc-backlink")
        back.set("aria-label", f"{self._facts.wording['back']}: {self._facts.wording['note']} {mark.sign}")
        back.text, back.tail = mark.sign, "\u2002"
        if isinstance(first, nodes.Paragraph):
            self._inlines(paragraph, first.content)
        self._blocks(box, content)
        self._in_note = False
        self._emendations = outside
        if note.party:
            last = box[-1] if box[-1].get("class", "").startswith(("as-p", "first")) or box[-1].tag == "p" else box
            if note.signature:
                last.append(_signature(note.signature, press=False))
            else:
                _append_text(last, " ")
                last.append(_signature(f"— {note.party}", press=True))
        return box

    # --- inlines -----------------------------------------------------------------------------------------

    def _code(self, parent: Element, text: str) -> None:
        box, language = self._box(parent, "pre"), self._part.language
        # Code runs from left to right; in an e-book only markup may say so (EPUB 3.3 §6.3.1.1 forbids "direction").
        if is_right_to_left(language) if language else self._medium.right_to_left:
            box.set("dir", "ltr")
        SubElement(box, "code").text = text

    def _inlines(self, parent: Element, content: Iterable[Inline]) -> None:
        if self._leads_to:
            self._linked(parent, content)
            return
        for inline in content:
            self._inline(parent, inline)

    def _leading(self, parent: Element, content: Iterable[Inline], target: str) -> None:
        """Words that lead to an address, in as many links as the notes and links among them make of them."""
        outside, self._leads_to = self._leads_to, target or self._leads_to
        self._inlines(parent, content)
        self._leads_to = outside

    def _linked(self, parent: Element, content: Iterable[Inline]) -> None:
        target, self._leads_to = self._leads_to, ""
        for linkable, group in itertools.groupby(content, _may_be_linked):
            inlines = tuple(group)
            if linkable and any(map(str.isalnum, walk.inline_text(inlines))):
                with self._within_link():
                    self._inlines(SubElement(parent, "a", {"class": "quoted", "href": target}), inlines)
            else:
                self._leads_to = "" if linkable else target
                for inline in inlines:
                    self._inline(parent, inline)
                self._leads_to = ""
        self._leads_to = target

    @contextlib.contextmanager
    def _within_link(self) -> Iterator[None]:
        outside, self._in_link, target, self._leads_to = self._in_link, True, self._leads_to, ""
        yield
        self._in_link, self._leads_to = outside, target

    def _inline(self, parent: Element, inline: Inline) -> None:
        match inline:
            case nodes.Text():
                _append_text(parent, inline.text)
            case nodes.Emphasis():
                self._inlines(SubElement(parent, "em"), inline.content)
            case nodes.Strong():
                self._inlines(SubElement(parent, "strong"), inline.content)
            case nodes.SmallCaps():
                self._inlines(SubElement(parent, "span", {"class": "small-caps"}), inline.content)
            case nodes.Foreign():
                element = SubElement(parent, "i")
                outside = self._part.language
                turned = is_right_to_left(outside) if outside else self._medium.right_to_left
                set_language(element, inline.language, turned)
                self._inlines(element, inline.content)
            case nodes.Code():
                SubElement(parent, "code").text = inline.text
            case nodes.Link():
                self._link(parent, inline)
            case nodes.Quoted():
                self._leading(parent, inline.content, self._original(inline))
            case nodes.LineBreak():
                SubElement(parent, "br")
            case nodes.Picture():
                source = self._medium.picture(inline.source)
                SubElement(parent, "img", {"src": source, "alt": inline.alternative, "class": "in-line"})
            case nodes.NoteCall():
                self._call(parent, inline.label)
            case nodes.Interpolation() | nodes.Omission() | nodes.Supplied() | nodes.Unclear() | nodes.Query():
                self._mark(parent, inline)
            case nodes.Sic() | nodes.AddedEmphasis():
                self._mark(parent, inline)
            case nodes.Correction() | nodes.Regularised():
                element = SubElement(parent, "span", {"class": type(inline).__name__.lower()})
                element.set("id", next(self._emendations))
                self._inlines(self._name(element, inline), inline.content)
            case nodes.Change():
                tag = {nodes.ChangeKind.INSERTION: "ins", nodes.ChangeKind.DELETION: "del"}.get(inline.kind, "span")
                element = SubElement(parent, tag, {"class": inline.kind})
                self._framed(self._name(element, inline), inline)
            case _:
                assert_never(inline)

    def _link(self, parent: Element, link: nodes.Link) -> None:
        inside = link.target.startswith("#")
        target = self._medium.link(link.target[1:]) if inside else link.target
        with self._within_link():
            self._inlines(SubElement(parent, "a", {"href": target}), link.content)
        address = walk.printed_address(link)
        if self._medium.print_addresses and address:
            SubElement(parent, "span", {"class": "address press"}).text = f" ({address})"

    def _mark(self, parent: Element, inline: Inline) -> None:
        """An editorial mark, in the brackets that belong to its kind and signed as it was typed."""
        kind = type(inline).__name__
        name = "".join(f"-{char.lower()}" if char.isupper() else char for char in kind).lstrip("-")
        element = SubElement(parent, "span", {"class": name})
        if isinstance(inline, nodes.Sic) and inline.correction:
            element.set("id", next(self._emendations))
        self._framed(self._name(element, inline), inline)

    def _framed(self, element: Element, inline: Inline) -> None:
        before, after = walk.words(inline), walk.closing(inline)
        if isinstance(inline, nodes.Sic | nodes.AddedEmphasis):
            # Roman brackets, the words in italic: that is how the field prints its agreed marks.
            _append_text(element, before[0])
            SubElement(element, "i").text = before[1:]
        else:
            _append_text(element, before)
        self._inlines(element, walk.inline_children(inline))
        signature = getattr(inline, "signature", "")
        if signature:
            extent, after = after[: after.index(signature)], after[after.index(signature) + len(signature) :]
            _append_text(element, extent)
            element.append(_signature(signature, press=False))
        _append_text(element, after)


def _may_be_linked(inline: Inline) -> bool:
    """Whether an inline may stand in a link: it holds none itself."""
    return not any(
        isinstance(node, nodes.NoteCall | nodes.Link) or (isinstance(node, nodes.Quoted) and node.part)
        for node in walk.walk((inline,))
    )


def _crowded_columns(table: nodes.Table, letters_across: int) -> frozenset[int]:
    """The columns whose words must be parted, as not even single words of all columns fit beside each other."""
    longest = [
        max((len(word) for cell in cells for word in walk.inline_text(cell).split()), default=0)
        for cells in zip(table.head, *table.rows, strict=False)
    ]
    if sum(length + _GUTTER for length in longest) <= letters_across:
        return frozenset()
    return frozenset(n for n, length in enumerate(longest) if length + _GUTTER > letters_across // len(longest))


def _series(name: str, mark: NoteMark) -> str:
    return f"{name} {'party' if mark.party else 'author'}"


def _signature(text: str, *, press: bool) -> Element:
    """A party's signature, never parted at a line's end: the space before its dash and the siglum hold together."""
    element = Element("span", {"class": "signature press" if press else "signature"})
    element.text = text.replace(" ", "\u00a0")
    return element


def _append_text(element: Element, text: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def set_language(element: Element, language: str, right_to_left: bool) -> None:
    """Name the language of an element, and its direction where that is not the one of the text around it.

    With ``dir`` HTML isolates the words from their surroundings, so that neither side moves the other's punctuation.
    """
    element.set("lang", language)
    element.set("xml:lang", language)
    if is_right_to_left(language) is not right_to_left:
        element.set("dir", direction(language))
