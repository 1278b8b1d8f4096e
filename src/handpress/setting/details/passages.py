"""Which passages of a text are set with features of their own.

In: text and its language. Out: passages, by characters, each with the OpenType features it asks for. A face that lacks
a feature sets the passage as any other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from handpress.setting.details.joints import joints

PARTED, FRACTION, SUPERIOR = "liga 0", "frac 1", "sups 1"

_DENOMINATORS = frozenset((2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 16, 20, 24, 25, 32, 50, 64, 100))
_FRACTION = re.compile(r"(?<![\w/⁄.,:-])([1-9])[/⁄](\d{1,3})(?![\w/⁄])(?![.,]\d)")
_COUNTED = re.compile(r"(?:n[ro]s?|n[°º]|heft|jg|vols?|bd|pp?|s)\.?[ \u00a0\u202f]$", re.IGNORECASE)
# Roman numbers of one letter are taken for none but in what cannot be a word: Ve, Xe, Ier.
_ORDINAL = re.compile(
    r"(?<![\w])(?:(?:\d+)(ers?|res?|nde?s?|es?)|(?:[IVX]|[IVXLC]{2,})(e)|I(er|re))(?![\w’'-])",
)
_LIGATURE = re.compile(r"f[fil]")


class Passage(NamedTuple):
    """Characters of a text from ``start`` to ``end``, and the features they are set with."""

    start: int
    end: int
    features: str


def find_passages(text: str, language: str) -> Iterator[Passage]:
    """The passages of a text in a language, a BCP 47 tag or nothing."""
    base = language.split("-", maxsplit=1)[0].lower()
    if "/" in text or "⁄" in text:
        for match in _FRACTION.finditer(text):
            # Only proper fractions with the usual denominators: 24/7, 11/12, 1917/18 and No. 5/6 are something else.
            proper = int(match[1]) < int(match[2]) and int(match[2]) in _DENOMINATORS
            if proper and not _COUNTED.search(text, max(match.start() - 8, 0), match.start()):
                yield Passage(*match.span(), FRACTION)
    if base == "fr":
        for match in _ORDINAL.finditer(text):
            group = next(number for number in (1, 2, 3) if match[number])
            yield Passage(*match.span(group), SUPERIOR)
    if base == "de" and _LIGATURE.search(text):
        yield from (Passage(place, place + 1, PARTED) for place in joints(text))
