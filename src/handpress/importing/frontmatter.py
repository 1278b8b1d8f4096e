"""Front matter that a Markdown source brings along: what the press knows is taken over, the rest is reported.

It reads the small part of YAML that front matter is written in: a scalar or a list of scalars under each key. What
is more than that is left out, by its lines, rather than understood by halves.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from handpress.importing.draft import Line, after, words
from handpress.importing.gathering import Gathering

_KEY = re.compile(r"(?P<key>[A-Za-z][\w-]*)[ ]*:(?:\s+(?P<value>.*))?")
_PART_KEYS = ("title", "subtitle", "short-title", "byline", "dateline", "source", "replies-to")
_RECORD_KEYS = ("language", "publisher", "place", "description", "identifier", "rights")
_RENAMED = {"author": "author", "authors": "author", "translator": "translator", "editor": "editor", "lang": "language"}
_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
_BLOCK_SCALAR = frozenset((">", "|", ">-", "|-", ">+", "|+"))


class _Entry(NamedTuple):
    key: str
    value: str
    lines: list[Line]


def take_front_matter(lines: Sequence[Line], gathering: Gathering) -> list[Line]:
    """``lines`` without the front matter they begin with, whose entries go to ``gathering``."""
    if lines[0].text.rstrip() != "---":
        return list(lines)
    close = next((at for at, line in enumerate(lines) if at and line.text.rstrip() in {"---", "..."}), 0)
    inner = lines[1:close]
    # A rule at the head of the text looks the same: only keys make it front matter.
    if not inner or not _KEY.fullmatch(inner[0].text) or not any(words(line.text) for line in lines[close + 1 :]):
        return list(lines)
    # The byline first: an author's name makes one only where there is none.
    for entry in sorted(_entries(inner), key=lambda entry: entry.key.lower() != "byline"):
        _take(entry, gathering)
    return after(lines, lines[close].number)


def _entries(lines: Sequence[Line]) -> Iterator[_Entry]:
    group: list[Line] = []
    for line in (*lines, Line(0, "end:")):
        match = _KEY.fullmatch(line.text)
        if match and group:
            opening = _KEY.fullmatch(group[0].text)
            if opening:
                yield _Entry(opening["key"], (opening["value"] or "").strip(), group)
            group = []
        if not line.blank:
            group.append(line)


def _take(entry: _Entry, gathering: Gathering) -> None:
    values = _values(entry)
    name = entry.key.lower()
    key = _RENAMED.get(name, name)
    dated = key == "date" and len(values) == 1 and bool(_DATE.fullmatch(values[0]))
    known = key in _PART_KEYS or key in _RECORD_KEYS or name in _RENAMED or dated
    several = len(values) > 1
    if not known or not values or gathering.holds(key) or (several and key not in {"author", "translator", "editor"}):
        gathering.note("left-out", entry.lines, f"The press has no use for this “{entry.key}” in front matter.")
        return
    if key == "author":
        gathering.front.setdefault("byline", ", ".join(values))
    gathering.enter(key, "; ".join(values))
    if key == entry.key and name not in _RENAMED:
        gathering.note("kept", entry.lines, "Front matter of the source, taken over.")
    else:
        gathering.note("changed", entry.lines, f"Front matter of the source, taken over as {key}.")
        gathering.note("left-out", entry.lines[:1], "The key only says what the entry is.", entry.key + ":")


def _values(entry: _Entry) -> list[str]:
    """The scalars under a key; empty where they are of a form that is not read here."""
    more = [line.text.strip() for line in entry.lines[1:]]
    if any(line.startswith("#") for line in more):
        return []
    if not entry.value and more and all(line.startswith("- ") for line in more):
        found = [line[2:] for line in more]
    elif entry.value.startswith("[") and entry.value.endswith("]") and not more:
        found = entry.value[1:-1].split(",")
    elif not entry.value or entry.value in _BLOCK_SCALAR:
        found = [" ".join(more)]
    elif entry.value[0] in "{[&*!|>%@`":
        return []
    else:
        found = [" ".join([entry.value, *more])]
    scalars = [_scalar(raw.strip()) for raw in found]
    return scalars if all(words(scalar) for scalar in scalars) else []


def _scalar(raw: str) -> str:
    """The scalar that ``raw`` writes; ``raw`` itself where reading it would change its words."""
    if len(raw) > 1 and raw[0] == raw[-1] == "'":
        return raw[1:-1].replace("''", "'")
    if len(raw) > 1 and raw[0] == raw[-1] == '"':
        try:
            value = json.loads(raw)
        except ValueError:
            return raw[1:-1]
        return value if isinstance(value, str) and words(value) == words(raw) else raw[1:-1]
    return raw
