"""Proves the pages in print, from their PDF alone.

A page is running text, then signs of lists, then notes (perhaps the rest of one begun on the page before), then
running head and folio. Three streams are followed through all pages: where the letters of a page can be parted so that
each piece goes on exactly where its stream stopped, the page is proved. Where they cannot, the pieces are collated.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from handpress.model.document import Document
from handpress.model.facts import Facts, call_anchor, note_anchor
from handpress.proving import wanted
from handpress.proving.checks import Seen, View, finished, judge
from handpress.proving.collation import Agreement, Difference, agree, collate, numbers_in
from handpress.proving.ledger import Entry, Loss, LossKind, Proof
from handpress.proving.losses import Gap, pair_moved, shorten, tell
from handpress.proving.readback import Place, anchors, links, pages_text
from handpress.proving.streams import MARKER, SLOTS, Stream, by_letters, letters, owned, where_letters

_UNKNOWN = "?"
_MOST_MARKS = 12
_FURTHEST_BACK = 200  # letters that notes or margins may by chance go on as the running text would
_KEY = 20  # letters of a note's beginning by which it is found on a damaged page


@dataclass(frozen=True, slots=True)
class _Mark:
    """How far both streams were read at the end of a page, the numbers of lists on it, and the mark before it."""

    body: int
    notes: int
    numbers: tuple[str, ...] = ()
    previous: _Mark | None = None


@dataclass(slots=True)
class _Reader:
    """Follows both streams through the pages.

    A page can be parted in more than one way where its text is like the running head or the notes: ``marks`` are all
    of them, and the pages that follow decide. ``heads`` are running heads by the stretch of their part, ``tables`` the
    heads of tables by the stretch in which they may stand again. ``shift`` is how much folios are off behind a page
    that is gone or too many, so that this is told once.
    """

    body: Stream
    notes: Stream
    heads: list[tuple[int, int, tuple[str, ...]]]
    tables: list[tuple[int, int, str]]
    marks: list[_Mark] = field(default_factory=lambda: [_Mark(0, 0)])
    gaps: list[Gap] = field(default_factory=list)
    note_gaps: list[Gap] = field(default_factory=list)
    shift: int = 0

    def page(self, text: str, number: int) -> None:
        """Take the next page; ``number`` from 1, which its folio must be."""
        found = letters(text)
        after: dict[tuple[int, int], _Mark] = {}
        for mark in self.marks:
            for parted in self._partings(mark, found, number):
                after.setdefault((parted.body, parted.notes), parted)
        self.marks = list(after.values())[:_MOST_MARKS] or [self._collate_page(text, found, number)]

    def pass_over(self) -> None:
        """Take a page that holds nothing of the text: both streams stay where they are."""
        self.marks = [_Mark(mark.body, mark.notes, (), mark) for mark in self.marks]

    def best(self) -> _Mark:
        """The mark that came furthest."""
        return max(self.marks, key=lambda mark: mark.body + mark.notes)

    def _begin(self, mark: _Mark, found: str) -> list[Agreement]:
        """How far the running text goes from the top of a page, or from below the repeated head of a table."""
        begun = [agree(self.body.text, mark.body, found)]
        for start, end, head in self.tables:
            if head and start <= mark.body < end and found.startswith(head):
                begun.append(agree(self.body.text, mark.body, found, len(head)))
        return begun

    def _margins(self, mark: _Mark, reached: int, found: str, number: int) -> list[str]:
        """What may stand in the margins of a page, the fullest first. A head too long for its line is cut off."""
        heads = [head for start, end, names in self.heads if start <= reached and end >= mark.body for head in names]
        folio = str(number + self.shift)
        inner = found.removesuffix(folio)
        for head in list(heads):
            begun = inner.rfind(head[:_KEY]) if len(head) > _KEY else -1
            if begun >= 0 and head.startswith(inner[begun:]):
                heads.append(inner[begun:])
        margins = [*chain.from_iterable((head + folio, folio + head) for head in heads), folio, *heads, ""]
        return list(dict.fromkeys(margins))

    def _partings(self, mark: _Mark, found: str, number: int) -> Iterator[_Mark]:
        for reached in self._begin(mark, found):
            for margin in self._margins(mark, reached.at, found, number):
                if not found.endswith(margin):
                    continue
                end = len(found) - len(margin)
                for at, place in _back(reached, end):
                    listed = any(slot in self.body.text[mark.body : at + 1] for slot in SLOTS)
                    for signs in _signs(found, place, end) if listed else (place,):
                        notes = agree(self.notes.text, mark.notes, found[signs:end], ended=True)
                        if notes.position == end - signs:
                            digits = [text for where, text in reached.numbers if where < place]
                            yield _Mark(at, notes.at, (*digits, *numbers_in(found[place:signs])), mark)

    def _collate_page(self, text: str, found: str, number: int) -> _Mark:
        """A page that cannot be parted is damaged: its pieces are collated, and what differs is kept."""
        _, mark, reached = max(
            ((begun.position, mark, begun) for mark in self.marks for begun in self._begin(mark, found)),
            key=lambda item: item[0],
        )
        margin = next(margin for margin in self._margins(mark, reached.at, found, number) if found.endswith(margin))
        if not margin and (folio := re.search(r"(?<!\d)\d{1,4}$", found)):
            self.shift = int(folio[0]) - number
        end = len(found) - len(margin)
        parted = self._first_note(mark, found, max(min(reached.position, end) - 2 * _KEY, 0), end)
        skipped = reached.steps[0][1]
        where = where_letters(text)

        def gap(difference: Difference, shift: int) -> Gap:
            first, last = difference.found_start + shift, difference.found_end + shift
            words = text[where[first] : where[last - 1] + 1] if last > first else ""
            return Gap(difference.start, difference.end, " ".join(words.split()), number)

        differences, body = collate(self.body, mark.body, found[skipped:parted])
        listed = any(slot in self.body.text[mark.body : body + 1] for slot in SLOTS)
        for item in differences:
            extra = found[skipped + item.found_start : skipped + item.found_end]
            last = item.found_end == parted - skipped and item.start == item.end
            if not (listed and last and not any(map(str.isalpha, extra))):
                self.gaps.append(gap(item, skipped))
        differences, notes = collate(self.notes, mark.notes, found[parted:end])
        self.note_gaps += [gap(item, parted) for item in differences]
        return _Mark(body, notes, (), mark)

    def _first_note(self, mark: _Mark, found: str, start: int, end: int) -> int:
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


@dataclass(frozen=True, slots=True)
class PagesProof:
    """The proof of some pages, with the editorial items and where they stand in print."""

    proof: Proof
    items: tuple[Entry, ...]


def prove_pages(
    document: Document, facts: Facts, pdf: bytes, sha256: str, covers: frozenset[int] = frozenset()
) -> PagesProof:
    """Compare the words on the pages with the model, in order, and see that no note stands before its call.

    ``covers`` are pages (from 1) that hold nothing of the text, and are not read.
    Raises ``PressError`` for bytes that are no PDF.
    """
    pages = [fields[0] for fields in pages_text(pdf)]
    return prove_texts(document, facts, pages, "pdf", sha256, places=anchors(pdf), linked=links(pdf), covers=covers)


def prove_texts(
    document: Document,
    facts: Facts,
    pages: Sequence[str],
    output: str,
    sha256: str,
    *,
    places: Mapping[str, Place],
    linked: Mapping[int, frozenset[Place]] | None = None,
    covers: frozenset[int] = frozenset(),
) -> PagesProof:
    """The same for the text of pages. ``linked`` is None for pages that have no links, as those on a sheet of paper."""
    copy = wanted.for_print(document, facts, lambda anchor: str(places[anchor].page if anchor in places else _UNKNOWN))
    names = copy.names()
    reader = _reader(document, facts, copy)
    for number, text in enumerate(pages, 1):
        if number in covers:
            reader.pass_over()
        else:
            reader.page(text, number)
    mark = reader.best()
    gaps = [*reader.gaps, *_rest(reader.body, mark.body)]
    note_gaps = [*reader.note_gaps, *_rest(reader.notes, mark.notes)]
    marks = _chain(mark)
    losses = [*tell(reader.body, gaps), *tell(reader.notes, note_gaps, names)]
    astray: list[Loss] = []
    if not losses:
        astray = [*_before_call(copy, reader, marks), *_unlinked(copy, places, linked)]
        losses += [*_numbers(reader.body, marks), *astray]
    told = pair_moved(losses)
    expected = sum(word.text not in SLOTS for word in (*reader.body.words, *reader.notes.words))
    lost = sum(loss.words for loss in told if loss.kind is not LossKind.MOVED)
    missing = Counter[str]()
    for loss in told:
        missing[loss.note] += loss.words if loss.kind is LossKind.MISSING else 0
    gone = [name for name, note in zip(names, copy.notes, strict=True) if missing[name] >= len(note.words)]
    body, notes = View(reader.body, tuple(gaps)), View(reader.notes, tuple(note_gaps), running=False)
    noted = {loss.note for loss in (*astray, *(loss for loss in told if loss.kind is LossKind.MOVED))} | set(gone)
    seen = Seen(
        [body, notes],
        calls=list(_calls(copy, body)),
        links=sum(names[call.note] not in noted for call in copy.calls),
    )
    checks, author = judge(document, copy, [item.anchor for item in facts.note_on_text.emendations], seen, told)
    checks, told = finished(checks, told)
    proof = Proof(
        output, sha256, len(pages), expected, expected - lost, len(names), len(names) - len(gone), told, checks, author
    )
    return PagesProof(proof, tuple(_entries(copy, reader, marks)))


def _calls(copy: wanted.Copy, body: View) -> Iterator[tuple[View, int, int]]:
    firsts = _firsts(copy)
    for call in copy.calls:
        start = _offset(body.stream, firsts[call.part] + call.words) + call.inside
        yield body, start, start + 1


def _entries(copy: wanted.Copy, reader: _Reader, marks: list[_Mark]) -> Iterator[Entry]:
    """The editorial items with the page each begins on."""
    places: dict[int, int] = {}
    for stream, ends in ((reader.body, [m.body for m in marks]), (reader.notes, [m.notes for m in marks])):
        for part in owned(stream):
            places.setdefault(part.owner, min(bisect_right(ends, part.start), max(len(ends) - 1, 0)) + 1)
    for number, item in enumerate(copy.items):
        page = places.get(number, 0)
        yield Entry(item.kind, item.party, item.words, item.part, item.note, page, item.span)


def _unlinked(
    copy: wanted.Copy, places: Mapping[str, Place], linked: Mapping[int, frozenset[Place]] | None
) -> Iterator[Loss]:
    """A call must be a link to its note, and the note's mark one to the call."""
    if linked is None:
        return
    for call in copy.calls:
        note = copy.notes[call.note]
        there = places.get(note_anchor(note.part, note.label))
        back = places.get(call_anchor(note.part, note.label))
        if there and back and there in linked.get(back.page, ()) and back in linked.get(there.page, ()):
            continue
        shown = shorten([word.text for word in note.words])
        trouble = "its links do not lead there and back"
        yield Loss(LossKind.MOVED, shown, trouble, 0, note.span, f"{note.part}: {note.label}")


def _reader(document: Document, facts: Facts, copy: wanted.Copy) -> _Reader:
    words = chain(copy.before, *(words for _, words in copy.parts), copy.note_on_text, copy.after)
    body = by_letters(words)
    notes = by_letters(chain.from_iterable(note.words for note in copy.notes))
    heads: list[tuple[int, int, tuple[str, ...]]] = []
    first = len(copy.before)
    for part, (_, content) in zip(document.parts, copy.parts, strict=True):
        start, end = _offset(body, first), _offset(body, first + len(content))
        heads.append((start, end, tuple(letters(head) for head in wanted.running_heads(document, part) if head)))
        first += len(content)
    start, end = _offset(body, first), _offset(body, first + len(copy.note_on_text))
    heads.append((start, end, tuple(letters(head) for head in wanted.heads_of_note_on_text(document, facts))))
    firsts = _firsts(copy)
    tables = [
        (_offset(body, firsts[table.part] + table.rows), _offset(body, firsts[table.part] + table.end), table)
        for table in copy.heads
    ]
    repeated = [
        (rows, end, body.text[_offset(body, firsts[table.part] + table.start) : rows]) for rows, end, table in tables
    ]
    return _Reader(body, notes, heads, repeated)


def _firsts(copy: wanted.Copy) -> list[int]:
    """The index of the first word of each part in the whole running text."""
    firsts = [len(copy.before)]
    for _, words in copy.parts:
        firsts.append(firsts[-1] + len(words))
    return firsts


def _chain(mark: _Mark) -> list[_Mark]:
    """The marks of all pages in their order."""
    marks: list[_Mark] = []
    while mark.previous is not None:
        marks.append(mark)
        mark = mark.previous
    return marks[::-1]


def _offset(stream: Stream, word: int) -> int:
    return stream.starts[word] if word < len(stream.starts) else len(stream.text)


def _back(reached: Agreement, end: int) -> Iterator[tuple[int, int]]:
    """Every place (wanted, found) up to which the running text agrees, from the last back to the first."""
    for at, position, length in reversed(reached.steps):
        for back in range(length, -1, -1):
            if reached.position - position - back > _FURTHEST_BACK:
                return
            if position + back <= end:
                yield at + back, position + back


def _signs(found: str, start: int, end: int) -> Iterator[int]:
    """Every place up to which there are only signs and numbers of lists."""
    yield start
    for place in range(start, end):
        if found[place].isalpha():
            return
        yield place + 1


def _rest(stream: Stream, at: int) -> Iterator[Gap]:
    if any(char not in SLOTS for char in stream.text[at:]):
        yield Gap(at, len(stream.text), "")


def _numbers(body: Stream, marks: list[_Mark]) -> Iterator[Loss]:
    """The numbers of ordered lists, which the style sheet prints, must be those of the manuscript."""
    items = [word for word in body.words if word.text == MARKER and word.number is not None]
    found = Counter(chain.from_iterable(mark.numbers for mark in marks))
    extra = list((found - Counter(str(item.number) for item in items)).elements())
    for item in items:
        if found[str(item.number)]:
            found[str(item.number)] -= 1
        else:
            other = f"{extra.pop(0)}." if extra else ""
            yield Loss(LossKind.CHANGED if other else LossKind.MISSING, f"{item.number}.", other, 1, item.span)
    yield from (Loss(LossKind.ADDED, "", number) for number in extra)


def _before_call(copy: wanted.Copy, reader: _Reader, marks: list[_Mark]) -> Iterator[Loss]:
    """A note may stand behind the page of its call where it found no room, but never before it."""
    firsts, starts = _firsts(copy), list(reader.note_starts())
    body_ends, note_ends = [mark.body for mark in marks], [mark.notes for mark in marks]
    for call in copy.calls:
        note = copy.notes[call.note]
        called = bisect_right(body_ends, _offset(reader.body, firsts[call.part] + call.words) + call.inside)
        stands = bisect_right(note_ends, starts[call.note])
        if stands < called:
            shown = shorten([word.text for word in note.words])
            place = f"on page {stands + 1}, before its call on page {called + 1}"
            yield Loss(LossKind.MOVED, shown, place, 0, note.span, f"{note.part}: {note.label}", stands + 1)
