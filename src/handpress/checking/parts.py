"""Parts as wholes: their text, whom they reply to, their pictures, the characters they use."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterator

from handpress.diagnostics import Finding
from handpress.model import nodes, walk
from handpress.model.document import Document


def check_parts(document: Document) -> Iterator[Finding]:
    """Parts without text, and replies to nobody."""
    slugs = {part.slug for part in document.parts}
    for part in document.parts:
        if not part.content:
            yield Finding("part-empty", f"The part “{part.slug}” has no text.", part.span, "Write it, or take it out.")
        if part.replies_to and part.replies_to not in slugs:
            near = difflib.get_close_matches(part.replies_to, sorted(slugs), 1)
            hint = f"Did you mean {near[0]}?" if near else f"The parts are {', '.join(sorted(slugs))}."
            yield Finding("reply-unknown", f"There is no part “{part.replies_to}” to reply to.", part.span, hint)


def check_pictures(document: Document) -> Iterator[Finding]:
    """Pictures without words."""
    for node in walk.document_nodes(document):
        if isinstance(node, nodes.Figure | nodes.Picture) and not node.alternative:
            hint = "Say what it shows between the square brackets."
            yield Finding("image-alternative", f"The picture “{node.source}” has no words.", node.span, hint)


def glyphs_missing(document: Document, missing: frozenset[str]) -> Iterator[Finding]:
    """The first place of each character that the face has no sign for; ``missing`` are those characters."""
    left = set(missing)
    for node in walk.document_nodes(document):
        for char in sorted(left.intersection(walk.words(node))):
            left.discard(char)
            name = unicodedata.name(char, "unnamed")
            message = f"The face has no sign for “{char}” (U+{ord(char):04X}, {name.lower()})."
            yield Finding("glyph-missing", message, node.span, "It would print as an empty box.")
