"""Where the lines of a text may end, and at what cost: a measured text becomes boxes, glue and penalties.

In: the text of a paragraph, how far each of its characters stands from its start, where Unicode allows a break, and
what holds in each of its passages. Out: the items for the breaker, and a mark in the text for each place of the galley made of them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from handpress.setting.total_fit.hanging import hang_after, hang_before
from handpress.setting.total_fit.hyphenation import hyphenate, long_words
from handpress.setting.total_fit.items import Box, Glue, Item, Penalty
from handpress.setting.total_fit.taste import Taste

SPACES = " \u00a0"
SOFT_HYPHEN = "\u00ad"
SPACE = re.compile(f"[{SPACES}]")
_HYPHENS = "-\u2010"
_JOINTS = frozenset(_HYPHENS)
_DASHES = "–—"


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of a paragraph's text with one style, from ``start`` to ``end``.

    ``language`` is empty where words are not parted by patterns; ``limits`` are the least letters of a word that is,
    before the hyphen and after it; ``hyphen`` is the width of the hyphen; ``wraps`` tells whether lines may end within,
    ``tears`` whether a word too wide for any line may be torn.
    """

    start: int
    end: int
    language: str
    limits: tuple[int, int, int]
    hyphen: float
    wraps: bool = True
    tears: bool = True


class Mark(NamedTuple):
    """Where a line ends in the text, where the next begins, and whether it gets a hyphen that the text has not."""

    end: int
    next: int
    hyphen: bool = False


class _Cut(NamedTuple):
    cost: float
    hyphen: bool
    width: float = 0.0


def find_opportunities(
    text: str,
    places: Sequence[float],
    allowed: Collection[int],
    passages: Sequence[Passage],
    narrowest: float,
    taste: Taste,
) -> tuple[list[Item], list[Mark]]:
    """The items of a paragraph, and a mark for each place of their galley, the paragraph's start and end among them.

    ``places`` has one more entry than the text has characters.

    ``allowed`` are the characters before which Unicode lets a line begin (UAX 14); ``narrowest`` is the measure of the
    narrowest line.
    """
    begin, finish = len(text) - len(text.lstrip(" ")), len(text.rstrip(" "))
    spaces = {n: n + 1 in allowed for n in (match.start() for match in SPACE.finditer(text, begin, finish))}
    cuts = dict(_typed(text, allowed, passages, taste))
    for passage in passages:
        if passage.language:
            cuts |= _by_patterns(text, passage, taste)
        if not passage.wraps:
            inside = range(passage.start + 1, passage.end)
            cuts = {place: cut for place, cut in cuts.items() if place not in inside}
            spaces = {place: breaks and place + 1 not in inside for place, breaks in spaces.items()}
    cuts = {place: cut for place, cut in cuts.items() if begin < place < finish}
    cuts |= _torn(text, places, (begin, finish), cuts, spaces, passages, narrowest, taste)
    return _items(text, places, (begin, finish), cuts, spaces)


def _typed(
    text: str, allowed: Iterable[int], passages: Sequence[Passage], taste: Taste
) -> Iterator[tuple[int, _Cut]]:
    """Cuts that the text itself offers: after its own hyphens, dashes and slashes, and at its soft hyphens."""
    for place in allowed:
        before = text[place - 1]
        if before in SPACES or text[place] in _DASHES:
            continue  # a dash belongs to the line that it ends
        if before == SOFT_HYPHEN:
            passage = passages[bisect_right(passages, place - 1, key=lambda one: one.start) - 1]
            yield place, _Cut(taste.hyphen, True, passage.hyphen)
        else:
            yield place, _Cut(taste.own_hyphen if before in _HYPHENS else 0.0, before in _HYPHENS)


def _by_patterns(text: str, passage: Passage, taste: Taste) -> Iterator[tuple[int, _Cut]]:
    plain, compound = _Cut(taste.hyphen, True, passage.hyphen), _Cut(taste.compound, True, passage.hyphen)
    for match in long_words(passage.limits[0]).finditer(text, passage.start, passage.end):
        start, end = match.span()
        if SOFT_HYPHEN in text[max(start - 1, 0) : end + 1]:
            continue  # its author has parted it (CSS Text 3 §6.1)
        joined = text[end : end + 1] in _JOINTS or (start and text[start - 1] in _JOINTS)
        for point in hyphenate(match.group(), passage.language, passage.limits):
            yield start + point, compound if joined else plain


def _torn(
    text: str,
    places: Sequence[float],
    bounds: tuple[int, int],
    cuts: Collection[int],
    spaces: dict[int, bool],
    passages: Iterable[Passage],
    narrowest: float,
    taste: Taste,
) -> Iterator[tuple[int, _Cut]]:
    """Cuts anywhere in what is wider than the narrowest line and offers none (CSS Text 3 §5.5, ``overflow-wrap``)."""
    ends = sorted({*cuts, *(n for n, breaks in spaces.items() if breaks), bounds[1]})
    tearing = [p for p in passages if p.tears and p.wraps]
    start = bounds[0]
    for end in ends:
        if places[end] - places[start] > narrowest:
            for passage in tearing:
                for place in range(max(start, passage.start) + 1, min(end, passage.end)):
                    if text[place] not in SPACES and text[place - 1] not in SPACES:
                        yield place, _Cut(taste.torn, False)
        start = end


def _items(
    text: str, places: Sequence[float], bounds: tuple[int, int], cuts: dict[int, _Cut], spaces: dict[int, bool]
) -> tuple[list[Item], list[Mark]]:
    items: list[Item] = []
    marks = [Mark(bounds[0], bounds[0])]
    done, finish = bounds
    for place in sorted({*cuts, *spaces}):
        if place > done:
            items.append(Box(places[place] - places[done]))
        hang = hang_after(text[place - 1])
        if place in spaces:
            done = place + 1
        else:
            done = place
        lead = hang_before(text[done : done + 1])
        before = hang and hang * (places[place] - places[place - 1])
        after = lead and lead * (places[done + 1] - places[done])
        if place in spaces:
            items.append(Glue(places[done] - places[place], spaces[place], before, after))
            if spaces[place]:
                marks.append(Mark(place, done))
            continue
        cut = cuts[place]
        if cut.width:
            before = cut.width * hang_after(_HYPHENS[0])
        items.append(Penalty(cut.cost, cut.width, cut.hyphen, before, after))
        marks.append(Mark(place, place, cut.width > 0))
    if finish > done:
        items.append(Box(places[finish] - places[done]))
    return items, [*marks, Mark(finish, len(text))]
