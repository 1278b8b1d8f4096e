"""Proves an e-book, from its file alone: the parts in its pages, its own pages, and its lists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from handpress.model.document import Document
from handpress.model.facts import Facts, note_anchor, part_anchor
from handpress.proving.chapters import FoundPart, read_parts
from handpress.proving.checks import Seen, View, finished, judge
from handpress.proving.copytext import Copy
from handpress.proving.firsts import FirstWords
from handpress.proving.items import authors_letters
from handpress.proving.ledger import Loss, LossKind, Proof
from handpress.proving.losses import gaps, pair_moved, shorten, tell
from handpress.proving.notes import calls_astray, other_notes
from handpress.proving.ownpages import Compared, compare, links_astray, strangers
from handpress.proving.pagemarks import PageMarks, prove_marks, read_marks
from handpress.proving.screen import for_screen
from handpress.proving.signs import other_kinds, other_places, other_signs
from handpress.proving.streams import Word, by_words
from handpress.proving.unpacking import Unpacked, unpack


def prove_ebook(
    document: Document,
    facts: Facts,
    file: bytes,
    sha256: str,
    firsts: Sequence[FirstWords] | None = None,
    *,
    paged: bool = False,
    copy: Copy | None = None,
) -> Proof:
    """Compare the words of an e-book with the model, in order, and follow its links.

    ``firsts`` are the beginnings of the pages in print, None where nobody knows them; ``paged`` tells that the e-book
    must have their numbers; ``copy`` is what to prove it against where that has been taken down already.
    Raises ``PressError`` for a file that is no e-book.
    """
    copy, unpacked = copy or for_screen(document, facts), unpack(file)
    return _prove(document, facts, copy, unpacked, Proof("epub", sha256, 0, 0, 0, 0, 0), firsts=firsts, paged=paged)


class ProvedAhead(Struct, frozen=True):
    """The proof of an e-book that must have the numbers of pages, made while nobody knew how these begin.

    ``marks`` are what was read of it to prove that too (``prove_marks_too``).
    """

    proof: Proof
    marks: PageMarks


def prove_ahead(document: Document, facts: Facts, file: bytes, sha256: str) -> ProvedAhead:
    """The same of an e-book whose pages are still being set. Raises ``PressError`` for a file that is no e-book."""
    copy, unpacked = for_screen(document, facts), unpack(file)
    marks, proof = read_marks(unpacked), Proof("epub", sha256, 0, 0, 0, 0, 0)
    return ProvedAhead(_prove(document, facts, copy, unpacked, proof, paged=True, marks=marks), marks)


def _prove(
    document: Document,
    facts: Facts,
    copy: Copy,
    unpacked: Unpacked,
    proof: Proof,
    *,
    paged: bool,
    firsts: Sequence[FirstWords] | None = None,
    marks: PageMarks | None = None,
) -> Proof:
    own, marks = compare(document, facts, copy, unpacked), marks or read_marks(unpacked)
    return prove_screen(document, facts, copy, unpacked, own=own, proof=proof, marks=marks, firsts=firsts, paged=paged)


def prove_marks_too(
    ahead: ProvedAhead, document: Document, facts: Facts, file: bytes, firsts: Sequence[FirstWords] | None
) -> Proof:
    """The proof of an e-book that was proved ahead, once it is known how the pages begin.

    Where something is amiss all is proved again, so that it is told as if that had been known.
    """
    proof = ahead.proof
    if firsts is None:
        return proof
    if not proof.losses:
        unmarked, [marked] = prove_marks(ahead.marks, firsts, wanted=True)
        if not unmarked:
            checks = (marked if check.name == marked.name else check for check in proof.checks)
            return replace(proof, checks=tuple(checks))
    return prove_ebook(document, facts, file, proof.sha256, firsts, paged=True)


def prove_screen(
    document: Document,
    facts: Facts,
    copy: Copy,
    unpacked: Unpacked,
    *,
    own: Sequence[Compared],
    proof: Proof,
    marks: PageMarks,
    firsts: Sequence[FirstWords] | None = None,
    paged: bool = False,
) -> Proof:
    """Prove the pages of a screen, in one file or many. ``own`` are the press's own beside what is found of them.

    ``proof`` names the output, and may have losses already; ``marks`` are those of pages in it; ``firsts`` and
    ``paged`` as for an e-book.
    """
    found = read_parts(unpacked)
    views = _views(copy, found)
    texts = [loss for view in views[: len(copy.parts)] for loss in tell(view.stream, view.gaps)]
    astray = [*calls_astray(copy, found, whole=not texts)]
    losses = [*_order(copy, unpacked), *texts, *other_notes(copy, found, views[len(copy.parts) :]), *astray]
    signs = [*other_signs(copy, found)]
    # Where words are gone their signs are gone with them, and that is told already.
    losses += [] if losses else [*other_kinds(copy, found), *signs, *other_places(document, facts, found)]
    losses += [*strangers(copy, unpacked), *(loss for page in own for loss in page.losses)]
    misled = [trouble for page in own for trouble in links_astray(page, unpacked)]
    told = pair_moved([*proof.losses, *losses, *(loss for _, loss in misled)])
    # Where words are gone, what stands behind a mark is not to be trusted, and that is told already.
    unmarked, marked = prove_marks(marks, None if told else firsts, wanted=paged)
    told = (*told, *unmarked)
    expected = sum(len(words) for words in _manuscripts(copy))
    lost = sum(loss.words for loss in told if loss.kind is not LossKind.MOVED and not loss.where)
    notes = {anchor for part in found for anchor in part.notes}
    present = sum(note_anchor(note.part, note.label) in notes for note in copy.notes)
    seen = Seen(
        [*_as_found(copy, found, views), *(page.view for page in own)],
        [kind for part in found for kind in part.kinds],
        len(signs),
        [(view, start, end) for view, start, end in _calls(copy, views)],
        sum("after" in loss.found for loss in astray),
        len(copy.calls) - sum("after" not in loss.found for loss in astray) - (len(copy.notes) - present),
        frozenset(lead for lead, _ in misled),
    )
    emendations = [item.anchor for item in facts.note_on_text.emendations]
    judged, author = judge(authors_letters(document), copy, emendations, seen, told)
    checks, told = finished((*judged, *marked), told)
    return replace(
        proof,
        words_expected=expected,
        words_found=expected - lost,
        notes_expected=len(copy.notes),
        notes_found=present,
        losses=told,
        checks=checks,
        author=author,
    )


def _views(copy: Copy, found: Sequence[FoundPart]) -> list[View]:
    """The text of every part and then every note beside what is found of it."""
    texts = {part.slug: part.text for part in found}
    notes = {anchor: text for part in found for anchor, text in part.notes.items()}
    streams = [(by_words(words), texts.get(slug, ""), True) for slug, words in copy.parts]
    streams += [(by_words(note.words), notes.get(note_anchor(note.part, note.label), ""), False) for note in copy.notes]
    return [View(stream, tuple(gaps(stream, text)), running) for stream, text, running in streams]


def _as_found(copy: Copy, found: Sequence[FoundPart], views: Sequence[View]) -> list[View]:
    """The same, the parts in the order in which they stand in the e-book."""
    places = {part.slug: place for place, part in enumerate(found)}
    texts = sorted(zip(copy.parts, views, strict=False), key=lambda item: places.get(item[0][0], len(places)))
    return [*(view for _, view in texts), *views[len(copy.parts) :]]


def _calls(copy: Copy, views: Sequence[View]) -> Iterator[tuple[View, int, int]]:
    for call in copy.calls:
        view = views[call.part]
        start = view.stream.starts[call.words] + call.inside if call.words < len(view.stream.starts) else 0
        yield view, start, start + 1


def _manuscripts(copy: Copy) -> Iterator[tuple[Word, ...]]:
    yield from (words for _, words in copy.parts)
    yield from (note.words for note in copy.notes)


def _order(copy: Copy, file: Unpacked) -> Iterator[Loss]:
    """Parts and pages of the press must follow each other as they do in the document and in every book."""
    parts = {part_anchor(slug): words for slug, words in copy.parts}
    names = [*(page.name for page in copy.before), *parts, *(page.name for page in copy.after)]
    present = [name for name in dict.fromkeys(leaf.name for leaf in file.leaves) if name in names]
    for name, place in zip([name for name in names if name in present], present, strict=True):
        if name != place:
            words = parts.get(name, ())
            shown = shorten([word.text for word in words]) or name
            yield Loss(LossKind.MOVED, shown, span=words[0].span if words else None)
