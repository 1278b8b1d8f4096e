"""The document as JSON: versioned, strict, and back again without a difference.

Every node is an object whose ``node`` is the name of its class; fields that hold their default are left out. Spans
are kept on demand only, since they change with every line typed above them.
"""

from __future__ import annotations

import functools
import json
import types
import typing
from enum import Enum
from json.encoder import encode_basestring
from typing import Any

from msgspec import NODEFAULT, Struct

from handpress.model import document, nodes, spans
from handpress.model.document import Document

VERSION = 1

_KINDS: dict[str, type[Struct]] = {
    kind.__name__: kind
    for module in (nodes, document, spans)
    for kind in vars(module).values()
    if isinstance(kind, type) and issubclass(kind, Struct) and kind is not Struct
}


@functools.cache
def _hints(kind: type) -> dict[str, Any]:
    return typing.get_type_hints(kind)


def fields_of(kind: type[Struct]) -> tuple[tuple[str, Any], ...]:
    """The fields of a kind with their defaults, ``NODEFAULT`` for those that have none."""
    names, defaults = kind.__struct_fields__, kind.__struct_defaults__
    return tuple(zip(names, (NODEFAULT,) * (len(names) - len(defaults)) + defaults, strict=True))


@functools.cache
def _fields(kind: str) -> tuple[tuple[str, Any], ...]:
    """The fields of a kind with their defaults, sorted by their names, among which stands ``node``."""
    return tuple(sorted([*fields_of(_KINDS[kind]), ("node", None)], key=lambda field: field[0]))


class CodecError(ValueError):
    """A text that is not a document of this version of the model."""


def encode(value: Document, *, with_spans: bool = False) -> str:
    """The document as indented JSON with sorted keys."""
    # Written by hand: json writes indented text in Python, and so takes four times as long.
    written = _written(value, "\n ", with_spans)
    return f'{{\n "document": {written},\n "handpress": {VERSION}\n}}\n'


def decode(text: str) -> Document:
    """The document of a JSON text.

    Raises ``CodecError`` for another version, an unknown kind or key, a missing or mistyped field.
    """
    try:
        tree = json.loads(text)
    except json.JSONDecodeError as error:
        raise CodecError(f"not JSON: {error}") from error
    if not isinstance(tree, dict) or tree.get("handpress") != VERSION or set(tree) != {"handpress", "document"}:
        raise CodecError(f"not a document of version {VERSION}")
    found = _decode(tree["document"], Document, "document")
    assert isinstance(found, Document)
    return found


def _written(value: Any, margin: str, with_spans: bool) -> str:
    """A value as JSON; ``margin`` is the end of a line and the indentation of what stands around it."""
    kind = type(value)
    if kind is int:
        return str(value)
    if issubclass(kind, str):
        return encode_basestring(value.value if issubclass(kind, Enum) else value)
    inner = margin + " "
    if kind is tuple:
        items = [_written(item, inner, with_spans) for item in value]
        return f"[{inner}{f',{inner}'.join(items)}{margin}]" if items else "[]"
    if kind.__name__ not in _KINDS:
        return json.dumps(value)
    shown = []
    for name, default in _fields(kind.__name__):
        if name == "node":
            shown.append(f'"node": "{kind.__name__}"')
        elif (with_spans or name != "span") and (content := getattr(value, name)) != default:
            shown.append(f'"{name}": {_written(content, inner, with_spans)}')
    return f"{{{inner}{f',{inner}'.join(shown)}{margin}}}"


def _decode(value: Any, hint: Any, path: str) -> Any:
    hint = getattr(hint, "__value__", hint)
    origin = typing.get_origin(hint)
    if origin is tuple:
        if not isinstance(value, list):
            raise CodecError(f"{path}: a list is needed")
        inner = typing.get_args(hint)[0]
        return tuple(_decode(item, inner, f"{path}[{n}]") for n, item in enumerate(value))
    choices = typing.get_args(hint) if origin in (typing.Union, types.UnionType) else (hint,)
    if isinstance(value, dict):
        return _decode_node(value, choices, path)
    for choice in choices:
        if choice is type(None) and value is None:
            return None
        if isinstance(choice, type) and issubclass(choice, Enum) and value in [member.value for member in choice]:
            return choice(value)
        if choice in (str, int, bool) and type(value) is choice:
            return value
    raise CodecError(f"{path}: {value!r} is not what stands here")


def _decode_node(value: dict[str, Any], choices: tuple[Any, ...], path: str) -> Any:
    kind = _KINDS.get(str(value.get("node")))
    if kind is None or kind not in choices:
        raise CodecError(f"{path}: a {value.get('node')!r} cannot stand here")
    names = set(kind.__struct_fields__)
    if unknown := sorted(set(value) - names - {"node"}):
        raise CodecError(f"{path}: {kind.__name__} has no {unknown[0]!r}")
    hints = _hints(kind)
    given = {name: _decode(value[name], hints[name], f"{path}.{name}") for name in names if name in value}
    try:
        return kind(**given)
    except TypeError as error:
        raise CodecError(f"{path}: {kind.__name__} lacks a field") from error
