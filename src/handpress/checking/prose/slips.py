"""Slips of the finger and of the scanner that no dictionary is needed for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from handpress.checking.prose.desk import Desk, finding
from handpress.diagnostics import Finding

_THRICE = re.compile(r"([^\W\d_])\1\1", re.IGNORECASE)
_CAPITALS = re.compile(r"(?<![^\W\d_])[A-ZÀ-Þ]{2}(?!s\b)[a-zß-ÿ]+(?!\w)")
_DIGIT = re.compile(
    r"(?<![\w-])(?:[a-z]+[01]+[a-z]+|0(?!x)[a-z]+|[l|O][\dlO]*\d[\dlO]*(?![\d.]*\w)|\d+[lO]\d*)(?![\w])"
)
_WORD = re.compile(r"[^\W\d_]{2,}")
_EXCLAMATION = re.compile(r"(?:a+h+|o+h+|h+m+|s+h+|b+r+|x+|i+|z+)", re.IGNORECASE)
_ROMAN = re.compile(r"[ivxlcdm]+", re.IGNORECASE)
_WEB = re.compile(r"w+", re.IGNORECASE)


def check_slips(desk: Desk) -> Iterator[Finding]:
    """A letter three times, two capitals, digits for letters, letters of two scripts in one word."""
    for passage in desk.passages:
        for start, end, said in sorted(_slips(passage.text)):
            if not passage.is_settled(start, end):
                hint = "Mend it; if it stands so in the original, write [sic] behind it."
                yield finding("typo", f"“{passage.text[start:end]}” {said}.", passage, (start, end), hint)


def _slips(text: str) -> Iterator[tuple[int, int, str]]:
    if _THRICE.search(text):
        for word in _WORD.finditer(text):
            found = _THRICE.search(word[0])
            if found and not any(kind.fullmatch(word[0]) for kind in (_EXCLAMATION, _ROMAN, _WEB)):
                yield *word.span(), f"has “{found[1]}” three times in a row"
    for found in _CAPITALS.finditer(text):
        yield *found.span(), "begins with two capitals"
    for found in _DIGIT.finditer(text):
        if not found[0].isdigit():
            yield *found.span(), "mixes digits with letters that look like them"
    if text.isascii():
        return
    for found in _WORD.finditer(text):
        scripts = {_script(sign) for sign in found[0]} - {""}
        if len(scripts) > 1:
            yield *found.span(), f"has letters of two scripts, {' and '.join(sorted(scripts))}"


def _script(sign: str) -> str:
    """The script of a letter where it has a look-alike in another."""
    name = unicodedata.name(sign, "").split(" ", 1)[0]
    return name.title() if name in ("LATIN", "CYRILLIC", "GREEK") else ""
