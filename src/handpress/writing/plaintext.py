"""The plain text edition: lines of at most 72 characters that any machine can show.

In: document and facts. Out: a UTF-8 text. Stress is written ``_so_``; a call ``[1]``, and the notes stand at the end of
their part; what is quoted stands further in. Words are never parted, so a longer one has a longer line.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from typing import assert_never

from handpress.model import nodes, walk
from handpress.model.document import Document, Note, Part
from handpress.model.facts import Facts, joined
from handpress.model.nodes import Block, Blocks, Inline, Inlines
from handpress.writing import preliminaries

WIDTH = 72
_INDENT = 4
_GAP = 2  # between the columns of a table

Lines = list[str]


def write_text(document: Document, facts: Facts) -> bytes:
    """The whole pamphlet, its parts and pages two blank lines apart."""
    pages = [
        _title_page(document, facts),
        _contents(facts),
        *(_PartWriter(part, facts).lines() for part in document.parts),
        _note_on_text(facts),
        _parted(_wrapped(line) for line in list(preliminaries.colophon_lines(document.metadata, facts))[:-1]),
    ]
    text = "\n\n\n".join("\n".join(page) for page in pages if page)
    return f"{text}\n".encode()


# --- pages of the press ---------------------------------------------------------------------------------------


def _title_page(document: Document, facts: Facts) -> Lines:
    data = document.metadata
    head = _parted(_wrapped(line) for line in (preliminaries.series_line(data), data.title, data.subtitle) if line)
    people = [line for row in preliminaries.contributor_lines(data.contributors, facts) for line in _wrapped(row)]
    imprint = [line for row in preliminaries.imprint_lines(data, facts, facts.year) for line in _wrapped(row)]
    return _parted(group for group in (head, people, imprint) if group)


def _contents(facts: Facts) -> Lines:
    lines = [*_wrapped(facts.wording["contents"]), ""]
    for entry in facts.contents:
        label = joined(facts.wording, *map(walk.inline_text, filter(None, (entry.title, entry.byline))))
        lines += _moved(_wrapped(label, WIDTH - _INDENT * 2), _INDENT * (entry.level + 1))
    return lines


def _note_on_text(facts: Facts) -> Lines:
    note, words = facts.note_on_text, facts.wording
    if note.empty:
        return []
    groups = [_wrapped(words["note-on-text"]), *map(_wrapped, note.sentences)]
    groups += [_wrapped(f"{sign} {meaning}") for sign, meaning in note.marks]
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
            groups.append(_wrapped(words[name]))
            groups += map(_wrapped, entries)
    return _parted(groups)


# --- parts ----------------------------------------------------------------------------------------------------


class _PartWriter:
    def __init__(self, part: Part, facts: Facts) -> None:
        self._part = part
        self._words = facts.wording
        self._marks = facts.parts[part.slug].marks
        self._called = facts.parts[part.slug].called
        self._stressed = False

    def lines(self) -> Lines:
        """The part from its head to its last note."""
        part = self._part
        groups = [_wrapped(self._words[part.kind])]
        groups += [_wrapped(self._inlines(line)) for line in (part.title, part.subtitle, part.byline) if line]
        groups += self._blocks(part.content, WIDTH)
        groups += [_wrapped(self._inlines(line)) for line in (part.dateline, part.source) if line]
        if self._called:
            notes = walk.notes_by_label(part)
            groups += [_wrapped(self._words["notes"]), *(self._note(notes[label]) for label in self._called)]
        return _parted(groups)

    def _note(self, note: Note) -> Lines:
        """A note behind its sign; who is not the author signs it."""
        signed = (note.signature or f" — {note.party}") if note.party else ""
        width = WIDTH - _INDENT
        groups = self._blocks(note.content, width)
        if signed and note.content and isinstance(last := note.content[-1], nodes.Paragraph):
            groups[-1] = _wrapped(self._inlines(last.content) + signed, width)
        elif signed:
            groups.append(_wrapped(signed.strip(), width))
        return _hung(f"[{self._marks[note.label].sign}]", _parted(groups))

    # --- blocks ------------------------------------------------------------------------------------------

    def _blocks(self, content: Blocks, width: int) -> list[Lines]:
        return [lines for block in content if (lines := self._block(block, width))]

    def _block(self, block: Block, width: int) -> Lines:
        match block:
            case nodes.Heading():
                return ["", *_wrapped(self._inlines(block.content), width)]
            case nodes.Quotation() | nodes.Epigraph():
                groups = self._blocks(block.content, width - _INDENT)
                if block.source:
                    groups.append(_wrapped(f"— {self._inlines(block.source)}", width - _INDENT))
                return _moved(_parted(groups))
            case nodes.Verse():
                stanzas = ([row for line in stanza for row in self._verse_line(line)] for stanza in block.stanzas)
                return _moved(_parted(stanzas))
            case nodes.BulletList() | nodes.OrderedList():
                return self._list(block, width)
            case nodes.DefinitionList():
                return _parted(self._definition(entry, width) for entry in block.entries)
            case nodes.Table():
                return self._table(block, width)
            case nodes.Figure():
                caption = [_wrapped(self._inlines(block.caption), width)] if block.caption else []
                return _parted([_wrapped(self._picture(block.alternative), width), *caption])
            case nodes.CodeBlock():
                return _moved(block.text.split("\n"))
            case nodes.Ornament():
                return ["* * *".center(width).rstrip()]
            case nodes.Headnote() | nodes.Tailnote():
                word = self._words["headnote" if isinstance(block, nodes.Headnote) else "tailnote"]
                groups = [[f"{word}:"], *self._blocks(block.content, width - _INDENT)]
                signed = [_wrapped(f"— {block.party}", width - _INDENT)] if block.party else []
                return _moved(_parted([*groups, *signed]))
            case nodes.Paragraph() | nodes.Byline() | nodes.Dateline() | nodes.Signature() | nodes.Provenance():
                return _wrapped(self._inlines(block.content), width)
            case _:
                assert_never(block)

    def _verse_line(self, line: nodes.VerseLine) -> Lines:
        words = self._inlines(line.content)
        return [f"{' ' * line.indent}{row}" for row in words.split("\n")]

    def _list(self, block: nodes.BulletList | nodes.OrderedList, width: int) -> Lines:
        ordered = isinstance(block, nodes.OrderedList)
        items = [
            _hung(f"{number}." if ordered else "•", _parted(self._blocks(item.content, width - _INDENT)))
            for number, item in enumerate(block.items, block.start if isinstance(block, nodes.OrderedList) else 1)
        ]
        return [line for item in items for line in item] if block.tight else _parted(items)

    def _definition(self, entry: nodes.Definition, width: int) -> Lines:
        terms = [line for term in entry.terms for line in _wrapped(self._inlines(term), width)]
        return [*terms, *(line for meaning in entry.meanings for line in self._meaning(meaning, width))]

    def _meaning(self, content: Blocks, width: int) -> Lines:
        return _moved(_parted(self._blocks(content, width - _INDENT)))

    def _table(self, table: nodes.Table, width: int) -> Lines:
        """Rows in columns where they fit beside each other; else a cell a line, the rows a blank line apart."""
        rows = [[self._inlines(cell) for cell in row] for row in (table.head, *table.rows)]
        widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
        if sum(widths) + _GAP * (len(widths) - 1) <= width and not any("\n" in cell for row in rows for cell in row):
            lines = [(" " * _GAP).join(map(_set_in, row, widths, table.columns)).rstrip() for row in rows]
            return _parted([lines[:1], lines[1:]] if lines[0] else [lines[1:]])
        cells = ([line for cell in row if cell for line in _hung("", _wrapped(cell, width - _INDENT))] for row in rows)
        return _parted(row for row in cells if row)

    # --- inlines -----------------------------------------------------------------------------------------

    def _inlines(self, content: Inlines) -> str:
        return "".join(map(self._inline, content))

    def _inline(self, inline: Inline) -> str:
        match inline:
            case nodes.Emphasis() | nodes.Strong() | nodes.Foreign():
                return self._stress(inline.content)
            case nodes.NoteCall():
                mark = self._marks.get(inline.label)
                return f"[{mark.sign}]" if mark else f"[^{inline.label}]"
            case nodes.Link():
                address = walk.printed_address(inline)
                return self._inlines(inline.content) + (f" ({address})" if address else "")
            case nodes.Picture():
                return self._picture(inline.alternative)
            case _:
                return walk.words(inline) + self._inlines(walk.inline_children(inline)) + walk.closing(inline)

    def _stress(self, content: Inlines) -> str:
        if self._stressed:
            return self._inlines(content)
        self._stressed = True
        words = self._inlines(content)
        self._stressed = False
        # The signs stand at the words: with a space between, they would be words themselves.
        core = words.strip()
        return words.replace(core, f"_{core}_", 1) if core else words

    def _picture(self, alternative: str) -> str:
        word = self._words["picture"]
        return f"[{word}: {alternative}]" if alternative else f"[{word}]"


# --- lines ----------------------------------------------------------------------------------------------------


def _wrapped(text: str, width: int = WIDTH) -> Lines:
    """Words on lines; a line that the text ends itself stays ended."""
    lines: Lines = []
    for line in text.split("\n"):
        lines += textwrap.wrap(line, width, break_long_words=False, break_on_hyphens=False)
    return lines


def _moved(lines: Iterable[str], by: int = _INDENT) -> Lines:
    return [f"{' ' * by}{line}" if line else "" for line in lines]


def _hung(sign: str, lines: Sequence[str]) -> Lines:
    """The lines moved in, and the sign before the first of them."""
    moved = _moved(lines)
    return [f"{sign:<{_INDENT - 1}} {lines[0]}".rstrip(), *moved[1:]] if lines else [sign]


def _parted(groups: Iterable[Lines]) -> Lines:
    """Groups of lines with a blank one between each two."""
    return list(_with_blanks(groups))


def _with_blanks(groups: Iterable[Lines]) -> Iterator[str]:
    for number, group in enumerate(groups):
        if number:
            yield ""
        yield from group


def _set_in(cell: str, width: int, align: nodes.Align) -> str:
    match align:
        case nodes.Align.START:
            return cell.ljust(width)
        case nodes.Align.CENTER:
            return cell.center(width)
        case nodes.Align.END:
            return cell.rjust(width)
