"""A proof's marks as facts: what stands in the margins of each page, around its words, and at the back.

All lengths are in pt. Marks are placed from the left and top edge of the trimmed page, which itself lies somewhere on
the sheet of the proof.
"""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from handpress.model.folios import ALIKE, Folios

_NUMBERS = 36.0  # the room for line numbers, in pt


class ProofSheet(Struct, frozen=True):
    """The paper of a proof, and where the trimmed page lies on it.

    ``left`` and ``top`` are that page's corner. What stands to the right of the text begins at ``right_from``, measured
    from the page's own left edge.
    """

    width: float
    height: float
    left: float
    top: float
    page_width: float
    page_height: float
    right_from: float

    @property
    def larger(self) -> bool:
        """Whether the page lies on a larger sheet, whose edges are then to be shown."""
        return (self.width, self.height) != (self.page_width, self.page_height)

    def left_to(self, text: float) -> float:
        """Where what stands to the left ends, by where the text begins: beside the page, or beside its line numbers."""
        return -4.0 if self.larger else text - _NUMBERS


class Rule(StrEnum):
    """How a stretch of words is marked, so that a printer without colour shows it too."""

    BOX = "box"
    HEAVY_BOX = "heavy-box"
    DASHED_BOX = "dashed-box"
    DOTTED_BOX = "dotted-box"
    BETWEEN = "between"
    """A line above and a line below."""
    DOUBLE = "double"
    DOTTED = "dotted"
    UNDERLINE = "underline"
    STRIKE = "strike"


class Frame(Struct, frozen=True):
    """Lines around a stretch of words: the edges of the stretch, its baseline, the size of its type."""

    rule: Rule
    left: float
    right: float
    baseline: float
    size: float


class MarginNote(Struct, frozen=True):
    """Words in the right margin, parted into lines: ``top`` is where they stand, ``baseline`` that of their line."""

    top: float
    baseline: float
    lines: tuple[str, ...]
    heavy: bool = False


class Tag(Struct, frozen=True):
    """Words in the left margin, beside a line."""

    baseline: float
    words: str


class PageMarks(Struct, frozen=True):
    """The marks of one page: its line numbers, both margins, the lines around words.

    ``left`` and ``right`` are the edges of its text.
    """

    left: float
    right: float
    numbers: tuple[Tag, ...] = ()
    tags: tuple[Tag, ...] = ()
    notes: tuple[MarginNote, ...] = ()
    frames: tuple[Frame, ...] = ()

    @property
    def words(self) -> str:
        """All words of the marks, in the order in which they are laid over the page."""
        lines = (line for note in self.notes for line in note.lines)
        return " ".join((*(tag.words for tag in (*self.numbers, *self.tags)), *lines))


class Listing(Struct, frozen=True):
    """A list at the back: its title, the heads of its columns, its rows; ``none`` is said where it has no row.

    ``latin`` are the columns (from 0) that run from left to right in every language: files, codes, findings.
    """

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    none: str
    latin: frozenset[int] = frozenset()

    @property
    def words(self) -> str:
        """All words of the list in the order of its rows."""
        cells = [cell for row in (self.heads, *self.rows) for cell in row] if self.rows else [self.none]
        return " ".join((self.title, *cells))


class Head(Struct, frozen=True):
    """What stands over every page of a proof: the same ``words``, and which page it is.

    ``paging`` says the latter in the pamphlet's ``language``, with ``{page}`` and ``{pages}`` in it.
    """

    words: str
    paging: str
    language: str

    def over(self, page: int, pages: int, folios: Folios = ALIKE) -> str:
        """What stands over a page of so many: its folio, by which lists call it, and its place if that is another."""
        number = f"{folios.of(page)} ({page})" if folios.front else str(page)
        return f"{self.words} · {self.paging.format(page=number, pages=pages)}"


class ProofMarks(Struct, frozen=True):
    """Everything that a proof has beside the pages.

    ``head`` stands over every page, with its number behind it (see ``Head.over``); ``folios`` are those of the pages.
    """

    title: str
    head: Head
    sheet: ProofSheet
    pages: tuple[PageMarks, ...]
    lists: tuple[Listing, ...]
    folios: Folios = ALIKE


class Cell(Struct, frozen=True):
    """A place on a side of a sheet: its column and row from 0, its words in large type, its turn (180: on its head)."""

    column: int
    row: int
    words: str
    turn: int = 0


class Face(Struct, frozen=True):
    """A side of a sheet, of which ``picture`` is the page (from 0) of the sheets' PDF; ``fold`` names where to fold."""

    title: str
    picture: int
    columns: int
    rows: int
    cells: tuple[Cell, ...]
    fold: str

    @property
    def words(self) -> str:
        """All words laid over the side and around it."""
        return " ".join((self.title, self.fold, *(cell.words for cell in self.cells)))


class SheetProof(Struct, frozen=True):
    """The sheets of a booklet as pictures: one or two faces a page, each ``width`` by ``height`` pt in the file."""

    title: str
    head: Head
    width: float
    height: float
    sheets: tuple[tuple[Face, ...], ...]
    order: Listing
