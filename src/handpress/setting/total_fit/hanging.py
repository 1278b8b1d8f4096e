"""Hanging punctuation: how far small signs stand out into the margin, so that the edge of the column looks straight."""

from __future__ import annotations

from collections.abc import Mapping

# What is light and low hangs most; what is tall, such as a question mark, least.
AFTER: Mapping[str, float] = {
    "-": 0.6,
    "\u2010": 0.6,
    ".": 0.65,
    ",": 0.65,
    ";": 0.4,
    ":": 0.4,
    "’": 0.5,
    "”": 0.45,
    "“": 0.45,
    "‘": 0.5,
    "»": 0.3,
    "«": 0.3,
    "!": 0.15,
    "?": 0.15,
    "–": 0.2,
    "—": 0.15,
}
"""What share of its width a sign hangs out where it ends a line."""

BEFORE: Mapping[str, float] = {"“": 0.45, "‘": 0.5, "„": 0.45, "‚": 0.5, "»": 0.3, "«": 0.3, "’": 0.5}
"""What share of its width a sign hangs out where it begins a line."""
