"""Paragraphs and notes so long that a reader loses the thread."""

from __future__ import annotations

from collections.abc import Iterator

from handpress.checking.prose.desk import Desk
from handpress.diagnostics import Finding
from handpress.model import nodes

LONGEST_PARAGRAPH, LONGEST_NOTE = 350, 250
"""In words: a full page of A5 in the house's size, and a note that goes over to the next page."""


def check_lengths(desk: Desk) -> Iterator[Finding]:
    """Paragraphs and notes longer than a page takes well."""
    notes: dict[tuple[str, str], int] = {}
    for passage in desk.passages:
        words = len(passage.text.split())
        if passage.note is not None:
            key = passage.part.slug, passage.note.label
            before, notes[key] = notes.get(key, 0), notes.get(key, 0) + words
            if before <= LONGEST_NOTE < notes[key]:
                message = f"The note “{passage.note.label}” has more than {LONGEST_NOTE} words."
                hint = "Part of it may belong in the text, or in an appendix."
                yield Finding("note-long", message, passage.note.span, hint)
        elif isinstance(passage.block, nodes.Paragraph) and words > LONGEST_PARAGRAPH and not passage.quoted(0):
            message = f"This paragraph has {words} words, more than a page."
            hint = "Where the text is yours, part it; where it stands so in the original, accept it."
            yield Finding("paragraph-long", message, passage.span(0, 1), hint)
