"""Dashes of two kinds in one part, and hyphens between numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handpress.checking.prose.desk import Desk, Where, finding, in_the_minority, times
from handpress.diagnostics import Finding

# As they will be printed: the press makes -- an en dash and --- an em dash.
_SIGNS = {"—": "em dashes", "---": "em dashes", "–": "en dashes", "--": "en dashes", "-": "en dashes"}
_PAUSE = re.compile(r"(?<=\w)(?: (?P<open>---|--|—|–|-) (?=\w)|(?P<closed>---|--|—)(?=\w))")
_RANGE = re.compile(r"(?<![\d-])(\d{1,4})-(\d{1,4})(?![\d-])")


def check_dashes(desk: Desk) -> Iterator[Finding]:
    """The rarer kinds of dashes between words, each at the first of its places in the part."""
    for part in desk.by_part():
        found: list[tuple[str, Where]] = []
        for passage in part:
            for dash in _PAUSE.finditer(passage.text):
                if not passage.quoted(dash.start()):
                    spaced = "with spaces" if dash["open"] else "without spaces"
                    kind = f"{_SIGNS[dash['open'] or dash['closed']]} {spaced}"
                    found.append((kind, (passage, dash.span("open" if dash["open"] else "closed"))))
        for kind, span, count, most, many in in_the_minority(found):
            message = f"Dashes are {kind} {times(count)} in this part, and {most} {times(many)}."
            yield Finding("dash-mixed", message, span, "Type them all alike.")


def check_ranges(desk: Desk) -> Iterator[Finding]:
    """From one number to another leads an en dash."""
    for passage in desk.passages:
        for found in _RANGE.finditer(passage.text):
            rises = int(found[2]) > int(found[1]) or len(found[2]) < len(found[1])
            if rises and not passage.quoted(found.start()):
                message = f"A hyphen stands in “{found[0]}”, where an en dash leads from number to number."
                yield finding("dash-range", message, passage, found.span(), f"Write {found[1]}--{found[2]}.")
