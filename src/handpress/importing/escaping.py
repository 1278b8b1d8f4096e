"""Plain words made safe for Markdown: signs that would be taken for marks are given a backslash."""

from __future__ import annotations

import re

_ANYWHERE = re.compile(r"[\\`*_{<]|&(?=#?\w+;)")
# A bracket is left as typed unless something about it makes a link, a note or a span of it: the reader must
# still see [sic] and [words - Ed.] for what they are.
_BRACKET = re.compile(r"\[(?=\^|[^\[\]]*\][(\[:])")
_LINE_START = re.compile(
    r"""^(?P<space>[ ]*)
        (?P<sign>
            \#|>|\|
          | [-+](?=\s|$)
          | -(?=[\s|:-]*$)
          | :(?=[\s-]|$)
          | =(?==*\s*$)
          | ~(?=~~)
          | !(?=!!)
        )""",
    re.VERBOSE | re.MULTILINE,
)
_NUMBER = re.compile(r"^([ ]*\d+)\.(?=\s|$)", re.MULTILINE)


def escape_inline(text: str) -> str:
    """``text`` as Markdown within a line says the same."""
    return _BRACKET.sub(r"\\[", _ANYWHERE.sub(lambda match: "\\" + match[0], text))


def escape(text: str) -> str:
    """``text``, one or more lines, as a Markdown paragraph says the same."""
    return escape_starts(escape_inline(text))


def escape_starts(markdown: str) -> str:
    """``markdown`` such that no line of it begins a list, a heading, a quotation or another block."""
    return _NUMBER.sub(r"\1\\.", _LINE_START.sub(r"\g<space>\\\g<sign>", markdown))


def escape_heading(text: str) -> str:
    """``text`` as a Markdown heading says the same: number signs at its end would be taken for its close."""
    return escape_inline(text).replace("#", "\\#")
