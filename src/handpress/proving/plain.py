"""Proves the plain editions, text and Markdown, from their files alone: all words, in order, as one stream.

A text has no links and no classes. What tells the reader which note is whose are words and signs, and these are in the
stream.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from handpress.diagnostics import ExitCode, PressError
from handpress.model.document import Document
from handpress.model.facts import Facts
from handpress.proving import oddments
from handpress.proving.checks import Seen, View, finished, judge
from handpress.proving.compositor import compose
from handpress.proving.copytext import Copy, Oddment
from handpress.proving.items import authors_letters
from handpress.proving.ledger import Loss, LossKind, Proof
from handpress.proving.losses import gaps, pair_moved, tell
from handpress.proving.markup import spaced
from handpress.proving.oddments import COLOPHON, CONTENTS, NOTE_ON_TEXT, TITLE_PAGE, said
from handpress.proving.screen import listed
from handpress.proving.streams import Word, by_words
from handpress.proving.unmarking import unmarked

_STRESS = "_"


def prove_text(document: Document, facts: Facts, file: bytes, sha256: str) -> Proof:
    """Compare the words of a text with the model, in order. Raises ``PressError`` for bytes that are no UTF-8 text."""
    copy = _copy(document, facts, headed=True)
    text = spaced([_read(file, "text")])
    stream = by_words(_in_order(copy)[0])
    return _proved(document, facts, copy, _unstressed(stream.text, text), Proof("text", sha256, 0, 0, 0, 0, 0))


def prove_markdown(document: Document, facts: Facts, file: bytes, sha256: str) -> Proof:
    """The same for Markdown, whose words are what is left without the markup. Its notes have no heading."""
    copy = _copy(document, facts, headed=False)
    text = spaced([unmarked(_read(file, "Markdown"))])
    return _proved(document, facts, copy, text, Proof("markdown", sha256, 0, 0, 0, 0, 0))


def _read(file: bytes, name: str) -> str:
    try:
        return file.decode("utf-8")
    except UnicodeDecodeError as error:
        raise PressError(f"The {name} cannot be read back: {error}.", exit_code=ExitCode.LOST) from None


def _proved(document: Document, facts: Facts, copy: Copy, text: str, named: Proof) -> Proof:
    """Prove words that hold everything in reading order. ``named`` has the output's name and hash."""
    words, begins = _in_order(copy)
    stream = by_words(words)
    view = View(stream, tuple(gaps(stream, text)))
    names = copy.names()
    losses = pair_moved(tell(stream, view.gaps, names))
    calls = []
    for call in copy.calls:
        start = stream.starts[begins[call.part] + call.words] + call.inside
        note = copy.notes[call.note]
        calls.append((view, start, start + len(f"[{facts.parts[note.part].marks[note.label].sign}]")))
    hurt = {loss.note for loss in losses}
    seen = Seen([view], calls=calls, links=sum(names[call.note] not in hurt for call in copy.calls))
    emendations = [item.anchor for item in facts.note_on_text.emendations]
    checks, author = judge(authors_letters(document), copy, emendations, seen, losses)
    checks, told = finished(checks, losses)
    lost = sum(loss.words for loss in told if loss.kind is not LossKind.MOVED)
    notes, gone = len(copy.notes), _gone(copy, losses)
    counts = (0, len(words), len(words) - lost, notes, notes - gone)
    return Proof(named.output, named.sha256, *counts, losses=told, checks=checks, author=author)


def _copy(document: Document, facts: Facts, *, headed: bool) -> Copy:
    copy = Copy(before=tuple(_before(document, facts)), after=tuple(_after(document, facts)))
    for part in document.parts:
        compose(copy, part, facts, plain=True, headed=headed)
    return copy


def _before(document: Document, facts: Facts) -> Iterator[Oddment]:
    yield Oddment(TITLE_PAGE, tuple(said(TITLE_PAGE, *oddments.title_page(document.metadata, facts))))
    yield Oddment(CONTENTS, (*said(CONTENTS, facts.wording["contents"]), *listed(document, facts, CONTENTS)))


def _after(document: Document, facts: Facts) -> Iterator[Oddment]:
    yield Oddment(NOTE_ON_TEXT, tuple(oddments.note_on_text(facts, None)))
    # Its last line names a typeface, and a text has none.
    yield Oddment(COLOPHON, tuple(said(COLOPHON, *list(oddments.colophon(document.metadata, facts))[:-1])))


def _in_order(copy: Copy) -> tuple[list[Word], list[int]]:
    """All words in reading order, the notes of a part behind it, and at which of them each part begins."""
    words = [word for page in copy.before for word in page.words]
    begins = []
    for slug, text in copy.parts:
        begins.append(len(words))
        words += text
        words += [word for note in copy.notes if note.part == slug for word in note.words]
    words += [word for page in copy.after for word in page.words]
    return words, begins


def _unstressed(wanted: str, found: str) -> str:
    """What was found without the signs of stress: those that the manuscript does not have itself.

    Behind the first difference nobody can tell the two apart, and all are taken for stress.
    """
    kept: list[str] = []
    at = 0
    for place, sign in enumerate(found):
        expected = wanted[at : at + 1]
        if sign == expected:
            at += 1
            kept.append(sign)
        elif sign != _STRESS:
            return "".join(kept) + found[place:].replace(_STRESS, "")
    return "".join(kept)


def _gone(copy: Copy, losses: Sequence[Loss]) -> int:
    missing = Counter[str]()
    for loss in losses:
        missing[loss.note] += loss.words if loss.kind is LossKind.MISSING else 0
    return sum(missing[name] >= len(note.words) for name, note in zip(copy.names(), copy.notes, strict=True))
