"""Queries taken out: the text as it will be printed once they are answered."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec.structs import replace

from handpress.model import nodes
from handpress.model.document import Document, Part

_STOPS = (".", ",", ";", ":", "!", "?", ")", "]", "…")


def without_queries(document: Document) -> Document:
    """The document without its queries, and without the paragraphs that were nothing else."""
    return replace(document, parts=tuple(_part(part) for part in document.parts))


def _part(part: Part) -> Part:
    without: Part = _without(part)
    return without


def _without(item: Any) -> Any:
    """A node, a note or a part without the queries in it."""
    changed = {}
    for name in item.__struct_fields__:
        value = getattr(item, name)
        if isinstance(value, tuple) and value and (kept := tuple(_sequence(value))) != value:
            changed[name] = kept
    return replace(item, **changed) if changed else item


def _sequence(content: tuple[Any, ...]) -> Iterator[Any]:
    """A sequence without queries; of the two spaces around one, one is left, and none before a stop."""
    kept: list[Any] = []
    asked = False
    for item in content:
        if isinstance(item, nodes.Query):
            asked = True
            continue
        made = tuple(_sequence(item)) if isinstance(item, tuple) else _without(item) if hasattr(item, "span") else item
        if isinstance(made, nodes.Paragraph) and item.content and not made.content:
            continue
        if asked and isinstance(made, nodes.Text):
            before = kept[-1].text if kept and isinstance(kept[-1], nodes.Text) else ""
            if before.endswith(" ") and made.text.startswith(_STOPS):
                kept[-1] = replace(kept[-1], text=before.rstrip())
            elif before.endswith(" ") or not kept:
                made = replace(made, text=made.text.lstrip())
        kept.append(made)
        asked = False
    yield from kept
