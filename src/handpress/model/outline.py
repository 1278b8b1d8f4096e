"""The outline: a document as a person checks it, a node a line, the inner indented under the outer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from handpress.model import nodes, walk
from handpress.model.codec import fields_of
from handpress.model.document import Document, Note, Part

_NEVER_SHOWN = frozenset(("span", "content", "source", "items", "entries", "stanzas", "rows", "head", "caption"))


def outline(document: Document, *, with_lines: bool = False) -> str:
    """The whole document as text, ending with a line feed. ``with_lines`` puts the manuscript line before each."""
    return "\n".join(_document(document, with_lines)) + "\n"


def outline_part(part: Part, *, with_lines: bool = False) -> str:
    """One part as text, ending with a line feed."""
    return "\n".join(_part(part, with_lines)) + "\n"


def _document(document: Document, with_lines: bool) -> Iterator[str]:
    yield f"pamphlet {document.slug}"
    for name in document.metadata.__struct_fields__:
        if value := getattr(document.metadata, name):
            yield f"  {name}: {_plain(value)}"
    for party in document.parties:
        yield f"  party {_plain(party)}"
    for part in document.parts:
        yield from ("  " + line for line in _part(part, with_lines))


def _part(part: Part, with_lines: bool) -> Iterator[str]:
    yield f"part {part.slug} ({part.kind})" + (f" replies to {part.replies_to}" if part.replies_to else "")
    for name in ("title", "subtitle", "byline"):
        yield from _field(name, getattr(part, name), with_lines)
    for block in part.content:
        yield from ("  " + line for line in _node(block, with_lines))
    for name in ("dateline", "source"):
        yield from _field(name, getattr(part, name), with_lines)
    for note in part.notes:
        yield from ("  " + line for line in _note(note, with_lines))


def _field(name: str, content: nodes.Inlines, with_lines: bool) -> Iterator[str]:
    if content:
        yield f"  {name}"
        for inline in content:
            yield from ("    " + line for line in _node(inline, with_lines))


def _note(note: Note, with_lines: bool) -> Iterator[str]:
    party = f" by {note.party}" if note.party else ""
    signed = f" signed {note.signature.strip()!r}" if note.signature else ""
    yield f"{note.kind} {note.label}{party}{signed}" + _line_number(note.span, with_lines)
    for block in note.content:
        yield from ("  " + line for line in _node(block, with_lines))


def _node(node: walk.Node, with_lines: bool) -> Iterator[str]:
    name = "".join(f"-{char.lower()}" if char.isupper() else char for char in type(node).__name__).lstrip("-")
    facts = " ".join(_facts(node))
    words = walk.words(node) if isinstance(node, nodes.Text | nodes.Code | nodes.CodeBlock) else ""
    shown = f" {words!r}" if words else ""
    yield name + (f" {facts}" if facts else "") + shown + _line_number(node.span, with_lines)
    if isinstance(node, nodes.Table):
        for row in (node.head, *node.rows):
            yield "  row " + " | ".join(walk.inline_text(cell) for cell in row)
        return
    source = len(getattr(node, "source", ())) if isinstance(node, nodes.Quotation | nodes.Epigraph) else 0
    inner = list(walk.children(node))
    for index, child in enumerate(inner):
        if source and index == len(inner) - source:
            yield "  source"
        indent = "    " if source and index >= len(inner) - source else "  "
        yield from (indent + line for line in _node(child, with_lines))


def _facts(node: walk.Node) -> Iterator[str]:
    """The fields of a node that are neither words nor other nodes, where they are not the usual ones."""
    for name, default in fields_of(type(node)):
        value = getattr(node, name)
        if name in _NEVER_SHOWN and not isinstance(node, nodes.Figure | nodes.Picture):
            continue
        if isinstance(value, tuple) or name in ("text", "span") or value == default:
            continue
        yield f"{name}={str(value)!r}" if isinstance(value, str) else f"{name}={value}"
    if isinstance(node, nodes.Table):
        yield "columns=" + ",".join(node.columns)


def _line_number(span: Any, with_lines: bool) -> str:
    return f"  @{span.line}" if with_lines and span else ""


def _plain(value: Any) -> str:
    if isinstance(value, tuple):
        return "; ".join(_plain(item) for item in value)
    if isinstance(value, Struct):
        given = (str(getattr(value, name)) for name in value.__struct_fields__)
        return ", ".join(text for text in given if text)
    return str(value)
