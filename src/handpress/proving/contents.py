"""What the contents must list, read a second time from the headings themselves."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from handpress.model import nodes, walk
from handpress.model.document import Document
from handpress.model.facts import NOTE_ON_TEXT, Facts, part_anchor
from handpress.model.spans import Span

_DEEPEST = 1


class Line(Struct, frozen=True):
    """A line of the contents: the words of its heading, and the id it leads to."""

    title: str
    byline: str
    anchor: str
    span: Span | None = None


def contents(document: Document, facts: Facts) -> Iterator[Line]:
    """A line for every part and every heading of the first level, and one for the note on the text if there is one."""
    for part in document.parts:
        title = walk.inline_text(part.title) or facts.wording[part.kind]
        span = next((node.span for node in part.title if node.span), None)
        yield Line(title, walk.inline_text(part.byline), part_anchor(part.slug), span)
        headings = [node for node in walk.walk(part.content) if isinstance(node, nodes.Heading)]
        for heading, anchor in zip(headings, facts.parts[part.slug].headings, strict=True):
            if heading.level <= _DEEPEST:
                yield Line(walk.inline_text(heading.content), "", anchor, heading.span)
    if not facts.note_on_text.empty:
        yield Line(facts.wording["note-on-text"], "", NOTE_ON_TEXT)
