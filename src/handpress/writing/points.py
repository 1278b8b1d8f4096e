"""Points over and under letters, in the order in which they are set.

Unicode's order of Hebrew and Arabic points puts a vowel before the dagesh or shadda that belongs to its letter; whoever
shapes the text (HarfBuzz) turns that round. WeasyPrint then takes the two for one sign, and tells readers of the PDF
that every such vowel is both and every such shadda nothing. Text that comes in the order of setting is read as it is.
"""

from __future__ import annotations

import re
import unicodedata

_POINTS = re.compile("[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u064b-\u065f\u0670]{2,}")
# By Unicode's combining class the place in setting, as HarfBuzz has it (hb-unicode.cc); all others keep theirs.
_PLACES = dict(
    zip(
        range(10, 34),
        (22, 15, 16, 17, 23, 18, 19, 20, 21, 14, 24, 12, 25, 13, 10, 11, 26, 28, 29, 30, 31, 32, 33, 27),
        strict=True,
    )
)


def in_order_of_setting(text: str) -> str:
    """The same text (canonically equivalent), each run of points as they are set."""
    return _POINTS.sub(lambda run: "".join(sorted(run[0], key=_place)), text)


def _place(point: str) -> int:
    order = unicodedata.combining(point)
    return _PLACES.get(order, order)
