"""Quotation marks of two houses in one part."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handpress.checking.prose.desk import Desk, Where, in_the_minority, times
from handpress.diagnostics import Finding

_MARKS = re.compile(r"[\"“”„«»]|(?<=\w)['’](?=\w)")
_STYLES = {
    '"': 'straight (" ")',
    "“": "curly (“ ”)",
    "”": "curly (“ ”)",
    "„": "low („ “)",
    "«": "pointed (« »)",
    "»": "pointed (« »)",
}
_APOSTROPHES = {"'": "straight (')", "’": "curly (’)"}


def check_quotes(desk: Desk) -> Iterator[Finding]:
    """The rarer kinds of quotation marks and of apostrophes, each at the first of its places in the part."""
    for part in desk.by_part():
        marks: list[tuple[str, Where]] = []
        apostrophes: list[tuple[str, Where]] = []
        for passage in part:
            low = "„" in passage.text
            for found in _MARKS.finditer(passage.text):
                if passage.quoted(found.start()):
                    continue
                sign, where = found[0], (passage, found.span())
                if sign in _APOSTROPHES:
                    apostrophes.append((_APOSTROPHES[sign], where))
                else:
                    # “ closes what „ has opened.
                    marks.append((_STYLES["„" if low and sign in "“”" else sign], where))
        yield from _mixed("Quotation marks", marks)
        yield from _mixed("Apostrophes", apostrophes)


def _mixed(what: str, found: list[tuple[str, Where]]) -> Iterator[Finding]:
    for style, span, count, most, many in in_the_minority(found):
        message = f"{what} are {style} {times(count)} in this part, and {most} {times(many)}."
        yield Finding("quotes-mixed", message, span, "Type them all alike; the press makes straight ones curly.")
