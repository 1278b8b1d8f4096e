"""Where words may be parted: the patterns of each language, by Pyphen.

In: a word, its language and the least letters (CSS Text 4 §6, ``hyphenate-limit-chars``). Out: places in the word. The
one file that knows Pyphen, which is also what WeasyPrint parts words with; so exceptions hold for both.
"""

from __future__ import annotations

import contextlib
import functools
import re
from collections.abc import Iterable, Iterator
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
    return pyphen.Pyphen(lang=known, left=before, right=after) if known else None
