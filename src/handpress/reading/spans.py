"""Bracketed spans: what ``[words]{attributes}`` makes of its words.

One table for the attributes without a value; those with one keep what stood there before: ``{sic="Provincial"}`` is a
correction, ``{orig="shew"}`` a spelling brought to today's, ``{lang=de}`` a foreign language. ``by=Ed.`` names the
party. ``{.quoted}``, ``{quotes=article}`` and ``{.elsewhere}`` tell where quoted words are from; they may stand at the
end of a block quotation, too, and ``paragraph=3`` beside the first two.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from handpress.model import nodes
from handpress.model.nodes import Inline, Inlines
from handpress.model.spans import Span

OF_QUOTATIONS = "{.quoted}, {quotes=article}, {quotes=article paragraph=3} and {.elsewhere}"
KNOWN = '{.smallcaps}, {lang=de}, {.supplied}, {.conjecture}, {.unclear}, {sic="old"}, {orig="old"}, ' + OF_QUOTATIONS
_TOKEN = re.compile(
    r"\.(?P<class>[\w-]+)|(?P<key>[\w-]+)=(?:\"(?P<quoted>[^\"]*)\"|“(?P<curly>[^”]*)”|(?P<bare>[^\s\"]+))"
)

_PARAGRAPH = re.compile(r"[1-9]\d{0,4}")

_CLASSES: Mapping[str, Callable[[Inlines, str, Span | None], Inline]] = {
    "smallcaps": lambda content, party, span: nodes.SmallCaps(content, span=span),
    "supplied": lambda content, party, span: nodes.Supplied(content, False, party, span=span),
    "conjecture": lambda content, party, span: nodes.Supplied(content, True, party, span=span),
    "unclear": lambda content, party, span: nodes.Unclear(content, party, span=span),
}
_KEYS: Mapping[str, Callable[[Inlines, str, str, Span | None], Inline]] = {
    "lang": lambda content, value, party, span: nodes.Foreign(value, content, span=span),
    "sic": lambda content, value, party, span: nodes.Correction(content, value, party, span=span),
    "orig": lambda content, value, party, span: nodes.Regularised(content, value, party, span=span),
}


def span_node(
    attributes: str, content: Inlines, span: Span | None, siglum: Callable[[str, Span | None], str]
) -> Inline | None:
    """The node a bracketed span is, or None where its attributes are not understood.

    ``siglum`` gives the declared siglum of a party as typed.
    """
    tokens = _tokens(attributes)
    if origin := _origin(tokens):
        return nodes.Quoted(content, *origin, span=span)
    party = next((siglum(_value(token), span) for token in tokens if token["key"] == "by"), "")
    rest = [token for token in tokens if token["key"] != "by"]
    if len(rest) != 1:
        return None
    if make := _CLASSES.get(rest[0]["class"] or ""):
        return make(content, party, span)
    keyed, value = _KEYS.get(rest[0]["key"] or ""), _value(rest[0]).strip()
    return keyed(content, value, party, span) if keyed and value else None


def origin_of(attributes: str) -> tuple[nodes.Claim, str, int] | None:
    """What attributes say of the origin of a quotation: the claim, the part, the paragraph; None: nothing."""
    return _origin(_tokens(attributes))


def looks_like_attributes(text: str) -> bool:
    """Whether words between braces are attributes by their form, known or not."""
    return bool(_tokens(text))


def _tokens(attributes: str) -> list[re.Match[str]]:
    text = attributes.strip().removeprefix(":").strip()
    return [] if _TOKEN.sub("", text).strip() else list(_TOKEN.finditer(text))


def _origin(tokens: list[re.Match[str]]) -> tuple[nodes.Claim, str, int] | None:
    given = {token["key"] or f".{token['class']}": _value(token).strip() for token in tokens}
    paragraph = given.pop("paragraph", None)
    if len(tokens) != len(given) + (paragraph is not None) or len(given) != 1:
        return None
    if paragraph is not None and not _PARAGRAPH.fullmatch(paragraph):
        return None
    number = int(paragraph or 0)
    match next(iter(given.items())):
        case ".quoted", _:
            return nodes.Claim.QUOTED, "", number
        case "quotes", part if part:
            return nodes.Claim.QUOTED, part, number
        case ".elsewhere", _ if not number:
            return nodes.Claim.ELSEWHERE, "", 0
        case _:
            return None


def _value(token: re.Match[str]) -> str:
    return next((token[name] for name in ("quoted", "curly", "bare") if token[name] is not None), "")
