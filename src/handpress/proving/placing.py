"""Where things stand in print: notes behind their calls, numbers of lists, links, and the page of every item."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from msgspec import Struct

from handpress.model.facts import call_anchor, note_anchor
from handpress.proving.copytext import Call, Copy, WantedNote
from handpress.proving.ledger import Entry, Loss, LossKind
from handpress.proving.losses import shorten
from handpress.proving.parting import Parting
from handpress.proving.readback import Place
from handpress.proving.streams import MARKER, Word

Links = Mapping[int, Sequence[Place]]
"""Where the links of every page lead, in their order."""


class Placed(Struct, frozen=True):
    """The copy as it stands on pages.

    ``calls`` are the offsets of the calls' signs in the running text; ``body`` and ``notes`` how far both streams were
    read at the end of each page.
    """

    copy: Copy
    parting: Parting
    calls: Sequence[tuple[Call, int]]
    body: Sequence[int]
    notes: Sequence[int]

    def page(self, offset: int) -> int:
        """The page of a place in the running text, from 1."""
        return bisect_right(self.body, offset) + 1


def entries(placed: Placed) -> Iterator[Entry]:
    """The editorial items with the page each begins on."""
    pages: dict[int, int] = {}
    for stream, ends in ((placed.parting.body, placed.body), (placed.parting.notes, placed.notes)):
        for part in stream.owned:
            pages.setdefault(part.owner, min(bisect_right(ends, part.start), max(len(ends) - 1, 0)) + 1)
    for number, item in enumerate(placed.copy.items):
        yield Entry(item.kind, item.party, item.words, item.part, item.note, pages.get(number, 0), item.span)


def numbers_astray(placed: Placed, found: Counter[str]) -> Iterator[Loss]:
    """The numbers of ordered lists, which the style sheet prints, must be those of the manuscript."""
    left = Counter(found)
    items = [word for word in placed.parting.body.words if word.text == MARKER and word.number is not None]
    extra = list((left - Counter(str(item.number) for item in items)).elements())
    for item in items:
        if left[str(item.number)]:
            left[str(item.number)] -= 1
        else:
            other = f"{extra.pop(0)}." if extra else ""
            yield Loss(LossKind.CHANGED if other else LossKind.MISSING, f"{item.number}.", other, 1, item.span)
    yield from (Loss(LossKind.ADDED, "", number) for number in extra)


def notes_before_calls(placed: Placed) -> Iterator[Loss]:
    """A note may stand behind the page of its call where it found no room, but never before it."""
    starts = list(placed.parting.note_starts())
    for call, offset in placed.calls:
        called, stands = placed.page(offset), bisect_right(placed.notes, starts[call.note]) + 1
        if stands < called:
            here, there = (placed.parting.folios.of(page) for page in (stands, called))
            place = f"on page {here}, before its call on page {there}"
            yield _astray(placed.copy.notes[call.note], place, stands)


def notes_unlinked(placed: Placed, places: Mapping[str, Place], linked: Links) -> Iterator[Loss]:
    """A call must be a link to its note, and the note's mark one to the call."""
    for call, _ in placed.calls:
        note = placed.copy.notes[call.note]
        there = places.get(note_anchor(note.part, note.label))
        back = places.get(call_anchor(note.part, note.label))
        if not (there and back and there in linked.get(back.page, ()) and back in linked.get(there.page, ())):
            yield _astray(note, "its links do not lead there and back")


def lines_unlinked(placed: Placed, places: Mapping[str, Place], linked: Links) -> Iterator[tuple[str, Loss]]:
    """The lines of contents and lists whose links do not lead where they must: where that is, and what is told of it.

    The links of a page are in the order of its lines; a line that is broken, or set in several faces, has several.
    """
    lines, own = _lines(placed), _pages_of_press(placed)
    for page in sorted(own | lines.keys()):
        found = list(linked.get(page, ()))
        wanted = [places.get(line[0].lead.removeprefix("#")) for line in lines.get(page, ())]
        passed, whole = 0, True
        for line, there in zip(lines.get(page, ()), wanted, strict=True):
            if there in found[passed:]:
                passed = found.index(there, passed) + 1
            else:
                whole = False
                shown = shorten([word.text for word in line])
                trouble = "its link does not lead to the place it names"
                yield (
                    line[0].lead,
                    Loss(LossKind.MOVED, shown, trouble, 0, line[0].span, page=page, where=line[0].where),
                )
        if whole and page in own and _runs(found) != _runs(wanted):
            stray = next((place for place in found if place not in wanted), found[-1])
            folio = placed.parting.folios.of(stray.page)
            yield "", Loss(LossKind.ADDED, "", f"a link to page {folio}", page=page)


def _runs(places: Iterable[Place | None]) -> list[Place | None]:
    return [place for place, _ in groupby(places)]


def _lines(placed: Placed) -> dict[int, list[tuple[Word, ...]]]:
    """By page the words of every line that leads somewhere."""
    found: dict[int, list[tuple[Word, ...]]] = {}
    body = placed.parting.body
    leading = [number for number, word in enumerate(body.words) if word.lead]
    # What leads to one place stands together; between two lines that do there may be words that lead nowhere.
    for _, group in groupby(enumerate(leading), lambda item: (item[1] - item[0], body.words[item[1]].lead)):
        numbers = [number for _, number in group]
        words = tuple(body.words[number] for number in numbers)
        found.setdefault(placed.page(body.starts[numbers[0]]), []).append(words)
    return found


def _pages_of_press(placed: Placed) -> set[int]:
    """The pages that have no word of a manuscript."""
    body = placed.parting.body
    ends = [*placed.body, len(body.text)]
    begins = [0, *(bisect_left(body.starts, end) for end in ends[:-1]), len(body.words)]
    stretches = ((page, body.words[begins[page - 1] : begins[page]]) for page in range(1, len(begins)))
    own = {page for page, words in stretches if words and all(word.where for word in words)}
    # A note that found no room may go on, or begin, at the foot of a page of the press: its mark leads back from there.
    return own - {bisect_right(placed.notes, start) + 1 for start in placed.parting.notes.starts}


def _astray(note: WantedNote, trouble: str, page: int = 0) -> Loss:
    shown = shorten([word.text for word in note.words])
    return Loss(LossKind.MOVED, shown, trouble, 0, note.span, f"{note.part}: {note.label}", page)
