"""What one part of a pamphlet quotes from another: facts beside the tree, for links, the ledger and the reports."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import TypeAlias

from msgspec import Struct

from handpress.model import nodes, walk
from handpress.model.spans import Span

ParagraphLike: TypeAlias = (
    nodes.Heading
    | nodes.Paragraph
    | nodes.Verse
    | nodes.Definition
    | nodes.Table
    | nodes.Figure
    | nodes.CodeBlock
    | nodes.Byline
    | nodes.Dateline
    | nodes.Signature
)
"""A block that a quotation can be traced to: it holds words itself. A definition stands for its terms only."""


class Grade(StrEnum):
    """How faithful a quotation is."""

    EXACT = "exact"
    """Every word as in the original."""
    ALTERED = "altered"
    """Every word as in the original, but for alterations that are declared: omissions, words in brackets."""
    MISQUOTED = "misquoted"
    """From the original, with differences that are not declared."""
    MISSING = "missing"
    """Not in the part it names as its source."""
    ABSENT = "absent"
    """Not from the part replied to: somebody else is quoted."""


class DifferenceKind(StrEnum):
    """What a quotation did to the words of its original."""

    MISSING = "missing"
    ADDED = "added"
    CHANGED = "changed"


class Difference(Struct, frozen=True):
    """A difference nobody declared. ``quoted`` stands in the passage's words from the character ``at`` (from 0) on."""

    kind: DifferenceKind
    quoted: str
    original: str
    at: int = 0


class Piece(Struct, frozen=True):
    """A piece of a quotation: characters of the text of the ``paragraph``-th paragraph (see ``QuotedPassage``)."""

    paragraph: int
    start: int
    end: int


class QuotedPassage(Struct, frozen=True):
    """A quotation, where it stands and where it comes from.

    ``part``, ``note``, ``paragraph``: the slug of the quoting part, the label of its note (empty: in the text), and
    which of the ``paragraphs`` there it begins in, from 1. ``block``: set off, and then the ``ordinal``-th
    ``Quotation`` of ``walk.part_nodes``; else the ``ordinal``-th of the part's quotations within sentences, which lie
    in ``pieces``. ``marked``: the manuscript marks it as a quotation, and of the paragraph ``named`` where it says
    which. ``words`` is the whole quotation, editorial marks included, with single spaces.

    The ``target_`` fields tell the same of the original. For ``MISSING`` and ``ABSENT`` they name the part that was
    searched and nothing more: ``target_paragraph`` is then 0.
    """

    part: str
    words: str
    block: bool
    ordinal: int
    paragraph: int
    target_part: str
    grade: Grade
    differences: tuple[Difference, ...] = ()
    note: str = ""
    target_note: str = ""
    target_paragraph: int = 0
    span: Span | None = None
    target_span: Span | None = None
    pieces: tuple[Piece, ...] = ()
    marked: bool = False
    named: int = 0


def paragraphs(blocks: Iterable[walk.Node]) -> Iterator[ParagraphLike]:
    """The paragraph-like blocks under ``blocks`` in walk order: the ordinals of passages count these, from 1."""
    yield from (node for node in walk.walk(blocks) if isinstance(node, ParagraphLike))


def paragraph_numbers(content: Iterable[walk.Node]) -> tuple[int, ...]:
    """The number of each of ``paragraphs`` as readers are told it: its own, or that of the ``Paragraph`` before it."""
    return tuple(itertools.accumulate(int(isinstance(block, nodes.Paragraph)) for block in paragraphs(content)))


def word_diff(passage: QuotedPassage) -> str:
    """The quotation with its differences marked: ``the {+very+} crowd [-that day-] did``.

    ``{+…+}`` is what only the quotation has, ``[-…-]`` what only the original has.
    """
    shown, done = [], 0
    for found in passage.differences:
        shown.append(passage.words[done : found.at])
        shown.append(f"[-{found.original}-]" if found.original else "")
        shown.append(f"{{+{found.quoted}+}}" if found.quoted else " ")
        done = found.at + len(found.quoted)
    return "".join((*shown, passage.words[done:]))
