"""The JSON Schema of ``pamphlet.toml``, made from the table that checks it: editors complete and check as one types."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from handpress.project import keydocs, keys
from handpress.project.keys import Group, Key

_DRAFT = "http://json-schema.org/draft-07/schema#"
_ANY_CASE = re.compile(r"\(\?i:([^()]*(?:\([^()]*\)[^()]*)*)\)")
_YES_NO = ("true", "false")


def schema() -> dict[str, Any]:
    """The schema as a JSON value (draft-07, which Taplo and Even Better TOML read).

    It asks for no more than the press does; what the press alone can see, such as that a file exists, it leaves.
    """
    properties = {name: _value(key, keydocs.TOP_DOCS[name]) for name, key in keys.TOP.items()}
    properties |= {name: _group(name, group) for name, group in keys.GROUPS.items()}
    needed = [name for name, key in keys.TOP.items() if key.needed]
    needed += [name for name, group in keys.GROUPS.items() if group.needed]
    return {
        "$schema": _DRAFT,
        "title": "pamphlet.toml",
        "description": "What a pamphlet of handpress says of itself.",
        "type": "object",
        "properties": properties,
        "required": needed,
        "additionalProperties": False,
    }


def _group(name: str, group: Group) -> dict[str, Any]:
    described = {"description": keydocs.GROUP_DOCS[name]}
    table = _table(name, group.keys)
    if group.named:
        return described | {"type": "object", "additionalProperties": table}
    if group.several:
        return described | {"type": "array", "items": table, "minItems": int(group.needed)}
    return described | table


def _table(name: str, known: Mapping[str, Key]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {own: _value(key, keydocs.KEY_DOCS[name][own]) for own, key in known.items()},
        "required": [own for own, key in known.items() if key.needed],
        "additionalProperties": False,
    }


def _value(key: Key, says: str) -> dict[str, Any]:
    described: dict[str, Any] = {"description": f"{says} It is {key.looks_like}." if key.looks_like else says}
    if key.choices == _YES_NO:
        return described | {"enum": [True, False, *_YES_NO]}
    if key.choices:
        # The press takes a choice in capitals too; an editor should offer it as it is written everywhere.
        ways: list[dict[str, Any]] = [{"enum": list(key.choices)}, {"type": "string", "pattern": _folded(key.choices)}]
        ways += [{"type": "string", "pattern": _pattern(key.also)}] if key.also else []
        return described | {"anyOf": ways}
    if not key.pattern:
        return described | {"type": ["string", "integer"], "pattern": r"\S"}
    wanted: dict[str, Any] = {"type": "string", "pattern": _pattern(key.pattern)}
    if re.fullmatch(key.pattern, "5") or re.fullmatch(key.pattern, "1917") or re.fullmatch(key.pattern, "280"):
        return described | {"type": ["string", "integer"], "pattern": wanted["pattern"]}
    return described | wanted


def _folded(choices: tuple[str, ...]) -> str:
    return _pattern(f"(?i:{'|'.join(re.escape(choice).replace(chr(92) + '-', '-') for choice in choices)})")


def _pattern(pattern: str) -> str:
    """A pattern for the whole value in the signs that JSON Schema has, whose regular expressions know no ``(?i:…)``."""
    return f"^(?:{_ANY_CASE.sub(lambda found: f'(?:{_any_case(found[1])})', pattern)})$"


def _any_case(pattern: str) -> str:
    return re.sub(
        r"\\.|[A-Za-z]", lambda sign: sign[0] if len(sign[0]) > 1 else f"[{sign[0].lower()}{sign[0].upper()}]", pattern
    )
