"""The plain text edition: lines of at most 72 characters that any machine can show.

In: document and facts. Out: a UTF-8 text. Stress is written ``_so_``; a call ``[1]``, and the notes stand at the end of
their part; what is quoted stands further in. Words are never parted, so a longer one has a longer line.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence

from handpress.model import nodes, walk
from handpress.model.document import Document, Note
from handpress.model.facts import Facts
from handpress.writing.reading import Dress, Lines, Stressed, parted

WIDTH = 72
_INDENT = 4
_GAP = 2  # between the columns of a table


def write_text(document: Document, facts: Facts) -> bytes:
    """The whole pamphlet, its parts and pages two blank lines apart."""
    text = "\n\n\n".join("\n".join(page) for page in _Text(facts).pages(document) if page)
    return f"{text}\n".encode()


class _Text(Dress):
    width = WIDTH
    indent = _INDENT

    def plain(self, text: str) -> str:
        return text

    def set_lines(self, words: str, width: int) -> Lines:
        """Words on lines; a line that the text ends itself stays ended."""
        lines: Lines = []
        for line in words.split("\n"):
            lines += textwrap.wrap(line, width, break_long_words=False, break_on_hyphens=False)
        return lines

    def title(self, words: str, level: int, width: int) -> Lines:
        return self.set_lines(words, width)

    def heading(self, words: str, level: int, width: int) -> Lines:
        return ["", *self.set_lines(words, width)]

    def rows(self, lines: Iterable[str]) -> Lines:
        return [row for line in lines for row in self.said(line)]

    def entries(self, entries: Iterable[tuple[int, str]]) -> Lines:
        width = WIDTH - _INDENT * 2
        return [row for level, words in entries for row in _moved(self.set_lines(words, width), _INDENT * (level + 1))]

    def notes(self, notes: list[tuple[str, Note]]) -> list[Lines]:
        head = [self.said(self.words["notes"])] if notes else []
        return [*head, *(self._note(label, note) for label, note in notes)]

    def _note(self, label: str, note: Note) -> Lines:
        return _hung(self.call(self.sign_of(label), label), parted(self.note_groups(note, WIDTH - _INDENT)))

    def moved(self, lines: Lines) -> Lines:
        return _moved(lines)

    def verse(self, line: str, indent: int) -> Lines:
        return [f"{' ' * indent}{row}" for row in line.split("\n")]

    def items(self, items: list[tuple[str, Lines]], *, tight: bool) -> Lines:
        made = [_hung(sign or "•", lines) for sign, lines in items]
        return [line for item in made for line in item] if tight else parted(made)

    def definition(self, entry: nodes.Definition, width: int) -> Lines:
        lines = [line for term in entry.terms for line in self.running(term, width)]
        meanings = (_moved(parted(self.blocks(meaning, width - _INDENT))) for meaning in entry.meanings)
        return [*lines, *(line for meaning in meanings for line in meaning)]

    def table(self, table: nodes.Table, width: int) -> Lines:
        """Rows in columns where they fit beside each other; else a cell a line, the rows a blank line apart."""
        rows = [[self.inlines(cell) for cell in row] for row in (table.head, *table.rows)]
        widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
        if sum(widths) + _GAP * (len(widths) - 1) <= width and not any("\n" in cell for row in rows for cell in row):
            lines = [(" " * _GAP).join(map(_set_in, row, widths, table.columns)).rstrip() for row in rows]
            return parted([lines[:1], lines[1:]] if lines[0] else [lines[1:]])
        cells = (
            [line for cell in row if cell for line in _hung("", self.set_lines(cell, width - _INDENT))] for row in rows
        )
        return parted(row for row in cells if row)

    def code_block(self, text: str) -> Lines:
        return _moved(text.split("\n"))

    def ornament(self, width: int) -> Lines:
        return ["* * *".center(width).rstrip()]

    def stress(self, inline: Stressed, words: str) -> str:
        # The signs stand at the words: with a space between, they would be words themselves.
        core = words.strip()
        return words.replace(core, f"_{core}_", 1) if core else words

    def call(self, sign: str, label: str) -> str:
        return f"[{sign}]" if sign else f"[^{label}]"

    def link(self, link: nodes.Link, words: str) -> str:
        address = walk.printed_address(link)
        return words + (f" ({address})" if address else "")

    def code(self, text: str) -> str:
        return text


def _moved(lines: Iterable[str], by: int = _INDENT) -> Lines:
    return [f"{' ' * by}{line}" if line else "" for line in lines]


def _hung(sign: str, lines: Sequence[str]) -> Lines:
    """The lines moved in, and the sign before the first of them."""
    moved = _moved(lines)
    return [f"{sign:<{_INDENT - 1}} {lines[0]}".rstrip(), *moved[1:]] if lines else [sign]


def _set_in(cell: str, width: int, align: nodes.Align) -> str:
    match align:
        case nodes.Align.START:
            return cell.ljust(width)
        case nodes.Align.CENTER:
            return cell.center(width)
        case nodes.Align.END:
            return cell.rjust(width)
