"""Moves: blocks that stood elsewhere, in the same part or in another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from handpress.comparing.items import words_of
from handpress.comparing.pairing import similar
from handpress.comparing.sequences import FEWEST_TO_MOVE, Sequences
from handpress.comparing.steps import Item, Kind, PartComparison, Place, Step
from handpress.model import nodes, walk

_SIMILAR_ELSEWHERE = 0.65  # in another place more must be the same than in the old one


def with_moves(sequences: Sequences, parts: tuple[PartComparison, ...]) -> tuple[PartComparison, ...]:
    """The parts with every block that was deleted in one place and inserted in another told as moved."""
    gone = list(_blocks(parts, Kind.DELETED))
    come = list(_blocks(parts, Kind.INSERTED))
    steps = [list(part.content) for part in parts]
    before, after = _places(parts, old=True), _places(parts, old=False)
    for here, there in _moved(sequences, parts, gone, come):
        old, new = steps[here[0]][here[1]].old, steps[there[0]][there[1]].new
        pair = sequences.pair(old, new)
        steps[here[0]][here[1]] = Step(Kind.LEFT, old=old, place=after[there])
        steps[there[0]][there[1]] = Step(Kind.MOVED, old, new, pair.slots, before[here])
    return tuple(replace(part, content=tuple(content)) for part, content in zip(parts, steps, strict=True))


def _blocks(parts: Sequence[PartComparison], kind: Kind) -> Iterator[tuple[int, int]]:
    for number, part in enumerate(parts):
        for place, step in enumerate(part.content):
            item = step.old if kind is Kind.DELETED else step.new
            if step.kind is kind and len(words_of(item)) >= FEWEST_TO_MOVE:
                yield number, place


def _moved(
    sequences: Sequences,
    parts: Sequence[PartComparison],
    gone: Sequence[tuple[int, int]],
    come: Sequence[tuple[int, int]],
) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Pairs of an old and a new place: first blocks that are equal, then those that are changed besides."""
    by_key: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    for at in gone:
        by_key[sequences.key(_item(parts, at))].append(at)
    used: set[tuple[int, int]] = set()
    rest: list[tuple[int, int]] = []
    for at in come:
        same = by_key.get(sequences.key(_item(parts, at)))
        if same:
            used.add(same[0])
            yield same.pop(0), at
        else:
            rest.append(at)
    left = [at for at in gone if at not in used]
    pairs = similar([_item(parts, at) for at in left], [_item(parts, at) for at in rest], _SIMILAR_ELSEWHERE)
    yield from ((left[pair.old], rest[pair.new]) for pair in pairs)


def _item(parts: Sequence[PartComparison], at: tuple[int, int]) -> Item:
    step = parts[at[0]].content[at[1]]
    return step.old if step.kind is Kind.DELETED else step.new


def _places(parts: Sequence[PartComparison], *, old: bool) -> dict[tuple[int, int], Place]:
    """By part and step where a block stands, or stood, as readers count its paragraphs."""
    places = {}
    for number, part in enumerate(parts):
        named = part.old if old else part.new
        paragraph = 0
        for place, step in enumerate(part.content):
            item = step.old if old else step.new
            inside = sum(isinstance(node, nodes.Paragraph) for node in walk.walk((item,))) if item is not None else 0
            if named:
                places[number, place] = Place(named.slug, paragraph + min(inside, 1))
            paragraph += inside
    return places
