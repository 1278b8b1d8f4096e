"""References that say “the one before”: in an e-book a note opens alone, and nothing is before it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handpress.checking.prose.desk import Desk, finding
from handpress.diagnostics import Finding

_BACKWARD = re.compile(
    r"\b(?:ibid(?:em)?\b\.?|op\. ?cit\.|loc\. ?cit\.|idem\b|ebd\.|ebenda\b|a\. ?a\. ?O\.)", re.IGNORECASE
)


def check_references(desk: Desk) -> Iterator[Finding]:
    """“Ibid.” and its kin in notes."""
    for passage in desk.passages:
        if passage.note is None:
            continue
        for found in _BACKWARD.finditer(passage.text):
            if not passage.quoted(found.start()):
                message = f"“{found[0]}” points to another note, which is not there when a note opens alone."
                hint = "Name the work again, in short: its author and title."
                yield finding("ibid", message, passage, found.span(), hint)
