"""The concordance: which word of the manuscript stands where on the pages and in the e-book.

In: a document as it was set, and a PDF or an e-book of it. Out: for every page, or every file of the e-book, the words
that are a manuscript's, each with its place in both. It is read from the files, as proving does, and so holds of them
whatever made them; on a damaged page the words that are found are told.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, groupby
from xml.etree.ElementTree import Element

from msgspec import Struct
from msgspec.structs import replace

from handpress.model.document import Document
from handpress.model.facts import Facts, part_anchor
from handpress.model.spans import Span, letters_in
from handpress.proving.markup import XHTML
from handpress.proving.pages import read_pages
from handpress.proving.readback import anchors, pages_text
from handpress.proving.screen import for_screen
from handpress.proving.streams import PRESS, SLOTS, Stream, Word, letters, where_letters
from handpress.proving.unpacking import unpack

_FURTHEST = 400  # letters that may stand between two words of the manuscript: a running head, the label of a note
_TELLING = 4  # letters of a word that is found again some way on; a shorter one stands anywhere


class Located(Struct, frozen=True):
    """A word from ``start`` to ``end`` in a text, and its place in the manuscript; ``column`` is 0 where unknown."""

    start: int
    end: int
    file: str
    line: int
    column: int


def on_pages(
    document: Document, facts: Facts, pdf: bytes, covers: frozenset[int] = frozenset()
) -> tuple[tuple[Located, ...], ...]:
    """The words on every page, by their offsets among its letters (see ``streams.letters``).

    ``covers`` are the pages of a bound cover. Raises ``PressError`` for bytes that are no PDF.
    """
    pages = [fields[0] for fields in pages_text(pdf)]
    places = anchors(pdf)
    placed = read_pages(document, facts, pages, places, covers).placed
    body, notes = placed.parting.body, placed.parting.notes
    body_at, notes_at = _places(body.words), _places(notes.words)
    ends = [(0, 0), *zip(placed.body, placed.notes, strict=True)]
    found = []
    for text, start, end in zip(pages, ends, ends[1:], strict=False):
        pieces = [*_slice(body, body_at, start[0], end[0]), *_slice(notes, notes_at, start[1], end[1])]
        found.append(tuple(_found(letters(text), pieces)))
    return tuple(found)


class Leaf(Struct, frozen=True):
    """A page of an e-book: its path in the package, its title, and the words of a manuscript on it."""

    path: str
    title: str
    words: tuple[Located, ...] = ()


def in_ebook(document: Document, facts: Facts, ebook: bytes) -> Iterator[Leaf]:
    """The pages of an e-book in reading order.

    Words are told by their offsets in the text of the body, in UTF-16 units as browsers count. Raises ``PressError``
    for a file that is no e-book.
    """
    copy = for_screen(document, facts)
    wanted = {part_anchor(slug): list(words) for slug, words in copy.parts}
    for note in copy.notes:
        wanted[part_anchor(note.part)] += note.words
    for leaf in unpack(ebook).leaves:
        title, body = leaf.root.find(f"{XHTML}head/{XHTML}title"), leaf.root.find(f"{XHTML}body")
        words = wanted.get(leaf.name, ())
        located = tuple(_in_body(body, words)) if body is not None else ()
        yield Leaf(leaf.path, "".join(title.itertext()) if title is not None else "", located)


def _in_body(body: Element, words: Sequence[Word]) -> Iterator[Located]:
    text = "".join(body.itertext())
    units = [0, *accumulate(1 + (char > "\uffff") for char in text)]
    where = where_letters(text)
    pieces = [
        (letters(word.text), at) for word, at in zip(words, _places(words), strict=True) if word.text not in SLOTS
    ]
    for word in _found(letters(text), pieces):
        yield replace(word, start=units[where[word.start]], end=units[where[word.end - 1] + 1])


def _slice(stream: Stream, places: Sequence[Span | None], start: int, end: int) -> Iterator[tuple[str, Span | None]]:
    """The words of a stream, or what of them stands between two offsets, with their places."""
    for index in range(stream.index(start), stream.index(max(end - 1, start)) + 1) if end > start else ():
        first = stream.starts[index]
        text = stream.text[max(first, start) : min(first + len(letters(stream.words[index].text)), end)]
        if text and text not in SLOTS:
            yield text, places[index]


def _found(text: str, pieces: Iterable[tuple[str, Span | None]]) -> Iterator[Located]:
    """Each piece where it stands in a text, in order; what stands between them is the press's own."""
    reached = 0
    for piece, span in pieces:
        near = len(piece) if len(piece) < _TELLING else _FURTHEST
        at = text.find(piece, reached, reached + near + len(piece))
        if at >= 0:
            reached = at + len(piece)
            if span is not None:
                yield Located(at, reached, span.file, span.line, span.column)


def _places(words: Sequence[Word]) -> list[Span | None]:
    """The place of each word itself: the span it knows is that of the run of text it begins in."""
    found: list[Span | None] = []
    for span, group in groupby(words, key=lambda word: word.span):
        run = tuple(group)
        if span is None or not span.column:
            found += [span] * len(run)
            continue
        own = [_own_text(word) for word in run]
        behind = [0, *accumulate(map(letters_in, own))]
        across = [0, *accumulate(len(text) + 1 for text in own)]
        for number in range(len(run)):
            count, line, column = next(
                turn for turn in reversed(((0, span.line, span.column), *span.turns)) if turn[0] <= behind[number]
            )
            turned = min(bisect_right(behind, count) - 1, number)
            column += across[number] - across[turned]
            found.append(Span(span.file, line, line, column, column))
    return found


def _own_text(word: Word) -> str:
    """A word without what the press has set in it, such as the sign of a note."""
    text = word.text
    for owned in reversed(word.owners):
        if owned.owner == PRESS:
            text = text[: owned.start] + text[owned.end :]
    return text
