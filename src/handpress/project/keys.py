"""Every key that ``pamphlet.toml`` may have: one table for checking, for messages, and for documentation."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from handpress.model.document import NoteRestart, NoteSeries, PartKind, PartyRole


@dataclass(frozen=True, slots=True)
class Key:
    """What a key asks for. ``choices`` empty: any text; ``pattern``: what the text must look like, and in words."""

    needed: bool = False
    choices: tuple[str, ...] = ()
    pattern: str = ""
    looks_like: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """A table of keys: ``[name]``, or ``[[name]]`` where it may stand several times."""

    keys: Mapping[str, Key]
    several: bool = False
    needed: bool = False


_DATE = Key(needed=True, pattern=r"\d{4}(-\d\d(-\d\d)?)?", looks_like="a date such as 2026-05-01, 2026-05 or 2026")
_LANGUAGE = Key(
    needed=True,
    pattern=r"[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|\d{3}))?(-[A-Za-z0-9]{5,8})*",
    looks_like="a language tag such as en, de or pt-BR",
)
_ROLE = Key(pattern=r"[a-z]{3}", looks_like="a MARC relator code such as aut, edt or trl")
_FILE = Key(needed=True, pattern=r"[^\\:]+\.md", looks_like="the name of a .md file in the pamphlet's folder")
_PREFIX = Key(pattern=r"[A-Za-z]\w*", looks_like="a word such as ed, with which labels like [^ed-1] begin")

ACCEPTABLE = ("misquotation", "quotation-missing", "unattributed-bracket", "image-alternative", "link-title")
"""The findings that an editor may accept with a reason; all others mean that something would be lost or broken."""

TOP: Mapping[str, Key] = {
    "title": Key(needed=True),
    "subtitle": Key(),
    "language": _LANGUAGE,
    "date": _DATE,
    "publisher": Key(),
    "place": Key(),
    "description": Key(),
    "identifier": Key(),
    "rights": Key(),
}

GROUPS: Mapping[str, Group] = {
    "series": Group({"name": Key(needed=True), "number": Key()}),
    "contributors": Group({"name": Key(needed=True), "role": _ROLE, "sort": Key()}, several=True),
    "parties": Group(
        {
            "siglum": Key(needed=True),
            "name": Key(needed=True),
            "role": Key(needed=True, choices=tuple(PartyRole)),
            "prefix": _PREFIX,
        },
        several=True,
    ),
    "notes": Group(
        {
            "parties": Key(choices=tuple(NoteSeries)),
            "restart": Key(choices=tuple(NoteRestart)),
            "longest": Key(pattern=r"[1-9]\d?|100", looks_like="a share of the page in percent, such as 50"),
        }
    ),
    "quotations": Group(
        {"shortest": Key(pattern=r"[3-9]|[1-9]\d", looks_like="a number of words from 3 to 99, such as 5")}
    ),
    "setting": Group({"lines": Key(choices=("total-fit", "greedy"))}),
    "accepted": Group(
        {
            "code": Key(needed=True, choices=ACCEPTABLE),
            "part": Key(),
            "words": Key(),
            "reason": Key(needed=True),
        },
        several=True,
    ),
    "parts": Group({"file": _FILE, "kind": Key(needed=True, choices=tuple(PartKind))}, several=True, needed=True),
}


def fits(key: Key, value: str) -> bool:
    """Whether a text is what the key asks for."""
    if key.choices:
        return value in key.choices
    return bool(value.strip()) and (not key.pattern or re.fullmatch(key.pattern, value) is not None)
