"""The notes of an e-book: each with its words, in its place, called once, and leading back to its call."""

from __future__ import annotations

from collections.abc import Iterator

from handpress.model.facts import call_anchor, note_anchor
from handpress.proving.chapters import FoundPart
from handpress.proving.checks import CONTEXT, View
from handpress.proving.copytext import Call, Copy
from handpress.proving.ledger import Loss, LossKind
from handpress.proving.losses import shorten, tell
from handpress.proving.streams import Stream, Word, by_words, letters


def other_notes(copy: Copy, found: list[FoundPart], views: list[View]) -> Iterator[Loss]:
    """The notes that differ; ``views`` are those of the notes in the order of their calls."""
    texts = {anchor: text for part in found for anchor, text in part.notes.items()}
    names = copy.names()
    expected = {note_anchor(note.part, note.label): view.stream for note, view in zip(copy.notes, views, strict=True)}
    for note, view in zip(copy.notes, views, strict=True):
        anchor = note_anchor(note.part, note.label)
        stream, text = expected[anchor], texts.get(anchor)
        name = f"{note.part}: {note.label}"
        if text is None:
            yield Loss(LossKind.MISSING, _shown(stream), "", len(stream.words), note.span, name)
        elif text != stream.text and any(text == other.text for other in expected.values()):
            yield Loss(LossKind.MOVED, _shown(stream), "another note stands in its place", 0, note.span, name)
        else:
            yield from tell(stream, view.gaps, names)
    for anchor in texts.keys() - expected.keys():
        yield Loss(LossKind.ADDED, "", shorten(texts[anchor].split()), note=anchor)
    in_order = [anchor for anchor in expected if anchor in texts]
    present = [anchor for anchor in texts if anchor in expected]
    for anchor, place in zip(in_order, present, strict=True):
        if anchor != place:
            note = copy.notes[list(expected).index(anchor)]
            yield Loss(LossKind.MOVED, _shown(expected[anchor]), span=note.span, note=f"{note.part}: {note.label}")


def _shown(stream: Stream) -> str:
    return shorten([word.text for word in stream.words])


def calls_astray(copy: Copy, found: list[FoundPart], *, whole: bool) -> Iterator[Loss]:
    """Every call leads to its note, stands where the manuscript has it, and the note leads back to the call.

    Where the text is not ``whole`` the letters before a call may differ for that reason, which is told already.
    """
    parts = {part.slug: part for part in found}
    for call in copy.calls:
        note = copy.notes[call.note]
        words = copy.parts[call.part][1]
        part = parts.get(note.part)
        if part is None:
            continue
        anchor, identifier = note_anchor(note.part, note.label), call_anchor(note.part, note.label)
        if anchor not in part.notes:
            continue
        trouble = ""
        match [item for item in part.calls if item.target == f"#{anchor}"]:
            case []:
                trouble = "no call leads to it"
            case [item]:
                if item.identifier != identifier or part.backlinks.get(anchor) != f"#{item.identifier}":
                    trouble = "its mark does not lead back to its call"
                elif whole and item.before != _before(words, call):
                    trouble = f"it is called after “{item.before}”"
            case _:
                trouble = "it is called more than once"
        if trouble:
            span = words[min(call.words, len(words) - 1)].span or note.span
            yield Loss(LossKind.MOVED, _shown(by_words(note.words)), trouble, 0, span, f"{note.part}: {note.label}")


def _before(words: tuple[Word, ...], call: Call) -> str:
    near = [word.text for word in words[max(call.words - CONTEXT, 0) : call.words]]
    inside = words[call.words].text[: call.inside] if call.words < len(words) else ""
    return letters("".join(near) + inside)[-CONTEXT:]
