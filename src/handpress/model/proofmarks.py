"""A proof's marks as facts: what stands in the margins of each page, around its words, and at the back.

All lengths are in pt. Marks are placed from the left and top edge of the trimmed page, which itself lies somewhere on
the sheet of the proof.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class ProofSheet:
    """The paper of a proof, and where the trimmed page lies on it.

    ``left`` and ``top`` are that page's corner. What stands to the left of the text ends at ``left_to``, what stands to
    the right of it begins at ``right_from``, both measured from the page's own left edge.
    """

    width: float
    height: float
    left: float
    top: float
    page_width: float
    page_height: float
    left_to: float
    right_from: float

    @property
    def larger(self) -> bool:
        """Whether the page lies on a larger sheet, whose edges are then to be shown."""
        return (self.width, self.height) != (self.page_width, self.page_height)


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


@dataclass(frozen=True, slots=True)
class Frame:
    """Lines around a stretch of words: the edges of the stretch, its baseline, the size of its type."""

    rule: Rule
    left: float
    right: float
    baseline: float
    size: float


@dataclass(frozen=True, slots=True)
class MarginNote:
    """Words in the right margin, parted into lines: ``top`` is where they stand, ``baseline`` that of their line."""

    top: float
    baseline: float
    lines: tuple[str, ...]
    heavy: bool = False


@dataclass(frozen=True, slots=True)
class Tag:
    """Words in the left margin, beside a line."""

    baseline: float
    words: str


@dataclass(frozen=True, slots=True)
class PageMarks:
    """The marks of one page: its line numbers, both margins, the lines around words.

    ``left`` and ``right`` are the edges of its text.
    """

    left: float
    right: float
    numbers: tuple[Tag, ...] = ()
    tags: tuple[Tag, ...] = ()
    notes: tuple[MarginNote, ...] = ()
    frames: tuple[Frame, ...] = ()


@dataclass(frozen=True, slots=True)
class Listing:
    """A list at the back: its title, the heads of its columns, its rows; ``none`` is said where it has no row."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    none: str


@dataclass(frozen=True, slots=True)
class ProofMarks:
    """Everything that a proof has beside the pages. ``head`` stands over every page, with its number behind it."""

    title: str
    head: str
    sheet: ProofSheet
    pages: tuple[PageMarks, ...]
    lists: tuple[Listing, ...]
