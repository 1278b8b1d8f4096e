"""A word typed twice, also across the end of a line: the slip that the eye skips."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handpress.checking.prose.desk import Desk, finding, of_language
from handpress.diagnostics import Finding

_TWICE = re.compile(r"(?<![\w’'-])([^\W\d_]+)[ \n\u00a0]+(\1)(?![\w’'-])", re.IGNORECASE)
# Each of these may rightly follow itself: "all that that implies", "die, die", "nous nous levons".
_RIGHTLY = {
    "en": frozenset(("that", "had", "very", "no", "ha", "ho", "bye", "so", "long", "her", "now", "there", "hear")),
    "de": frozenset(("die", "der", "das", "sie", "den", "dem", "ihr", "ihnen", "nein", "ja", "so")),
    "fr": frozenset(("nous", "vous", "non", "oui", "si", "très")),
}


def check_doubled(desk: Desk) -> Iterator[Finding]:
    """Words that stand twice in a row and hardly may."""
    for passage in desk.passages:
        for found in _TWICE.finditer(passage.text):
            start, end = found.span()
            rightly = any(of_language(passage, start, lang) and found[1].lower() in _RIGHTLY[lang] for lang in _RIGHTLY)
            # A name may be doubled, as Baden Baden; the first word of a sentence is none.
            name = found[1][:1].isupper() and found[2][:1].isupper()
            if not rightly and not name and not passage.is_settled(start, end):
                message = f"“{found[1]}” stands twice in a row."
                yield finding(
                    "word-doubled", message, passage, found.span(2), "Take one out, or write [sic] behind it."
                )
