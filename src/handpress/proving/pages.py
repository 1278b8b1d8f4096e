"""Proves the pages in print, from their PDF alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from msgspec import Struct
from msgspec.structs import replace

from handpress.model.document import Document
from handpress.model.facts import Facts
from handpress.model.folios import Folios
from handpress.proving.bookmarks import other_bookmarks, other_record
from handpress.proving.checks import Seen, View, finished, judge
from handpress.proving.copytext import Copy
from handpress.proving.firsts import FirstWords, first_words
from handpress.proving.ledger import Entry, Loss, LossKind, Proof
from handpress.proving.losses import Gap, pair_moved, tell
from handpress.proving.paper import Composed, calls_in, compose_pages, pages_in, parting_of
from handpress.proving.parting import marks_up_to
from handpress.proving.placing import (
    Links,
    Placed,
    entries,
    lines_unlinked,
    notes_before_calls,
    notes_unlinked,
    numbers_astray,
)
from handpress.proving.readback import Place, ReadBack
from handpress.proving.righting import runs_right_to_left
from handpress.proving.streams import SLOTS, Stream, letters


class PagesProof(Struct, frozen=True):
    """The proof of some pages, with the editorial items and where they stand in print.

    ``firsts`` are the beginnings of the pages, None where words are gone from them.
    """

    proof: Proof
    items: tuple[Entry, ...]
    firsts: tuple[FirstWords, ...] | None = None


def prove_pages(
    document: Document,
    facts: Facts,
    read: ReadBack,
    sha256: str,
    *,
    covers: frozenset[int] = frozenset(),
    ahead: Composed | None = None,
) -> PagesProof:
    """Compare the words on the pages with the model, in order, and see that no note stands before its call.

    ``read`` is their PDF as it was read back; ``covers`` are the pages (from 1) of a bound cover, which hold nothing of
    the text; what was composed ``ahead`` is taken if it holds of these pages.
    """
    beside = [*other_bookmarks(document, facts, read.places, read.bookmarks), *other_record(document, read.record)]
    return prove_texts(
        document,
        facts,
        read.texts,
        "pdf",
        sha256,
        places=read.places,
        linked=read.links,
        beside=beside,
        covers=covers,
        labels=read.labels,
        ahead=ahead,
    )


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
    covers: frozenset[int] = frozenset(),
    labels: Sequence[str] = (),
    ahead: Composed | None = None,
) -> PagesProof:
    """The same for the text of pages. ``linked`` is None for pages that have no links, as those on a sheet of paper.

    ``beside`` is what is amiss with the file beside its pages; ``labels`` are the numbers of the pages as it has them.
    """
    read = read_pages(document, facts, pages, places, covers, ahead=ahead)
    copy, folios = read.placed.copy, read.placed.parting.folios
    names = copy.names()
    losses = [*tell(read.body.stream, read.body.gaps), *tell(read.notes.stream, read.notes.gaps, names)]
    astray: list[Loss] = []
    misled: list[tuple[str, Loss]] = []
    if not losses:
        # Where words are gone what is linked or numbered is gone with them, and that is told already.
        astray += notes_before_calls(read.placed)
        if linked is not None:
            astray += notes_unlinked(read.placed, places, linked)
            misled += lines_unlinked(read.placed, places, linked)
        losses = [*numbers_astray(read.placed, read.numbers), *astray, *(loss for _, loss in misled)]
    told = (*pair_moved(losses), *beside, *labels_astray(folios, labels, len(pages)))
    gone = _notes_gone(copy, told)
    noted = {loss.note for loss in (*astray, *(loss for loss in told if loss.kind is LossKind.MOVED))} | gone
    seen = Seen(
        [read.body, read.notes],
        calls=[(read.body, offset, offset + 1) for _, offset in read.placed.calls],
        links=sum(names[call.note] not in noted for call in copy.calls),
        unled=frozenset(lead for lead, _ in misled),
    )
    checks, author = judge(read.authors, copy, [item.anchor for item in facts.note_on_text.emendations], seen, told)
    checks, told = finished(checks, told)
    told = tuple(replace(loss, folio=_folio(folios, loss.page)) for loss in told)
    words = read.body.stream.count() + read.notes.stream.count()
    lost = sum(loss.words for loss in told if loss.kind is not LossKind.MOVED)
    notes = len(copy.notes)
    proof = Proof(output, sha256, len(pages), words, words - lost, notes, notes - len(gone), told, checks, author)
    firsts = None if told else tuple(first_words(document, facts, read.placed, labels, covers))
    items = (replace(item, folio=_folio(folios, item.page)) for item in entries(read.placed))
    return PagesProof(proof, tuple(items), firsts)


def _folio(folios: Folios, page: int) -> str:
    """The folio of a page that bears another number than its place in the file; else nothing."""
    return folio if page and (folio := folios.of(page)) != str(page) else ""


def labels_astray(folios: Folios, labels: Sequence[str], pages: int) -> Iterator[Loss]:
    """The numbers that a file gives its pages must be those on the paper, the odd ones on rectos.

    One is told, since those behind it mostly follow from it. ``labels`` are empty where nobody asks for them.
    """
    if folios.front % 2:
        yield Loss(LossKind.MOVED, "page 1", "the text begins on a verso", page=folios.front + 1)
    wanted = [folios.of(page) for page in range(1, pages + 1)]
    for page, (folio, label) in enumerate(zip(wanted, labels, strict=False), 1):
        if folio != label:
            yield Loss(LossKind.CHANGED, folio, label, page=page, where="page labels")
            return


def read_alike(pages: Sequence[str], others: Sequence[str]) -> bool:
    """Whether what is proved of some pages holds for others, since they read the same.

    Pages are proved by their letters. Only where some of these run from right to left do the ends of lines count.
    """
    if list(pages) == list(others):
        return True
    turned = any(map(runs_right_to_left, pages))
    return not turned and list(map(letters, pages)) == list(map(letters, others))


class ReadPages(Struct, frozen=True):
    """What was read of pages: where things stand, both streams beside what was found, the numbers of lists.

    ``authors`` are the author's letters as the document has them.
    """

    placed: Placed
    body: View
    notes: View
    numbers: Counter[str]
    authors: str


def read_pages(
    document: Document,
    facts: Facts,
    pages: Sequence[str],
    places: Mapping[str, Place],
    covers: frozenset[int],
    *,
    ahead: Composed | None = None,
) -> ReadPages:
    """Part the text of pages into running text, notes and margins, and follow both through them.

    ``places`` are those of the file's anchors, ``covers`` the pages of a bound cover; ``ahead`` as for ``prove_pages``.
    """
    standing = pages_in(places)
    composed = ahead if ahead and ahead.holds(document, facts, standing) else compose_pages(document, facts, standing)
    copy, parting = composed.copy, parting_of(composed)
    for number, text in enumerate(pages, 1):
        if number in covers:
            parting.pass_over()
        else:
            parting.page(text, number)
    last = parting.best()
    marks = marks_up_to(last)
    calls = list(calls_in(copy, parting.body))
    return ReadPages(
        Placed(copy, parting, calls, [mark.body for mark in marks], [mark.notes for mark in marks]),
        View(parting.body, (*parting.gaps, *_rest(parting.body, last.body))),
        View(parting.notes, (*parting.note_gaps, *_rest(parting.notes, last.notes)), running=False),
        Counter(chain.from_iterable(mark.numbers for mark in marks)),
        composed.authors,
    )


def _notes_gone(copy: Copy, losses: Sequence[Loss]) -> set[str]:
    missing = Counter[str]()
    for loss in losses:
        missing[loss.note] += loss.words if loss.kind is LossKind.MISSING else 0
    return {name for name, note in zip(copy.names(), copy.notes, strict=True) if missing[name] >= len(note.words)}


def _rest(stream: Stream, at: int) -> Iterator[Gap]:
    if any(char not in SLOTS for char in stream.text[at:]):
        yield Gap(at, len(stream.text), "")
