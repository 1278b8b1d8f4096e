"""Where words may be parted: the patterns of each language, by Pyphen.

In: a word, its language and the least letters (CSS Text 4 §6, ``hyphenate-limit-chars``). Out: places in the word. The
one file that knows Pyphen, which is also what WeasyPrint parts words with; so exceptions hold for both.
"""

from __future__ import annotations

import contextlib
import functools
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

_LETTER = r"[^\W\d_]"


@functools.cache
def long_words(least: int) -> re.Pattern[str]:
    """What finds the words of at least so many letters, apostrophes within them not counted."""
    return re.compile(rf"(?<!{_LETTER})(?<!{_LETTER}['’]){_LETTER}(?:['’]?{_LETTER}){{{max(least, 1) - 1},}}")


_exceptions: dict[str, tuple[int, ...]] = {}


@contextlib.contextmanager
def exceptions(words: Iterable[str]) -> Iterator[None]:
    """While this holds, these words are parted at their hyphens and nowhere else, in every language.

    ``pam-phlet`` is a word with one place; a word without hyphens is never parted. Capitals make no difference.
    """
    own = {word.replace("-", "").lower(): tuple(_places(word)) for word in words}
    if not own:
        yield
        return
    import pyphen

    original = pyphen.Pyphen.positions

    def positions(patterns: Any, word: str) -> list[Any]:
        places = _exceptions.get(word.lower())
        return original(patterns, word) if places is None else [pyphen.DataInt(place) for place in places]

    pyphen.Pyphen.positions = positions
    _exceptions.update(own)
    hyphenate.cache_clear()
    try:
        yield
    finally:
        pyphen.Pyphen.positions = original
        _exceptions.clear()
        hyphenate.cache_clear()


def _places(word: str) -> Iterator[int]:
    place = 0
    for piece in word.split("-")[:-1]:
        place += len(piece)
        yield place


@functools.lru_cache(maxsize=50_000)
def hyphenate(word: str, language: str, limits: tuple[int, int, int]) -> tuple[int, ...]:
    """The places where a word may be parted; none where there are no patterns for its language.

    ``limits`` are the least letters of the word, before the hyphen, and after it.
    """
    if word.lower() in _exceptions:
        return _exceptions[word.lower()]
    least, before, after = limits
    patterns = _patterns(language, before, after)
    return tuple(map(int, patterns.positions(word))) if patterns and len(word) >= least else ()


@functools.cache
def _patterns(language: str, before: int, after: int) -> Any:
    import pyphen

    known = pyphen.language_fallback(language) if language else None
    if known is None:
        return None
    path = pyphen.LANGUAGES[known]
    if path not in pyphen.hdcache and (quickly := _read_quickly(path)):
        pyphen.hdcache[path] = quickly
    return pyphen.Pyphen(lang=known, left=before, right=after)


class _Lazily(dict[str, Any]):
    """Patterns by their letters, each parsed when a word has these letters: of thousands a text needs some hundred."""

    def get(self, letters: str, default: Any = None) -> Any:
        """Where the numbers of a pattern begin, and the numbers; nothing where all are zero."""
        found = super().get(letters, default)
        if isinstance(found, str):
            found = self[letters] = _numbers(found)
        return found


def _read_quickly(path: Path) -> Any:
    """The patterns of a language as Pyphen has them, not yet parsed; None for those that only Pyphen understands."""
    import pyphen

    content = path.read_bytes()
    first, _, rest = content.partition(b"\n")
    encoding = "cp1251" if first.strip().lower() == b"microsoft-cp1251" else first.decode().strip()
    text = rest.decode(encoding)
    if "/" in text or "^^" in text:
        return None
    lines = (line.strip() for line in text.split("\n"))
    made = pyphen.HyphDict.__new__(pyphen.HyphDict)
    made.patterns = _Lazily((_DIGITS.sub("", line), line) for line in lines if line and not line.startswith(_ASIDE))
    made.cache, made.maxlen = {}, max(map(len, made.patterns))
    return made


_DIGITS = re.compile("[0-9]")
# What Pyphen passes over: remarks, and settings of the programs that these files are for.
_ASIDE = ("%", "#", "LEFTHYPHENMIN", "RIGHTHYPHENMIN", "COMPOUNDLEFTHYPHENMIN", "COMPOUNDRIGHTHYPHENMIN")


def _numbers(pattern: str) -> tuple[int, tuple[int, ...]] | None:
    """The numbers between the letters of a pattern, from the first that is not zero to the last (Liang 1983)."""
    numbers, between = [], 0
    for sign in pattern:
        if sign.isdigit():
            between = int(sign)
        else:
            numbers.append(between)
            between = 0
    numbers.append(between)
    begins = next((place for place, number in enumerate(numbers) if number), None)
    if begins is None:
        return None
    ends = max(place for place, number in enumerate(numbers) if number) + 1
    return begins, tuple(numbers[begins:ends])
