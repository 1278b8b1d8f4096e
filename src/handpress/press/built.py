"""What a build made."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct, field


class Built(Struct, frozen=True):
    """What a build made. ``files`` are paths; the counts are for people.

    ``left`` counts the paragraphs that could not be broken as wholes, by reason; ``sha256`` are the hashes of the files
    by name; ``unchanged`` says that they stand as an earlier build has made them of the same manuscripts.
    """

    slug: str
    files: tuple[Path, ...]
    pages: int
    sheets: int
    blanks: int
    words: int
    notes: int
    repaired: int
    left: Mapping[str, int] = field(default_factory=dict)
    sha256: Mapping[str, str] = field(default_factory=dict)
    unchanged: bool = False
