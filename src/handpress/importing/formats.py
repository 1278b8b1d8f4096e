"""The kinds of source the press can import: one row a file suffix."""

from __future__ import annotations

import re
from collections.abc import Callable

from msgspec import Struct

from handpress.importing.draft import Draft
from handpress.importing.marked import convert_marked
from handpress.importing.plain import convert_plain
from handpress.importing.reckoning import MARKDOWN_TAGS

_NO_MARKS = re.compile(r"(?!)")


class Format(Struct, frozen=True):
    """How one kind of source is converted. ``marks`` match the markup in it that looks like words."""

    convert: Callable[[str, str], Draft]
    marks: re.Pattern[str] = _NO_MARKS


_PLAIN = Format(convert_plain)
_MARKED = Format(convert_marked, MARKDOWN_TAGS)

FORMATS: dict[str, Format] = {
    ".txt": _PLAIN,
    ".text": _PLAIN,
    ".md": _MARKED,
    ".markdown": _MARKED,
}
