"""Proves the pages in print, from their PDF alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from handpress.model.document import Document
from handpress.model.facts import Facts
from handpress.proving import oddments
from handpress.proving.bookmarks import other_bookmarks, other_record
from handpress.proving.checks import Seen, View, finished, judge
from handpress.proving.compositor import compose
from handpress.proving.copytext import Call, Copy
from handpress.proving.ledger import Entry, Loss, LossKind, Proof
from handpress.proving.losses import Gap, pair_moved, tell
from handpress.proving.parting import Mark, Parting
from handpress.proving.placing import (
    Links,
    Placed,
    entries,
    lines_unlinked,
    notes_before_calls,
    notes_unlinked,
    numbers_astray,
)
from handpress.proving.readback import Place, anchors, bookmarks, links, pages_text, record
from handpress.proving.streams import SLOTS, Stream, Word, by_letters, letters

_UNKNOWN = "?"


@dataclass(frozen=True, slots=True)
class PagesProof:
    """The proof of some pages, with the editorial items and where they stand in print."""

    proof: Proof
    items: tuple[Entry, ...]


def prove_pages(document: Document, facts: Facts, pdf: bytes, sha256: str) -> PagesProof:
    """Compare the words on the pages with the model, in order, and see that no note stands before its call.

    Raises ``PressError`` for bytes that are no PDF.
    """
    pages = [fields[0] for fields in pages_text(pdf)]
    places = anchors(pdf)
    beside = [*other_bookmarks(document, facts, places, bookmarks(pdf)), *other_record(document, record(pdf))]
    return prove_texts(document, facts, pages, "pdf", sha256, places=places, linked=links(pdf), beside=beside)


def prove_texts(
    document: Document,
    facts: Facts,
    pages: Sequence[str],
    output: str,
    sha256: str,
    *,
    places: Mapping[str, Place],
    linked: Links | None = None,
    beside: Sequence[Loss] = (),
) -> PagesProof:
    """The same for the text of pages. ``linked`` is None for pages that have no links, as those on a sheet of paper.

    ``beside`` is what is amiss with the file beside its pages.
    """
    copy = for_print(document, facts, lambda anchor: str(places[anchor].page if anchor in places else _UNKNOWN))
    parting = _parting(document, facts, copy)
    for number, text in enumerate(pages, 1):
        parting.page(text, number)
    mark = parting.best()
    marks = _chain(mark)
    gaps = (*parting.gaps, *_rest(parting.body, mark.body))
    note_gaps = (*parting.note_gaps, *_rest(parting.notes, mark.notes))
    placed = Placed(
        copy, parting, list(_calls(copy, parting.body)), [end.body for end in marks], [end.notes for end in marks]
    )
    losses = [*tell(parting.body, gaps), *tell(parting.notes, note_gaps, copy.names())]
    astray: list[Loss] = []
    misled: list[tuple[str, Loss]] = []
    if not losses:
        # Where words are gone what is linked or numbered is gone with them, and that is told already.
        astray += notes_before_calls(placed)
        if linked is not None:
            astray += notes_unlinked(placed, places, linked)
            misled += lines_unlinked(placed, places, linked)
        found = Counter(chain.from_iterable(end.numbers for end in marks))
        losses = [*numbers_astray(placed, found), *astray, *(loss for _, loss in misled)]
    told = (*pair_moved(losses), *beside)
    gone = _notes_gone(copy, told)
    noted = {loss.note for loss in (*astray, *(loss for loss in told if loss.kind is LossKind.MOVED))} | gone
    body = View(parting.body, gaps)
    seen = Seen(
        [body, View(parting.notes, note_gaps, running=False)],
        calls=[(body, offset, offset + 1) for _, offset in placed.calls],
        links=sum(copy.names()[call.note] not in noted for call in copy.calls),
        unled=frozenset(lead for lead, _ in misled),
    )
    checks, author = judge(document, copy, [item.anchor for item in facts.note_on_text.emendations], seen, told)
    checks, told = finished(checks, told)
    words = sum(word.text not in SLOTS for word in (*parting.body.words, *parting.notes.words))
    lost = sum(loss.words for loss in told if loss.kind is not LossKind.MOVED)
    notes = len(copy.notes)
    proof = Proof(output, sha256, len(pages), words, words - lost, notes, notes - len(gone), told, checks, author)
    return PagesProof(proof, tuple(entries(placed)))


def for_print(document: Document, facts: Facts, page_of: Callable[[str], str]) -> Copy:
    """The copy of the pages. ``page_of`` gives the page of an anchor, which the contents must name."""
    before, after = oddments.in_print(document, facts, page_of)
    copy = Copy(before=before, after=after)
    for part in document.parts:
        compose(copy, part, facts, page_of)
    return copy


def _notes_gone(copy: Copy, losses: Sequence[Loss]) -> set[str]:
    missing = Counter[str]()
    for loss in losses:
        missing[loss.note] += loss.words if loss.kind is LossKind.MISSING else 0
    return {name for name, note in zip(copy.names(), copy.notes, strict=True) if missing[name] >= len(note.words)}


def _calls(copy: Copy, body: Stream) -> Iterator[tuple[Call, int]]:
    """Each call with the offset of its sign in the running text."""
    firsts = _firsts(copy)
    for call in copy.calls:
        yield call, _offset(body, firsts[call.part] + call.words) + call.inside


def _parting(document: Document, facts: Facts, copy: Copy) -> Parting:
    """Both streams, with what may stand in the margins and which heads of tables may stand again."""
    words: list[Word] = [word for page in copy.before for word in page.words]
    pieces = [content for _, content in copy.parts] + [page.words for page in copy.after]
    names = [oddments.running_heads(document, part) for part in document.parts]
    names += [oddments.heads_of_note_on_text(document, facts)]
    body = by_letters(chain(words, *pieces))
    notes = by_letters(chain.from_iterable(note.words for note in copy.notes))
    heads: list[tuple[int, int, tuple[str, ...]]] = []
    first = len(words)
    for content, over in zip(pieces, names, strict=False):
        start, end = _offset(body, first), _offset(body, first + len(content))
        heads.append((start, end, tuple(letters(head) for head in over if head)))
        first += len(content)
    return Parting(body, notes, heads, list(_tables(copy, body)))


def _tables(copy: Copy, body: Stream) -> Iterator[tuple[int, int, str]]:
    """The heads of tables, each by the stretch of the text in which it may stand again."""
    firsts = _firsts(copy)
    for table in copy.heads:
        start, rows, end = (_offset(body, firsts[table.part] + at) for at in (table.start, table.rows, table.end))
        yield rows, end, body.text[start:rows]


def _firsts(copy: Copy) -> list[int]:
    """The index of the first word of each part in the whole running text."""
    firsts = [sum(len(page.words) for page in copy.before)]
    for _, words in copy.parts:
        firsts.append(firsts[-1] + len(words))
    return firsts


def _chain(mark: Mark) -> list[Mark]:
    """The marks of all pages in their order."""
    marks: list[Mark] = []
    while mark.previous is not None:
        marks.append(mark)
        mark = mark.previous
    return marks[::-1]


def _offset(stream: Stream, word: int) -> int:
    return stream.starts[word] if word < len(stream.starts) else len(stream.text)


def _rest(stream: Stream, at: int) -> Iterator[Gap]:
    if any(char not in SLOTS for char in stream.text[at:]):
        yield Gap(at, len(stream.text), "")
