"""Comparing two documents: part by part, notes before the text that calls them, and last what has moved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from handpress.comparing.aligning import rising
from handpress.comparing.items import normal
from handpress.comparing.moving import with_moves
from handpress.comparing.noting import compare_notes, relabelled
from handpress.comparing.sequences import Sequences
from handpress.comparing.steps import Comparison, FieldChange, Kind, PartComparison, Step
from handpress.model.document import Document, Metadata, Part

HEADS = ("title", "subtitle", "byline", "dateline", "source")
"""The fields of a part that are words of the text."""

_PLAIN = ("slug", "kind", "short_title", "replies_to", "language")


def compare(old: Document, new: Document) -> Comparison:
    """What has changed from one document to the other. Neither may have changes under discussion in it."""
    sequences = Sequences()
    then, now = normal(old), normal(new)
    parts = tuple(_parts(sequences, then.parts, now.parts))
    fields = (*_fields(then.metadata, now.metadata), *_people(then, now))
    return Comparison(then, now, fields, with_moves(sequences, parts))


# --- metadata -----------------------------------------------------------------------------------------------


def _fields(old: Metadata, new: Metadata) -> Iterator[FieldChange]:
    for name in Metadata.__struct_fields__:
        said, says = _plain(getattr(old, name)), _plain(getattr(new, name))
        if said != says:
            yield FieldChange(name, said, says)


def _people(old: Document, new: Document) -> Iterator[FieldChange]:
    for name in ("parties", "notes"):
        said, says = _plain(getattr(old, name)), _plain(getattr(new, name))
        if said != says:
            yield FieldChange("note style" if name == "notes" else name, said, says)


def _plain(value: object) -> str:
    """A value as words: the fields of a person with commas, several persons with semicolons."""
    if isinstance(value, tuple):
        return "; ".join(_plain(item) for item in value)
    if isinstance(value, Struct):
        given = (str(getattr(value, name)) for name in value.__struct_fields__)
        return ", ".join(text for text in given if text)
    return "" if value is None else str(value)


# --- parts --------------------------------------------------------------------------------------------------


def _parts(sequences: Sequences, olds: tuple[Part, ...], news: tuple[Part, ...]) -> Iterator[PartComparison]:
    became = _became(olds, news)
    places = {part.slug: place for place, part in enumerate(olds)}
    order = [(place, places[became[part.slug].slug]) for place, part in enumerate(news) if part.slug in became]
    settled = {place for place, _ in rising(order)}
    gone = [part for part in olds if part not in became.values()]
    shown: set[str] = set()
    for place, part in enumerate(news):
        old = became.get(part.slug)
        if old:
            # A part that is gone stands before the one that came behind it.
            for before in _until(gone, places[old.slug], places):
                if before.slug not in shown and place in settled:
                    shown.add(before.slug)
                    yield _part(sequences, before, None, moved=False)
        yield _part(sequences, old, part, moved=bool(old) and place not in settled)
    yield from (_part(sequences, part, None, moved=False) for part in gone if part.slug not in shown)


def _until(gone: Iterable[Part], place: int, places: dict[str, int]) -> Iterator[Part]:
    return (part for part in gone if places[part.slug] < place)


def _became(olds: tuple[Part, ...], news: tuple[Part, ...]) -> dict[str, Part]:
    """By the slug of a new part the old one: that of the same slug, else a lone one of the same kind or title."""
    known = {part.slug: part for part in olds}
    became = {part.slug: known[part.slug] for part in news if part.slug in known}
    for field in ("title", "kind"):
        left = [part for part in olds if part not in became.values()]
        for part in (part for part in news if part.slug not in became):
            same = [old for old in left if getattr(old, field) == getattr(part, field)]
            rivals = [new for new in news if new.slug not in became and getattr(new, field) == getattr(part, field)]
            if len(same) == len(rivals) == 1 and getattr(part, field):
                became[part.slug] = same[0]
                left.remove(same[0])
    return became


def _part(sequences: Sequences, old: Part | None, new: Part | None, *, moved: bool) -> PartComparison:
    old, notes, labels = _with_notes(sequences, old, new)
    heads = tuple((name, _slot(sequences, old, new, name)) for name in HEADS)
    content = _slot(sequences, old, new, "content")
    fields = tuple(_part_fields(old, new)) if old and new else ()
    return PartComparison(old, new, heads, content, notes, fields, labels, moved)


def _with_notes(
    sequences: Sequences, old: Part | None, new: Part | None
) -> tuple[Part | None, tuple[Step, ...], dict[str, str]]:
    if old is None:
        return None, tuple(Step(Kind.INSERTED, new=note) for note in (new.notes if new else ())), {}
    if new is None:
        return old, tuple(Step(Kind.DELETED, old=note) for note in old.notes), {}
    changed, labels = relabelled(sequences, old, new)
    return changed, compare_notes(sequences, changed, new), labels


def _slot(sequences: Sequences, old: Part | None, new: Part | None, name: str) -> tuple[Step, ...]:
    return sequences.compare(getattr(old, name) if old else (), getattr(new, name) if new else ())


def _part_fields(old: Part, new: Part) -> Iterator[FieldChange]:
    for name in _PLAIN:
        said, says = str(getattr(old, name)), str(getattr(new, name))
        if said != says:
            yield FieldChange(name.replace("_", " "), said, says)
