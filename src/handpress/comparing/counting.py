"""What has changed, counted: for a commit message, and for people who want to know how much there is to read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from handpress.comparing.steps import Comparison, Item, Kind, PartComparison, Step
from handpress.model import nodes, walk

_VERBS = {Kind.CHANGED: "changed", Kind.INSERTED: "added", Kind.DELETED: "removed", Kind.MOVED: "moved"}
_NAMES: dict[type, tuple[str, str]] = {
    nodes.BulletList: ("list", "lists"),
    nodes.OrderedList: ("list", "lists"),
    nodes.DefinitionList: ("list of terms", "lists of terms"),
    nodes.CodeBlock: ("block of code", "blocks of code"),
    nodes.Verse: ("verse", "verses"),
}


def summary(comparison: Comparison) -> str:
    """One line for a commit message: ``article: 3 paragraphs changed, 1 note added; reply: title changed``."""
    said = [f"{change.name} changed" for change in comparison.fields]
    whole = [f"pamphlet: {', '.join(said)}"] if said else []
    told = (_part(side) for side in comparison.parts)
    return "; ".join((*whole, *filter(None, told))) or "nothing changed"


def counts(comparison: Comparison) -> Counter[tuple[Kind, str]]:
    """How many blocks and notes became what, by the name of one of them: ``paragraph``, ``note``."""
    found: Counter[tuple[Kind, str]] = Counter()
    for side in comparison.parts:
        found.update((kind, names[0]) for kind, names in _counted(side))
    return found


def _part(side: PartComparison) -> str:
    if side.old is None or side.new is None:
        return f"{side.slug}: {'added' if side.old is None else 'removed'}"
    said = [f"{name} changed" for name, steps in side.heads if any(step.kind is not Kind.KEPT for step in steps)]
    said += [f"{change.name} changed" for change in side.fields]
    if side.moved:
        said.append("moved among the parts")
    said += [
        f"{number} {names[number != 1]} {_VERBS[kind]}" for (kind, names), number in Counter(_counted(side)).items()
    ]
    return f"{side.slug}: {', '.join(said)}" if said else ""


def _counted(side: PartComparison) -> Iterator[tuple[Kind, tuple[str, str]]]:
    yield from ((step.kind, _named(step.new or step.old)) for step in side.content if step.kind in _VERBS)
    gone, come = set(_calls(side, Kind.DELETED)), set(_calls(side, Kind.INSERTED))
    for step in side.notes:
        if step.kind in _VERBS:
            yield step.kind, ("note", "notes")
        elif step.new.label in gone & come:
            yield Kind.MOVED, ("note", "notes")


def _named(item: Item) -> tuple[str, str]:
    name = type(item).__name__.lower()
    return _NAMES.get(type(item), (name, f"{name}s"))


def _calls(side: PartComparison, kind: Kind) -> Iterator[str]:
    """The labels of the notes whose calls were deleted, or inserted, anywhere in the part."""
    for steps in (*(steps for _, steps in side.heads), side.content):
        yield from _calls_in(steps, kind)


def _calls_in(steps: tuple[Step, ...], kind: Kind) -> Iterator[str]:
    for step in steps:
        if step.kind is kind:
            item = step.old if kind is Kind.DELETED else step.new
            yield from (n.label for n in walk.walk(_roots(item)) if isinstance(n, nodes.NoteCall))
        for slot in step.slots:
            yield from _calls_in(slot, kind)


def _roots(item: Item) -> tuple[Item, ...]:
    if not isinstance(item, tuple):
        return (item,)
    return tuple(root for inner in item for root in _roots(inner))
