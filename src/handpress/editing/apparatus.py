"""The apparatus: what an edition must say of itself (TEI ``editorialDecl``).

Which marks stand in the text and what they mean, who is responsible for them, how often each occurs, and a line for
every word that was put right.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from handpress.editing.wording import Wording
from handpress.model import nodes, walk
from handpress.model.document import Document, Note, Part, Party
from handpress.model.facts import (
    Emendation,
    NoteMark,
    NoteOnText,
    QuotedPlace,
    emendation_anchor,
    note_anchor,
    paragraph_anchor,
    part_anchor,
)
from handpress.model.quoted import QuotedPassage, paragraph_numbers, paragraphs

_NAMES: Mapping[type, str] = {
    nodes.Interpolation: "interpolation",
    nodes.Sic: "sic",
    nodes.Correction: "correction",
    nodes.Regularised: "regularised",
    nodes.Supplied: "supplied",
    nodes.Unclear: "unclear",
    nodes.Omission: "omission",
    nodes.AddedEmphasis: "added-emphasis",
    nodes.Headnote: "headnote",
    nodes.Tailnote: "tailnote",
}
# How each mark looks in print, for the list of marks; what is not in it leaves no sign in the text.
_SIGNS: Mapping[str, str] = {
    "interpolation": "[… — {siglum}]",
    "sic": "[sic]",
    "supplied": "⟨…⟩",
    "unclear": "[…?]",
    "omission": "[…]",
    "added-emphasis": "[emphasis added]",
}


class PartEmendations(Struct, frozen=True):
    """The emendations of a part, and their ids by the label of the note they stand in (``""``: in the text)."""

    entries: tuple[Emendation, ...]
    anchors: Mapping[str, tuple[str, ...]]


def emendations(part: Part, marks: Mapping[str, NoteMark], read: str) -> PartEmendations:
    """Every word of a part that was put right, or marked as one that should be; ``read`` is the word for that."""
    entries: list[Emendation] = []
    anchors: dict[str, list[str]] = {}
    for label, paragraph, before, node in _emended(part):
        anchor = emendation_anchor(part.slug, len(entries) + 1)
        sign = marks[label].sign if label in marks else ""
        entries.append(Emendation(anchor, part.slug, paragraph, _entry(node, before, read), sign))
        anchors.setdefault(label, []).append(anchor)
    return PartEmendations(tuple(entries), {label: tuple(found) for label, found in anchors.items()})


def note_on_text(document: Document, entries: Iterable[Emendation], wording: Wording) -> NoteOnText:
    """What the press says of the edition; without sentences where nobody but the author had a hand in it."""
    counts = Counter(_counted(document))
    if not counts:
        return NoteOnText()
    return NoteOnText(
        tuple(_sentences(document, counts, wording)), tuple(_marks(document, counts, wording)), tuple(entries)
    )


def _counted(document: Document) -> Iterator[str]:
    """The kind of every editorial item of the document, one by one."""
    for node in walk.document_nodes(document):
        if name := _NAMES.get(type(node)):
            yield name
    for part in document.parts:
        yield from ("party-note" for note in part.notes if note.party)


def _sentences(document: Document, counts: Counter[str], wording: Wording) -> Iterator[str]:
    for part in document.parts:
        if part.source:
            title = walk.inline_text(part.title) or wording[part.kind]
            yield wording["text-source"].format(title=title, source=walk.inline_text(part.source))
    for party in _responsible(document):
        yield wording["party"].format(siglum=party.siglum, name=party.name, role=wording[f"role-{party.role}"])
    if counts["party-note"]:
        yield wording["note-series"]
    kinds = (name for name in (*_NAMES.values(), "party-note") if counts[name])
    counted = [wording.counted(f"count-{name}", counts[name]) for name in kinds]
    yield wording["counts"].format(list=wording.listed(counted))


def _responsible(document: Document) -> tuple[Party, ...]:
    """Those who have signed an item; where nobody has, all who are declared, for one of them must be it."""
    signed = {_party(node) for node in walk.document_nodes(document)}
    signed |= {note.party for part in document.parts for note in part.notes}
    return tuple(party for party in document.parties if party.siglum in signed) or document.parties


def _party(node: walk.Node) -> str:
    return str(getattr(node, "party", ""))


def _marks(document: Document, counts: Counter[str], wording: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    signed = {node.party for node in walk.document_nodes(document) if isinstance(node, nodes.Interpolation)}
    siglum = next((party.siglum for party in document.parties if party.siglum in signed), "")
    for name, sign in _SIGNS.items():
        if counts[name]:
            yield sign.format(siglum=siglum), wording[f"mark-{name}"]


# --- finding them -------------------------------------------------------------------------------------------


def _emended(part: Part) -> Iterator[tuple[str, int, str, walk.Node]]:
    """Each emended place: label of its note, number of its paragraph, the words before it, its node."""
    paragraph = 0
    for number, group in enumerate(walk.parts_of_text(part)):
        for block, before, node in _in(group):
            paragraph += block
            if node is not None:
                # Title, byline and the like are no paragraphs of the text.
                yield "", paragraph if number == _CONTENT else 0, before, node
    for note in _called(part):
        for _, before, node in _in(note.content):
            if node is not None:
                yield note.label, 0, before, node


_CONTENT = 3  # title, subtitle, byline, then the content: see walk.parts_of_text


def _called(part: Part) -> Iterator[Note]:
    notes = walk.notes_by_label(part)
    yield from (notes[call.label] for call in walk.calls(part) if call.label in notes)


def _in(nodes_: Iterable[walk.Node]) -> Iterator[tuple[int, str, walk.Node | None]]:
    """The emended nodes in reading order with the words before each; a paragraph that begins counts 1."""
    before = ""
    for node in nodes_:
        if isinstance(node, nodes.Paragraph):
            yield 1, "", None
        if _is_emended(node):
            yield 0, before, node
        yield from _in(walk.children(node))
        before += walk.inline_text((node,)) if isinstance(node, nodes.Inline) else ""


def _is_emended(node: walk.Node) -> bool:
    return isinstance(node, nodes.Correction | nodes.Regularised) or (
        isinstance(node, nodes.Sic) and bool(node.correction)
    )


def _entry(node: walk.Node, before: str, read: str) -> str:
    """The entry as editions print it: what stands in the text, a bracket, what stood or should stand there."""
    if isinstance(node, nodes.Sic):
        lemma = before.rsplit(maxsplit=1)[-1] if before.split() else ""
        return f"{lemma}] {read} {walk.inline_text(node.correction)}"
    if isinstance(node, nodes.Correction | nodes.Regularised):
        return f"{walk.inline_text(node.content)}] {node.original}"
    raise TypeError(f"{type(node).__name__} emends nothing")


# --- quotations ---------------------------------------------------------------------------------------------

_SHOWN_WORDS = 8


def quoted_places(
    document: Document,
    passages: Iterable[QuotedPassage],
    marks: Mapping[str, Mapping[str, NoteMark]],
    wording: Mapping[str, str],
) -> Iterator[QuotedPlace]:
    """Where each passage that is really a quotation of another part stands there; ``marks`` by part and note label."""
    parts = {part.slug: part for part in document.parts}
    anchors = {part.slug: _anchors(part) for part in document.parts}
    for passage in passages:
        label = passage.target_note
        if passage.target_paragraph and (not label or label in marks[passage.target_part]):
            if label:
                anchor, number, sign = (
                    note_anchor(passage.target_part, label),
                    0,
                    marks[passage.target_part][label].sign,
                )
            else:
                anchor, number = anchors[passage.target_part][passage.target_paragraph - 1]
                sign = ""
            target = parts[passage.target_part]
            title = walk.inline_text(target.title) or wording[target.kind]
            words = passage.words.split()
            begun = " ".join(words[:_SHOWN_WORDS]) + (" …" if len(words) > _SHOWN_WORDS else "")
            yield QuotedPlace(begun, title, target.slug, anchor, number, sign)


def _anchors(part: Part) -> list[tuple[str, int]]:
    """The id and the number of every block that a quotation can be traced to, as ``quoted.paragraphs`` counts them.

    What has no id of its own is found by the paragraph before it.
    """
    found: list[tuple[str, int]] = []
    for block, number in zip(paragraphs(part.content), paragraph_numbers(part.content), strict=True):
        anchor = paragraph_anchor(part.slug, number) if number else part_anchor(part.slug)
        own = block.anchor if isinstance(block, nodes.Paragraph) else ""
        found.append((own or anchor, number))
    return found
