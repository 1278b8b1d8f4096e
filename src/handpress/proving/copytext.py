"""The copy that an output is proved against, from the model alone: its words, calls, notes and editorial items.

The writers are not asked: this is a second reading of the model, so that a mistake in a writer cannot excuse itself.
"""

from __future__ import annotations

from msgspec import Struct, field

from handpress.model.spans import Span
from handpress.proving.items import Item
from handpress.proving.streams import Word


class Call(Struct, frozen=True):
    """Where the text of a part calls a note: after ``words`` whole words and ``inside`` letters of the next."""

    note: int
    part: int
    words: int
    inside: int


class TableHead(Struct, frozen=True):
    """A table in the text of a part, by counts of words: its head may stand again on every page it goes on to."""

    part: int
    start: int
    rows: int
    end: int


class WantedNote(Struct, frozen=True):
    """A note an output must hold, with its words; the sign that calls it is among them on paper."""

    part: str
    label: str
    words: tuple[Word, ...]
    span: Span | None


class Oddment(Struct, frozen=True):
    """A page, or a list, that no manuscript has: its name, and its words in order."""

    name: str
    words: tuple[Word, ...]


class Copy(Struct):
    """The copy to prove against: words of the running text part by part, calls, notes in the order of their calls.

    ``items`` are the editorial items in reading order, a note at its call; ``press`` by part what the press itself says
    in an e-book, its words and labels. ``parts`` by slug. ``before`` and ``after`` are the oddments on either side of
    the parts.
    """

    before: tuple[Oddment, ...] = ()
    parts: list[tuple[str, tuple[Word, ...]]] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)
    notes: list[WantedNote] = field(default_factory=list)
    heads: list[TableHead] = field(default_factory=list)
    after: tuple[Oddment, ...] = ()
    items: list[Item] = field(default_factory=list)
    press: dict[str, list[str]] = field(default_factory=dict)

    def names(self) -> list[str]:
        """The names of the notes, as losses tell them."""
        return [f"{note.part}: {note.label}" for note in self.notes]
