"""Facts computed about a document: they stand beside the tree and never in it.

The author's words and what the press works out (numbers, anchors, its own words such as "Contents") never share a
field, so that no build can depend on what an earlier step has written into the tree.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import reduce

from msgspec import Struct, field

from handpress.model.nodes import Inlines


class NoteMark(Struct, frozen=True):
    """What calls a note: its sign, and the siglum of its party (empty for the author)."""

    sign: str
    party: str = ""


class ContentsEntry(Struct, frozen=True):
    """A line of the contents. ``level`` 0 is a part, 1 a section of it; ``anchor`` is the id it leads to."""

    level: int
    title: Inlines
    anchor: str
    part: str
    byline: Inlines = ()


class PartFacts(Struct, frozen=True):
    """What the press worked out about one part.

    ``marks`` by note label; ``headings`` the ids of the part's headings in their order; ``called`` the labels of
    its notes in the order of their calls; ``long`` those of them that stand at the part's end in print, with a
    pointer at the foot; ``emended`` the ids of the emendations in a note, by its label (``""``: in the text).
    """

    marks: Mapping[str, NoteMark]
    headings: tuple[str, ...]
    called: tuple[str, ...]
    long: frozenset[str] = frozenset()
    emended: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


class Emendation(Struct, frozen=True):
    """A line of the list of emendations: what is printed, what stood there or should stand there, and where.

    ``paragraph`` counts the paragraphs of the part from 1, 0 for a heading or a note; ``note`` is the sign of the note
    it stands in, if any.
    """

    anchor: str
    part: str
    paragraph: int
    entry: str
    note: str = ""


class QuotedPlace(Struct, frozen=True):
    """A line of the list of quotations: the words it begins with, and where they stand in the part they are from.

    ``paragraph`` counts the paragraphs of that part from 1, 0 where the words are in none; ``note`` is the sign of the
    note they are in, if any.
    """

    words: str
    title: str
    part: str
    anchor: str
    paragraph: int
    note: str = ""


class ChangedPlace(Struct, frozen=True):
    """A line of a redline's list of changes: what has changed, and where it is shown.

    ``anchor`` and ``part`` are empty for what the pamphlet says of itself; ``paragraph`` counts those of the new part
    from 1, 0 where the change is in none of them; ``note`` is the sign of a note.
    """

    words: str
    part: str = ""
    anchor: str = ""
    paragraph: int = 0
    note: str = ""


class NoteOnText(Struct, frozen=True):
    """What the press says about its own editing.

    Sentences, the marks it uses with their meanings, the emendations, where the passages that one part quotes from
    another stand, and in a redline what has changed.
    """

    sentences: tuple[str, ...] = ()
    marks: tuple[tuple[str, str], ...] = ()
    emendations: tuple[Emendation, ...] = ()
    quotations: tuple[QuotedPlace, ...] = ()
    changes: tuple[ChangedPlace, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether there is nothing to say."""
        return not (self.sentences or self.quotations)


class PageStart(Struct, frozen=True):
    """Where a page in print begins: so many letters behind the beginning of what has the id ``anchor``.

    The running text decides; on a page that has none, the note whose words stand first. ``label`` is the page's number
    as print has it. ``anchor`` is empty for a page without a word of the pamphlet's own: a blank, a cover.
    """

    label: str
    anchor: str = ""
    offset: int = 0


class Facts(Struct, frozen=True):
    """What the press worked out about a document.

    ``parts`` by slug; ``wording`` the press's own words by key, in the pamphlet's language; ``anchors`` every id
    that a link may name, with the part it stands in; ``titles`` of the parts and ``paragraphs``, the ids of those in
    their text, by the part's slug; ``year`` and ``date`` of the edition as the language writes them; ``own_names``:
    what the language of each translation calls itself.
    """

    parts: Mapping[str, PartFacts]
    contents: tuple[ContentsEntry, ...]
    wording: Mapping[str, str]
    anchors: Mapping[str, str]
    note_on_text: NoteOnText = field(default_factory=NoteOnText)
    titles: Mapping[str, str] = field(default_factory=dict)
    paragraphs: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    year: str = ""
    date: str = ""
    own_names: tuple[str, ...] = ()

    def original(self, part: str, paragraph: int) -> str:
        """The id of what a quotation is from: a paragraph, or the part where none is named; empty: there is none."""
        anchors = self.paragraphs.get(part, ())
        if not paragraph:
            return part_anchor(part) if part in self.parts else ""
        return anchors[paragraph - 1] if paragraph <= len(anchors) else ""


NOTE_ON_TEXT = "note-on-the-text"
"""The id of the note on the text."""

TITLE_PAGE, CONTENTS, COLOPHON = "the-title-page", "contents", "the-colophon"
"""The ids of the title page, the contents, and the colophon."""


_BESIDE_THE_PAGES = ("proof-", "field-", "named-", "tei-")


def words_on_pages(wording: Mapping[str, str]) -> tuple[str, ...]:
    """The press's words that may stand in an edition: without those of proofs, redlines and headers.

    The faces of an edition have the letters of these and no others.
    """
    return tuple(words for key, words in wording.items() if not key.startswith(_BESIDE_THE_PAGES))


def joined(wording: Mapping[str, str], *items: str) -> str:
    """Words beside each other, with the comma of the pamphlet's language between them."""
    return reduce(lambda a, b: wording["list-comma"].format(first=a, second=b), items) if items else ""


def part_anchor(slug: str) -> str:
    """The id of a part's beginning."""
    return f"part-{slug}"


def paragraph_anchor(slug: str, number: int) -> str:
    """The id of a part's paragraph, counted from 1 in reading order."""
    return f"{slug}-p{number}"


def emendation_anchor(slug: str, number: int) -> str:
    """The id of a part's emendation, counted from 1 in reading order, the text before the notes."""
    return f"{slug}-emendation-{number}"


def note_anchor(slug: str, label: str) -> str:
    """The id of a note."""
    return f"note-{slug}-{_safe(label)}"


def pointer_anchor(slug: str, label: str) -> str:
    """The id of the pointer at the page's foot to a note that stands at the part's end."""
    return f"pointer-{slug}-{_safe(label)}"


def call_anchor(slug: str, label: str) -> str:
    """The id of the place that calls a note."""
    return f"call-{slug}-{_safe(label)}"


def contents_anchor(number: int) -> str:
    """The id of a line of the contents in print, counted from 1."""
    return f"{CONTENTS}-line-{number}"


def _safe(label: str) -> str:
    """A label as part of an id: what ids may not hold is written by its code, so that no two labels fall together."""
    return "".join(char if char.isascii() and (char.isalnum() or char == "-") else f"_{ord(char):x}" for char in label)
