"""Notes: each is written once, called once, from the text, and says something."""

from __future__ import annotations

from collections.abc import Iterator

from handpress.diagnostics import Finding
from handpress.model import nodes, walk
from handpress.model.document import Document, Part


def check_notes(document: Document) -> Iterator[Finding]:
    """Notes and calls that do not belong together."""
    for part in document.parts:
        yield from _calls(part)
        yield from _notes(part)


def _calls(part: Part) -> Iterator[Finding]:
    written = walk.notes_by_label(part)
    seen: dict[str, nodes.NoteCall] = {}
    for call in walk.calls(part):
        if call.label not in written:
            hint = f"Write it below the text: [^{call.label}]: …"
            yield Finding(
                "note-undefined", f"The note “{call.label}” is called here but never written.", call.span, hint
            )
        elif (first := seen.get(call.label)) is not None:
            where = f" in line {first.span.line}" if first.span else ""
            hint = "A note belongs to one place; write a second note for the second."
            yield Finding("note-recalled", f"The note “{call.label}” is already called{where}.", call.span, hint)
        seen.setdefault(call.label, call)


def _notes(part: Part) -> Iterator[Finding]:
    called = {call.label for call in walk.calls(part)}
    seen: set[str] = set()
    for note in part.notes:
        if note.label in seen:
            yield Finding(
                "note-doubled", f"There is a second note “{note.label}”.", note.span, "Give it another label."
            )
        elif note.label not in called:
            hint = f"Put [^{note.label}] where it belongs."
            yield Finding("note-uncalled", f"The note “{note.label}” is never called.", note.span, hint)
        seen.add(note.label)
        inner = list(walk.walk(note.content))
        if not any(walk.words(node).strip() or isinstance(node, nodes.Figure) for node in inner):
            message = f"The note “{note.label}” says nothing."
            yield Finding("note-empty", message, note.span, "Write it, or take it out together with its call.")
        for node in inner:
            if isinstance(node, nodes.NoteCall):
                message = f"The note “{note.label}” calls the note “{node.label}”; notes cannot call notes."
                yield Finding(
                    "note-nested", message, node.span or note.span, "Put the second note's words into the first."
                )
