"""Formes: the pages of one section of a pamphlet, set and locked up, ready to be joined with others.

A forme has no boxes of the engine and no fonts: it can be kept, and sent from one process to another. What it needs of
its fonts stands in its cases; ``joining`` cuts each font once for all formes together.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from typing import Protocol

from msgspec import Struct, field

from handpress.model.pagelines import PageLines


class Case(Struct, frozen=True):
    """A font as a forme uses it: the glyphs, with the characters they stand for and their widths in thousandths.

    ``face`` is the digest of the whole font, ``axes`` where on its axes a variable one is to be made static.
    """

    face: str
    index: int
    axes: Mapping[str, float]
    characters: Mapping[int, str]
    widths: Mapping[int, int]


class Dressed(Struct, frozen=True):
    """The pages of a forme as one output has them; ``flattened`` counts pictures that gave up their masks for it."""

    pdf: bytes
    flattened: int = 0


class Forme(Struct, frozen=True):
    """Pages as a PDF whose fonts are yet to be cut, and what must be known of them.

    ``first`` is the number of the first page; ``page_of`` the page of every anchor; ``starts`` where each page begins:
    an id, and how many letters stand in it before; ``cases`` its fonts by the names the pages have for them;
    ``targets`` the anchors that its links lead to, here or in another forme; ``lines`` as ``Pages.lines`` tells them.
    ``dressed`` are the pages by the outputs that they were made ready for; ``pdf`` is empty where there are any.
    """

    pdf: bytes
    first: int
    count: int
    page_of: Mapping[str, int]
    starts: tuple[tuple[str, int], ...]
    cases: Mapping[str, Case]
    targets: frozenset[str]
    lines: tuple[PageLines, ...] = ()
    dressed: Mapping[str, Dressed] = field(default_factory=dict)


Dress = Callable[[bytes, int], Mapping[str, Dressed]]
"""What makes the pages of a forme ready for outputs, by the names of these; told the number of the first page."""


class Laid(Struct, frozen=True):
    """What came of laying out a section: how many pages, the page of every anchor, and the notes that are not whole."""

    count: int
    page_of: Mapping[str, int]
    damaged_notes: tuple[str, ...]


class Shelf(Protocol):
    """Where what was laid out before can be found again, under a key of all that it depends on."""

    def find(self, key: str) -> tuple[Laid, Forme | None] | None:
        """What came of a section, and its forme if it was written; None for one that is not known."""

    def put(self, key: str, laid: Laid, forme: Forme | None) -> None:
        """Keep a section that has just been laid out, without its forme, or one whose forme has been written."""


def digest(face: bytes) -> str:
    """What tells a whole font from every other."""
    return hashlib.sha256(face).hexdigest()
