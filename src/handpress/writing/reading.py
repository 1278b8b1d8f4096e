"""The walk that the plain editions share: a whole pamphlet as lines, in the order in which it is read.

In: document and facts. Out: pages of lines. An edition is a dress: it says how a paragraph, a heading, a list, a note's
call look in it. What stands where, and which words the press adds, is decided here for all of them.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias, assert_never

from handpress.model import nodes, walk
from handpress.model.document import Document, Note, Part
from handpress.model.facts import Facts, NoteMark, joined
from handpress.model.nodes import Block, Blocks, Inline, Inlines
from handpress.writing import preliminaries

Lines = list[str]
Stressed: TypeAlias = nodes.Emphasis | nodes.Strong | nodes.Foreign


class Dress(ABC):
    """How an edition looks. ``width`` is what a line may have; an edition whose lines have no end takes no notice."""

    width = 0
    indent = 4

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.words = facts.wording
        self._stressed = False
        self._marks: Mapping[str, NoteMark] = {}
        self.slug = ""

    # --- pages -------------------------------------------------------------------------------------------

    def pages(self, document: Document) -> Iterator[Lines]:
        """Title page, contents, the parts with their notes, note on the text, colophon."""
        yield self._title_page(document)
        yield self._contents()
        for part in document.parts:
            self.slug, self._marks = part.slug, self.facts.parts[part.slug].marks
            yield self._whole(part)
        yield self._note_on_text()
        # The last line names a typeface, and these editions have none.
        lines = list(preliminaries.colophon_lines(document.metadata, self.facts))[:-1]
        yield parted(self.said(line) for line in lines)

    def _title_page(self, document: Document) -> Lines:
        data = document.metadata
        series = preliminaries.series_line(data)
        head = [self.said(series)] if series else []
        head += [self.title(self.plain(data.title), 1, self.width)]
        head += [self.said(data.subtitle)] if data.subtitle else []
        people = self.rows(preliminaries.contributor_lines(data.contributors, self.facts))
        imprint = self.rows(preliminaries.imprint_lines(data, self.facts, self.facts.year))
        return parted(group for group in (parted(head), people, imprint) if group)

    def _contents(self) -> Lines:
        entries = []
        for entry in self.facts.contents:
            label = joined(self.words, *map(walk.inline_text, filter(None, (entry.title, entry.byline))))
            entries.append((entry.level, label))
        return [*self.title(self.plain(self.words["contents"]), 2, self.width), "", *self.entries(entries)]

    def _note_on_text(self) -> Lines:
        note, words = self.facts.note_on_text, self.words
        if note.empty:
            return []
        groups = [self.title(self.plain(words["note-on-text"]), 2, self.width), *map(self.said, note.sentences)]
        groups += [self.said(f"{sign} {meaning}") for sign, meaning in note.marks]
        emended = [
            joined(words, item.entry, preliminaries.place_line(words, item.paragraph, None, item.note))
            for item in note.emendations
        ]
        quoted = [
            joined(
                words,
                preliminaries.quoted_line(item, words),
                preliminaries.place_line(words, item.paragraph, None, item.note),
            )
            for item in note.quotations
        ]
        for name, entries in (("emendations", emended), ("quotations", quoted)):
            if entries:
                groups.append(self.title(self.plain(words[name]), 3, self.width))
                groups += map(self.said, entries)
        return parted(groups)

    def _whole(self, part: Part) -> Lines:
        """A part from its head to its last note."""
        groups = [self.said(self.words[part.kind])]
        groups += [self.title(self.inlines(part.title), 2, self.width)] if part.title else []
        groups += [self.running(line, self.width) for line in (part.subtitle, part.byline) if line]
        groups += self.blocks(part.content, self.width)
        groups += [self.running(line, self.width) for line in (part.dateline, part.source) if line]
        notes = walk.notes_by_label(part)
        groups += self.notes([(label, notes[label]) for label in self.facts.parts[part.slug].called])
        return parted(groups)

    def note_groups(self, note: Note, width: int, mark: str = "") -> list[Lines]:
        """The blocks of a note behind its ``mark``; who is not the author signs it."""
        signed = self.plain((note.signature or f" — {note.party}") if note.party else "")
        groups = self.blocks(note.content, width)
        first, last = (note.content[0], note.content[-1]) if note.content else (None, None)
        if mark and isinstance(first, nodes.Paragraph):
            tail = signed if len(note.content) == 1 else ""
            groups[:1] = [self.set_lines(f"{mark} {self.inlines(first.content).lstrip()}{tail}", width)]
        elif mark:
            groups.insert(0, self.set_lines(mark, width))
        if signed and isinstance(last, nodes.Paragraph) and not (mark and len(note.content) == 1):
            groups[-1] = self.set_lines(self.inlines(last.content) + signed, width)
        elif signed and not isinstance(last, nodes.Paragraph):
            groups.append(self.set_lines(signed.strip(), width))
        return groups

    def sign_of(self, label: str) -> str:
        """The mark of a note of the part at hand; empty for one that is not there."""
        mark = self._marks.get(label)
        return mark.sign if mark else ""

    # --- what a dress says -------------------------------------------------------------------------------

    @abstractmethod
    def plain(self, text: str) -> str:
        """Words without markup, as they stand within a line."""

    @abstractmethod
    def set_lines(self, words: str, width: int) -> Lines:
        """A paragraph of words that are dressed already."""

    @abstractmethod
    def title(self, words: str, level: int, width: int) -> Lines:
        """A heading: 1 is the pamphlet's title, 2 a page's or a part's, 3 a list in a page."""

    @abstractmethod
    def heading(self, words: str, level: int, width: int) -> Lines:
        """A heading within a part; ``level`` is its own, from 1."""

    @abstractmethod
    def rows(self, lines: Iterable[str]) -> Lines:
        """Lines of the press, one below the other."""

    @abstractmethod
    def entries(self, entries: Iterable[tuple[int, str]]) -> Lines:
        """The lines of the contents, each with its level from 0."""

    @abstractmethod
    def notes(self, notes: list[tuple[str, Note]]) -> list[Lines]:
        """The notes of a part by their labels, in the order in which they are called."""

    @abstractmethod
    def moved(self, lines: Lines) -> Lines:
        """What is quoted, or said by an editor above or below a text."""

    @abstractmethod
    def verse(self, line: str, indent: int) -> Lines:
        """A line of verse, moved in by so many spaces."""

    @abstractmethod
    def items(self, items: list[tuple[str, Lines]], *, tight: bool) -> Lines:
        """A list; the sign of an item is empty, or its number."""

    @abstractmethod
    def definition(self, entry: nodes.Definition, width: int) -> Lines:
        """Terms and what is said of them."""

    @abstractmethod
    def table(self, table: nodes.Table, width: int) -> Lines:
        """A table."""

    @abstractmethod
    def code_block(self, text: str) -> Lines:
        """Lines to be taken literally."""

    @abstractmethod
    def ornament(self, width: int) -> Lines:
        """A break in the text."""

    @abstractmethod
    def stress(self, inline: Stressed, words: str) -> str:
        """Stressed words; for those within others that are stressed it is not asked."""

    @abstractmethod
    def call(self, sign: str, label: str) -> str:
        """A note's call. ``sign`` is its mark, empty for a note that is not there."""

    @abstractmethod
    def link(self, link: nodes.Link, words: str) -> str:
        """A link around its words."""

    @abstractmethod
    def code(self, text: str) -> str:
        """Words to be taken literally."""

    def join(self, pieces: Iterable[str]) -> str:
        """Pieces of a paragraph in a row."""
        return "".join(pieces)

    # --- blocks ------------------------------------------------------------------------------------------

    def said(self, text: str) -> Lines:
        """A paragraph of the press."""
        return self.set_lines(self.plain(text), self.width)

    def running(self, content: Inlines, width: int) -> Lines:
        """A paragraph of the manuscript."""
        return self.set_lines(self.inlines(content), width)

    def blocks(self, content: Blocks, width: int) -> list[Lines]:
        """The lines of each block that has any."""
        return [lines for block in content if (lines := self.block(block, width))]

    def block(self, block: Block, width: int) -> Lines:
        """The lines of a block; none for one that shows nothing."""
        match block:
            case nodes.Heading():
                return self.heading(self.inlines(block.content), block.level, width)
            case nodes.Quotation() | nodes.Epigraph():
                groups = self.blocks(block.content, width - self.indent)
                if block.source:
                    groups.append(self.set_lines(f"— {self.inlines(block.source)}", width - self.indent))
                return self.moved(parted(groups))
            case nodes.Verse():
                stanzas = (
                    [row for line in stanza for row in self.verse(self.inlines(line.content), line.indent)]
                    for stanza in block.stanzas
                )
                return self.moved(parted(stanzas))
            case nodes.BulletList() | nodes.OrderedList():
                return self._list(block, width)
            case nodes.DefinitionList():
                return parted(self.definition(entry, width) for entry in block.entries)
            case nodes.Table():
                return self.table(block, width)
            case nodes.Figure():
                caption = [self.running(block.caption, width)] if block.caption else []
                return parted([self.set_lines(self._picture(block.alternative), width), *caption])
            case nodes.CodeBlock():
                return self.code_block(block.text)
            case nodes.Ornament():
                return self.ornament(width)
            case nodes.Headnote() | nodes.Tailnote():
                return self._editors(block, width - self.indent)
            case nodes.Paragraph() | nodes.Byline() | nodes.Dateline() | nodes.Signature() | nodes.Provenance():
                return self.running(block.content, width)
            case _:
                assert_never(block)

    def _editors(self, block: nodes.Headnote | nodes.Tailnote, width: int) -> Lines:
        word = self.words["headnote" if isinstance(block, nodes.Headnote) else "tailnote"]
        signed = [self.set_lines(self.plain(f"— {block.party}"), width)] if block.party else []
        return self.moved(parted([[self.plain(f"{word}:")], *self.blocks(block.content, width), *signed]))

    def _list(self, block: nodes.BulletList | nodes.OrderedList, width: int) -> Lines:
        start = block.start if isinstance(block, nodes.OrderedList) else None
        items = [
            ("" if start is None else f"{start + index}.", parted(self.blocks(item.content, width - self.indent)))
            for index, item in enumerate(block.items)
        ]
        return self.items(items, tight=block.tight)

    # --- inlines -----------------------------------------------------------------------------------------

    def inlines(self, content: Inlines) -> str:
        """Some inlines, dressed."""
        return self.join(map(self._inline, content))

    def _inline(self, inline: Inline) -> str:
        match inline:
            case nodes.Emphasis() | nodes.Strong() | nodes.Foreign():
                return self._stress(inline)
            case nodes.NoteCall():
                return self.call(self.sign_of(inline.label), inline.label)
            case nodes.Link():
                return self.link(inline, self.inlines(inline.content))
            case nodes.Picture():
                return self._picture(inline.alternative)
            case nodes.Code():
                return self.code(inline.text)
            case _:
                begin, end = self.plain(walk.words(inline)), self.plain(walk.closing(inline))
                return self.join((begin, self.inlines(walk.inline_children(inline)), end))

    def _stress(self, inline: Stressed) -> str:
        if self._stressed:
            return self.inlines(inline.content)
        self._stressed = True
        words = self.inlines(inline.content)
        self._stressed = False
        return self.stress(inline, words)

    def _picture(self, alternative: str) -> str:
        word = self.words["picture"]
        return self.plain(f"[{word}: {alternative}]" if alternative else f"[{word}]")


# --- lines ----------------------------------------------------------------------------------------------------


def parted(groups: Iterable[Lines]) -> Lines:
    """Groups of lines with a blank one between each two."""
    return list(_with_blanks(groups))


def _with_blanks(groups: Iterable[Lines]) -> Iterator[str]:
    for number, group in enumerate(groups):
        if number:
            yield ""
        yield from group
