"""How the spelling of a part is looked at."""

from __future__ import annotations

from enum import StrEnum


class Spelling(StrEnum):
    """What a part's words are held against."""

    MODERN = "modern"
    """A dictionary of today."""
    ARCHAIC = "archaic"
    """A dictionary of today, and what older printers regularly spelt otherwise."""
    UNCHECKED = "unchecked"
    """Nothing: a facsimile of an orthography that no dictionary has."""
