"""Spaces that are too many, too few, or in the wrong place, by the language."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handpress.checking.prose.desk import Desk, finding, of_language
from handpress.checking.prose.passage import Passage
from handpress.diagnostics import Finding
from handpress.model import nodes
from handpress.model.spans import Span

_BEFORE = re.compile(r"(?<=[\w”’»)\]])[ \u00a0\u202f]+(?!\. \.)([,.;:!?)\]]+)(?=[\s”’»)\]]|$)")
_BEHIND = re.compile(r"([(\[])[ \u00a0\u202f]+(?=\w)")
# "end.Next" but not "e.g.So", "U.S.A" or "No.7"; "a,b" but not "1,000".
_NONE = re.compile(r"(?<=[^\W\d_A-Z])(?:([.!?])(?=[A-ZÀ-Þ][a-zß-ÿ])|([,;])(?=[^\W\d_]))")
_DOUBLE = re.compile(r"(?<=[^\s>])  +(?=\S)")
_CODE = re.compile(r"(`+).*?\1")
_FRENCH_SPACED = frozenset(";:!?»")  # Lexique des règles typographiques: these have a space before them


def check_spaces(desk: Desk) -> Iterator[Finding]:
    """Spaces before stops and behind opening brackets, and none behind a stop."""
    for passage in desk.passages:
        for found in _BEFORE.finditer(passage.text):
            french = of_language(passage, found.start(), "fr") and found[1][0] in _FRENCH_SPACED
            ellipsis = found[1].startswith("..")
            if not french and not ellipsis and not passage.is_settled(*found.span()):
                message = f"A space stands before “{found[1]}”."
                yield finding("space-stray", message, passage, (found.start(), found.end()), "Take it out.")
        for found in _BEHIND.finditer(passage.text):
            yield finding("space-stray", f"A space stands behind “{found[1]}”.", passage, found.span(), "Take it out.")
        for found in _NONE.finditer(passage.text):
            if not passage.is_settled(found.start(), found.end()):
                message = f"No space stands behind “{found[0]}”."
                yield finding("space-missing", message, passage, found.span(), "Put one in.")


def check_double_spaces(desk: Desk) -> Iterator[Finding]:
    """Two spaces or more within a line as typed: the document has them no longer, and so has no edition."""
    seen: set[tuple[str, int]] = set()
    for passage in desk.passages:
        for file, number, start in _lines(passage):
            if (file, number) in seen or not 0 < number <= len(desk.lines.get(file, ())):
                continue
            seen.add((file, number))
            line = desk.lines[file][number - 1]
            code = [found.span() for found in _CODE.finditer(line)]
            for found in _DOUBLE.finditer(line, start):
                if not any(begin <= found.start() < end for begin, end in code):
                    where = Span(file, number, number, found.start() + 1, found.end())
                    count = len(found[0])
                    message = f"{count} spaces stand where one is enough."
                    yield Finding("space-doubled", message, where, "Leave one; no edition shows more.")


def _lines(passage: Passage) -> Iterator[tuple[str, int, int]]:
    """The lines a passage of running text was typed in, and from which offset on."""
    if isinstance(passage.block, nodes.Table):
        # Cells are filled up with spaces so that columns stand below each other.
        return
    first = True
    for piece in passage.pieces:
        if (span := piece.span) and span.column:
            yield span.file, span.line, span.column - 1 if first else 0
            first = False
            yield from ((span.file, line, 0) for _, line, _ in span.turns)
