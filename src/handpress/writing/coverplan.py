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

from collections.abc import Callable, Mapping

from msgspec import Struct

from handpress.writing.covertype import Block, Case, Words, depth, pile, pile_up, set_block, set_titles
from handpress.writing.titling import Room

ORNAMENT = "❧"


class Leaf(Struct, frozen=True):
    """A face of a cover, in pt.

    ``inset`` is how far words keep from its edges at least; ``reach`` how far a ground runs out over the trim, negative
    where the printer leaves the edge of the sheet white.
    """

    width: float
    height: float
    inset: float
    reach: float


class Band(Struct, frozen=True):
    """A ground of ink across the whole cover, from ``top`` down."""

    top: float
    height: float


class Plan(Struct, frozen=True):
    """A front as planned, in pt.

    ``side`` is the white left and right of the blocks; ``rule`` the depth of a short rule, 0 for none; ``frame`` the
    distance of a frame from the edges, 0 for none. ``open`` is the stretch from head to foot that words on the back
    and on the spine may take.
    """

    theme: str
    side: float
    blocks: tuple[Block, ...]
    open: tuple[float, float]
    bands: tuple[Band, ...] = ()
    rule: float = 0
    frame: float = 0


def _quiet(leaf: Leaf, words: Words, case: Case) -> Plan:
    w, h = leaf.width / 100, leaf.height / 100
    frame = max(4.75 * w, leaf.inset)
    side, head, gap = frame + 8.4 * w, frame + 7.4 * w, 4.4 * w
    width = leaf.width - 2 * side
    series = set_block("series", [words.series], case.italic, Room(width, 4.6 * h, 3.3 * w, 2.2 * w, 1.25))
    names = set_block("names", words.names, case.roman, Room(width, 13 * h, 5.4 * w, 2.8 * w, 1.28))
    above, end = pile([series, names], head, 2.6 * w)
    publisher = set_block("publisher", [words.publisher], case.roman, Room(width, 7 * h, 3.7 * w, 2.3 * w, 1.35))
    place = set_block("place", [words.place], case.italic, Room(width, 4 * h, 3.7 * w, 2.3 * w, 1.35))
    foot, start = pile_up([publisher, place], leaf.height - head)
    hands = set_block("hands", words.hands, case.roman, Room(width, 8 * h, 3.7 * w, 2.3 * w, 1.3))

    def free(below: Block) -> float:
        return start - end - depth([below, hands], gap) - 3 * gap

    title, below = set_titles(
        words,
        case.roman,
        case.italic,
        Room(width * 0.94, 12 * h, 5.4 * w, 2.6 * w, 1.24),
        lambda below: Room(width, min(36 * h, free(below)), 14.5 * w, 4.4 * w, 1.08),
    )
    title = title.at(end + gap + (free(below) - title.height) * 0.38)
    rule = title.end + gap
    under, last = pile([below, hands], rule + gap, gap)
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
    foot, bottom = pile_up([publisher, place], leaf.height - inset)
    names = set_block("names", words.names, case.italic, Room(width, 11 * h, 5.6 * w, 2.8 * w, 1.2))
    hands = set_block("hands", words.hands, case.italic, Room(width, 7 * h, 4 * w, 2.6 * w, 1.2))

    def ground(below: Block) -> float:
        """Where the ground ends, which gives way to what stands below it."""
        return min(62 * h, bottom - depth([below, names, hands], gap) - 9 * w)

    title, below = set_titles(
        words,
        case.roman,
        case.roman,
        Room(width, 14 * h, 6.6 * w, 2.8 * w, 1.16),
        lambda below: Room(width, ground(below) - series.end - 9 * w, 23 * w, 4.6 * w, 1.0),
    )
    end = ground(below)
    under, _ = pile([below, names, hands], end + 3.6 * w, gap)
    title = title.at(end - 5.5 * w - title.height)
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
    foot, bottom = pile_up([series, publisher, place], leaf.height - side)
    hands = set_block("hands", words.hands, case.roman, Room(width, 9 * h, 5 * w, 3.6 * w, 1.2))
    free = bottom - names.end - gap - 7 * w
    title, below = set_titles(
        words,
        case.roman,
        case.roman,
        Room(width, 15 * h, 7.8 * w, 4 * w, 1.18),
        lambda below: Room(width, free - depth([below, hands], gap), 19 * w, 5.4 * w, 1.04),
    )
    blocks, _ = pile([names, title, below, hands], head, gap)
    return Plan("large", side, (*blocks, *foot), (head, leaf.height - side), bands=(band,), rule=bottom - 3 * w)


THEMES: Mapping[str, Callable[[Leaf, Words, Case], Plan]] = {"quiet": _quiet, "leaflet": _leaflet, "large": _large}
WEIGHTS: Mapping[str, int] = {"quiet": 500, "leaflet": 800, "large": 600}
"""The weight of each theme's roman, at which its words are measured and set."""
