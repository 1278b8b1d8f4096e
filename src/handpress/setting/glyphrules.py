"""What a font's table of glyph substitutions (OpenType, GSUB) has in it, read from its bytes alone.

To load fontTools and have it take the table apart costs fifty times as much as to look for the one thing that matters.
"""

from __future__ import annotations

from collections.abc import Iterator

MULTIPLE = 2
"""The type of a lookup that puts several glyphs in the place of one."""
_EXTENSION = 7
_LOOKUPS_AT = 8  # in the head of the table


def divides(table: bytes) -> bool:
    """Whether a table, empty where the font has none, puts several glyphs in the place of one anywhere."""
    return any(_divides(table, at) for kind, at in _subtables(table) if kind == MULTIPLE)


def _subtables(table: bytes) -> Iterator[tuple[int, int]]:
    """The subtables of all lookups: their types, and where they begin."""
    lookups = _number(table, _LOOKUPS_AT) if table else 0
    if not lookups:
        return
    for offset in _offsets(table, lookups):
        lookup = lookups + offset
        kind = _number(table, lookup)
        for begin in _offsets(table, lookup + 4):
            at = lookup + begin
            if kind == _EXTENSION:  # the subtable itself stands farther off than two bytes can tell
                yield _number(table, at + 2), at + int.from_bytes(table[at + 4 : at + 8])
            else:
                yield kind, at


def _divides(table: bytes, subtable: int) -> bool:
    sequences = _offsets(table, subtable + 4)
    return any(_number(table, subtable + sequence) > 1 for sequence in sequences)


def _offsets(table: bytes, at: int) -> list[int]:
    """A list of offsets, behind the count of them."""
    return [_number(table, at + 2 + 2 * index) for index in range(_number(table, at))]


def _number(table: bytes, at: int) -> int:
    return int.from_bytes(table[at : at + 2])
