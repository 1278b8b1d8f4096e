"""A comparison as values: two texts read side by side, a step at a time."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, TypeAlias

from msgspec import Struct, field

from handpress.model.document import Document, Part

Item: TypeAlias = Any
"""What stands in a sequence: a node, a note, a row or stanza as a tuple. Text is parted into words beforehand."""


class Kind(StrEnum):
    """What became of an item."""

    KEPT = "kept"
    CHANGED = "changed"
    INSERTED = "inserted"
    DELETED = "deleted"
    MOVED = "moved"
    """It stands here now, and stood elsewhere."""
    LEFT = "left"
    """It stood here, and stands elsewhere now."""


class Place(Struct, frozen=True):
    """Where a block stands or stood: the slug of its part, and its paragraph there from 1 (0: before the first)."""

    part: str
    paragraph: int


class Step(Struct, frozen=True):
    """One step of reading old and new side by side.

    ``slots`` are the steps within an item that was changed, or moved and changed: a sequence for each of its fields
    that hold others. ``place`` is the other place of an item that was moved.
    """

    kind: Kind
    old: Item = None
    new: Item = None
    slots: tuple[tuple[Step, ...], ...] = ()
    place: Place | None = None


class FieldChange(Struct, frozen=True):
    """A field that holds plain words, such as the pamphlet's date: what it said, what it says."""

    name: str
    old: str
    new: str


class PartComparison(Struct, frozen=True):
    """A part then and now; ``old`` or ``new`` is None for one that was inserted or deleted.

    ``old`` has the labels of notes that ``new`` has, and ``labels`` gives by these the labels it had. ``heads`` are the
    title, subtitle, byline, dateline and source; ``moved``: it has another place among the parts.
    """

    old: Part | None
    new: Part | None
    heads: tuple[tuple[str, tuple[Step, ...]], ...]
    content: tuple[Step, ...]
    notes: tuple[Step, ...]
    fields: tuple[FieldChange, ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict)
    moved: bool = False

    @property
    def slug(self) -> str:
        """The part's name now, or what it was."""
        part = self.new or self.old
        assert part is not None
        return part.slug


class Comparison(Struct, frozen=True):
    """Two documents side by side; the parts in the order of the new one, deleted ones behind the part before them."""

    old: Document
    new: Document
    fields: tuple[FieldChange, ...]
    parts: tuple[PartComparison, ...]
