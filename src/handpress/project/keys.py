"""Every key that ``pamphlet.toml`` may have: one table for checking, for messages, and for documentation."""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec import Struct

from handpress.diagnostics.catalogue import PAGES, PROSE
from handpress.model.access import Exemption
from handpress.model.cover import SpineDirection
from handpress.model.document import FrontMatter, NoteRestart, NoteSeries, PartKind, PartyRole
from handpress.model.format import BleedSides, CoverForm, PrintStandard
from handpress.model.spelling import Spelling
from handpress.project.profiles import PROFILES
from handpress.project.themes import THEMES
from handpress.project.trims import TRIMS


class Key(Struct, frozen=True):
    """What a key asks for. ``choices`` empty: any text; ``pattern``: what the text must look like, and in words.

    ``also`` is a pattern for what may stand there beside the choices, such as a measure beside names of sizes.
    """

    needed: bool = False
    choices: tuple[str, ...] = ()
    pattern: str = ""
    looks_like: str = ""
    also: str = ""


class Group(Struct, frozen=True):
    """A table of keys: ``[name]``, or ``[[name]]`` where it may stand several times, or ``[name.NAME]``."""

    keys: Mapping[str, Key]
    several: bool = False
    needed: bool = False
    named: bool = False


_DATE = Key(needed=True, pattern=r"\d{4}(-\d\d(-\d\d)?)?", looks_like="a date such as 2026-05-01, 2026-05 or 2026")
_LANGUAGE = Key(
    needed=True,
    pattern=r"[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|\d{3}))?(-[A-Za-z0-9]{5,8})*",
    looks_like="a language tag such as en, de or pt-BR",
)
_ROLE = Key(pattern=r"[a-z]{3}", looks_like="a MARC relator code such as aut, edt or trl")
_FILE = Key(needed=True, pattern=r"[^\\:]+\.md", looks_like="the name of a .md file in the pamphlet's folder")
_PREFIX = Key(pattern=r"[A-Za-z]\w*", looks_like="a word such as ed, with which labels like [^ed-1] begin")

_NUMBER = r"\d+(\.\d+)?"
_LENGTH_PATTERN = rf"{_NUMBER}\s*(mm|cm|in|pt)"
_LENGTH = Key(pattern=_LENGTH_PATTERN, looks_like="a length such as 3mm, 0.125in or 9pt")
_POINTS = Key(pattern=rf"{_NUMBER}\s*pt", looks_like="a size such as 10.5pt")
_MEASURE_PATTERN = rf"{_NUMBER}\s*[x×]\s*{_NUMBER}\s*(mm|cm|in|pt)"
_YES_NO = Key(choices=("true", "false"))
_COUNT = Key(pattern=r"\d{1,4}", looks_like="a whole number")

_COVER_PICTURE = Key(
    pattern=r"[^\\:]+\.(?i:svg|png|jpe?g|pdf)",
    looks_like="the name of an .svg, .png, .jpg or .pdf file in the pamphlet's folder",
)

ACCEPTABLE = (
    "misquotation",
    "quotation-missing",
    "unattributed-bracket",
    "image-alternative",
    "image-coarse",
    "cover-shape",
    "link-title",
    "list-number",
    "list-unread",
    "glyph-missing",
    *sorted(PROSE),
    *sorted(PAGES),
)
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
    "translations": Group(
        {
            "language": _LANGUAGE,
            "title": Key(needed=True),
            "address": Key(
                pattern=r"https?://\S+", looks_like="an address on the web such as https://example.org/pamphlet"
            ),
        },
        several=True,
    ),
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
            "longest": Key(pattern=r"\d{1,2}|100", looks_like="a share of the page in percent, such as 50"),
        }
    ),
    "quotations": Group(
        {"shortest": Key(pattern=r"[3-9]|[1-9]\d", looks_like="a number of words from 3 to 99, such as 5")}
    ),
    "format": Group(
        {
            "trim": Key(choices=tuple(trim.name for trim in TRIMS.values()), also=_MEASURE_PATTERN),
            "theme": Key(choices=tuple(THEMES)),
            "margins": Key(
                pattern=rf"({_LENGTH_PATTERN}\s+){{3}}{_LENGTH_PATTERN}",
                looks_like="four lengths (inner, top, outer, bottom) such as 18mm 19mm 23mm 28mm",
            ),
            "size": _POINTS,
            "leading": _POINTS,
            "front-matter": Key(choices=tuple(FrontMatter)),
        }
    ),
    "print": Group(
        {
            "profile": Key(pattern=r"[\w-]+", looks_like="the name of a printer's profile"),
            "sheet": Key(pattern=rf"[A-Za-z][\w-]*|{_MEASURE_PATTERN}", looks_like="a sheet such as A4 or 320x450mm"),
            "caliper": _LENGTH,
            "marks": _YES_NO,
            "inks": Key(choices=("cmyk", "black")),
            "icc": Key(pattern=r"[^/\\:]+\.icc|[^/\\:]+\.icm", looks_like="an .icc file in the pamphlet's folder"),
            "condition": Key(),
        }
    ),
    "profiles": Group(
        {
            "like": Key(choices=tuple(PROFILES)),
            "product": Key(),
            "trims": Key(),
            "bleed": _LENGTH,
            "bleed-sides": Key(choices=tuple(BleedSides)),
            "marks": _YES_NO,
            "page-multiple": _COUNT,
            "least-pages": _COUNT,
            "most-pages": _COUNT,
            "inner": _LENGTH,
            "outer": _LENGTH,
            "ink": Key(pattern=r"[1-3]\d\d|400", looks_like="total ink in percent, such as 280"),
            "ppi": _COUNT,
            "line-art-ppi": _COUNT,
            "type": _POINTS,
            "stroke": _POINTS,
            "blanks": _COUNT,
            "bookmarks": _YES_NO,
            "standard": Key(choices=tuple(PrintStandard)),
            "spine-page": _LENGTH,
            "spine-glue": _LENGTH,
            "spine-text-from": _COUNT,
        },
        named=True,
    ),
    "cover": Group(
        {
            "form": Key(choices=tuple(CoverForm)),
            "front": _COVER_PICTURE,
            "inside-front": _COVER_PICTURE,
            "inside-back": _COVER_PICTURE,
            "back": _COVER_PICTURE,
            "wrap": Key(pattern=r"[^\\:]+\.(?i:pdf)", looks_like="the name of a .pdf file in the pamphlet's folder"),
            "back-text": Key(),
            "spine": Key(choices=tuple(SpineDirection)),
            "colour": Key(
                pattern=r"(100|\d?\d)( +(100|\d?\d)){3}",
                looks_like="four percentages, of cyan, magenta, yellow and black, such as 0 85 80 25",
            ),
        }
    ),
    "proof": Group({"leading": _POINTS}),
    "setting": Group(
        {
            "lines": Key(choices=("total-fit", "greedy")),
            "hyphenation": Key(
                pattern=r"[^\d,;\s]+([,\s]+[^\d,;\s]+)*,?\s*",
                looks_like="words with hyphens where they may be parted, such as pam-phlet, Kropotkin",
            ),
        }
    ),
    "accessibility": Group(
        {
            "certified-by": Key(),
            "certifier-credential": Key(),
            "report": Key(pattern=r"https?://\S+", looks_like="an address that begins with https://"),
            "summary": Key(),
            "exemption": Key(choices=tuple(Exemption)),
        }
    ),
    "accepted": Group(
        {
            "code": Key(needed=True, choices=ACCEPTABLE),
            "part": Key(),
            "words": Key(),
            "reason": Key(needed=True),
        },
        several=True,
    ),
    "prose": Group(
        {"dictionaries": Key(pattern=r"[^\\:]+", looks_like="a folder in the pamphlet's or the workspace's")}
    ),
    "parts": Group(
        {
            "file": _FILE,
            "kind": Key(needed=True, choices=tuple(PartKind)),
            "spelling": Key(choices=tuple(Spelling)),
            "words": Key(pattern=r"[^/\\:]+\.txt", looks_like="the name of a .txt file in the pamphlet's folder"),
        },
        several=True,
        needed=True,
    ),
}


def fits(key: Key, value: str) -> bool:
    """Whether a text is what the key asks for."""
    if key.choices:
        chosen = value in key.choices or value.casefold() in {choice.casefold() for choice in key.choices}
        return chosen or bool(key.also and re.fullmatch(key.also, value))
    return bool(value.strip()) and (not key.pattern or re.fullmatch(key.pattern, value) is not None)
