"""Where the lines of a text may end, and at what cost: a measured text becomes boxes, glue and penalties.

In: the text of a paragraph, how far each of its characters stands from its start, where Unicode allows a break, and
what holds in each of its passages. Out: the items for the breaker, and for each of them where a line would end.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from handpress.setting.total_fit.hanging import hang_after, hang_before
from handpress.setting.total_fit.hyphenation import WORD, hyphenate
from handpress.setting.total_fit.items import Box, Glue, Item, Penalty
from handpress.setting.total_fit.taste import Taste

SPACES = " \u00a0"
SOFT_HYPHEN = "\u00ad"
_HYPHENS = "-\u2010"
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
    """The items of a paragraph, and a mark for each. ``places`` has one more entry than the text has characters.

    ``allowed`` are the characters before which Unicode lets a line begin (UAX 14); ``narrowest`` is the measure of the
    narrowest line.
    """
    begin, finish = len(text) - len(text.lstrip(" ")), len(text.rstrip(" "))
    cuts: dict[int, _Cut] = {}
    for passage in passages:
        cuts |= _typed(text, allowed, passage, taste)
        if passage.language:
            cuts |= _by_patterns(text, passage, taste)
    shut = {n for p in passages if not p.wraps for n in range(p.start + 1, p.end)}
    cuts = {place: cut for place, cut in cuts.items() if begin < place < finish and place not in shut}
    spaces = {n: n + 1 in allowed and n + 1 not in shut for n in range(begin, finish) if text[n] in SPACES}
    cuts |= _torn(text, places, (begin, finish), cuts, spaces, passages, narrowest, taste)
    return _items(text, places, (begin, finish), cuts, spaces)


def _typed(text: str, allowed: Collection[int], passage: Passage, taste: Taste) -> Iterator[tuple[int, _Cut]]:
    """Cuts that the text itself offers: after its own hyphens, dashes and slashes, and at its soft hyphens."""
    for place in range(passage.start, passage.end):
        before = text[place - 1] if place else " "
        if before.isalnum() or before in SPACES or place not in allowed or text[place] in _DASHES:
            continue  # a dash belongs to the line that it ends
        if before == SOFT_HYPHEN:
            yield place, _Cut(taste.hyphen, True, passage.hyphen)
        else:
            yield place, _Cut(taste.own_hyphen if before in _HYPHENS else 0.0, before in _HYPHENS)


def _by_patterns(text: str, passage: Passage, taste: Taste) -> Iterator[tuple[int, _Cut]]:
    for match in WORD.finditer(text, passage.start, passage.end):
        start, end = match.span()
        if end - start < passage.limits[0] or SOFT_HYPHEN in text[max(start - 1, 0) : end + 1]:
            continue
        beside = {text[start - 1 : start], text[end : end + 1]} & set(_HYPHENS)
        cost = taste.compound if beside else taste.hyphen
        for point in hyphenate(match.group(), passage.language, passage.limits):
            yield start + point, _Cut(cost, True, passage.hyphen)


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
    marks: list[Mark] = []
    done, finish = bounds

    def box(end: int) -> None:
        if end > done:
            items.append(Box(places[end] - places[done]))
            marks.append(Mark(end, end))

    for place in sorted({*cuts, *spaces}):
        box(place)
        done = place
        if place in spaces:
            done = place + 1
            hang, lead = _hang(text, places, place), _lead(text, places, done)
            items.append(Glue(places[done] - places[place], spaces[place], hang, lead))
            marks.append(Mark(place, done))
            continue
        cut = cuts[place]
        hang = cut.width * hang_after(_HYPHENS[0]) if cut.width else _hang(text, places, place)
        items.append(Penalty(cut.cost, cut.width, cut.hyphen, hang, _lead(text, places, place)))
        marks.append(Mark(place, place, cut.hyphen and bool(cut.width)))
    box(finish)
    return items, [*marks, Mark(finish, len(text))]


def _hang(text: str, places: Sequence[float], end: int) -> float:
    return hang_after(text[end - 1]) * (places[end] - places[end - 1])


def _lead(text: str, places: Sequence[float], start: int) -> float:
    return hang_before(text[start]) * (places[start + 1] - places[start])
