"""Parts as wholes: their text, whom they reply to, their pictures, the characters they use."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterator, Mapping

from handpress.diagnostics import Finding
from handpress.model import nodes, walk
from handpress.model.document import Document
from handpress.model.spans import Span


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


def glyphs_missing(
    document: Document, missing: Mapping[str, tuple[str, str]], pamphlet: Span | None = None
) -> Iterator[Finding]:
    """The first place of each character that the faces have no sign for, and of each script that lacks its face.

    ``missing`` gives for a character its script and what to install for it, both empty where there is nothing to be
    done; ``pamphlet`` is the place of what stands in no manuscript: the title, or the press's own words.
    """
    left = dict(missing)
    for node in walk.document_nodes(document):
        for char in sorted(left.keys() & set(walk.words(node))):
            if char in left:  # its script has not been told of yet
                yield _glyph_missing(char, left, node.span)
    for char in sorted(left):
        if char in left:
            yield _glyph_missing(char, left, pamphlet)


def _glyph_missing(char: str, left: dict[str, tuple[str, str]], span: Span | None) -> Finding:
    """The finding for a character, which is taken out of ``left``, with all of its script."""
    script, package = left[char]
    told = [other for other in left if left[other] == (script, package)] if script else [char]
    for other in told:
        del left[other]
    message = f"The face has no sign for “{char}” (U+{ord(char):04X}, {unicodedata.name(char, 'unnamed').lower()})"
    if not script:
        return Finding("glyph-missing", f"{message}.", span, "It would print as an empty box.")
    several = f", nor for {len(told) - 1} more characters of this script" if len(told) > 1 else ""
    hint = f'For {script} there is a face: pip install "{package}". Without it these characters print as empty boxes.'
    return Finding("glyph-missing", f"{message}{several}.", span, hint)
