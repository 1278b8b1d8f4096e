"""Where words may be parted: the patterns of each language, by Pyphen.

In: a word, its language and the least letters (CSS Text 4 §6, ``hyphenate-limit-chars``). Out: places in the word. The
one file that knows Pyphen, which is also what WeasyPrint parts words with.
"""

from __future__ import annotations

import functools
import re
from typing import Any

_LETTER = r"[^\W\d_]"


@functools.cache
def long_words(least: int) -> re.Pattern[str]:
    """What finds the words of at least so many letters, apostrophes within them not counted."""
    return re.compile(rf"(?<!{_LETTER})(?<!{_LETTER}['’]){_LETTER}(?:['’]?{_LETTER}){{{max(least, 1) - 1},}}")


@functools.lru_cache(maxsize=50_000)
def hyphenate(word: str, language: str, limits: tuple[int, int, int]) -> tuple[int, ...]:
    """The places where a word may be parted; none where there are no patterns for its language.

    ``limits`` are the least letters of the word, before the hyphen, and after it.
    """
    least, before, after = limits
    patterns = _patterns(language, before, after)
    return tuple(map(int, patterns.positions(word))) if patterns and len(word) >= least else ()


@functools.cache
def _patterns(language: str, before: int, after: int) -> Any:
    import pyphen

    known = pyphen.language_fallback(language) if language else None
    return pyphen.Pyphen(lang=known, left=before, right=after) if known else None
