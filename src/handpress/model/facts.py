"""Facts computed about a document: they stand beside the tree and never in it.

The author's words and what the press works out (numbers, anchors, its own words such as "Contents") never share a
field, so that no build can depend on what an earlier step has written into the tree.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from handpress.model.nodes import Inlines


@dataclass(frozen=True, slots=True)
class NoteMark:
    """What calls a note: its sign, and the siglum of its party (empty for the author)."""

    sign: str
    party: str = ""


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """A line of the contents. ``level`` 0 is a part, 1 a section of it; ``anchor`` is the id it leads to."""

    level: int
    title: Inlines
    anchor: str
    part: str
    byline: Inlines = ()


@dataclass(frozen=True, slots=True)
class PartFacts:
    """What the press worked out about one part.

    ``marks`` by note label; ``headings`` the ids of the part's headings in their order; ``called`` the labels of
    its notes in the order of their calls.
    """

    marks: Mapping[str, NoteMark]
    headings: tuple[str, ...]
    called: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """What the press worked out about a document.

    ``parts`` by slug; ``wording`` the press's own words by key, in the pamphlet's language; ``anchors`` every id
    that a link may name, with the part it stands in.
    """

    parts: Mapping[str, PartFacts]
    contents: tuple[ContentsEntry, ...]
    wording: Mapping[str, str]
    anchors: Mapping[str, str]


def part_anchor(slug: str) -> str:
    """The id of a part's beginning."""
    return f"part-{slug}"


def note_anchor(slug: str, label: str) -> str:
    """The id of a note."""
    return f"note-{slug}-{_safe(label)}"


def call_anchor(slug: str, label: str) -> str:
    """The id of the place that calls a note."""
    return f"call-{slug}-{_safe(label)}"


def _safe(label: str) -> str:
    """A label as part of an id: what ids may not hold is written by its code, so that no two labels fall together."""
    return "".join(char if char.isascii() and (char.isalnum() or char == "-") else f"_{ord(char):x}" for char in label)
