"""Markdown read back to the words that a viewer shows: markup, escapes and entities taken out again.

It reads what the press writes, from the file alone. A call is the mark that its footnote begins with, if that footnote
stands in the same part; a link is its words and, where these do not show it, its address. Whatever is not markup of
that kind stays as it is, and is then a word too many.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator, Mapping

_RULE = "---"
_APART = "<!-- -->"
_CONTAINER = re.compile(r"(?P<space>[ ]+)|(?P<quoted>> ?)|(?P<bullet>-(?:[ ]+|$))|(?P<number>\d+\.)(?:[ ]+|$)")
_NOTE = re.compile(r"\[\^(?P<name>[^\]\s]+)\]: (?=\\\[(?P<mark>(?:\\.|[^\\\s])+?)\\\])")
_FENCE = re.compile(r"(`{3,})$")
_DELIMITERS = re.compile(r"\|(?: :?-+:? \|)+$")
_HEADING = re.compile(r"#{1,6} ")
_INLINE = re.compile(
    r"""\\(?P<escaped>[!-/:-@\[-`{-~])
      | `(?P<code>[^`]+)`
      | (?P<entity>&\#?\w+;)
      | \[\^(?P<call>[^\]\s\\]+)\]
      | (?P<star>\*{1,2})
      | (?P<open>\[)
      | (?P<close>\])(?:\((?:<(?P<angled>(?:\\.|[^\\<>])*)>|(?P<bare>(?:\\.|[^\\()\s])*))\))?
    """,
    re.VERBOSE,
)


def unmarked(text: str) -> str:
    """The words of a Markdown edition, as the plain text edition has them."""
    names = Counter(match["name"] for match in re.finditer(_NOTE.pattern, text, re.MULTILINE))
    pages = re.split(rf"^{_RULE}$", text, flags=re.MULTILINE)
    return "\n".join(_page(page, {name for name, count in names.items() if count == 1}) for page in pages)


def _page(page: str, once: set[str]) -> str:
    marks = {
        match["name"]: _scanned(match["mark"], {})
        for match in re.finditer(f"^{_NOTE.pattern}", page, re.MULTILINE)
        if match["name"] in once
    }
    return "\n".join(_pieces(page.split("\n"), marks))


def _pieces(lines: list[str], marks: Mapping[str, str]) -> Iterator[str]:
    """Stretches of running text, scanned as wholes, and lines of code as they are."""
    running: list[str] = []
    fence, width = "", 0
    for line in lines:
        if fence:
            inside = line[width:]
            fence = "" if inside == fence else fence
            yield inside if fence else ""
            continue
        begun, rest = _begun(line, marks)
        running.append(begun)
        if found := _FENCE.match(rest):
            fence, width = found[1], len(line) - len(rest)
            yield _scanned("\n".join(running), marks)
            running = []
        else:
            running.append(_row(rest))
    yield _scanned("\n".join(running), marks)


def _begun(line: str, marks: Mapping[str, str]) -> tuple[str, str]:
    """The signs of the lists that begin on a line, and what is behind them and its other signs."""
    signs, rest = [], line
    if (note := _NOTE.match(line)) and note["name"] in marks:
        rest = line[note.end() :]
    while found := _CONTAINER.match(rest):
        if found["bullet"] is not None and rest == "---":
            break
        if found["bullet"] is not None or found["number"]:
            signs.append(found["number"] or "•")
        rest = rest[found.end() :]
    return " ".join(signs), rest


def _row(rest: str) -> str:
    """A line without the signs of headings and tables."""
    if rest == _APART or _DELIMITERS.match(rest):
        return ""
    if rest == "* * *":
        return r"\* \* \*"
    if rest.startswith("| ") and rest.endswith(" |"):
        return re.sub(r"(\\.)|\|", lambda found: found[1] or " ", rest)
    return _HEADING.sub("", rest, count=1) if _HEADING.match(rest) else rest


def _scanned(text: str, marks: Mapping[str, str]) -> str:
    """Running text without its markup. Links do not stand in links."""
    shown: list[str] = []
    opened: list[int] = []
    at = 0
    for found in _INLINE.finditer(text):
        shown.append(text[at : found.start()])
        at = found.end()
        match found.lastgroup:
            case "open":
                opened.append(len(shown))
            case "close" | "angled" | "bare" if opened:
                shown.append(_address(found, "".join(shown[opened.pop() :])))
            case _:
                shown.append(_said(found, marks))
    shown.append(text[at:])
    return "".join(shown)


def _address(found: re.Match[str], words: str) -> str:
    """What stands behind the words of a link, if they do not show where it leads."""
    target = re.sub(r"\\(.)", r"\1", found["angled"] or found["bare"] or "")
    address = target.partition(":")[2].removeprefix("//").rstrip("/")
    return "" if address and address in words else f" ({address})"


def _said(found: re.Match[str], marks: Mapping[str, str]) -> str:
    match found.lastgroup:
        case "escaped" | "code":
            return found[found.lastgroup]
        case "entity":
            return html.unescape(found[0])
        case "call" if found["call"] in marks:
            return f"[{marks[found['call']]}]"
        case "star":
            return ""
        case _:
            return found[0]
