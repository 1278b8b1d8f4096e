"""Bracketed spans: what ``[words]{attributes}`` makes of its words.

One table for the attributes without a value; those with one keep what stood there before: ``{sic="Provincial"}`` is a
correction, ``{orig="shew"}`` a spelling brought to today's, ``{lang=de}`` a foreign language. ``by=Ed.`` names the
party.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from handpress.model import nodes
from handpress.model.nodes import Inline, Inlines
from handpress.model.spans import Span

KNOWN = '{.smallcaps}, {lang=de}, {.supplied}, {.conjecture}, {.unclear}, {sic="old"} and {orig="old"}'
_TOKEN = re.compile(
    r"\.(?P<class>[\w-]+)|(?P<key>[\w-]+)=(?:\"(?P<quoted>[^\"]*)\"|“(?P<curly>[^”]*)”|(?P<bare>[^\s\"]+))"
)

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
    text = attributes.strip().removeprefix(":").strip()
    tokens = list(_TOKEN.finditer(text))
    if _TOKEN.sub("", text).strip():
        return None
    party = next((siglum(_value(token), span) for token in tokens if token["key"] == "by"), "")
    rest = [token for token in tokens if token["key"] != "by"]
    if len(rest) != 1:
        return None
    if make := _CLASSES.get(rest[0]["class"] or ""):
        return make(content, party, span)
    keyed, value = _KEYS.get(rest[0]["key"] or ""), _value(rest[0]).strip()
    return keyed(content, value, party, span) if keyed and value else None


def _value(token: re.Match[str]) -> str:
    return next((token[name] for name in ("quoted", "curly", "bare") if token[name] is not None), "")
