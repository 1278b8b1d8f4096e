"""Parts the letters of pages into running text, notes and margins.

A page is running text, then signs of lists, then notes (perhaps the rest of one begun on the page before), then
running head and folio. Three streams are followed through all pages: where the letters of a page can be parted so that
each piece goes on exactly where its stream stopped, the page is proved. Where they cannot, the pieces are collated.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain

from msgspec import Struct

from handpress.model.folios import ALIKE, Folios, roman, roman_value
from handpress.proving.collation import Agreement, Difference, agree, collate, numbers_in
from handpress.proving.losses import Gap
from handpress.proving.righting import Righting, runs_right_to_left
from handpress.proving.streams import SLOTS, Stream, letters, where_letters

_MOST_MARKS = 12
_FURTHEST_BACK = 200  # letters that notes or margins may by chance go on as the running text would
_KEY = 20  # letters of a note's beginning by which it is found on a damaged page


class Mark(Struct, frozen=True):
    """How far both streams were read at the end of a page, the numbers of lists on it, and the mark before it."""

    body: int
    notes: int
    numbers: tuple[str, ...] = ()
    previous: Mark | None = None


@dataclass(slots=True)
class Parting:
    """Follows both streams through the pages.

    A page can be parted in more than one way where its text is like the running head or the notes: ``marks`` are all
    of them, and the pages that follow decide. ``heads`` are running heads by the stretch of their part, ``tables`` the
    heads of tables by the stretch in which they may stand again; ``folios`` are the numbers the pages must bear.
    ``shifts`` is how much they are off behind a page that is gone or too many, so that this is told once, in each of
    the two series of numbers; ``listed`` are the numbers of lists, once somebody has asked for them.
    """

    body: Stream
    notes: Stream
    heads: list[tuple[int, int, tuple[str, ...]]]
    tables: list[tuple[int, int, str]]
    folios: Folios = ALIKE
    marks: list[Mark] = field(default_factory=lambda: [Mark(0, 0)])
    gaps: list[Gap] = field(default_factory=list)
    note_gaps: list[Gap] = field(default_factory=list)
    shifts: Counter[bool] = field(default_factory=Counter)
    turned: bool = field(init=False)
    listed: Counter[str] | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        """See whether any of the pamphlet runs from right to left."""
        self.turned = runs_right_to_left(self.body.text) or runs_right_to_left(self.notes.text)

    def page(self, text: str, number: int) -> None:
        """Take the next page; ``number`` from 1, by which it has its folio."""
        if self.turned:
            text = self._righted(text, number)
        found = letters(text)
        after: dict[tuple[int, int], Mark] = {}
        for mark in self.marks:
            for parted in self._partings(mark, found, number):
                other = after.setdefault((parted.body, parted.notes), parted)
                if self._is_better(parted, other):
                    after[parted.body, parted.notes] = parted
        self.marks = list(after.values())[:_MOST_MARKS] or [self._collate_page(text, found, number)]

    def _is_better(self, one: Mark, other: Mark) -> bool:
        """Whether of two ways to come as far one has read fewer numbers that no list has.

        The numbers of a page's lists stand behind its text. Where the first is 29 and the next page begins with 9 May,
        the 9 could be that of May, and 2 the number of an item.
        """
        if one is other or (one.previous is other.previous and one.numbers == other.numbers):
            return False
        return self._strays(one) < self._strays(other)

    def _strays(self, mark: Mark) -> int:
        """How many numbers up to a mark no list has."""
        if self.listed is None:
            self.listed = Counter(str(word.number) for word in self.body.words if word.number is not None)
        return (Counter(chain.from_iterable(one.numbers for one in marks_up_to(mark))) - self.listed).total()

    def pass_over(self) -> None:
        """Take a page that holds nothing of the text: both streams stay where they are."""
        self.marks = [Mark(mark.body, mark.notes, (), mark) for mark in self.marks]

    def _righted(self, text: str, number: int) -> str:
        mark, heads = self.best(), [head for _, _, names in self.heads for head in names]
        streams = ((self.body.text, mark.body), (self.notes.text, mark.notes))
        return Righting(streams, dict.fromkeys(heads), self._folio(number)).page(text)

    def _folio(self, number: int) -> str:
        """What a page must bear, as far as pages before it have shown."""
        front, shift = self.folios.front, self.shifts[number <= self.folios.front]
        return roman(number + shift) if number <= front else str(number - front + shift)

    def best(self) -> Mark:
        """The mark that came furthest."""
        return max(self.marks, key=lambda mark: mark.body + mark.notes)

    def _begin(self, mark: Mark, found: str) -> list[Agreement]:
        """How far the running text goes from the top of a page, or from below the repeated head of a table."""
        begun = [agree(self.body.text, mark.body, found)]
        for start, end, head in self.tables:
            if head and start <= mark.body < end and found.startswith(head):
                begun.append(agree(self.body.text, mark.body, found, len(head)))
        return begun

    def _margins(self, mark: Mark, reached: int, found: str, number: int) -> list[str]:
        """What may stand in the margins of a page, the fullest first. A head too long for its line is cut off."""
        heads = [head for start, end, names in self.heads if start <= reached and end >= mark.body for head in names]
        folio = self._folio(number)
        inner = found.removesuffix(folio)
        for head in list(heads):
            begun = inner.rfind(head[:_KEY]) if len(head) > _KEY else -1
            if begun >= 0 and head.startswith(inner[begun:]):
                heads.append(inner[begun:])
        margins = [*chain.from_iterable((head + folio, folio + head) for head in heads), folio, *heads, ""]
        return list(dict.fromkeys(margins))

    def _partings(self, mark: Mark, found: str, number: int) -> Iterator[Mark]:
        next_note = self.notes.text[mark.notes : mark.notes + 1]
        # Where no note goes on nothing can be parted: so there are at most the hundred places that a page may have.
        begun = "" if next_note and next_note in SLOTS else next_note or "\n"
        for reached in self._begin(mark, found):
            places = (self.body.text.find(slot, mark.body, reached.at + 1) for slot in SLOTS)
            first_slot = min((place for place in places if place >= 0), default=reached.at + 1)
            for margin in self._margins(mark, reached.at, found, number):
                if not found.endswith(margin):
                    continue
                end = len(found) - len(margin)
                for at, place in _back(reached, found[:end], begun, first_slot):
                    for signs in _signs(found, place, end) if at >= first_slot else (place,):
                        if signs < end and begun and found[signs] != begun:
                            continue
                        notes = agree(self.notes.text, mark.notes, found[signs:end], ended=True)
                        if notes.position == end - signs:
                            digits = [text for where, text in reached.numbers if where < place]
                            yield Mark(at, notes.at, (*digits, *numbers_in(found[place:signs])), mark)

    def _collate_page(self, text: str, found: str, number: int) -> Mark:
        """A page that cannot be parted is damaged: its pieces are collated, and what differs is kept."""
        _, mark, reached = max(
            ((begun.position, mark, begun) for mark in self.marks for begun in self._begin(mark, found)),
            key=lambda item: item[0],
        )
        margin = next(margin for margin in self._margins(mark, reached.at, found, number) if found.endswith(margin))
        end = len(found) - len(margin)
        parted = self._first_note(mark, found, max(min(reached.position, end) - 2 * _KEY, 0), end)
        skipped = reached.steps[0][1]
        where = where_letters(text)

        def gap(difference: Difference, shift: int) -> Gap:
            first, last = difference.found_start + shift, difference.found_end + shift
            words = text[where[first] : where[last - 1] + 1] if last > first else ""
            return Gap(difference.start, difference.end, " ".join(words.split()), number)

        differences, body = collate(self.body, mark.body, found[skipped:parted])
        last = [item.found_end + skipped for item in differences[-1:] if item.found_start < item.found_end]
        listed = any(slot in self.body.text[mark.body : body + 1] for slot in SLOTS)
        for item in differences:
            extra = found[skipped + item.found_start : skipped + item.found_end]
            at_end = item.found_end == parted - skipped and item.start == item.end
            if not (listed and at_end and not any(map(str.isalpha, extra))):
                self.gaps.append(gap(item, skipped))
        differences, notes = collate(self.notes, mark.notes, found[parted:end])
        last += [item.found_end + parted for item in differences[-1:] if item.found_start < item.found_end]
        if not margin and end in last and (borne := self._borne(text, number)):
            in_front = number <= self.folios.front
            self.shifts[in_front] = borne - (number if in_front else number - self.folios.front)
        self.note_gaps += [gap(item, parted) for item in differences]
        return Mark(body, notes, (), mark)

    def _borne(self, text: str, number: int) -> int:
        """The number in the folio that ends a page; 0 where none does."""
        if number <= self.folios.front:
            return roman_value(" ".join(text.split()[-1:]))
        digits = re.search(r"(?<!\d)\d{1,4}$", letters(text))
        return int(digits[0]) if digits else 0

    def _first_note(self, mark: Mark, found: str, start: int, end: int) -> int:
        """Where the notes of a damaged page begin: at the rest of the last one, or at any that is still to come."""
        keys = []
        begins = [at for at in self.note_starts() if at >= mark.notes]
        bounds = [*begins, len(self.notes.text)]
        if mark.notes not in begins:
            keys.append(self.notes.text[mark.notes : min(mark.notes + _KEY, bounds[0])])
        keys += [self.notes.text[at : min(at + _KEY, after)] for at, after in zip(begins, bounds[1:], strict=True)]
        places = [(found.find(key, start, end), key) for key in keys if key]
        sure = [place for place, key in places if place >= 0 and len(key) > _KEY // 3]
        unsure = [found.rfind(key, start, end) for place, key in places if place >= 0]
        return min(sure, default=max(unsure, default=end))

    def note_starts(self) -> Iterator[int]:
        """Where each note begins in the stream of notes."""
        previous = -1
        for word, start in zip(self.notes.words, self.notes.starts, strict=True):
            if word.note != previous:
                previous = word.note
                yield start


def marks_up_to(mark: Mark) -> list[Mark]:
    """The marks of all pages in their order."""
    marks: list[Mark] = []
    while mark.previous is not None:
        marks.append(mark)
        mark = mark.previous
    return marks[::-1]


def _back(reached: Agreement, found: str, begun: str, slot: int) -> Iterator[tuple[int, int]]:
    """The places (wanted, found) up to which the running text agrees, from the last back to the first.

    Only those where a note may be ``begun``, or nothing follows, or that are not before the first ``slot``.
    """
    for at, position, length in reversed(reached.steps):
        last = position + min(length, len(found) - position)
        first = position + max(reached.position - position - _FURTHEST_BACK, 0)
        if not begun or at + length >= slot:
            yield from ((at + place - position, place) for place in range(last, first - 1, -1))
            continue
        if first <= last == len(found):
            yield at + last - position, last
        while (last := found.rfind(begun, first, last + 1)) >= 0:
            yield at + last - position, last
            last -= 1


def _signs(found: str, start: int, end: int) -> Iterator[int]:
    """Every place up to which there are only signs and numbers of lists."""
    yield start
    for place in range(start, end):
        if found[place].isalpha():
            return
        yield place + 1
