"""A document in which every quotation that was found knows what it is from: for links, and for the edition in TEI."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from handpress.editing.quoting.stretches import framing
from handpress.model import nodes, walk
from handpress.model.document import Document, Part
from handpress.model.nodes import Inline, Inlines
from handpress.model.quoted import ParagraphLike, QuotedPassage, paragraph_numbers


def mark_quotations(document: Document, passages: Iterable[QuotedPassage]) -> Document:
    """The document with the same words, its quotations named by part and paragraph.

    ``passages`` are those that ``find_quotations`` has found in it. Runs in quotation marks become ``Quoted`` with an
    open claim. What was traced to a note, or to nothing, stays as it is.
    """
    numbers = {part.slug: paragraph_numbers(part.content) for part in document.parts}
    origins: dict[str, list[tuple[QuotedPassage, _Origin]]] = defaultdict(list)
    for passage in passages:
        if passage.target_paragraph and not passage.target_note:
            number = numbers[passage.target_part][passage.target_paragraph - 1]
            origins[passage.part].append((passage, _Origin(passage.target_part, number)))
    return replace(document, parts=tuple(_part(part, origins[part.slug]) for part in document.parts))


class _Origin(Struct, frozen=True):
    """What a quotation is from, in the numbers that readers are told: paragraphs only."""

    part: str
    paragraph: int


class _Extent(Struct, frozen=True):
    """Characters of a paragraph's text that are a quotation; ``marked``: there is a node for it already."""

    start: int
    end: int
    origin: _Origin
    marked: bool


def _part(part: Part, found: Iterable[tuple[QuotedPassage, _Origin]]) -> Part:
    blocks: dict[int, _Origin] = {}
    extents: dict[tuple[str, int], list[_Extent]] = defaultdict(list)
    for passage, origin in found:
        if passage.block:
            blocks[passage.ordinal] = origin
        for piece in passage.pieces:
            extent = _Extent(piece.start, piece.end, origin, passage.marked)
            extents[passage.note, piece.paragraph].append(extent)
    if not blocks and not extents:
        return part
    marker = _Marker(blocks, extents)
    content = marker.text("", part.content)
    return replace(
        part,
        content=content,
        notes=tuple(replace(note, content=marker.text(note.label, note.content)) for note in part.notes),
    )


class _Marker:
    """Goes through a part as ``stretches`` does, with the same counts."""

    def __init__(self, blocks: Mapping[int, _Origin], extents: Mapping[tuple[str, int], list[_Extent]]) -> None:
        self._blocks = blocks
        self._extents = extents
        self._quotations = itertools.count(1)
        self._note = ""
        self._ordinal = 0

    def text(self, note: str, content: nodes.Blocks) -> nodes.Blocks:
        """The part's text, or one of its notes."""
        self._note, self._ordinal = note, 0
        return tuple(self._any(block) for block in content)

    def _any(self, value: Any) -> Any:
        """A block, or what stands in a block, with everything in it."""
        if isinstance(value, tuple):
            return tuple(self._any(item) for item in value)
        if isinstance(value, nodes.Quotation):
            if origin := self._blocks.get(next(self._quotations)):
                value = replace(value, part=origin.part, paragraph=origin.paragraph)
            return replace(value, content=self._any(value.content))
        if isinstance(value, ParagraphLike):
            self._ordinal += 1
            if extents := self._extents.get((self._note, self._ordinal)):
                value = _marked(value, extents)
            return replace(value, meanings=self._any(value.meanings)) if isinstance(value, nodes.Definition) else value
        if isinstance(value, nodes.Block | nodes.ListItem) and not isinstance(value, nodes.Ornament):
            fields = {name: getattr(value, name) for name in value.__struct_fields__ if name not in ("span", "source")}
            return replace(value, **{name: self._any(v) for name, v in fields.items() if isinstance(v, tuple)})
        return value


def _marked(block: ParagraphLike, extents: Iterable[_Extent]) -> ParagraphLike:
    """A paragraph with its quotations marked; of verse and tables row by row, which stand one sign apart."""
    line = _Line(sorted(extents, key=lambda extent: extent.start))
    match block:
        case nodes.Verse():
            stanzas = tuple(
                tuple(replace(verse, content=line.row(verse.content)) for verse in stanza) for stanza in block.stanzas
            )
            return replace(block, stanzas=stanzas)
        case nodes.Table():
            head, *rows = (tuple(line.row(cell) for cell in row) for row in (block.head, *block.rows))
            return replace(block, head=head, rows=tuple(rows))
        case nodes.Definition():
            return replace(block, terms=tuple(line.row(term) for term in block.terms))
        case nodes.Figure():
            return replace(block, caption=line.row(block.caption))
        case nodes.CodeBlock():
            return block
        case _:
            return replace(block, content=line.row(block.content))


class _Line:
    """The words of one paragraph, from its first to its last."""

    def __init__(self, extents: list[_Extent]) -> None:
        self._runs = [extent for extent in extents if not extent.marked]
        self._named = {(extent.start, extent.end): extent.origin for extent in extents if extent.marked}
        self._at = 0

    def row(self, content: Inlines) -> Inlines:
        """One row; the next begins behind the sign that parts them."""
        made = self._inlines(content)
        self._at += 1
        return made

    def _inlines(self, content: Iterable[Inline]) -> Inlines:
        """Some inlines, those in one run as one node. A run that begins or ends inside an inline is parted there."""
        pieces = [piece for inline in content for piece in self._pieces(inline)]
        made: list[Inline] = []
        for run, group in itertools.groupby(pieces, key=lambda piece: piece[1]):
            inlines = tuple(inline for inline, _ in group)
            origin = run.origin if run else None
            made += (
                [nodes.Quoted(inlines, nodes.Claim.OPEN, origin.part, origin.paragraph, span=inlines[0].span)]
                if origin
                else inlines
            )
        return tuple(made)

    def _pieces(self, inline: Inline) -> Iterator[tuple[Inline, _Extent | None]]:
        """An inline, parted where a run begins or ends in it, each piece with its run."""
        start, length = self._at, _length(inline)
        if isinstance(inline, nodes.Text):
            self._at += length
            cuts = sorted({0, length, *(cut - start for run in self._runs for cut in (run.start, run.end))})
            inside = [cut for cut in cuts if 0 <= cut <= length]
            for begin, end in itertools.pairwise(inside):
                yield replace(inline, text=inline.text[begin:end]), self._around(start + begin, end - begin)
            return
        run = self._around(start, length)
        if run is None:
            inline = self._entered(inline)
        elif _holds_mark(inline):
            # Only what is marked in it: the run around it has a node of its own.
            outside, self._runs = self._runs, []
            inline = self._entered(inline)
            self._runs = outside
        self._at = start + length
        yield inline, run

    def _around(self, start: int, length: int) -> _Extent | None:
        """The run that some characters lie in; a call without words only if it does not stand at the run's edge."""
        inside = (run for run in self._runs if run.start <= start and start + length <= run.end)
        return next((run for run in inside if length or run.start < start < run.end), None)

    def _entered(self, inline: Inline) -> Inline:
        """An inline whose own inlines are marked."""
        start = self._at
        self._at += len(framing(inline)[0])
        changed: dict[str, Any] = {}
        for name in ("content", "correction"):
            if content := getattr(inline, name, ()):
                changed[name] = self._inlines(content)
        made = replace(inline, **changed) if changed else inline
        if isinstance(made, nodes.Quoted) and (origin := self._named.get((start, start + _length(inline)))):
            return replace(made, part=origin.part, paragraph=origin.paragraph)
        return made


def _length(inline: Inline) -> int:
    before, after = framing(inline)
    return len(before) + sum(map(_length, walk.inline_children(inline))) + len(after)


def _holds_mark(inline: Inline) -> bool:
    return any(isinstance(node, nodes.Quoted) for node in walk.walk((inline,)))
