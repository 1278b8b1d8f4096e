"""The paragraphs of a part as plain text, each with the way back to its place in the manuscript."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from handpress.model import nodes, walk
from handpress.model.document import Part
from handpress.model.quoted import ParagraphLike
from handpress.model.spans import Span

_MARKS = nodes.Interpolation | nodes.Sic | nodes.Omission | nodes.AddedEmphasis | nodes.Query
# Signs around words that are the author's all the same; no quotation has to repeat them.
_SIGNED_WORDS = nodes.Supplied | nodes.Unclear | nodes.Change


@dataclass(frozen=True, slots=True)
class Stretch:
    """A paragraph's text. ``note`` is the label of the note it stands in, ``ordinal`` its place there from 1.

    ``quotation`` is the outermost block quotation around it, as its ordinal in the part, or 0. ``leaves`` are the
    pieces of the text: where each begins, and its place in the manuscript.
    """

    block: ParagraphLike
    text: str
    note: str
    ordinal: int
    quotation: int
    leaves: tuple[tuple[int, Span | None], ...]

    def span(self, start: int, end: int) -> Span | None:
        """The lines of the manuscript from one character of the text up to another."""
        first, last = self._line(start), self._line(max(start, end - 1))
        return Span(first.file, first.line, last.last_line) if first and last else self.block.span

    def _line(self, at: int) -> Span | None:
        """The line of a character: its leaf's lines, or the one among them, where the text still has its breaks."""
        begins, span = next((leaf for leaf in reversed(self.leaves) if leaf[0] <= at), (0, None))
        if span is None:
            return None
        ends = next((leaf[0] for leaf in self.leaves if leaf[0] > begins), len(self.text))
        if self.text[begins:ends].count("\n") != span.last_line - span.line:
            return span
        line = span.line + self.text[begins:at].count("\n")
        return Span(span.file, line, line)


def stretches(part: Part, *, marks: bool) -> Iterator[Stretch]:
    """The paragraphs of a part's content, then those of its notes. Note calls are left out.

    ``marks``: whether editorial marks are kept, as words in brackets, or left out with all they say.
    """
    quotations = itertools.count(1)
    for note, content in (("", part.content), *((note.label, note.content) for note in part.notes)):
        for ordinal, (block, quotation) in enumerate(_blocks(content, quotations, 0), 1):
            texts, leaves, length = [], [], 0
            for text, span in _lines(block, marks):
                texts.append(text)
                leaves.append((length, span))
                length += len(text)
            yield Stretch(block, "".join(texts), note, ordinal, quotation, tuple(leaves))


def _blocks(roots: Iterable[walk.Node], quotations: Iterator[int], outer: int) -> Iterator[tuple[ParagraphLike, int]]:
    for node in roots:
        if isinstance(node, nodes.Quotation):
            number = next(quotations)
            yield from _blocks(node.content, quotations, outer or number)
            continue
        if isinstance(node, ParagraphLike):
            yield node, outer
        if not isinstance(node, ParagraphLike) or isinstance(node, nodes.Definition):
            yield from _blocks(walk.children(node), quotations, outer)


def _lines(block: ParagraphLike, marks: bool) -> Iterator[tuple[str, Span | None]]:
    match block:
        case nodes.Verse():
            rows: Iterable[Iterable[walk.Node]] = (line.content for stanza in block.stanzas for line in stanza)
        case nodes.Table():
            rows = (cell for row in (block.head, *block.rows) for cell in row)
        case nodes.Definition():
            rows = block.terms
        case nodes.CodeBlock():
            yield block.text, block.span
            return
        case _:
            yield from _leaves(walk.children(block), marks)
            return
    for row in rows:
        yield from _leaves(row, marks)
        # Lines and cells stand apart, or the last word of one and the first of the next would be one word.
        yield "\n", None


def _leaves(content: Iterable[walk.Node], marks: bool) -> Iterator[tuple[str, Span | None]]:
    for node in content:
        if isinstance(node, _MARKS) and not marks:
            continue
        bare = isinstance(node, _SIGNED_WORDS)
        if not bare and (said := walk.words(node)):
            yield said, node.span
        yield from _leaves(walk.children(node), marks)
        if not bare and (closes := walk.closing(node)):
            yield closes, None
