"""The text of a part as running passages, each with the way back to line and column.

What is no prose stands in a passage as one sign, ``ABSENT``: code, pictures, marks and questions of editors. So no
check takes the words on both sides of it for neighbours.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache

from msgspec import Struct

from handpress.model import nodes, walk
from handpress.model.document import Document, Note, Part
from handpress.model.spans import Span

ABSENT = "\ufffc"
_LITERAL = nodes.Code | nodes.Picture | nodes.Omission | nodes.AddedEmphasis | nodes.Query
_ADDRESS = re.compile(
    r"\w+://\S+|www\.\S+|[\w.+-]+@[\w-]+\.\w[\w.]*|\b[\w-]+(?:\.[\w-]+)*\.(?:org|com|net|md|toml)\b\S*"
)
_BEFORE_MARK = 3  # a closing quotation mark, a stop and a space may stand between a word and its [sic]


class Piece(Struct, frozen=True):
    """Words of one node in a passage, from the offset ``start``; ``quoted``: they are somebody else's."""

    start: int
    text: str
    span: Span | None
    language: str
    quoted: bool


class Passage(Struct, frozen=True):
    """A paragraph, heading, verse line, cell or the like. ``note`` is the one it stands in; ``block`` what it is.

    ``settled`` are the offsets at which an editor has said that the words before stand so in the original.
    """

    part: Part
    block: walk.Node | None
    note: Note | None
    text: str
    pieces: tuple[Piece, ...]
    settled: tuple[int, ...] = ()

    def piece(self, at: int) -> Piece:
        """The piece that the character at an offset is from."""
        return self.pieces[max(0, bisect_right(self.pieces, at, key=lambda piece: piece.start) - 1)]

    def quoted(self, at: int) -> bool:
        """Whether the words at an offset are somebody else's."""
        return self.piece(at).quoted

    def is_settled(self, start: int, end: int) -> bool:
        """Whether ``[sic]`` stands behind these characters."""
        return any(start < mark and end <= mark <= end + _BEFORE_MARK for mark in self.settled)

    def span(self, start: int, end: int) -> Span | None:
        """The place of some characters in the manuscript; that of the block where their own is not known."""
        first, last = self._place(start), self._place(max(start, end - 1))
        if first is None:
            return self.block.span if self.block else self.part.span
        last = last if last and (last.line, last.column) >= (first.line, first.column) else first
        return Span(first.file, first.line, last.line, first.column, last.column)

    def _place(self, at: int) -> Span | None:
        piece = self.piece(at)
        span, here = piece.span, at - piece.start
        if span is None or not span.column:
            return span
        # A sign stands where the letter before it stands, and only without such a one where the next does.
        behind = _letters_before(piece.text)
        beside = bisect_left(behind, behind[min(here + 1, len(piece.text))]) - 1
        between = piece.text[beside + 1 : here]
        if beside < 0 or (" " in between and here < len(piece.text) and piece.text[here] != " "):
            following = bisect_right(behind, behind[here]) - 1
            beside = following if following < len(piece.text) else beside
        if beside < 0:
            return Span(span.file, span.line, span.line, span.column + here, span.column + here)
        letters, line, column = next(
            turn for turn in reversed(((0, span.line, span.column), *span.turns)) if turn[0] <= behind[beside]
        )
        turned = min(bisect_right(behind, letters) - 1, beside)
        column += here - turned
        return Span(span.file, line, line, max(1, column), max(1, column))


@lru_cache(maxsize=64)
def _letters_before(text: str) -> list[int]:
    """How many letters stand before each character of a text, and in all of it."""
    return list(itertools.accumulate(map(str.isalnum, text), initial=0))


def passages(document: Document) -> Iterator[Passage]:
    """Every passage of every part: heads, content, dateline and source, then the notes, as they are written."""
    for part in document.parts:
        language = part.language or document.metadata.language
        for group in walk.parts_of_text(part):
            yield from _passages(group, _Taken(part, None, language))
        for note in part.notes:
            yield from _passages(note.content, _Taken(part, note, language))


class _Taken(Struct):
    """Where the taking down of passages is at."""

    part: Part
    note: Note | None
    language: str
    quoted: bool = False


def _passages(roots: Iterable[walk.Node], at: _Taken) -> Iterator[Passage]:
    row: list[nodes.Inline] = []
    for node in roots:
        if isinstance(node, nodes.Inline):
            row.append(node)
        else:
            yield from _block(node, at)
    if row:
        yield _passage(None, row, at)


def _block(node: walk.Node, at: _Taken) -> Iterator[Passage]:
    match node:
        case nodes.CodeBlock():
            return
        case nodes.Table():
            for cell in (cell for row in (node.head, *node.rows) for cell in row if cell):
                yield _passage(node, cell, at)
        case nodes.Definition():
            yield from (_passage(node, term, at) for term in node.terms if term)
            for meaning in node.meanings:
                yield from _passages(meaning, at)
        case nodes.Quotation() | nodes.Epigraph():
            yield from _passages(node.content, _Taken(at.part, at.note, at.language, quoted=True))
            if node.source:
                yield _passage(None, node.source, at)
        case _:
            inner = tuple(walk.children(node))
            if inner and all(isinstance(child, nodes.Inline) for child in inner):
                yield _passage(node, inner, at)
            else:
                yield from _passages(inner, at)


def _passage(block: walk.Node | None, row: Iterable[walk.Node], at: _Taken) -> Passage:
    pieces: list[Piece] = []
    settled: list[int] = []
    length = 0

    def add(text: str, node: walk.Node, language: str, quoted: bool) -> None:
        nonlocal length
        if text:
            pieces.append(Piece(length, text, node.span, language, quoted))
            length += len(text)

    def take(inlines: Iterable[walk.Node], language: str, quoted: bool) -> None:
        for node in inlines:
            match node:
                case nodes.Text():
                    add(_ADDRESS.sub(lambda found: ABSENT * len(found[0]), node.text), node, language, quoted)
                case nodes.Sic():
                    settled.append(length)
                    add(ABSENT, node, language, quoted)
                case nodes.LineBreak():
                    add("\n", node, language, quoted)
                case nodes.NoteCall():
                    pass
                case nodes.Foreign():
                    take(node.content, node.language, quoted)
                case nodes.Quoted():
                    take(node.content, language, True)
                case nodes.Interpolation() | nodes.Change():
                    add(ABSENT, node, language, quoted)
                    take(node.content, language, quoted)
                    add(ABSENT, node, language, quoted)
                case _ if isinstance(node, _LITERAL):
                    add(ABSENT, node, language, quoted)
                case _:
                    take(walk.children(node), language, quoted)

    take(row, at.language, at.quoted)
    return Passage(at.part, block, at.note, "".join(p.text for p in pieces), tuple(pieces), tuple(settled))
