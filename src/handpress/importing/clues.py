"""What gives a line away: the tables of words by which navigation, datelines, headnotes and authors are known.

Every function here only looks; what is done about it is the converters' business.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from handpress.importing.draft import words
from handpress.model.document import Party, PartyRole

# --- navigation ----------------------------------------------------------------------------------------------

_NAVIGATION_LENGTH = 80
_FINAL_STOP = tuple(".!?;:,…")
_SIGNPOST = (
    r"(?:home(?:\s?page)?|main(?:\s(?:page|menu))?|index|contents|table\sof\scontents|archives?|menu"
    r"|top(?:\sof\s(?:the\s)?page)?|next|previous|prev|back|up|forward|print|e-?mail|share|tweet|search|site\s?map"
    r"|about(?:\sus)?|contact(?:\sus)?|links|log\s?in|sign\sin|subscribe|skip\sto\s(?:main\s)?content|download|rss)"
)
_NAVIGATION = re.compile(
    rf"""(?:
        (?:go\s)?(?:back|return|up)\sto\s(?:the\s)?{_SIGNPOST}
      | (?:print|e-?mail|share|download|save)\sthis\s(?:page|article|text|post)
      | (?:print|text|mobile)\sversion | printer[-\s]friendly(?:\s(?:version|page))?
      | share\son\s\w+
      | {_SIGNPOST}(?:\s*[|»>·•/]\s*{_SIGNPOST})*
    )""",
    re.VERBOSE | re.IGNORECASE,
)
# Below a text these lead away from it; above it they may well be its title: "Back to the Land".
_FAREWELL = re.compile(
    r"""(?:go\s|click\shere\sto\s(?:go\s)?)?(?:back|return|up)\sto\b.*
      | (?:next|previous|prev)\s(?:page|article|chapter|section|text|issue|post)\b.*
      | read\smore
    """,
    re.VERBOSE | re.IGNORECASE,
)
_REPLY = re.compile(r"(?:(?:a|the)\s)?(?:reply|response|rejoinder|answer)\s(?:by|from|to)\b.*", re.IGNORECASE)
_AROUND = " \t\xa0[]()<>«»‹›←→|*•-"


def navigation(line: str, *, below: bool) -> str:
    """Why ``line``, standing above or ``below`` the text, is navigation of a web page; empty where it is not."""
    bare = " ".join(line.strip(_AROUND).split())
    if not bare or len(bare) > _NAVIGATION_LENGTH or bare.endswith(_FINAL_STOP):
        return ""
    if below and _REPLY.fullmatch(bare):
        return 'A pointer to a reply: import the reply as a part of its own, with kind = "reply".'
    if _NAVIGATION.fullmatch(bare) or (below and _FAREWELL.fullmatch(bare)):
        return "Navigation of the web page, not part of the text."
    return ""


# --- place and time ------------------------------------------------------------------------------------------

_MONTH = (
    r"(?:jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|june?|july?|aug(?:ust|\.)?"
    r"|sept?(?:ember|\.)?|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?"
    r"|spring|summer|autumn|fall|winter"
    r"|januar|februar|märz|mai|juni|juli|oktober|dezember"
    r"|janvier|février|mars|avril|juin|juillet|août|septembre|octobre|novembre|décembre"
    r"|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre)"
)
_YEAR = r"1[0-9]{3}|20[0-9]{2}"
_DAY = r"(?:the )?[0-3]?[0-9](?:st|nd|rd|th|er|\.)?"
_DATELINE = re.compile(
    rf"(?P<place>[^\W\d_][^\d,;:!?]{{1,40}},\s+)?"
    rf"(?:(?:{_DAY}(?: of| de)? )?(?P<month>{_MONTH}),?(?: {_DAY},?)?(?: de)? )?(?:{_YEAR})\.?",
    re.IGNORECASE,
)
_PLACE_PARTICLES = frozenset(("on", "near", "upon", "am", "an", "der", "sur", "la", "le", "de", "del", "en", "in"))


def is_dateline(line: str) -> bool:
    """Whether ``line`` is nothing but a date with a year and a month or a place: ``Petrograd, 12 June 1917``."""
    match = _DATELINE.fullmatch(" ".join(line.strip().strip("()").split()))
    if not match:
        return False
    place = words(match["place"] or "")
    named = all(word[0].isupper() or word in _PLACE_PARTICLES for word in place)
    return named and bool(match["month"] or place)


# --- remarks before the text ---------------------------------------------------------------------------------

_HEADNOTE_LENGTH = 900
_TEXT_KIND = (
    r"(?:article|text|essay|letter|piece|pamphlet|leaflet|statement|interview|speech|document|paper|reply|response)"
)
_HEADNOTE = re.compile(
    rf"""(?:
        the\sfollowing\s\w+(?:\s\w+)?\s(?:was|were|is|are|has|have|appeared|first|originally)\b
      | this\s{_TEXT_KIND}\s(?:was|has\sbeen|appeared|is\s(?:taken|reprinted|translated)|first|originally)\b
      | (?:first|originally)\s(?:published|printed|written|appeared)\b
      | (?:translated|reprinted|transcribed)\s(?:by|from|in|with)\b
      | (?:editor|translator|publisher)(?:s['’]|['’]s)?\snote\b
    )""",
    re.VERBOSE | re.IGNORECASE,
)


def is_headnote(paragraph: str) -> bool:
    """Whether ``paragraph``, standing right below the title, speaks about the text instead of being it."""
    return len(paragraph) <= _HEADNOTE_LENGTH and bool(_HEADNOTE.match(" ".join(paragraph.split())))


# --- authors -------------------------------------------------------------------------------------------------

_WRITTEN_BY = re.compile(r"\b(?:written|composed|authored) by (?:the |an? )?(?P<name>.+)", re.IGNORECASE)
_BY = re.compile(r"by:?\s+(?:the\s+)?(?P<name>\S.*)", re.IGNORECASE)
_BYLINE_LENGTH = 80
_PARTICLES = frozenset(
    (
        "de",
        "del",
        "della",
        "da",
        "di",
        "du",
        "van",
        "von",
        "der",
        "den",
        "la",
        "le",
        "los",
        "of",
        "for",
        "the",
        "and",
        "&",
        "y",
        "et",
        "und",
    )
)


def author_in(paragraph: str) -> str:
    """The name after ``written by`` in ``paragraph``; empty where there is none that begins with a capital."""
    match = _WRITTEN_BY.search(" ".join(paragraph.split()))
    return _leading_name(match["name"]) if match else ""


def author_of_byline(line: str) -> str:
    """The name in a line that is nothing but ``by NAME``; empty where it is not one."""
    bare = " ".join(line.split())
    match = _BY.fullmatch(bare)
    if not match or len(bare) > _BYLINE_LENGTH:
        return ""
    return match["name"] if _leading_name(match["name"]) == match["name"] else ""


def split_names(names: str) -> tuple[str, ...]:
    """The persons in ``names``: parted at *and* only where each side has two words, so that no firm is cut in two."""
    pieces = [piece.strip() for piece in re.split(r"\s+(?:and|&|und|et|y)\s+|\s*;\s*", names) if piece.strip()]
    return tuple(pieces) if all(len(words(piece)) > 1 for piece in pieces) else (names,)


def _leading_name(text: str) -> str:
    name: list[str] = []
    for token in text.split():
        if not (token[0].isupper() or token in _PARTICLES):
            break
        name.append(token.rstrip(",;:)"))
        initial = len(token.rstrip(".")) == 1 or token in {"Jr.", "Dr.", "St."}
        if token[-1] in ",;:)" or (token.endswith(".") and not initial):
            break
    while name and name[-1] in _PARTICLES:
        name.pop()
    joined = " ".join(name)
    return joined if joined.endswith("Jr.") else joined.rstrip(".")


# --- who signs in brackets -----------------------------------------------------------------------------------

_SIGNED_BRACKET = re.compile(
    r"\[(?P<words>[^\[\]^][^\[\]]*?)(?:\s*[—–]\s*|\s+--?\s+|\s*--\s*)(?P<siglum>[^\W\d_a-zß-ÿ][\w'’]*\.?)\](?![(\[{:])"
)
_SIGNED_NOTE = re.compile(
    r"^\[\^[^\]]+\]:.*?(?:[—–]|--?)\s*(?P<siglum>(?:Eds?|Trans|Tr|Transl|Publ?)\.)[ ]*$", re.MULTILINE
)
_ROLES = {
    "ed": PartyRole.EDITOR,
    "eds": PartyRole.EDITOR,
    "tr": PartyRole.TRANSLATOR,
    "trans": PartyRole.TRANSLATOR,
    "transl": PartyRole.TRANSLATOR,
    "pub": PartyRole.PUBLISHER,
    "publ": PartyRole.PUBLISHER,
    "author": PartyRole.AUTHOR,
    "auth": PartyRole.AUTHOR,
}


class Signed(NamedTuple):
    """A signature found in the text: who signs, what stands there, how many lines below the text's first line."""

    siglum: str
    text: str
    offset: int
    last_offset: int


def signatures(text: str) -> list[Signed]:
    """The interpolations and notes in ``text`` that end in a dash and a siglum."""
    matches = [
        match
        for match in _SIGNED_BRACKET.finditer(text)
        if re.search(r"[^\W\d_]", match["words"]) and not re.search(r"\n\s*\n", match[0])
    ]
    matches += _SIGNED_NOTE.finditer(text)
    return [
        Signed(
            match["siglum"],
            match[0],
            text.count("\n", 0, match.start()),
            text.count("\n", 0, match.end()),
        )
        for match in sorted(matches, key=re.Match.start)
    ]


def party_for(siglum: str) -> Party:
    """A party to be declared for ``siglum``, named by it until somebody knows better."""
    key = siglum.rstrip(".").casefold()
    prefix = "".join(words(key)).lower()
    return Party(siglum, siglum, _ROLES.get(key, PartyRole.EDITOR), prefix if prefix.isascii() else "")


# --- headings ------------------------------------------------------------------------------------------------

_HEADING_LENGTH = 90


def is_shouted(line: str) -> bool:
    """Whether ``line`` is short, all in capitals and without a stop at its end, as typists wrote headings."""
    bare = line.strip()
    return len(bare) <= _HEADING_LENGTH and bare.isupper() and not bare.endswith(_FINAL_STOP)


def is_rule(line: str) -> bool:
    """Whether ``line`` is a row of signs that parts sections: dashes, stars, underscores, equals signs."""
    return bool(re.fullmatch(r"\s*([-*_=~#•—–])(?:\s*\1){2,}\s*", line))
