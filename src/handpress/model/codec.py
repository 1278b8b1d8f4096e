"""The document as JSON: versioned, strict, and back again without a difference.

Every node is an object whose ``node`` is the name of its class; fields that hold their default are left out. Spans
are kept on demand only, since they change with every line typed above them.
"""

from __future__ import annotations

import dataclasses
import json
import types
import typing
from enum import Enum
from typing import Any

from handpress.model import document, nodes, spans
from handpress.model.document import Document

VERSION = 1

_KINDS: dict[str, type] = {
    kind.__name__: kind
    for module in (nodes, document, spans)
    for kind in vars(module).values()
    if isinstance(kind, type) and dataclasses.is_dataclass(kind)
}
_HINTS: dict[type, dict[str, Any]] = {kind: typing.get_type_hints(kind) for kind in _KINDS.values()}


class CodecError(ValueError):
    """A text that is not a document of this version of the model."""


def encode(value: Document, *, with_spans: bool = False) -> str:
    """The document as indented JSON with sorted keys."""
    tree = {"handpress": VERSION, "document": _encode(value, with_spans)}
    return json.dumps(tree, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


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


def _encode(value: Any, with_spans: bool) -> Any:
    if isinstance(value, Enum):
        return value.value
    if dataclasses.is_dataclass(value):
        shown: dict[str, Any] = {"node": type(value).__name__}
        for item in dataclasses.fields(value):
            content = getattr(value, item.name)
            if content == item.default or (item.name == "span" and not with_spans):
                continue
            shown[item.name] = _encode(content, with_spans)
        return shown
    if isinstance(value, tuple):
        return [_encode(item, with_spans) for item in value]
    return value


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
    names = {item.name for item in dataclasses.fields(kind)}
    if unknown := sorted(set(value) - names - {"node"}):
        raise CodecError(f"{path}: {kind.__name__} has no {unknown[0]!r}")
    hints = _HINTS[kind]
    given = {name: _decode(value[name], hints[name], f"{path}.{name}") for name in names if name in value}
    try:
        return kind(**given)
    except TypeError as error:
        raise CodecError(f"{path}: {kind.__name__} lacks a field") from error
