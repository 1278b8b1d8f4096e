"""One document that shows two: the new one, with what was deleted and inserted as changes under discussion.

Whatever can be set, exported or proved can so be set, exported and proved with its changes. A block that moved says
where from, and where it was says where to; a note that is gone keeps a call where it was called.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from handpress.comparing.items import is_inline, joined, outside, refilled, slots, words_of
from handpress.comparing.steps import Comparison, Item, Kind, PartComparison, Place, Step
from handpress.model import nodes, walk
from handpress.model.document import Document, Note, Part
from handpress.model.nodes import Blocks, ChangeKind, Inline, Inlines

_FIRST_WORDS = 6
_SHOWN = {Kind.INSERTED: ChangeKind.INSERTION, Kind.DELETED: ChangeKind.DELETION}
# The words for blocks that may hold neither paragraph nor heading; code and ornaments are shown as paragraphs.
_NAMES: Mapping[type, str] = {
    nodes.Quotation: "named-quotation",
    nodes.Verse: "named-verse",
    nodes.BulletList: "named-list",
    nodes.OrderedList: "named-list",
    nodes.DefinitionList: "named-terms",
    nodes.Table: "named-table",
    nodes.Figure: "named-figure",
    nodes.Epigraph: "named-epigraph",
    nodes.Byline: "field-byline",
    nodes.Dateline: "field-dateline",
    nodes.Signature: "named-signature",
    nodes.Headnote: "named-headnote",
    nodes.Tailnote: "named-tailnote",
    nodes.Provenance: "field-source",
}


def merge(comparison: Comparison, wording: Mapping[str, str], *, calls_apart: bool = True) -> Document:
    """The document that shows both; ``wording`` are the press's own words, which stand in comments.

    ``calls_apart``: calls of notes stand behind the change they are in, for a line through a call would go on through
    the note at the foot of the page. Where changes are to be accepted by a program, they stand within.
    """
    parts = tuple(_part(side, Merger.of(side, wording, calls_apart=calls_apart)) for side in comparison.parts)
    return replace(comparison.new, parts=parts)


def old_labels(comparison: Comparison) -> dict[tuple[str, str], str]:
    """The labels that notes had which are gone, by the part's slug and the label they have in the merged document."""
    return {
        (side.slug, step.old.label): side.labels.get(step.old.label, step.old.label)
        for side in comparison.parts
        for step in side.notes
        if step.kind is Kind.DELETED
    }


class Merger(Struct, frozen=True):
    """Merges the steps of one part; ``wording`` and ``calls_apart`` see ``merge``.

    ``notes`` are the labels of the notes that are there now, ``came`` those of them that were not there before.
    """

    slug: str
    notes: frozenset[str]
    came: frozenset[str]
    wording: Mapping[str, str]
    calls_apart: bool = True

    @classmethod
    def of(cls, side: PartComparison, wording: Mapping[str, str], *, calls_apart: bool = True) -> Merger:
        """The merger of a part of a comparison."""
        now = frozenset(note.label for note in (side.new.notes if side.new else ()))
        came = frozenset(step.new.label for step in side.notes if step.kind is Kind.INSERTED)
        return cls(side.slug, now, came, wording, calls_apart)

    def blocks(self, step: Step) -> Blocks:
        """What the merged document has for a step among the blocks of a part."""
        match step.kind:
            case Kind.KEPT:
                return (step.new,)
            case Kind.LEFT:
                return (nodes.Paragraph((self._comment(self._elsewhere("moved-to", step.place, step.old)),)),)
            case Kind.MOVED:
                inside = self._changed(step) if step.slots else (step.new,)
                return labelled(inside, self._comment(self._elsewhere("moved-from", step.place, None)))
            case Kind.CHANGED:
                return self._pointed_at(step, self._changed(step))
            case Kind.INSERTED | Kind.DELETED:
                item = step.new if step.kind is Kind.INSERTED else step.old
                return self._pointed_at(step, self.wrapped(item, _SHOWN[step.kind]))

    def sequence(self, steps: Iterable[Step]) -> tuple[Item, ...]:
        """The steps within a block, or of a field of words, as one sequence."""
        return joined(self._merged(steps))

    def _merged(self, steps: Iterable[Step]) -> Iterator[Item]:
        for kind, group in groupby(steps, lambda step: step.kind):
            run = tuple(group)
            if kind is Kind.CHANGED:
                for step in run:
                    yield from self._changed(step)
            elif kind in _SHOWN:
                items = joined(step.new if kind is Kind.INSERTED else step.old for step in run)
                yield from self._shown(items, _SHOWN[kind])
            else:
                yield from (step.new for step in run)

    def _changed(self, step: Step) -> tuple[Item, ...]:
        if isinstance(step.new, nodes.CodeBlock):
            return (nodes.Paragraph(_lines(self.sequence(step.slots[0]))),)
        merged = refilled(step.new, (self.sequence(slot) for slot in step.slots))
        told = tuple(self._told(step.old, step.new))
        return labelled((merged,), self._comment("; ".join(told))) if told else (merged,)

    def _told(self, old: Item, new: Item) -> Iterator[str]:
        """What changed beside the words, such as a heading's level."""
        other = outside(new)
        for name, value in outside(old).items():
            if value != other[name] and name not in ("anchor", "label"):
                said = (self._value(one) for one in (value, other[name]))
                named = field_name(name, self.wording)
                yield self.wording["set-otherwise"].format(name=named, **dict(zip(("old", "new"), said, strict=True)))

    def _value(self, value: object) -> str:
        """A property in words; what is marked in a manuscript by a word of the press keeps it."""
        if isinstance(value, bool):
            return self.wording["field-yes" if value else "field-no"]
        return str(value) if value and value is not nodes.Claim.OPEN else "–"

    def _shown(self, items: tuple[Item, ...], kind: ChangeKind) -> tuple[Item, ...]:
        if is_inline(items):
            return tuple(self._parted(self._cleaned(items, kind), kind))
        return tuple(one for item in items for one in self.wrapped(item, kind))

    def _parted(self, items: Inlines, kind: ChangeKind) -> Iterator[Inline]:
        """A change, or several with calls between them. That a call has moved is told by a word in its place."""
        if not self.calls_apart:
            yield nodes.Change(kind, items)
            return
        for is_call, group in groupby(items, lambda item: isinstance(item, nodes.NoteCall)):
            run = tuple(group)
            if not is_call:
                yield nodes.Change(kind, run)
                continue
            for call in run:
                assert isinstance(call, nodes.NoteCall)
                if call.label in self.notes - self.came:
                    yield nodes.Change(kind, (self._note_word(),))
                yield call

    def _note_word(self) -> nodes.Text:
        return nodes.Text(f"[{self.wording['note'].lower()}]")

    def wrapped(self, item: Item, kind: ChangeKind) -> tuple[Item, ...]:
        """A whole item as inserted or deleted: its words are, wherever it has some."""
        match item:
            case nodes.CodeBlock():
                return (nodes.Paragraph((nodes.Change(kind, _lines(slots(item)[0])),)),)
            case nodes.Ornament():
                return (nodes.Paragraph((nodes.Change(kind, (nodes.Text("* * *"),)),)),)
            case nodes.Figure() if kind is ChangeKind.DELETION:
                return (nodes.Paragraph((nodes.Change(kind, (_picture(item), *item.caption)),)),)
            case nodes.Figure():
                caption = item.caption or (_picture(item),)
                return (replace(item, caption=(nodes.Change(kind, caption),)),)
            case tuple() if is_inline(item):
                return (self._shown(item, kind),)
            case _:
                filled = refilled(item, (self._slot(slot, kind) for slot in slots(item)))
                gone = kind is ChangeKind.DELETION and isinstance(filled, nodes.Heading | nodes.Paragraph)
                return (replace(filled, anchor="") if gone else filled,)

    def _slot(self, slot: tuple[Item, ...], kind: ChangeKind) -> tuple[Item, ...]:
        return self._shown(slot, kind) if slot else slot

    def _cleaned(self, items: tuple[Item, ...], kind: ChangeKind) -> Inlines:
        """Words without what cannot be there twice, or leads nowhere any more."""
        if kind is ChangeKind.INSERTION:
            return items
        return joined(one for item in items for one in self._gone(item))

    def _gone(self, item: Item) -> tuple[Inline, ...]:
        match item:
            case nodes.NoteCall() if item.label in self.notes:
                return (self._note_word(),)
            case nodes.Picture():
                return (_picture(item),)
            case nodes.Link() if item.target.startswith("#"):
                return self._cleaned(item.content, ChangeKind.DELETION)
            case _ if slots(item):
                return (refilled(item, (self._cleaned(slot, ChangeKind.DELETION) for slot in slots(item))),)
            case _:
                return (item,)

    # --- comments ---------------------------------------------------------------------------------------------

    def _comment(self, words: str) -> nodes.Change:
        return nodes.Change(ChangeKind.COMMENT, (nodes.Text(words),))

    def _elsewhere(self, key: str, place: Place | None, item: Item) -> str:
        assert place is not None
        named = f"{key}-part" if place.part != self.slug else key
        said = self.wording[named].format(part=place.part, number=place.paragraph)
        return f"{said}: {first_words(item, self.wording)}" if item is not None else said

    def _pointed_at(self, step: Step, blocks: Blocks) -> Blocks:
        """Blocks with a comment before them where nothing else in them has an address for the list of changes."""
        if any(isinstance(node, nodes.Paragraph | nodes.Heading) for node in walk.walk(blocks)):
            return blocks
        name = self.wording[_NAMES[type(step.new or step.old)]]
        words = self.wording["block-changed"].format(name=name, kind=self.wording[f"change-{step.kind}"])
        return (nodes.Paragraph((self._comment(words),)), *blocks)


def field_name(name: str, wording: Mapping[str, str]) -> str:
    """What readers call a field of a document, part or block."""
    return wording["field-" + name.replace("_", "-").replace(" ", "-")]


def first_words(item: Item, wording: Mapping[str, str]) -> str:
    """The words that an item begins with, in the quotation marks of the press's language."""
    words = words_of(item)
    begun = f"{' '.join(words[:_FIRST_WORDS])}{'…' if len(words) > _FIRST_WORDS else ''}"
    return wording["first-words"].format(words=begun)


def labelled(blocks: tuple[Item, ...], comment: nodes.Change) -> tuple[Item, ...]:
    """Blocks with a comment before their first words, or before them all where they have none."""
    done = False

    def put(item: Item) -> Item:
        nonlocal done
        if isinstance(item, nodes.CodeBlock):
            return item
        filled = []
        for slot in slots(item):
            if not done and is_inline(slot):
                done = True
                filled.append((comment, nodes.Text(" "), *slot))
            else:
                filled.append(slot if done else tuple(put(inner) for inner in slot))
        return refilled(item, filled) if filled else item

    made = tuple(put(block) for block in blocks)
    return made if done else (nodes.Paragraph((comment,)), *blocks)


def _lines(content: Iterable[Item]) -> Inlines:
    """Lines of code as words of a paragraph, with their breaks."""
    made: list[Inline] = []
    for item in content:
        if isinstance(item, nodes.Change):
            made += [replace(item, content=_lines(item.content)), nodes.LineBreak()]
        elif not isinstance(item, nodes.Code) or item.text:
            made += [item, nodes.LineBreak()]
    return tuple(made[:-1])


def _picture(item: nodes.Figure | nodes.Picture) -> nodes.Text:
    return nodes.Text(f"[{item.source}: {item.alternative}]" if item.alternative else f"[{item.source}]")


def _part(side: PartComparison, merger: Merger) -> Part:
    shell = side.new or side.old
    assert shell is not None
    content = tuple(block for step in side.content for block in merger.blocks(step))
    notes = tuple(_note(step, merger) for step in side.notes)
    heads: dict[str, Any] = {name: merger.sequence(steps) for name, steps in side.heads}
    merged = replace(shell, **heads, content=content, notes=notes)
    called = {call.label for call in walk.calls(merged)}
    uncalled = tuple(nodes.NoteCall(note.label) for note in notes if note.label not in called)
    # A note whose call went with a block that moved away, or that never had one, is to be read all the same.
    if uncalled:
        last = nodes.Paragraph((nodes.Change(ChangeKind.DELETION, (nodes.Text("…"),)), *uncalled))
        merged = replace(merged, content=(*merged.content, last))
    return merged


def _note(step: Step, merger: Merger) -> Note:
    note: Note = step.new or step.old
    match step.kind:
        case Kind.CHANGED:
            content = merger.sequence(step.slots[0])
            gone = step.old.signature if step.old.signature != note.signature else ""
            unsigned = (
                (nodes.Paragraph((nodes.Change(ChangeKind.DELETION, (nodes.Text(gone.strip()),)),)),) if gone else ()
            )
            return replace(note, content=(*content, *unsigned))
        case Kind.INSERTED | Kind.DELETED:
            kind = _SHOWN[step.kind]
            return replace(note, content=tuple(one for block in note.content for one in merger.wrapped(block, kind)))
        case _:
            return note
