"""How large the words of a cover may be: blocks of lines, set as large as their room allows and piled on each other.

In: words, and how wide they run. Out: ``Block``, in pt. Nothing here knows what a cover looks like.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from handpress.writing.titling import Measure, Room, fit, sentences

_UNIT = 10
"""Sizes are sought in tenths of a pt: ``titling`` counts in whole steps."""

_LITTLE = 3  # letters
_LONE = re.compile(rf"(?<!\S)(\w{{1,{_LITTLE}}}) +")
_COST = 0.72
_SMALLER = 0.78


class Words(Struct, frozen=True):
    """What stands on a front: ``names`` are the authors, ``hands`` lines such as "Translated by C. Fink"."""

    title: str
    subtitle: str = ""
    names: tuple[str, ...] = ()
    hands: tuple[str, ...] = ()
    series: str = ""
    publisher: str = ""
    place: str = ""


class Case(Struct, frozen=True):
    """A type case: how wide words run in roman and italic, in ems."""

    roman: Measure
    italic: Measure


class Block(Struct, frozen=True):
    """Lines of one size under each other; ``top`` from the face's head, ``size`` and ``leading`` in pt."""

    role: str
    lines: tuple[str, ...]
    size: float
    leading: float
    top: float

    @property
    def height(self) -> float:
        """The depth of its lines."""
        return self.leading * len(self.lines)

    @property
    def end(self) -> float:
        """Where the last line ends."""
        return self.top + self.height

    def at(self, top: float) -> Block:
        """The same lines at another depth."""
        return replace(self, top=top)


def set_block(role: str, paragraphs: Sequence[str], measure: Measure, room: Room, top: float = 0) -> Block:
    """Paragraphs as one block at the largest size that the room (in pt) has space for."""
    texts = [text for text in paragraphs if text.strip()]
    units = replace(
        room,
        width=room.width * _UNIT,
        height=room.height * _UNIT,
        largest=room.largest * _UNIT,
        smallest=room.smallest * _UNIT,
    )
    size, lines = fit(texts, functools.cache(measure), units)
    return Block(role, lines, size / _UNIT, size / _UNIT * room.leading, top)


def _set_title(words: Words, measure: Measure, room: Room, top: float = 0) -> Block:
    """The title. A little word that would stand alone on a line goes with the next one, if that costs little size."""
    block = set_block("title", [words.title], measure, room, top)
    if any(len(line) <= _LITTLE and line.isalpha() for line in block.lines) and len(block.lines) > 1:
        bound = set_block("title", [_LONE.sub("\\1\u00a0", words.title)], measure, room, top)
        if bound.size >= _COST * block.size:
            lines = tuple(line.replace("\u00a0", " ") for line in bound.lines)
            return replace(bound, lines=lines)
    return block


def set_titles(
    words: Words, title: Measure, subtitle: Measure, below: Room, room: Callable[[Block], Room]
) -> tuple[Block, Block]:
    """Title and subtitle, which stays the smaller; ``room`` gives the title what the subtitle leaves."""
    under = set_block("subtitle", sentences(words.subtitle), subtitle, below)
    over = _set_title(words, title, room(under))
    if under.lines and under.size > _SMALLER * over.size:
        below = replace(below, largest=max(_SMALLER * over.size, below.smallest))
        under = set_block("subtitle", sentences(words.subtitle), subtitle, below)
        over = _set_title(words, title, room(under))
    return over, under


def pile(blocks: Sequence[Block], top: float, gap: float) -> tuple[list[Block], float]:
    """The blocks that have lines under each other, ``gap`` apart, and where the last one ends."""
    placed: list[Block] = []
    for block in blocks:
        if block.lines:
            placed.append(block.at(top + gap if placed else top))
            top = placed[-1].end
    return placed, top


def depth(blocks: Sequence[Block], gap: float) -> float:
    """How deep the blocks are that have lines, ``gap`` apart and with one gap before the first."""
    return sum(block.height + gap for block in blocks if block.lines)


def pile_up(blocks: Sequence[Block], end: float) -> tuple[list[Block], float]:
    """The blocks under each other so that the last one ends at ``end``, and where the first begins."""
    return pile(blocks, top := end - sum(block.height for block in blocks), 0)[0], top
