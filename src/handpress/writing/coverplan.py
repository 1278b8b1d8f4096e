"""Where everything stands on a cover: pure arithmetic in pt, from the size of the page and the words on it.

A house theme is a function that plans a front, and a row in ``THEMES``. How the blocks look (ink, ground, frame) is in
``styles/cover.css``; how large they are is here, because it follows from the words.

      quiet            leaflet           large
    ┌─────────┐      ┌─────────┐      ┌─────────┐
    │ ┌─────┐ │      │▓series▓▓│      │▓▓▓▓▓▓▓▓▓│
    │ │names│ │      │▓▓▓▓▓▓▓▓▓│      │names    │
    │ │TITLE│ │      │▓TITLE▓▓▓│      │TITLE    │
    │ │  —  │ │      │subtitle │      │subtitle │
    │ │  ❧  │ │      │names    │      │         │
    │ │house│ │      │house    │      │house    │
    │ └─────┘ │      └─────────┘      └─────────┘
    └─────────┘
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from handpress.writing.titling import Measure, Room, fit, sentences

_UNIT = 10
"""Sizes are sought in tenths of a pt: ``titling`` counts in whole steps."""

ORNAMENT = "❧"

_LITTLE = 3  # letters
_LONE = re.compile(rf"(?<!\S)(\w{{1,{_LITTLE}}}) +")
_COST = 0.72
_SMALLER = 0.78


@dataclass(frozen=True, slots=True)
class Leaf:
    """A face of a cover, in pt.

    ``inset`` is how far words keep from its edges at least; ``reach`` how far a ground runs out over the trim, negative
    where the printer leaves the edge of the sheet white.
    """

    width: float
    height: float
    inset: float
    reach: float


@dataclass(frozen=True, slots=True)
class Words:
    """What stands on a front: ``names`` are the authors, ``hands`` lines such as "Translated by C. Fink"."""

    title: str
    subtitle: str = ""
    names: tuple[str, ...] = ()
    hands: tuple[str, ...] = ()
    series: str = ""
    publisher: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """A type case: how wide words run in roman and italic, in ems."""

    roman: Measure
    italic: Measure


@dataclass(frozen=True, slots=True)
class Block:
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


@dataclass(frozen=True, slots=True)
class Band:
    """A ground of ink across the whole cover, from ``top`` down."""

    top: float
    height: float


@dataclass(frozen=True, slots=True)
class Plan:
    """A front as planned, in pt.

    ``side`` is the white left and right of the blocks; ``rule`` the depth of a short rule, 0 for none; ``frame`` the
    distance of a frame from the edges, 0 for none. ``open`` is the stretch from head to foot that words on the back
    and on the spine may take, ``weight`` that of the roman.
    """

    theme: str
    side: float
    blocks: tuple[Block, ...]
    open: tuple[float, float]
    bands: tuple[Band, ...] = ()
    rule: float = 0
    frame: float = 0


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


def _title(words: Words, measure: Measure, room: Room, top: float = 0) -> Block:
    """The title. A little word that would stand alone on a line goes with the next one, if that costs little size."""
    block = set_block("title", [words.title], measure, room, top)
    if any(len(line) <= _LITTLE and line.isalpha() for line in block.lines) and len(block.lines) > 1:
        bound = set_block("title", [_LONE.sub("\\1\u00a0", words.title)], measure, room, top)
        if bound.size >= _COST * block.size:
            lines = tuple(line.replace("\u00a0", " ") for line in bound.lines)
            return replace(bound, lines=lines)
    return block


def _titles(
    words: Words, title: Measure, subtitle: Measure, below: Room, room: Callable[[Block], Room]
) -> tuple[Block, Block]:
    """Title and subtitle, which stays the smaller; ``room`` gives the title what the subtitle leaves."""
    under = set_block("subtitle", sentences(words.subtitle), subtitle, below)
    over = _title(words, title, room(under))
    if under.lines and under.size > _SMALLER * over.size:
        below = replace(below, largest=max(_SMALLER * over.size, below.smallest))
        under = set_block("subtitle", sentences(words.subtitle), subtitle, below)
        over = _title(words, title, room(under))
    return over, under


def _at(block: Block, top: float) -> Block:
    return replace(block, top=top)


def _under(blocks: Sequence[Block], top: float, gap: float) -> tuple[list[Block], float]:
    """The blocks that have lines under each other, ``gap`` apart, and where the last one ends."""
    placed: list[Block] = []
    for block in blocks:
        if block.lines:
            placed.append(_at(block, top + gap if placed else top))
            top = placed[-1].end
    return placed, top


def _stack(blocks: Sequence[Block], gap: float) -> float:
    """How deep the blocks are that have lines, ``gap`` apart and with one gap before the first."""
    return sum(block.height + gap for block in blocks if block.lines)


def _foot(blocks: Sequence[Block], end: float) -> tuple[list[Block], float]:
    """The blocks under each other so that the last one ends at ``end``, and where the first begins."""
    return _under(blocks, top := end - sum(block.height for block in blocks), 0)[0], top


def _quiet(leaf: Leaf, words: Words, case: Case) -> Plan:
    w, h = leaf.width / 100, leaf.height / 100
    frame = max(4.75 * w, leaf.inset)
    side, head, gap = frame + 8.4 * w, frame + 7.4 * w, 4.4 * w
    width = leaf.width - 2 * side
    series = set_block("series", [words.series], case.italic, Room(width, 4.6 * h, 3.3 * w, 2.2 * w, 1.25))
    names = set_block("names", words.names, case.roman, Room(width, 13 * h, 5.4 * w, 2.8 * w, 1.28))
    above, end = _under([series, names], head, 2.6 * w)
    publisher = set_block("publisher", [words.publisher], case.roman, Room(width, 7 * h, 3.7 * w, 2.3 * w, 1.35))
    place = set_block("place", [words.place], case.italic, Room(width, 4 * h, 3.7 * w, 2.3 * w, 1.35))
    foot, start = _foot([publisher, place], leaf.height - head)
    hands = set_block("hands", words.hands, case.roman, Room(width, 8 * h, 3.7 * w, 2.3 * w, 1.3))

    def free(below: Block) -> float:
        return start - end - _stack([below, hands], gap) - 3 * gap

    title, below = _titles(
        words,
        case.roman,
        case.italic,
        Room(width * 0.94, 12 * h, 5.4 * w, 2.6 * w, 1.24),
        lambda below: Room(width, min(36 * h, free(below)), 14.5 * w, 4.4 * w, 1.08),
    )
    title = _at(title, end + gap + (free(below) - title.height) * 0.38)
    rule = title.end + gap
    under, last = _under([below, hands], rule + gap, gap)
    last = max(last, rule)
    blocks = [*above, title, *under, *foot]
    # Where less is free the page is full, and the flower stays away.
    if start - last >= 19 * w:
        blocks.append(Block("ornament", (ORNAMENT,), 10.6 * w, 10.6 * w, (last + start - 10.6 * w) / 2))
    spread = (frame + 9 * w, leaf.height - frame - 7.4 * w)
    return Plan("quiet", side, tuple(blocks), spread, rule=rule, frame=frame)


def _leaflet(leaf: Leaf, words: Words, case: Case) -> Plan:
    w, h = leaf.width / 100, leaf.height / 100
    start, inset = -leaf.reach, max(leaf.inset, 6 * w)
    side = inset + (4.5 * w if start > 0 else 1.5 * w)
    width, gap = leaf.width - 2 * side, 2.2 * w
    head = max(start, 0) + max(leaf.inset if start <= 0 else 0, 6.5 * w)
    series = set_block("series", [words.series], case.roman, Room(width, 5 * h, 4.4 * w, 2.6 * w, 1.2), head)
    publisher = set_block("publisher", [words.publisher], case.roman, Room(width, 6 * h, 4.2 * w, 2.6 * w, 1.25))
    place = set_block("place", [words.place], case.roman, Room(width, 4 * h, 3.6 * w, 2.4 * w, 1.3))
    foot, bottom = _foot([publisher, place], leaf.height - inset)
    names = set_block("names", words.names, case.italic, Room(width, 11 * h, 5.6 * w, 2.8 * w, 1.2))
    hands = set_block("hands", words.hands, case.italic, Room(width, 7 * h, 4 * w, 2.6 * w, 1.2))

    def ground(below: Block) -> float:
        """Where the ground ends, which gives way to what stands below it."""
        return min(62 * h, bottom - _stack([below, names, hands], gap) - 9 * w)

    title, below = _titles(
        words,
        case.roman,
        case.roman,
        Room(width, 14 * h, 6.6 * w, 2.8 * w, 1.16),
        lambda below: Room(width, ground(below) - series.end - 9 * w, 23 * w, 4.6 * w, 1.0),
    )
    end = ground(below)
    under, _ = _under([below, names, hands], end + 3.6 * w, gap)
    title = _at(title, end - 5.5 * w - title.height)
    above = [series] if series.lines else []
    return Plan(
        "leaflet",
        side,
        (*above, title, *under, *foot),
        (head, end - 5.5 * w),
        bands=(Band(start, end - start),),
        rule=bottom - 2.6 * w,
    )


def _large(leaf: Leaf, words: Words, case: Case) -> Plan:
    w, h = leaf.width / 100, leaf.height / 100
    start, side = -leaf.reach, max(leaf.inset, 7.5 * w)
    width, gap = leaf.width - 2 * side, 3.6 * w
    band = Band(start, max(start, 0) + 9 * w - start)
    head = band.top + band.height + 6 * w
    names = set_block("names", words.names, case.roman, Room(width, 15 * h, 7.4 * w, 4 * w, 1.16), head)
    series = set_block("series", [words.series], case.roman, Room(width, 5 * h, 5 * w, 3.6 * w, 1.25))
    publisher = set_block("publisher", [words.publisher], case.roman, Room(width, 6 * h, 5.6 * w, 3.6 * w, 1.25))
    place = set_block("place", [words.place], case.roman, Room(width, 5 * h, 5 * w, 3.6 * w, 1.25))
    foot, bottom = _foot([series, publisher, place], leaf.height - side)
    hands = set_block("hands", words.hands, case.roman, Room(width, 9 * h, 5 * w, 3.6 * w, 1.2))
    free = bottom - names.end - gap - 7 * w
    title, below = _titles(
        words,
        case.roman,
        case.roman,
        Room(width, 15 * h, 7.8 * w, 4 * w, 1.18),
        lambda below: Room(width, free - _stack([below, hands], gap), 19 * w, 5.4 * w, 1.04),
    )
    blocks, _ = _under([names, title, below, hands], head, gap)
    return Plan("large", side, (*blocks, *foot), (head, leaf.height - side), bands=(band,), rule=bottom - 3 * w)


THEMES: Mapping[str, Callable[[Leaf, Words, Case], Plan]] = {"quiet": _quiet, "leaflet": _leaflet, "large": _large}
WEIGHTS: Mapping[str, int] = {"quiet": 500, "leaflet": 800, "large": 600}
"""The weight of each theme's roman, at which its words are measured and set."""
