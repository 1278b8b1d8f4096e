"""The paragraphs of a part as plain text, each with the way back to its place in the manuscript."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator

from msgspec import Struct

from handpress.model import nodes, walk
from handpress.model.document import Part
from handpress.model.quoted import ParagraphLike
from handpress.model.spans import Span, letters_in

_MARKS = nodes.Interpolation | nodes.Sic | nodes.Omission | nodes.AddedEmphasis | nodes.Query
# Signs around words that are the author's all the same; no quotation has to repeat them.
_SIGNED_WORDS = nodes.Supplied | nodes.Unclear | nodes.Change


class Leaf(Struct, frozen=True):
    """A piece of text as one node has it: its words, and their place in the manuscript."""

    text: str
    span: Span | None


class Stretch(Struct, frozen=True):
    """A paragraph's text. ``note`` is the label of the note it stands in, ``ordinal`` its place there from 1.

    ``quotation`` is the block quotation it belongs to, as its ordinal in the part, or 0: the outermost around it, or
    one within whose origin the manuscript tells. ``leaves`` are the pieces of the text, each with where it begins;
    ``marked`` the spans that the manuscript marks as quotations or as none, with where they begin and end.
    """

    block: ParagraphLike
    text: str
    note: str
    ordinal: int
    quotation: int
    leaves: tuple[tuple[int, Leaf], ...]
    marked: tuple[tuple[int, int, nodes.Quoted], ...] = ()

    def span(self, start: int, end: int) -> Span | None:
        """The place in the manuscript from the first to the last letter among some characters of the text."""
        letters = [at for at in range(start, end) if self.text[at].isalnum()]
        first, last = (self._place(at) for at in (letters[0], letters[-1])) if letters else (None, None)
        if first is None:
            return self.block.span
        last = last or first
        return Span(first.file, first.line, last.last_line, first.column, last.last_column)

    def _place(self, at: int) -> Span | None:
        """The place of one letter. Its column is 0 where only the lines of its leaf are known."""
        begins, leaf = next((item for item in reversed(self.leaves) if item[0] <= at), (0, Leaf("", None)))
        if (span := leaf.span) is None:
            return None
        if not span.column:
            return Span(span.file, span.line, span.last_line)
        before = letters_in(leaf.text[: at - begins])
        turns = ((0, span.line, span.column), *span.turns)
        letters, line, column = next(turn for turn in reversed(turns) if turn[0] <= before)
        # The letters since the turn stand in a row, and so do their fellows in the manuscript.
        behind = itertools.accumulate(map(str.isalnum, leaf.text), initial=0)
        # Beside a text in another normal form (see ``Original``) a turn may lie behind its last letter.
        turned = next((offset for offset, count in enumerate(behind) if count > letters), at - begins + 1) - 1
        return Span(span.file, line, line, column + at - begins - turned, column + at - begins - turned)


def stretches(part: Part, *, marks: bool) -> Iterator[Stretch]:
    """The paragraphs of a part's content, then those of its notes. Note calls are left out.

    ``marks``: whether editorial marks are kept, as words in brackets, or left out with all they say.
    """
    quotations = itertools.count(1)
    for note, content in (("", part.content), *((note.label, note.content) for note in part.notes)):
        for ordinal, (block, quotation) in enumerate(_blocks(content, quotations, 0), 1):
            taken = _Taken(marks)
            for number, row in enumerate(rows(block)):
                # Lines and cells stand apart, or the last word of one and the first of the next would be one word.
                if number:
                    taken.add("\n", None)
                taken.inlines(row)
            if isinstance(block, nodes.CodeBlock):
                taken.add(block.text, block.span)
            yield Stretch(
                block, "".join(taken.texts), note, ordinal, quotation, tuple(taken.leaves), tuple(taken.marked)
            )


def _blocks(roots: Iterable[walk.Node], quotations: Iterator[int], outer: int) -> Iterator[tuple[ParagraphLike, int]]:
    for node in roots:
        if isinstance(node, nodes.Quotation):
            number = next(quotations)
            within = outer if outer and node.claim is nodes.Claim.OPEN else number
            yield from _blocks(node.content, quotations, within)
            continue
        if isinstance(node, ParagraphLike):
            yield node, outer
        if not isinstance(node, ParagraphLike) or isinstance(node, nodes.Definition):
            yield from _blocks(walk.children(node), quotations, outer)


def rows(block: ParagraphLike) -> Iterator[nodes.Inlines]:
    """The words of a paragraph; of verse and tables line by line and cell by cell. A stretch parts them by one sign."""
    match block:
        case nodes.Verse():
            yield from (line.content for stanza in block.stanzas for line in stanza)
        case nodes.Table():
            yield from (cell for row in (block.head, *block.rows) for cell in row)
        case nodes.Definition():
            yield from block.terms
        case nodes.Figure():
            yield block.caption
        case nodes.CodeBlock():
            return
        case _:
            yield block.content


def framing(node: walk.Node) -> tuple[str, str]:
    """The words at a node before its children and after them, as a stretch that keeps marks has them."""
    return ("", "") if isinstance(node, _SIGNED_WORDS) else (walk.words(node), walk.closing(node))


class _Taken:
    """The text of one paragraph while it is taken down."""

    def __init__(self, marks: bool) -> None:
        self._marks = marks
        self._length = 0
        self.texts: list[str] = []
        self.leaves: list[tuple[int, Leaf]] = []
        self.marked: list[tuple[int, int, nodes.Quoted]] = []

    def add(self, text: str, span: Span | None) -> None:
        if text:
            self.texts.append(text)
            self.leaves.append((self._length, Leaf(text, span)))
            self._length += len(text)

    def inlines(self, content: Iterable[walk.Node]) -> None:
        for node in content:
            if isinstance(node, _MARKS) and not self._marks:
                continue
            start = self._length
            before, after = framing(node)
            self.add(before, node.span)
            self.inlines(walk.children(node))
            self.add(after, None)
            if isinstance(node, nodes.Quoted) and node.claim is not nodes.Claim.OPEN:
                self.marked.append((start, self._length, node))
