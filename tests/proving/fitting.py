"""The part of JSON Schema that the ledger's schema uses, in a few lines: what does not fit, by its path."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from importlib import resources
from typing import Any

SCHEMA: dict[str, Any] = json.loads(
    resources.files("handpress.proving").joinpath("ledger.schema.json").read_text(encoding="utf-8")
)
_TYPES: dict[str, type | tuple[type, ...]] = {
    "object": dict, "array": list, "string": str, "integer": int, "boolean": bool, "null": type(None)
}  # fmt: skip
_KNOWN = {
    "$schema", "$defs", "$ref", "title", "description", "type", "const", "enum", "pattern", "minimum", "required",
    "properties", "additionalProperties", "items",
}  # fmt: skip


def misfits(value: Any, schema: Any = SCHEMA, path: str = "ledger") -> Iterator[str]:
    """What of a value does not fit a schema. A word of the schema that is not known here is a mistake."""
    assert set(schema) <= _KNOWN, f"{path}: the schema says {set(schema) - _KNOWN}, which nobody looks at"
    if name := schema.get("$ref", "").removeprefix("#/$defs/"):
        yield from misfits(value, SCHEMA["$defs"][name], path)
    if "type" in schema and not _is(value, schema["type"]):
        yield f"{path}: {value!r} is no {schema['type']}"
        return
    if "const" in schema and value != schema["const"]:
        yield f"{path}: {value!r} is not {schema['const']!r}"
    if "enum" in schema and value not in schema["enum"]:
        yield f"{path}: {value!r} is none of {schema['enum']}"
    if "pattern" in schema and not re.search(schema["pattern"], value):
        yield f"{path}: {value!r} is not like {schema['pattern']}"
    if "minimum" in schema and value < schema["minimum"]:
        yield f"{path}: {value} is less than {schema['minimum']}"
    if isinstance(value, dict):
        yield from _members(value, schema, path)
    if isinstance(value, list) and "items" in schema:
        for number, item in enumerate(value):
            yield from misfits(item, schema["items"], f"{path}[{number}]")


def _members(value: dict[str, Any], schema: Any, path: str) -> Iterator[str]:
    yield from (f"{path}: {name} is missing" for name in schema.get("required", ()) if name not in value)
    other = schema.get("additionalProperties", True)
    for name, item in value.items():
        if name in schema.get("properties", {}):
            yield from misfits(item, schema["properties"][name], f"{path}.{name}")
        elif other is False:
            yield f"{path}: nobody knows {name}"
        elif other is not True:
            yield from misfits(item, other, f"{path}.{name}")


def _is(value: Any, kind: str | list[str]) -> bool:
    kinds = [kind] if isinstance(kind, str) else kind
    return any(isinstance(value, _TYPES[one]) and (one != "integer" or type(value) is int) for one in kinds)
