"""What no manuscript may hold, found before any parser sees it.

Python-Markdown takes minutes over a line of megabytes and stops at Python's recursion limit; XML forbids most control
characters (XML 1.0 §2.2). Such text gets a finding instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from handpress.diagnostics import Finding
from handpress.model.spans import Span
from handpress.reading import syntax
from handpress.reading.source import Line

LONGEST_LINE = 100_000
MOST_LINES = 5_000
DEEPEST = 12
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff]")
_BRACKETS = re.compile(r"[\[\]]")
_LEVELS = re.compile(r"(?:[ \t]*(?:>|[*+-](?=[ \t])|\d{1,9}\.(?=[ \t])))+")
_LEVEL = re.compile(r">|[*+-]|\d+\.")
# A file that is no manuscript at all would otherwise be listed line by line.
_MOST_FINDINGS = 10


def check(lines: Sequence[Line], file: str) -> tuple[Finding, ...]:
    """The first findings that forbid reading on, in the order of the lines; none where the text may be read."""
    found = tuple(islice((finding for line in lines if (finding := _line(line, file))), _MOST_FINDINGS))
    return found or tuple(islice(_blocks(lines, file), _MOST_FINDINGS))


def _line(line: Line, file: str) -> Finding | None:
    if len(line.text) > LONGEST_LINE:
        message = f"This line has {len(line.text):,} characters; a paragraph may have {LONGEST_LINE:,}."
        span = Span(file, line.number, line.number, 1, LONGEST_LINE)
        return Finding("line-too-long", message, span, hint="Part it into paragraphs with blank lines.")
    if bad := _CONTROL.search(line.text):
        where = Span(file, line.number, line.number, bad.start() + 1, bad.start() + 1)
        message = f"The character U+{ord(bad.group()):04X} cannot stand in a text."
        return Finding("control-character", message, where, hint="Delete it; many editors show it as a small box.")
    return None


def _blocks(lines: Sequence[Line], file: str) -> Iterator[Finding]:
    """What is wrong with lines that belong together; code, which nobody looks into, is passed over."""
    fence: re.Match[str] | None = None
    count = depth = 0
    for line in lines:
        if fence:
            if syntax.closes(line.text.removeprefix(fence["prefix"]), fence["fence"]):
                fence = None
            continue
        fence = syntax.FENCE.match(line.text)
        count, depth = (0, 0) if line.blank else (count + 1, depth)
        deepest, depth = _depth(line.text, depth)
        span = Span(file, line.number, line.number, 1, max(1, len(line.text)))
        if max(deepest, _levels(line.text)) > DEEPEST:
            message = f"Quotations, lists or brackets are nested more than {DEEPEST} deep."
            yield Finding("nested-too-deep", message, span, hint="Take out the outer levels, or close the brackets.")
            depth = 0
        if count == MOST_LINES:
            message = f"There are {MOST_LINES:,} lines up to here without a blank one."
            yield Finding("line-too-long", message, span, hint="Part them into paragraphs with blank lines.")


def _levels(text: str) -> int:
    """How many quotations and lists a line says it stands in: by its signs, and by four blanks a level."""
    head = _LEVELS.match(text)
    if head is None or syntax.RULE.match(text):
        return 0
    signs = len(_LEVEL.findall(head.group()))
    return signs + max(0, head.group().expandtabs(syntax.INDENT).count(" ") - signs) // syntax.INDENT


def _depth(text: str, depth: int) -> tuple[int, int]:
    """How deep the brackets of a line are nested at most, and how many are still open at its end."""
    deepest = depth
    for match in _BRACKETS.finditer(text):
        depth = depth + 1 if match.group() == "[" else max(0, depth - 1)
        deepest = max(deepest, depth)
    return deepest, depth
