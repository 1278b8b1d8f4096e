"""Changes under discussion, in CriticMarkup: ``{++ ++}``, ``{-- --}``, ``{~~ ~> ~~}``, ``{>> <<}``, ``{== ==}``.

A release has none of them left open: they are refused with their lines, or all accepted or rejected before anything
else reads the text, so that a change may reach over paragraphs, lists and headings. A proof shows them: each is then
parted at the ends of lines, for the Markdown parser knows no mark that reaches over a block.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from enum import StrEnum

from msgspec import Struct

from handpress.diagnostics import Finding
from handpress.model.spans import Span
from handpress.reading.source import Line
from handpress.reading.syntax import FENCE, closes


class Changes(StrEnum):
    """What becomes of the changes of a manuscript."""

    REFUSE = "refuse"
    ACCEPT = "accept"
    REJECT = "reject"
    SHOW = "show"


class _Kind(Struct, frozen=True):
    opening: str
    closing: str
    name: str


_KINDS = (
    _Kind("{++", "++}", "insertion"),
    _Kind("{--", "--}", "deletion"),
    _Kind("{~~", "~~}", "substitution"),
    _Kind("{>>", "<<}", "comment"),
    _Kind("{==", "==}", "highlight"),
)
_BY_OPENING = {kind.opening: kind for kind in _KINDS}
_TOKEN = re.compile("|".join(re.escape(sign) for kind in _KINDS for sign in (kind.opening, kind.closing)))
_CODE_SPAN = re.compile(r"(?<!`)(`+)(?!`)(?:.|\n(?!\n))*?(?<!`)\1(?!`)")
_ARROW = "~>"
# What may stand before the words of a line: a change shown in a proof begins behind it, not before.
_LEAD = re.compile(r"[ \t]*(?:(?:>|#{1,6}|[-*+]|\d+\.|\||:|\[\^[^\]\s]+\]:)[ \t]+)*")


class _Change(Struct, frozen=True):
    """A change in the text: ``start`` and ``end`` around its signs; ``kept`` what either decision leaves of it."""

    kind: _Kind
    start: int
    end: int
    text: str

    @property
    def inner(self) -> tuple[int, int]:
        return self.start + len(self.kind.opening), self.end - len(self.kind.closing)

    def pieces(self, how: Changes) -> tuple[tuple[int, int], ...]:
        """The stretches of the text that stay when the change is accepted or rejected."""
        start, end = self.inner
        accepted = how is Changes.ACCEPT
        match self.kind.name:
            case "insertion":
                return ((start, end),) if accepted else ()
            case "deletion":
                return () if accepted else ((start, end),)
            case "highlight":
                return ((start, end),)
            case "substitution":
                arrow = self.text.index(_ARROW, start, end)
                return ((arrow + len(_ARROW), end),) if accepted else ((start, arrow),)
            case _:
                return ()


def settle(lines: Sequence[Line], file: str, how: Changes) -> tuple[tuple[Line, ...], tuple[Finding, ...], int]:
    """The lines with their changes settled, what is wrong with them, and how many changes there were.

    Refused changes are findings, and the lines are given as if they were accepted, so that no second finding comes of
    them. Each character keeps the line and column it was typed in.
    """
    text = "\n".join(line.text for line in lines)
    if not _TOKEN.search(text):
        return tuple(lines), (), 0
    map_ = _Map(lines, file)
    changes, findings = _find(text, map_)
    if how is Changes.REFUSE:
        findings += [_open(change, map_) for change in changes]
    if how is Changes.SHOW:
        return _show(text, changes, map_), tuple(findings), len(changes)
    decided = Changes.REJECT if how is Changes.REJECT else Changes.ACCEPT
    kept: list[tuple[int, int]] = []
    at = 0
    for change in changes:
        kept += [(at, change.start), *change.pieces(decided)]
        at = change.end
    kept.append((at, len(text)))
    return map_.lines(text, kept), tuple(findings), len(changes)


def _open(change: _Change, map_: _Map) -> Finding:
    hint = "Decide it in the text, or build with --changes accept or --changes reject."
    message = f"This {change.kind.name} has not been decided."
    return Finding("change-open", message, map_.span(change.start, change.end), hint)


# --- finding them -------------------------------------------------------------------------------------------


def _find(text: str, map_: _Map) -> tuple[list[_Change], list[Finding]]:
    changes: list[_Change] = []
    findings: list[Finding] = []
    hidden = sorted(_hidden(text))
    begun: re.Match[str] | None = None
    for token in _TOKEN.finditer(text):
        if _within(token.start(), hidden):
            continue
        kind = _BY_OPENING.get(token.group())
        if kind is not None:
            if begun is None:
                begun = token
            else:
                findings.append(_faulty("a change begins inside another one", token, map_))
            continue
        if begun is None:
            findings.append(_faulty("nothing has been opened that this could close", token, map_))
            continue
        opened = _BY_OPENING[begun.group()]
        if opened.closing != token.group():
            message = f"“{opened.opening}” is open here, and “{token.group()}” does not close it"
            findings.append(_faulty(message, token, map_))
        elif opened.name == "substitution" and _ARROW not in text[begun.end() : token.start()]:
            findings.append(_faulty("a substitution needs ~> between the old words and the new", begun, map_))
            begun = None
        else:
            changes.append(_Change(opened, begun.start(), token.end(), text))
            begun = None
    if begun is not None:
        findings.append(_faulty(f"“{begun.group()}” is never closed", begun, map_))
    return changes, findings


def _hidden(text: str) -> Iterator[tuple[int, int]]:
    """Where the signs of changes are none: inside code."""
    at = 0
    fence = ""
    outside: list[tuple[int, int]] = []
    for line in text.split("\n"):
        end = at + len(line)
        if fence:
            yield at, end
            if closes(line, fence):
                fence = ""
        elif opening := FENCE.match(line):
            fence = opening["fence"]
            yield at, end
        else:
            outside.append((at, end))
        at = end + 1
    for match in _CODE_SPAN.finditer(text):
        if _within(match.start(), outside):
            yield match.span()


def _within(at: int, ranges: Sequence[tuple[int, int]]) -> bool:
    """Whether a character lies in one of some ranges, which are sorted and do not overlap."""
    before = bisect_right(ranges, (at, sys.maxsize)) - 1
    return before >= 0 and at < ranges[before][1]


def _faulty(what: str, token: re.Match[str], map_: _Map) -> Finding:
    message = f"The change cannot be read: {what}."
    hint = "Close each change before the next begins: {++ in ++}, {-- out --}, {~~ old ~> new ~~}."
    return Finding("change-faulty", message, map_.span(token.start(), token.end()), hint)


# --- places -------------------------------------------------------------------------------------------------


class _Map:
    """Where each character of the joined lines was typed."""

    def __init__(self, lines: Sequence[Line], file: str) -> None:
        self._lines = lines
        self._file = file
        self._starts: list[int] = []
        at = 0
        for line in lines:
            self._starts.append(at)
            at += len(line.text) + 1

    def place(self, offset: int) -> tuple[int, int]:
        """The line number and the column of a character."""
        row = self._row(offset)
        return self._lines[row].place(offset - self._starts[row])

    def span(self, start: int, end: int) -> Span:
        """The span from one character to before another."""
        (line, column), (last_line, last_column) = self.place(start), self.place(end - 1)
        return Span(self._file, line, last_line, column, last_column)

    def lines(self, text: str, kept: Sequence[tuple[int, int]]) -> tuple[Line, ...]:
        """The lines that stay, made of the kept stretches of the text."""
        made: list[Line] = []
        words = ""
        jumps: list[tuple[int, int, int]] = []
        for start, end in kept:
            at = start
            while at < end:
                stop = text.find("\n", at, end)
                stop = end if stop < 0 else stop
                if stop > at or not jumps:
                    jumps.append((len(words), *self.place(at)))
                words += text[at:stop]
                at = stop
                if at < end:
                    made.append(_line(words, jumps))
                    words, jumps = "", []
                    at += 1
        if not jumps:
            jumps.append((0, *self.place(len(text))))
        made.append(_line(words, jumps))
        return tuple(made)

    def shown(self, text: str, signs: Sequence[tuple[int, str]], cut: Sequence[tuple[int, int]]) -> tuple[Line, ...]:
        """The lines with signs put in before the characters named, and the stretches of ``cut`` taken out."""
        put: dict[int, str] = {}
        for place, sign in signs:
            put[place] = put.get(place, "") + sign
        out = {at for start, end in cut for at in range(start, end)}
        made: list[Line] = []
        for line, start in zip(self._lines, self._starts, strict=True):
            end = start + len(line.text)
            if not any(at in put or at in out for at in range(start, end + 1)):
                made.append(line)
                continue
            words: list[str] = []
            jumps: list[tuple[int, int, int]] = []
            length, jumped = 0, False
            for at in range(start, end + 1):
                sign = put.get(at, "")
                jumped = jumped or bool(sign) or at in out
                kept = text[at] if at < end and at not in out else ""
                if kept and jumped:
                    jumps.append((length + len(sign), *line.place(at - start)))
                    jumped = False
                words += [sign, kept]
                length += len(sign) + len(kept)
            made.append(Line("".join(words), line.number, line.column, tuple(jumps)))
        return tuple(made)

    def _row(self, offset: int) -> int:
        low, high = 0, len(self._starts) - 1
        while low < high:
            middle = (low + high + 1) // 2
            low, high = (middle, high) if self._starts[middle] <= offset else (low, middle - 1)
        return low


def _line(words: str, jumps: list[tuple[int, int, int]]) -> Line:
    _, number, column = jumps[0]
    return Line(words, number, column, tuple(jumps[1:]))


# --- showing them -------------------------------------------------------------------------------------------


def _show(text: str, changes: Sequence[_Change], map_: _Map) -> tuple[Line, ...]:
    """The lines with every change parted at the ends of lines, in the signs that the dialect reads."""
    insertions: list[tuple[int, str]] = []
    cut: list[tuple[int, int]] = []
    for change in changes:
        start, end = change.inner
        cut += [(change.start, start), (end, change.end)]
        if change.kind.name == "substitution":
            arrow = text.index(_ARROW, start, end)
            cut.append((arrow, arrow + len(_ARROW)))
            insertions += [*_signs(text, start, arrow, "{--", "--}"), *_signs(text, arrow + 2, end, "{++", "++}")]
        else:
            insertions += _signs(text, start, end, change.kind.opening, change.kind.closing)
    return map_.shown(text, insertions, cut)


def _signs(text: str, start: int, end: int, opening: str, closing: str) -> Iterator[tuple[int, str]]:
    """The signs around each line's words of a change."""
    at = start
    for number, line in enumerate(text[start:end].split("\n")):
        # The opening sign itself, three characters, may stand at the line's beginning before a hyphen or a hash.
        begin = at if number else start - len("{++")
        first = begin <= 0 or text[begin - 1] == "\n"
        lead = len(_LEAD.match(line).group()) if first else 0  # type: ignore[union-attr]
        if line[lead:].strip():
            yield at + lead, opening
            yield at + len(line.rstrip()), closing
        at += len(line) + 1
