"""What a sequence is made of: any item as a shell with slots, and text as words.

The same few functions take apart and put together every kind of node, so that a new kind is compared without a line
here. Text is parted into words, spaces and signs, each a ``Text`` of its own; neighbours are joined again at the end.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, groupby
from typing import Any

from msgspec.structs import replace

from handpress.comparing.steps import Item
from handpress.model import nodes, walk
from handpress.model.document import Document, Part
from handpress.model.nodes import Inline

# Points, accents and joiners stand within a word, though none of them is a letter to ``\w``.
_POINTS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u200c\u200d"
)
_WORD = rf"\w[\w{_POINTS}]*"
_TOKEN = re.compile(rf"{_WORD}(?:['’\u00ad\u2011-]{_WORD})*|\s+|[^\w\s]")
_WORDS = re.compile(_WORD)
_NOT_SLOTS = frozenset(("columns",))
# What may differ between an item and what became of it, without the one being taken for a new one.
_LOOSE = frozenset(
    ("anchor", "level", "start", "tight", "claim", "part", "paragraph", "indent", "party", "label", "signature", "kind")
)


def slots(item: Item) -> tuple[tuple[Item, ...], ...]:
    """The sequences directly inside an item, in reading order; the lines of a code block are one."""
    if isinstance(item, tuple):
        return (item,)
    if isinstance(item, nodes.CodeBlock):
        return (tuple(nodes.Code(line) for line in item.text.split("\n")),)
    return tuple(getattr(item, name) for name in _slot_names(item))


def refilled(item: Item, content: Iterable[tuple[Item, ...]]) -> Item:
    """The item with other sequences in its slots."""
    filled = tuple(content)
    if isinstance(item, tuple):
        return filled[0]
    if isinstance(item, nodes.CodeBlock):
        return replace(item, text="\n".join(line.text for line in filled[0]))
    return replace(item, **dict(zip(_slot_names(item), filled, strict=True)))


def _slot_names(item: Item) -> tuple[str, ...]:
    names = item.__struct_fields__
    return tuple(name for name in names if name not in _NOT_SLOTS and isinstance(getattr(item, name), tuple))


def outside(item: Item) -> dict[str, Any]:
    """What a node says beside its words, by field: a link's target, a heading's level."""
    if isinstance(item, tuple | nodes.CodeBlock):
        return {}
    inner = _slot_names(item)
    return {name: getattr(item, name) for name in item.__struct_fields__ if name not in (*inner, "span")}


def alike(old: Item, new: Item) -> bool:
    """Whether an item can have become the other by changes within it."""
    if type(old) is not type(new) or not slots(old):
        return False
    loose = frozenset[str]() if isinstance(old, Inline) else _LOOSE
    other = outside(new)
    return all(name in loose or value == other[name] for name, value in outside(old).items())


def tokens(sequence: Iterable[Item]) -> tuple[Item, ...]:
    """A sequence whose texts are parted into words."""
    return tuple(chain.from_iterable(_parted(item) for item in sequence))


def _parted(item: Item) -> Iterable[Item]:
    return (nodes.Text(word) for word in _TOKEN.findall(item.text)) if isinstance(item, nodes.Text) else (item,)


def joined(sequence: Iterable[Item]) -> tuple[Item, ...]:
    """A sequence whose neighbouring texts are one."""
    made: list[Item] = []
    for is_text, group in groupby(sequence, lambda item: isinstance(item, nodes.Text)):
        run = list(group)
        made += [nodes.Text("".join(text.text for text in run))] if is_text else run
    return tuple(made)


def is_inline(sequence: Sequence[Item]) -> bool:
    """Whether a sequence is words within a block; an empty one is not."""
    return bool(sequence) and all(isinstance(item, Inline) for item in sequence)


def mapped(item: Item, change: Any) -> Item:
    """The item with ``change`` done to every sequence in it, the inner ones first."""
    if isinstance(item, nodes.CodeBlock) or not slots(item):
        return item
    return refilled(item, (change(tuple(mapped(inner, change) for inner in slot)) for slot in slots(item)))


def normal(document: Document) -> Document:
    """The document with no text parted in two: what a comparison gives back."""
    return replace(document, parts=tuple(normal_part(part) for part in document.parts))


def normal_part(part: Part) -> Part:
    """The part with no text parted in two."""
    normal_of: Part = mapped(part, _without_empty_texts)
    return normal_of


def _without_empty_texts(sequence: tuple[Item, ...]) -> tuple[Item, ...]:
    kept = (item for item in sequence if not (isinstance(item, nodes.Text) and not item.text))
    return joined(kept)


def words_of(item: Item) -> list[str]:
    """The words a reader reads in an item, without its brackets and signs."""
    return _WORDS.findall(" ".join(_texts(item)))


def _texts(item: Item) -> Iterator[str]:
    if isinstance(item, nodes.CodeBlock | nodes.Text | nodes.Code):
        yield item.text
        return
    if isinstance(item, nodes.Figure | nodes.Picture):
        yield item.alternative
    if isinstance(item, Inline):
        yield f"{walk.words(item)} {walk.closing(item)}"
    for slot in slots(item):
        # Texts that touch make one word: they are joined with nothing between them.
        for is_text, group in groupby(slot, lambda inner: isinstance(inner, nodes.Text)):
            if is_text:
                yield "".join(text.text for text in group)
            else:
                for inner in group:
                    yield from _texts(inner)
