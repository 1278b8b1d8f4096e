"""Where the lines of a text may end, and at what cost: measured copy becomes boxes, glue and penalties.

In: the text of a paragraph, how far each of its characters stands from its start, where Unicode allows a break, and
what holds in each of its passages. Out: the items for the breaker, and a mark in the text for each place
of their galley.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from msgspec import Struct

from handpress.setting.total_fit.hanging import AFTER, BEFORE
from handpress.setting.total_fit.hyphenation import hyphenate, long_words
from handpress.setting.total_fit.items import Box, Glue, Item, Penalty
from handpress.setting.total_fit.taste import Taste

SPACES = " \u00a0"
SPACE = re.compile(f"[{SPACES}]")
_SOFT_HYPHEN = "\u00ad"
HYPHENS = frozenset("-\u2010")
"""The hyphens that a text may have."""
_DASHES = frozenset("–—")
_THIN = "\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u200b"
_ENDS = HYPHENS | _DASHES | frozenset(f"/|{_SOFT_HYPHEN}{_THIN}")


class Passage(Struct, frozen=True):
    """A run of a paragraph's text with one style, from ``start`` to ``end``.

    ``language`` is empty where words are not parted by patterns; ``limits`` are the least letters of a word that is,
    before the hyphen and after it; ``hyphen`` is the width of the hyphen; ``wraps`` tells whether lines may end within,
    ``tears`` whether a word too wide for any line may be torn, ``raised`` whether it stands off the baseline, as the
    call of a note does, and so goes with what it follows.
    """

    start: int
    end: int
    language: str
    limits: tuple[int, int, int]
    hyphen: float
    wraps: bool = True
    tears: bool = True
    raised: bool = False


class Copy(Struct, frozen=True):
    """The text of a paragraph, measured.

    ``places`` is how far each character stands from the start, and the text's end; ``allowed`` are the characters
    before which Unicode lets a line begin (UAX 14). The passages cover the text in order.
    """

    text: str
    places: Sequence[float]
    allowed: Collection[int]
    passages: Sequence[Passage]

    @property
    def begin(self) -> int:
        """The first character that is no space."""
        return len(self.text) - len(self.text.lstrip(" "))

    @property
    def finish(self) -> int:
        """Where the spaces after the last word begin."""
        return len(self.text.rstrip(" "))

    def width(self, character: int) -> float:
        """The width of a character."""
        return self.places[character + 1] - self.places[character]


class Mark(NamedTuple):
    """Where a line ends in the text, where the next begins, and whether it gets a hyphen that the text has not."""

    end: int
    next: int
    hyphen: bool = False


class _Cut(NamedTuple):
    cost: float
    hyphen: bool
    width: float = 0.0


def find_opportunities(copy: Copy, narrowest: float, taste: Taste) -> tuple[list[Item], list[Mark]]:
    """The items of a paragraph, and a mark for each place of their galley, its start and end among them.

    ``narrowest`` is the measure of the narrowest line.
    """
    text, begin, finish = copy.text, copy.begin, copy.finish
    spaces = {n: n + 1 in copy.allowed for n in (match.start() for match in SPACE.finditer(text, begin, finish))}
    cuts = dict(_typed(copy, taste))
    for passage in copy.passages:
        if passage.language:
            cuts |= _by_patterns(text, passage, taste)
        if not passage.wraps:
            inside = range(passage.start + 1, passage.end)
            cuts = {place: cut for place, cut in cuts.items() if place not in inside}
            spaces = {place: breaks and place + 1 not in inside for place, breaks in spaces.items()}
    cuts = {place: cut for place, cut in cuts.items() if begin < place < finish}
    cuts |= _torn(copy, cuts, spaces, narrowest, taste)
    return _items(copy, cuts, spaces)


def _typed(copy: Copy, taste: Taste) -> Iterator[tuple[int, _Cut]]:
    """Cuts that the text itself offers: after its own hyphens, dashes and slashes, and at its soft hyphens."""
    raised = {passage.start for passage in copy.passages if passage.raised}
    for place in copy.allowed:
        before = copy.text[place - 1]
        # Pango also parts a full stop from a figure, and so a sentence from the call of its note. A dash belongs to the
        # line that it ends.
        if before not in _ENDS or copy.text[place] in _DASHES or place in raised:
            continue
        if before == _SOFT_HYPHEN:
            passage = copy.passages[bisect_right(copy.passages, place - 1, key=lambda one: one.start) - 1]
            yield place, _Cut(taste.hyphen, True, passage.hyphen)
        else:
            yield place, _Cut(taste.own_hyphen if before in HYPHENS else 0.0, before in HYPHENS)


def _by_patterns(text: str, passage: Passage, taste: Taste) -> Iterator[tuple[int, _Cut]]:
    plain, compound = _Cut(taste.hyphen, True, passage.hyphen), _Cut(taste.compound, True, passage.hyphen)
    for match in long_words(passage.limits[0]).finditer(text, passage.start, passage.end):
        start, end = match.span()
        if _SOFT_HYPHEN in text[max(start - 1, 0) : end + 1]:
            continue  # its author has parted it (CSS Text 3 §6.1)
        joined = text[end : end + 1] in HYPHENS or (start and text[start - 1] in HYPHENS)
        for point in hyphenate(match.group(), passage.language, passage.limits):
            yield start + point, compound if joined else plain


def _torn(
    copy: Copy, cuts: Collection[int], spaces: Mapping[int, bool], narrowest: float, taste: Taste
) -> Iterator[tuple[int, _Cut]]:
    """Cuts anywhere in what is wider than the narrowest line and offers none (CSS Text 3 §5.5, ``overflow-wrap``)."""
    text, start = copy.text, copy.begin
    tearing = [passage for passage in copy.passages if passage.tears and passage.wraps]
    for end in sorted({*cuts, *(n for n, breaks in spaces.items() if breaks), copy.finish}):
        if copy.places[end] - copy.places[start] > narrowest:
            for passage in tearing:
                for place in range(max(start, passage.start) + 1, min(end, passage.end)):
                    if text[place] not in SPACES and text[place - 1] not in SPACES:
                        yield place, _Cut(taste.torn, False)
        start = end


def _items(copy: Copy, cuts: Mapping[int, _Cut], spaces: Mapping[int, bool]) -> tuple[list[Item], list[Mark]]:
    text, places, done, finish = copy.text, copy.places, copy.begin, copy.finish
    items: list[Item] = []
    marks = [Mark(done, done)]
    for place in sorted({*cuts, *spaces}):
        if place > done:
            items.append(Box(places[place] - places[done]))
        done = place + 1 if place in spaces else place
        hang, lead = AFTER.get(text[place - 1], 0.0), BEFORE.get(text[done : done + 1], 0.0)
        hang, lead = hang and hang * copy.width(place - 1), lead and lead * copy.width(done)
        if place in spaces:
            items.append(Glue(copy.width(place), spaces[place], hang, lead))
            if spaces[place]:
                marks.append(Mark(place, done))
            continue
        cut = cuts[place]
        if cut.width:
            hang = cut.width * AFTER["-"]
        items.append(Penalty(cut.cost, cut.width, cut.hyphen, hang, lead))
        marks.append(Mark(place, place, cut.width > 0))
    if finish > done:
        items.append(Box(places[finish] - places[done]))
    return items, [*marks, Mark(finish, len(text))]
