"""Small documents for the tests of editing, and the letters in them."""

from __future__ import annotations

from handpress.model import walk
from handpress.model.document import Document, Metadata, Note, Part, PartKind, Party, PartyRole
from handpress.model.nodes import Block, Heading, Inlines, NoteCall, Paragraph, Text

EDITOR = Party("Ed.", "The editor", PartyRole.EDITOR, "ed")
TRANSLATOR = Party("Tr.", "The translator", PartyRole.TRANSLATOR, "tr")


def text(words: str) -> Inlines:
    return (Text(words),)


def paragraph(*content: str | NoteCall) -> Paragraph:
    return Paragraph(tuple(Text(item) if isinstance(item, str) else item for item in content))


def heading(words: str, level: int = 1, anchor: str = "") -> Heading:
    return Heading(level, text(words), anchor)


def note(label: str, words: str = "A note.", party: str = "", signature: str = "") -> Note:
    return Note(label, (paragraph(words),), party, signature)


def part(*content: Block, slug: str = "article", title: str = "On Bread", notes: tuple[Note, ...] = ()) -> Part:
    return Part(slug, PartKind.ARTICLE, text(title) if title else (), content, notes)


def document(*parts: Part, language: str = "en") -> Document:
    return Document("on-bread", Metadata("On Bread", language, "2026"), (EDITOR, TRANSLATOR), parts)


def letters(found: Document) -> str:
    """Every letter and digit of a document, in order: what no editing may change."""
    said: list[str] = []
    for part in found.parts:
        for group in (*walk.parts_of_text(part), *(note.content for note in part.notes)):
            said += [walk.words(node) for node in walk.walk(group)]
        said += [note.signature for note in part.notes]
    return "".join(char for char in "".join(said) if char.isalnum())
