"""The two documents out of their comparison: what it says is all there is to say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from msgspec.structs import replace

from handpress.comparing.items import joined, refilled
from handpress.comparing.noting import with_old_labels
from handpress.comparing.steps import Comparison, Item, Kind, PartComparison, Step
from handpress.model.document import Document, Part

_OLD = frozenset((Kind.KEPT, Kind.CHANGED, Kind.DELETED, Kind.LEFT))
_NEW = frozenset((Kind.KEPT, Kind.CHANGED, Kind.INSERTED, Kind.MOVED))


def before(comparison: Comparison) -> Document:
    """The old document, put together from the steps."""
    parts = {part.slug: part for side in comparison.parts if (part := _part(side, old=True))}
    return replace(comparison.old, parts=tuple(parts[part.slug] for part in comparison.old.parts))


def after(comparison: Comparison) -> Document:
    """The new document, put together from the steps."""
    parts = (_part(side, old=False) for side in comparison.parts)
    return replace(comparison.new, parts=tuple(part for part in parts if part))


def _part(side: PartComparison, *, old: bool) -> Part | None:
    shell = side.old if old else side.new
    if shell is None:
        return None
    notes = {note.label: note for note in _sequence(side.notes, old=old)}
    heads: dict[str, Any] = {name: _sequence(steps, old=old) for name, steps in side.heads}
    made = replace(
        shell,
        **heads,
        content=_sequence(side.content, old=old),
        notes=tuple(notes[note.label] for note in shell.notes),
    )
    return with_old_labels(made, dict(side.labels)) if old else made


def _sequence(steps: Sequence[Step], *, old: bool) -> tuple[Item, ...]:
    return joined(_items(steps, old=old))


def _items(steps: Sequence[Step], *, old: bool) -> Iterator[Item]:
    for step in steps:
        if step.kind not in (_OLD if old else _NEW):
            continue
        item = step.old if old else step.new
        yield refilled(item, (_sequence(slot, old=old) for slot in step.slots)) if step.slots else item
