"""The whole pamphlet: what it says of itself, who had a hand in it, its parts and their notes."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from handpress.model.nodes import Blocks, Inlines
from handpress.model.spans import Placed


class PartKind(StrEnum):
    """What a part is to the pamphlet."""

    ARTICLE = "article"
    REPLY = "reply"
    REJOINDER = "rejoinder"
    INTRODUCTION = "introduction"
    PREFACE = "preface"
    FOREWORD = "foreword"
    AFTERWORD = "afterword"
    LETTER = "letter"
    APPENDIX = "appendix"
    CHAPTER = "chapter"


class PartyRole(StrEnum):
    """In what capacity a party speaks."""

    AUTHOR = "author"
    EDITOR = "editor"
    TRANSLATOR = "translator"
    PUBLISHER = "publisher"


class Party(Struct, frozen=True):
    """Somebody responsible for notes and interpolations.

    ``siglum`` is how they sign, as in ``— Ed.``; ``prefix`` begins the labels of their notes, as in ``[^ed-1]``
    (empty: told by signature only).
    """

    siglum: str
    name: str
    role: PartyRole
    prefix: str = ""


class Contributor(Struct, frozen=True):
    """Somebody named on the title page. ``role`` is a MARC relator code such as ``aut``, ``edt``, ``trl``."""

    name: str
    role: str = "aut"
    sort: str = ""


class Series(Struct, frozen=True):
    """The series a pamphlet belongs to, and its number there."""

    name: str
    number: str = ""


class Translation(Struct, frozen=True):
    """The same pamphlet in another language: its title there, and where it is published (empty: nobody says)."""

    language: str
    title: str
    address: str = ""


class Metadata(Struct, frozen=True):
    """What the pamphlet says of itself. ``date`` is ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``."""

    title: str
    language: str
    date: str
    subtitle: str = ""
    contributors: tuple[Contributor, ...] = ()
    publisher: str = ""
    place: str = ""
    description: str = ""
    identifier: str = ""
    rights: str = ""
    series: Series | None = None
    translations: tuple[Translation, ...] = ()

    @property
    def full_title(self) -> str:
        """Title and subtitle in one line; a title that ends in a stop of its own gets no second one."""
        if not self.subtitle:
            return self.title
        return f"{self.title}{'' if self.title.endswith(('.', '?', '!', '…')) else '.'} {self.subtitle}"


class NoteKind(StrEnum):
    """Where a note belongs by its nature."""

    FOOTNOTE = "footnote"


class Note(Placed, frozen=True):
    """A note, kept in its part's table; the text holds only the call.

    ``party`` is a declared siglum, or empty for the part's author. ``signature`` is what the manuscript has at
    the note's end, with its dash and the space before it (`` — Ed.``); it is then not in ``content``.
    """

    label: str
    content: Blocks
    party: str = ""
    signature: str = ""
    kind: NoteKind = NoteKind.FOOTNOTE


class Part(Placed, frozen=True):
    """One text of the pamphlet. ``slug`` is unique in the document; ``replies_to`` is another part's slug.

    Notes stand in a table of the part and not of the document, because labels belong to the manuscript file:
    an article and its reply may both have a note 1.
    """

    slug: str
    kind: PartKind
    title: Inlines
    content: Blocks
    notes: tuple[Note, ...] = ()
    subtitle: Inlines = ()
    short_title: str = ""
    byline: Inlines = ()
    dateline: Inlines = ()
    source: Inlines = ()
    replies_to: str = ""
    language: str = ""


class NoteSeries(StrEnum):
    """What calls the notes of parties; the author's are always numbered."""

    LETTERS = "letters"
    SYMBOLS = "symbols"


class NoteRestart(StrEnum):
    """Where the notes begin to count anew."""

    PART = "part"
    PAMPHLET = "pamphlet"


class NoteStyle(Struct, frozen=True):
    """How the house sets notes.

    ``longest_percent`` is the share of a page above which a note goes to the end of its part.
    """

    parties: NoteSeries = NoteSeries.LETTERS
    restart: NoteRestart = NoteRestart.PART
    longest_percent: int = 50


class FrontMatter(StrEnum):
    """In which numbers the pages before the text are counted (see ``model.folios``)."""

    ARABIC = "arabic"  # with those of the text, from the first page on
    ROMAN = "roman"  # i, ii, iii …; the text begins with 1, on a recto


class Document(Struct, frozen=True):
    """A pamphlet. ``slug`` is the name of its folder."""

    slug: str
    metadata: Metadata
    parties: tuple[Party, ...] = ()
    parts: tuple[Part, ...] = ()
    notes: NoteStyle = NoteStyle()
    front_matter: FrontMatter = FrontMatter.ARABIC
