"""Where German words are joined of parts: no ligature may stand over the joint (Duden, Textverarbeitung: Ligaturen).

In: text. Out: the letters that may not be part of a ligature. There is no dictionary; a joint is known by what German
spelling allows nowhere else, by prefix and suffix, and by the patterns of hyphenation, which part ``f`` from ``l`` and
``i`` only at joints and in stems in ``-fel`` that have lost their vowel. Where nothing tells, the ligature stands.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from handpress.setting.total_fit.hyphenation import hyphenate

_WORD = re.compile(r"[^\W\d_]*f[fil][^\W\d_]*", re.IGNORECASE)
_PAIR = re.compile(r"f(?=[fil])")
_LIMITS = (4, 2, 2)
_PREFIX = re.compile(r"(?:^|un|hin|her|dar|vor|wor|be|ver|an|ob|zu)auf$")
_SUFFIX = re.compile(r"^l(?:ich|os|ein|ing)(?:s|er|e[nmrs]?|keit\w*|igkeit\w*|heit\w*|st\w*)?$")
# A long vowel or another consonant never stands before a doubled one.
_SINGLE = re.compile(r"(?:au|äu|ei|eu|ie|ai|[bcdghjklmnpqrstvwxz])f$")
_STEM = re.compile(r"(?:schaf|hof|graf|schlaf|straf|ruf|huf|chef)$")
_ROOT = re.compile(
    r"^f(?:ell|est|ähig|leisch|ilm|rag|rau|rei|reun|u[sß]|üll|ür|ern|euer|eld|arb|ach|all|ang|lu[gß]|luss|isch|inger"
    r"|orm|igur|äden|aden|amil|olg|örm|lügel|läche|lasche|lecht)"
)
_SHORTENED = re.compile(
    r"^l(?:e|e[nrst]|ers|ern|erin|erinnen|erisch\w*|est|t|te[nst]?|et|ung|ungen|ig\w{0,2}|isch\w{0,2}|on|ons)$"
)


def joints(text: str) -> Iterator[int]:
    """The places of letters of which no ligature may be made, in order."""
    for match in _WORD.finditer(text):
        yield from (match.start() + place for place in _in_word(match.group()))


@functools.lru_cache(maxsize=20_000)
def _in_word(word: str) -> tuple[int, ...]:
    lower = word.lower()
    points = frozenset(hyphenate(word, "de", _LIMITS))
    found = []
    for place in (match.end() for match in _PAIR.finditer(lower)):
        if _is_joint(lower[:place], lower[place:], is_point=place in points):
            # The second letter stays out of the ligature; where both are f, the first, since the second may well
            # begin one (Auf|finden), if it is not the end of another (Schiff|fahrt).
            doubled = lower[place] == "f" and not lower[:place].endswith("ff")
            found.append(place - 1 if doubled else place)
    return tuple(found)


def _is_joint(before: str, after: str, *, is_point: bool) -> bool:
    if _PREFIX.search(before) or _SUFFIX.search(after):
        return True
    match after[0]:
        case "f":
            if before.endswith("ff"):
                return True
            return bool(_SINGLE.search(before)) or bool(_STEM.search(before) and _ROOT.search(after))
        case "l":
            return is_point and not _SHORTENED.search(after)
        case _:
            return is_point
