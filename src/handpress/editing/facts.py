"""Note marks, anchors and contents, worked out once for all outputs."""

from __future__ import annotations

from collections.abc import Iterator

from handpress.editing.wording import wording_for
from handpress.model import nodes, walk
from handpress.model.document import Document, Part
from handpress.model.facts import ContentsEntry, Facts, NoteMark, PartFacts, part_anchor

_DEEPEST_IN_CONTENTS = 1


def prepare(document: Document) -> Facts:
    """Everything the writers need to know about a document beside its tree."""
    wording = wording_for(document.metadata.language)
    parts = {part.slug: _part_facts(part) for part in document.parts}
    anchors: dict[str, str] = {}
    contents: list[ContentsEntry] = []
    for part in document.parts:
        for anchor in (part_anchor(part.slug), *parts[part.slug].headings):
            anchors.setdefault(anchor, part.slug)
        contents += _contents(part, parts[part.slug], wording[part.kind])
    return Facts(parts, tuple(contents), wording, anchors)


def _part_facts(part: Part) -> PartFacts:
    notes = walk.notes_by_label(part)
    called = tuple(dict.fromkeys(call.label for call in walk.calls(part) if call.label in notes))
    counts: dict[bool, int] = {False: 0, True: 0}
    marks: dict[str, NoteMark] = {}
    for label in called:
        party = notes[label].party
        counts[bool(party)] += 1
        # The author's notes by number, everybody else's by letter: the two series stay apart without colour.
        sign = letters(counts[True]) if party else str(counts[False])
        marks[label] = NoteMark(sign, party)
    return PartFacts(marks, tuple(_heading_ids(part)), called)


def _headings(part: Part) -> Iterator[nodes.Heading]:
    yield from (node for node in walk.walk(part.content) if isinstance(node, nodes.Heading))


def _heading_ids(part: Part) -> Iterator[str]:
    for number, heading in enumerate(_headings(part), 1):
        yield heading.anchor or f"{part.slug}-section-{number}"


def _contents(part: Part, facts: PartFacts, kind_word: str) -> Iterator[ContentsEntry]:
    title = part.title or (nodes.Text(kind_word),)
    yield ContentsEntry(0, without_calls(title), part_anchor(part.slug), part.slug, without_calls(part.byline))
    for heading, anchor in zip(_headings(part), facts.headings, strict=True):
        if heading.level <= _DEEPEST_IN_CONTENTS:
            yield ContentsEntry(heading.level, without_calls(heading.content), anchor, part.slug)


def without_calls(content: nodes.Inlines) -> nodes.Inlines:
    """A heading as it stands in the contents or over a page: without its note calls and forced breaks."""
    kept = (nodes.Text(" ") if isinstance(item, nodes.LineBreak) else item for item in content)
    return tuple(item for item in kept if not isinstance(item, nodes.NoteCall))


def letters(number: int) -> str:
    """1 → a, 26 → z, 27 → aa: letters as note marks."""
    text = ""
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(ord("a") + rest) + text
    return text
