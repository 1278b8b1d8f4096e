"""The list of what has changed, each with the place where the merged document shows it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from handpress.comparing.merging import Merger, field_name, first_words
from handpress.comparing.steps import Comparison, FieldChange, Item, Kind, PartComparison, Step
from handpress.model import nodes, walk
from handpress.model.facts import paragraph_anchor, part_anchor
from handpress.model.nodes import Blocks


class Listed(Struct, frozen=True):
    """A line of the list: what to say, and where it is shown.

    ``part`` is empty for what is said of the whole pamphlet. ``anchor`` is the id of the paragraph or part, empty where
    it is the ``heading``-th heading of the merged part (from 1) or the note of the label ``note``. ``paragraph`` is its
    number as readers of the new text count it (0: in none). ``kind`` is what became of it.
    """

    words: str
    part: str = ""
    anchor: str = ""
    heading: int = 0
    paragraph: int = 0
    note: str = ""
    kind: Kind = Kind.CHANGED


def places(comparison: Comparison, wording: Mapping[str, str]) -> Iterator[Listed]:
    """Everything that has changed, in reading order; ``wording`` are the press's own words."""
    for change in comparison.fields:
        yield Listed(_field(change, wording))
    for side in comparison.parts:
        yield from _part(side, wording)


def _field(change: FieldChange, wording: Mapping[str, str]) -> str:
    name = field_name(change.name, wording)
    if change.name == "kind":
        return f"{name}: {{--{wording[change.old]}--}} {{++{wording[change.new]}++}}"
    return f"{name}: {{--{change.old or '–'}--}} {{++{change.new or '–'}++}}"


def _part(side: PartComparison, wording: Mapping[str, str]) -> Iterator[Listed]:
    slug, here = side.slug, part_anchor(side.slug)
    if side.old is None or side.new is None:
        kind = Kind.INSERTED if side.old is None else Kind.DELETED
        yield Listed(wording["block-changed"].format(name=slug, kind=wording[f"change-{kind}"]), slug, here, kind=kind)
        return
    if side.moved:
        moved = wording["block-changed"].format(name=slug, kind=wording["change-moved"])
        yield Listed(moved, slug, here, kind=Kind.MOVED)
    for change in side.fields:
        yield Listed(_field(change, wording), slug, here)
    for name, steps in side.heads:
        if any(step.kind is not Kind.KEPT for step in steps):
            said = wording["block-changed"].format(name=field_name(name, wording), kind=wording["change-changed"])
            yield Listed(said, slug, here)
    yield from _content(side, wording)
    for step in side.notes:
        if step.kind is not Kind.KEPT:
            note = step.new or step.old
            yield Listed(_said(step, note.content, wording), slug, note=note.label, kind=step.kind)


def _content(side: PartComparison, wording: Mapping[str, str]) -> Iterator[Listed]:
    merger = Merger.of(side, wording)
    paragraphs = headings = read = 0
    for step in side.content:
        blocks = merger.blocks(step)
        item = step.old if step.kind in (Kind.DELETED, Kind.LEFT) else step.new
        if step.kind is not Kind.KEPT and step.kind is not Kind.LEFT:
            anchor, heading = _address(side.slug, blocks, paragraphs, headings)
            there = step.kind is not Kind.DELETED and _count(blocks, nodes.Paragraph)
            number = read + 1 if there else 0
            yield Listed(_said(step, item, wording), side.slug, anchor, heading, number, kind=step.kind)
        paragraphs += _count(blocks, nodes.Paragraph)
        headings += _count(blocks, nodes.Heading)
        read += _count((step.new,), nodes.Paragraph) if step.new is not None else 0


def _address(slug: str, blocks: Blocks, paragraphs: int, headings: int) -> tuple[str, int]:
    """The id of the first paragraph in some blocks, or the number of the first heading: every change has one."""
    first = next(node for node in walk.walk(blocks) if isinstance(node, nodes.Paragraph | nodes.Heading))
    if isinstance(first, nodes.Heading):
        return "", headings + 1
    return first.anchor or paragraph_anchor(slug, paragraphs + 1), 0


def _count(blocks: Blocks, kind: type) -> int:
    return sum(isinstance(node, kind) for node in walk.walk(blocks))


def _said(step: Step, item: Item, wording: Mapping[str, str]) -> str:
    return f"{wording[f'change-{step.kind}']}: {first_words(item, wording)}"
