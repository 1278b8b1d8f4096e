"""What no manuscript may hold, found before any parser sees it.

Python-Markdown takes minutes over a line of megabytes and stops at Python's recursion limit; XML forbids most control
characters (XML 1.0 §2.2). Such text gets a finding instead.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from handpress.diagnostics import Finding
from handpress.model.spans import Span
from handpress.reading.source import Line

LONGEST_LINE = 100_000
DEEPEST = 12
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff]")
_QUOTES = re.compile(rf"(?:[ \t]{{0,3}}>){{{DEEPEST + 1}}}")
_BRACKETS = re.compile(r"[\[\]]")
_LIST_INDENT = re.compile(rf" {{{4 * DEEPEST},}}(?:[*+-]|\d+\.) ")


def check(lines: Sequence[Line], file: str) -> tuple[Finding, ...]:
    """The findings that forbid reading on, in the order of the lines; none where the text may be read."""
    return tuple(finding for line in lines if (finding := _line(line, file)) is not None)


def _line(line: Line, file: str) -> Finding | None:
    span = Span(file, line.number, line.number, 1, min(len(line.text), LONGEST_LINE))
    if len(line.text) > LONGEST_LINE:
        message = f"This line has {len(line.text):,} characters; a paragraph may have {LONGEST_LINE:,}."
        return Finding("line-too-long", message, span, hint="Part it into paragraphs with blank lines.")
    if bad := _CONTROL.search(line.text):
        where = Span(file, line.number, line.number, bad.start() + 1, bad.start() + 1)
        message = f"The character U+{ord(bad.group()):04X} cannot stand in a text."
        return Finding("control-character", message, where, hint="Delete it; many editors show it as a small box.")
    if _QUOTES.match(line.text) or _LIST_INDENT.match(line.text) or _depth(line.text) > DEEPEST:
        message = f"Quotations, lists or brackets are nested more than {DEEPEST} deep."
        return Finding("nested-too-deep", message, span, hint="Take out the outer levels.")
    return None


def _depth(text: str) -> int:
    """How deep the brackets of a line are nested at most."""
    deepest = depth = 0
    for match in _BRACKETS.finditer(text):
        depth = depth + 1 if match.group() == "[" else max(0, depth - 1)
        deepest = max(deepest, depth)
    return deepest
