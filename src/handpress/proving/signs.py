"""What a part of an e-book says beside its words: kinds of items, series of notes, words of the press, ids."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from handpress.model import nodes, walk
from handpress.model.document import Document, Part
from handpress.model.facts import Facts, paragraph_anchor
from handpress.proving.chapters import FoundPart
from handpress.proving.copytext import Copy
from handpress.proving.items import NOTE
from handpress.proving.ledger import Loss, LossKind
from handpress.proving.streams import clean


def other_kinds(copy: Copy, found: Sequence[FoundPart]) -> Iterator[Loss]:
    """Each part must mark its items as what they are, in their order, and each call as its party's or the author's."""
    parts = {part.slug: part for part in found}
    for slug, _ in copy.parts:
        if slug not in parts:
            continue
        items = [item for item in copy.items if item.part == slug]
        for item, kind in zip_longest(items, parts[slug].kinds):
            if item is None or item.kind != kind:
                expected, span = (item.kind, item.span) if item else ("none", None)
                shown = f"an item of the kind {expected}"
                yield Loss(LossKind.CHANGED, shown, kind or "none", 0, span, where=_where(slug))
                break
        series = ["party" if item.party else "author" for item in items if item.kind == NOTE]
        if sorted(parts[slug].series) != sorted([*series, *series]):
            yield Loss(LossKind.CHANGED, "the series of each note", "another one", where=_where(slug))


def other_signs(copy: Copy, found: Sequence[FoundPart]) -> Iterator[Loss]:
    """The press's own words in a part: its kind, marks of notes, labels, signatures that no manuscript has."""
    parts = {part.slug: part for part in found}
    for slug, _ in copy.parts:
        expected = [_words(text) for text in copy.press.get(slug, [])]
        present = [_words(text) for text in parts[slug].press] if slug in parts else []
        for one, other in zip_longest(expected, present, fillvalue=""):
            if one != other:
                yield Loss(LossKind.CHANGED, one or "nothing", other or "nothing", where=_where(slug))


def other_places(document: Document, facts: Facts, found: Sequence[FoundPart]) -> Iterator[Loss]:
    """The ids that lists lead to must stand in the order of the paragraphs, headings and emendations they name."""
    parts = {part.slug: part for part in found}
    for part in document.parts:
        anchors = parts[part.slug].anchors if part.slug in parts else ()
        for wanted in _anchors(part, facts):
            known = set(wanted)
            present = [anchor for anchor in anchors if anchor in known]
            for one, other in zip_longest(wanted, present, fillvalue="nothing"):
                if one != other:
                    yield Loss(LossKind.MOVED, f"the place #{one}", f"#{other} stands there", where=_where(part.slug))
                    break


def _anchors(part: Part, facts: Facts) -> Iterator[tuple[str, ...]]:
    paragraphs = (node for node in walk.walk(part.content) if isinstance(node, nodes.Paragraph))
    yield tuple(node.anchor or paragraph_anchor(part.slug, number) for number, node in enumerate(paragraphs, 1))
    yield facts.parts[part.slug].headings
    yield tuple(item.anchor for item in facts.note_on_text.emendations if item.part == part.slug)


def _words(text: str) -> str:
    return " ".join(clean(text).split())


def _where(slug: str) -> str:
    return f"part {slug}"
