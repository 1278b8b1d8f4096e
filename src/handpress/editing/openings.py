"""Opening words: a part begins with its first words in small capitals, a custom of printed pages."""

from __future__ import annotations

import re

from msgspec.structs import replace

from handpress.model.document import Document, Part
from handpress.model.nodes import Block, Paragraph, SmallCaps, Text

# Some two dozen letters of whole words, never across a stop: "It was. Then" must not run on. Words that a space which
# does not break holds together are one.
_OPENING = re.compile(r"\w+(?:[’'\-\u00a0\u202f]\w+)*(?: \w+(?:[’'\-\u00a0\u202f]\w+)*){0,5}")
_LONGEST = 24


def set_openings(document: Document) -> Document:
    """The document with the first words of each part's text in small capitals; the words stay the same."""
    return replace(document, parts=tuple(_open(part) for part in document.parts))


def _open(part: Part) -> Part:
    for index, block in enumerate(part.content):
        if isinstance(block, Paragraph):
            opened = (*part.content[:index], _open_paragraph(block), *part.content[index + 1 :])
            return replace(part, content=opened)
    return part


def _open_paragraph(paragraph: Paragraph) -> Block:
    if not paragraph.content or not isinstance(first := paragraph.content[0], Text):
        return paragraph
    if (match := _OPENING.match(first.text)) is None:
        return paragraph
    words = match.group().split(" ")
    while len(words) > 1 and len(" ".join(words)) > _LONGEST:
        words.pop()
    opening = " ".join(words)
    rest = first.text[len(opening) :]
    caps = SmallCaps((Text(opening, span=first.span),), span=first.span)
    kept = (Text(rest, span=first.span),) if rest else ()
    return replace(paragraph, content=(caps, *kept, *paragraph.content[1:]))
