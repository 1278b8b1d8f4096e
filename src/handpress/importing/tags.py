"""HTML within Markdown: the few tags that Markdown has a sign for are turned into it, the rest becomes plain words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from handpress.importing.accounts import Decision, excerpt
from handpress.importing.draft import Line

_COMMENT = r"(?P<comment><!--.*?-->)"
_TOKEN = r"""(?P<escaped>\\.)
      | (?P<code>(?P<ticks>(?<!`)`+(?!`))(?:(?!\n[ \t]*\n).)+?(?<!`)(?P=ticks)(?!`))
      | {comment}
      | (?P<address><(?:[A-Za-z][A-Za-z0-9+.-]*:[^\s<>]*|[^\s<>@]+@[^\s<>@]+)>)
      | (?P<tag></?[A-Za-z][^<>]*>|<[!?][^<>]*>)
    """
_SIGNS = {"em": "*", "i": "*", "b": "**", "strong": "**"}
_CONTAINER = re.compile(r"(?:[-*+]|\d+\.)\s|\[\^|!!!|:\s|>")
_FENCE = re.compile(r"\s{0,3}(?P<fence>```+|~~~+)")
# The text holds no control characters, so two of them can keep the count of lines while it is worked on:
# a line of the source that is gone, and a line break that the source did not have.
_GONE, _ADDED = "\x0b", "\x0c"


class _Token(Struct):
    kind: str
    text: str
    start: int
    line: int
    put: str


def code_lines(lines: Sequence[Line]) -> frozenset[int]:
    """The numbers of the lines that are code, fenced or indented, where nothing is markup."""
    found: set[int] = set()
    fence, container, above_blank, in_code = "", False, True, False
    for line in lines:
        opening = _FENCE.match(line.text)
        if fence:
            found.add(line.number)
            fence = "" if opening and opening["fence"].startswith(fence) else fence
        elif opening:
            found.add(line.number)
            fence = opening["fence"]
        elif line.text.startswith(("    ", "\t")) and not container and (above_blank or in_code):
            found.add(line.number)
        elif not line.blank and not line.text.startswith((" ", "\t")):
            container = bool(_CONTAINER.match(line.text))
        in_code = line.number in found
        above_blank = line.blank
    return frozenset(found)


def settle_tags(lines: Sequence[Line]) -> tuple[list[Line], list[Decision]]:
    """``lines`` without HTML, their numbers kept, and what was decided about each tag and comment."""
    first = lines[0].number
    text = "\n".join(line.text for line in lines)
    code = code_lines(lines)
    tokens = [
        _Token(match.lastgroup or "", match[0], match.start(), first + text.count("\n", 0, match.start()), match[0])
        for match in _matches(text)
        if match.lastgroup in {"comment", "tag"}
    ]
    tokens = [token for token in tokens if token.line not in code]
    _put_signs(tokens, text)
    pieces, reached = [], 0
    for token in tokens:
        pieces += [text[reached : token.start], token.put]
        reached = token.start + len(token.text)
    return _lines("".join([*pieces, text[reached:]]), first), _decisions(tokens)


def _matches(text: str) -> Iterator[re.Match[str]]:
    """The tokens of ``text``. Below its last end of a comment none is looked for: each would be sought to the end."""
    last = text.rfind("-->")
    end = last + len("-->") if last >= 0 else 0
    flags = re.VERBOSE | re.DOTALL
    yield from re.compile(_TOKEN.replace("{comment}", _COMMENT), flags).finditer(text, 0, end)
    yield from re.compile(_TOKEN.replace("{comment}", "(?!)"), flags).finditer(text, end)


def _put_signs(tokens: Sequence[_Token], text: str) -> None:
    """Say for every token what stands in its place; a tag that has no partner in its paragraph becomes words."""
    open_tags: list[tuple[str, _Token]] = []
    for token in tokens:
        if token.kind == "comment":
            # A space, so that the words on both sides of the comment stay two; one line end at most, so that the
            # lines within the comment do not part a paragraph.
            height = token.text.count("\n")
            token.put = " \n" + _GONE * (height - 1) if height else " "
            continue
        token.put = "\\" + token.text
        tag = re.fullmatch(r"<(?P<close>/?)(?P<name>em|i|b|strong|br)\s*/?>", token.text, re.IGNORECASE)
        if tag and tag["name"].lower() == "br":
            token.put = _line_break(text, token)
        elif tag and not tag["close"]:
            open_tags.append((tag["name"].lower(), token))
        elif tag and open_tags and open_tags[-1][0] == tag["name"].lower():
            name, partner = open_tags.pop()
            inner = text[partner.start + len(partner.text) : token.start]
            if inner and inner == inner.strip() and not re.search(r"\n\s*\n", inner):
                partner.put = token.put = _SIGNS[name]


def _line_break(text: str, token: _Token) -> str:
    """A forced break; in a heading or a table, which must stay one line, a space."""
    line = text[text.rfind("\n", 0, token.start) + 1 : token.start]
    below = text[token.start + len(token.text) :]
    if line.lstrip().startswith(("#", "|")) or not below.strip():
        return " "
    return "  " if re.match(r"[ \t]*\n", below) else "  " + _ADDED


def _lines(text: str, first: int) -> list[Line]:
    lines, number = [], first
    for piece in re.split(f"(?<=[\n{_ADDED}])", text):
        number += piece.count(_GONE)
        lines.append(Line(number, piece.rstrip("\n" + _ADDED).replace(_GONE, "")))
        number += piece.count("\n")
    return lines


def _decisions(tokens: Sequence[_Token]) -> list[Decision]:
    """One decision a comment, and one for all the tags that look the same: a page may have hundreds."""
    found = [
        Decision(
            "left-out",
            token.line,
            token.line + token.text.count("\n"),
            token.text,
            "A comment, which no reader of the page sees.",
        )
        for token in tokens
        if token.kind == "comment"
    ]
    alike: dict[tuple[str, bool], list[_Token]] = {}
    for token in tokens:
        if token.kind == "tag":
            alike.setdefault((token.text, token.put.startswith("\\")), []).append(token)
    for (text, literal), those in alike.items():
        reason = (
            "HTML has no place in a manuscript: it stands in the text as words, for you to replace."
            if literal
            else "An HTML tag became its sign in Markdown."
        )
        times = f" ({len(those)} times)" if len(those) > 1 else ""
        found.append(Decision("changed", those[0].line, those[-1].line, excerpt(text), reason[:-1] + times + "."))
    return found
