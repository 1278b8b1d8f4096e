"""Notes: which has become which, whatever they are called now."""

from __future__ import annotations

from itertools import count

from msgspec.structs import replace

from handpress.comparing.aligning import align
from handpress.comparing.items import mapped
from handpress.comparing.pairing import SIMILAR, similar
from handpress.comparing.sequences import Sequences
from handpress.comparing.steps import Item, Kind, Step
from handpress.model import nodes
from handpress.model.document import Note, Part


def relabelled(sequences: Sequences, old: Part, new: Part) -> tuple[Part, dict[str, str]]:
    """The old part with the labels that its notes have now, and by these the labels they had.

    A note that is gone gets a label that no other has. So a call is the same call where it calls the same note.
    """
    became = _became(sequences, old.notes, new.notes)
    labels: dict[str, str] = {}
    used = {note.label for note in new.notes}
    first: dict[str, str] = {}
    notes: list[Note] = []
    for place, note in enumerate(old.notes):
        label = became.get(place) or _unused(note.label, used)
        used.add(label)
        labels[label] = note.label
        first.setdefault(note.label, label)
        notes.append(replace(note, label=label))

    def renamed(sequence: tuple[Item, ...]) -> tuple[Item, ...]:
        return tuple(_renamed(item, first) for item in sequence)

    part: Part = mapped(replace(old, notes=()), renamed)
    inside = tuple(replace(note, content=mapped(note.content, renamed)) for note in notes)
    return replace(part, notes=inside), labels


def with_old_labels(part: Part, labels: dict[str, str]) -> Part:
    """The part with the labels its notes had."""

    def renamed(sequence: tuple[Item, ...]) -> tuple[Item, ...]:
        return tuple(_renamed(item, labels) for item in sequence)

    back: Part = mapped(part, renamed)
    return replace(back, notes=tuple(replace(n, label=labels.get(n.label, n.label)) for n in back.notes))


def compare_notes(sequences: Sequences, old: Part, new: Part) -> tuple[Step, ...]:
    """The notes of a part then and now, in the new order, those that are gone at the end."""
    known = {note.label: note for note in old.notes}
    there = {note.label for note in new.notes}
    steps = [
        sequences.pair(known[note.label], note) if note.label in known else Step(Kind.INSERTED, new=note)
        for note in new.notes
    ]
    return (*steps, *(Step(Kind.DELETED, old=note) for note in old.notes if note.label not in there))


def _renamed(item: Item, labels: dict[str, str]) -> Item:
    return replace(item, label=labels.get(item.label, item.label)) if isinstance(item, nodes.NoteCall) else item


def _unused(label: str, used: set[str]) -> str:
    if label not in used:
        return label
    return next(name for number in count(1) if (name := f"{label}-old{number}") not in used)


def _became(sequences: Sequences, olds: tuple[Note, ...], news: tuple[Note, ...]) -> dict[int, str]:
    """By the place of an old note the label it has now: the same words in the same order, then similar words."""
    # A doubled label is a fault of the manuscript, and its second note is never called.
    labels = [note.label for note in news]
    usable = {place for place, label in enumerate(labels) if labels.index(label) == place}
    keys = [sequences.key(replace(note, label="")) for note in olds]
    others = [sequences.key(replace(note, label="")) for note in news]
    became = {i: j for i, j in align(keys, others) if j in usable}
    for i, key in enumerate(keys):
        if i not in became:
            free = sorted(usable - set(became.values()))
            same = next((j for j in free if others[j] == key), None)
            became |= {} if same is None else {i: same}
    left = [i for i in range(len(olds)) if i not in became]
    free = sorted(usable - set(became.values()))
    found = similar([olds[i] for i in left], [news[j] for j in free], SIMILAR)
    became |= {left[pair.old]: free[pair.new] for pair in found}
    return {i: labels[j] for i, j in became.items()}
