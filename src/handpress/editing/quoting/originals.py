"""A text that others quote, by its words: where a quotation stands in it."""

from __future__ import annotations

import itertools
import unicodedata
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from handpress.editing.quoting.stretches import Stretch
from handpress.editing.quoting.words import Joint, Word, Wording, plain_words
from handpress.model import nodes
from handpress.model.spans import Span

# How many words of the original may be left out at a joint. An omission may jump over some pages, but a text that
# is full of "[…]" should not be found in every other; words in brackets stand for a phrase.
SKIPS = {Joint.REPLACED: 12, Joint.ELIDED: 1500, Joint.OMITTED: 1500}
# A misquotation is followed less far over an omission than an exact quotation: comparing costs more than looking up.
_REACH, _MARGIN, _TOO_COMMON = 400, 60, 500
_BARRIER = Word(0, 0, "", "", "")


class Original:
    """The words of a part's text, then of each of its notes, with an empty word between, which nothing matches.

    ``words`` and ``stretch_of`` run side by side. Lookups are by index, so that a quotation costs about as much as
    it has words, however long the original.
    """

    def __init__(self, stretches: Iterable[Stretch]) -> None:
        self.words: list[Word] = []
        self.stretch_of: list[Stretch] = []
        self._barriers: list[int] = []
        note = ""
        self._begun: list[int] = []
        for raw in stretches:
            if isinstance(raw.block, nodes.Paragraph) and not raw.note:
                self._begun.append(len(self.words))
            stretch = replace(raw, text=unicodedata.normalize("NFC", raw.text))
            if stretch.note != note:
                note = stretch.note
                self._barriers.append(len(self.words))
                self.words.append(_BARRIER)
                self.stretch_of.append(stretch)
            for word in plain_words(stretch.text):
                self.words.append(word)
                self.stretch_of.append(stretch)
        self._single: dict[str, list[int]] = defaultdict(list)
        self._pairs: dict[tuple[str, str], list[int]] = defaultdict(list)
        for at, word in enumerate(self.words):
            self._single[word.fold].append(at)
            if at:
                self._pairs[self.words[at - 1].fold, word.fold].append(at - 1)

    def paragraph(self, number: int) -> range:
        """The words of a paragraph of the text, from 1, and of what has no number of its own behind it; 0: all."""
        if not number:
            return range(len(self.words))
        text_ends = self._barriers[0] if self._barriers else len(self.words)
        bounds = [*self._begun, text_ends]
        return range(bounds[number - 1], bounds[number]) if number < len(bounds) else range(0)

    def zone(self, at: int) -> tuple[int, int]:
        """The text or note around a word: its first word, and the place behind its last."""
        index = bisect_right(self._barriers, at)
        first = self._barriers[index - 1] + 1 if index else 0
        return first, self._barriers[index] if index < len(self._barriers) else len(self.words)

    def place(self, at: int) -> Span | None:
        """Where a word stands in the manuscript."""
        return self.stretch_of[at].span(self.words[at].start, self.words[at].end)

    def said(self, first: int, last: int) -> str:
        """The text from one word to another, both included, with single spaces."""
        begin, end = self.stretch_of[first], self.stretch_of[last]
        if begin is end:
            return " ".join(begin.text[self.words[first].start : self.words[last].end].split())
        words = zip(self.words[first : last + 1], self.stretch_of[first : last + 1], strict=True)
        return " ".join(stretch.text[word.start : word.end] for word, stretch in words)

    def said_up_to_next(self, at: int) -> str:
        """A word with all that stands between it and the next, or the end of its paragraph, with single spaces."""
        stretch = self.stretch_of[at]
        goes_on = at + 1 < len(self.words) and self.stretch_of[at + 1] is stretch
        end = self.words[at + 1].start if goes_on else len(stretch.text)
        return " ".join(stretch.text[self.words[at].start : end].split())

    def find(self, quotation: Wording, begins: range) -> list[int] | None:
        """Where each word of a quotation stands, if all its runs stand here word for word and in order.

        ``begins`` are the words that may be its first.
        Of several places the shortest stretch is taken, then the first.
        """
        runs = [quotation.words[first:behind] for first, behind in quotation.runs()]
        # For each run the places it is reached at, and which of the places of the run before it follows. It follows
        # the nearest: that one's chain began latest, too, so no other gives a shorter stretch.
        chains: list[list[tuple[int, int]]] = [
            [(start, start) for start in self._occurrences(runs[0]) if start in begins]
        ]
        for before, run in itertools.pairwise(runs):
            reached = chains[-1]
            ends = [start + len(before) for start, _ in reached]
            chains.append([])
            for start in self._occurrences(run):
                link = bisect_right(ends, start) - 1
                if (
                    link >= 0
                    and start - ends[link] <= SKIPS[before[-1].joint]
                    and self._together(ends[link] - 1, start)
                ):
                    chains[-1].append((start, link))
        traced = [self._trace(chains, link) for link in range(len(chains[-1]))]
        if not traced:
            return None
        starts = min(traced, key=lambda starts: starts[-1] - starts[0])
        return [at for run, start in zip(runs, starts, strict=True) for at in range(start, start + len(run))]

    @staticmethod
    def _trace(chains: list[list[tuple[int, int]]], link: int) -> list[int]:
        starts = []
        for chain in reversed(chains):
            start, link = chain[link]
            starts.append(start)
        return starts[::-1]

    def _together(self, first: int, second: int) -> bool:
        """Whether two words stand in the same text or note."""
        return bisect_right(self._barriers, first) == bisect_right(self._barriers, second)

    def _occurrences(self, run: tuple[Word, ...]) -> Iterator[int]:
        """Where a run stands: the places of its first word, in order."""
        plain = [offset for offset, word in enumerate(run) if word.pattern is None]
        starts: Iterable[int] = range(len(self.words))
        if plain:
            rarest = min(plain, key=lambda offset: len(self._single.get(run[offset].fold, ())))
            starts = (place - rarest for place in self._single.get(run[rarest].fold, ()) if place >= rarest)
        yield from (start for start in starts if self._stands(run, start))

    def _stands(self, run: tuple[Word, ...], start: int) -> bool:
        if start + len(run) > len(self.words):
            return False
        last = len(run) - 1
        for offset, word in enumerate(run):
            here = self.words[start + offset]
            if not same(word, here) or (offset < last and word.stop != here.stop):
                return False
        return True

    def nearest(self, quotation: Wording, begins: range) -> tuple[int, int] | None:
        """The stretch that shares most pairs of neighbouring words with a quotation, if it shares a quarter of them.

        ``begins`` are the words that may be its first, or nearly.
        """
        words = quotation.words
        hits: list[tuple[int, int]] = []
        for index in range(len(words) - 1):
            places = self._pairs.get((words[index].fold, words[index + 1].fold), ())
            if words[index].joint <= Joint.ASIDE and len(places) <= _TOO_COMMON:
                hits += ((at, index) for at in places)
        hits.sort()
        skips = [SKIPS.get(word.joint, 0) for word in words[:-1]]
        reach = len(words) * 4 // 3 + 5 + min(sum(skips), _REACH)
        best = _densest([hit for hit in hits if begins.start <= hit[0] < begins.stop + reach], reach)
        if best is None or best[0] < max(1, (len(words) - 1) // 4):
            return None
        _, (first, head), (last, tail) = best
        # Changed words at either end share no pair, and lie behind an omission all the farther off.
        slack = 5 + min(sum(skips), _MARGIN)
        zone_begins, zone_ends = self.zone(first)
        return max(first - head - slack, zone_begins), min(last + len(words) - tail + slack, zone_ends)


def same(quoted: Word, here: Word) -> bool:
    """Whether a word of a quotation is that of the original, letter by letter."""
    if quoted.pattern is not None:
        return quoted.pattern.fullmatch(here.fold) is not None
    if quoted.key == here.key:
        return True
    return quoted.loose and quoted.fold == here.fold and quoted.key[1:] == here.key[1:]


def _densest(hits: list[tuple[int, int]], reach: int) -> tuple[int, tuple[int, int], tuple[int, int]] | None:
    """The window of at most ``reach`` words with most different pairs of a quotation: how many, first hit, last hit."""
    best: tuple[int, tuple[int, int], tuple[int, int]] | None = None
    inside: dict[int, int] = defaultdict(int)
    tail = 0
    for at, index in hits:
        inside[index] += 1
        while hits[tail][0] < at - reach:
            gone = hits[tail][1]
            inside[gone] -= 1
            if not inside[gone]:
                del inside[gone]
            tail += 1
        if best is None or len(inside) > best[0]:
            best = (len(inside), hits[tail], (at, index))
    return best
