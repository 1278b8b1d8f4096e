"""What the pages must hold: the copy as it is printed, with running heads, and the heads of tables that stand again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain

from msgspec import Struct

from handpress.model.document import Document
from handpress.model.facts import Facts
from handpress.model.folios import Folios, folios_of
from handpress.proving import oddments
from handpress.proving.compositor import compose
from handpress.proving.copytext import Call, Copy
from handpress.proving.items import authors_letters
from handpress.proving.parting import Parting
from handpress.proving.readback import Place
from handpress.proving.streams import Stream, Word, by_letters, letters

_UNKNOWN = "?"


def folios_in(document: Document, places: Mapping[str, Place]) -> Folios:
    """The folios that the pages must bear, by where the text begins among the ``places`` of a file's anchors."""
    return folios_of(document, pages_in(places))


def pages_in(places: Mapping[str, Place]) -> dict[str, int]:
    """The page of every anchor."""
    return {anchor: place.page for anchor, place in places.items()}


class Composed(Struct, frozen=True):
    """What pages must hold, with what it was composed from.

    ``copy`` and its two streams; ``authors`` are the letters of the author alone; ``asked`` is the folio of every
    anchor whose page is named.
    """

    document: Document
    facts: Facts
    folios: Folios
    asked: Mapping[str, str]
    copy: Copy
    body: Stream
    notes: Stream
    authors: str

    def holds(self, document: Document, facts: Facts, pages: Mapping[str, int]) -> bool:
        """Whether the same would be composed of this document for anchors that stand on these ``pages``."""
        same = self.document is document and self.facts is facts and self.folios == folios_of(document, pages)
        return same and all(_folio(self.folios, pages, anchor) == folio for anchor, folio in self.asked.items())


def compose_pages(document: Document, facts: Facts, pages: Mapping[str, int]) -> Composed:
    """Compose what pages must hold. ``pages`` are those of a file's anchors, whose folios the contents must name."""
    folios, asked = folios_of(document, pages), dict[str, str]()

    def page_of(anchor: str) -> str:
        asked[anchor] = _folio(folios, pages, anchor)
        return asked[anchor]

    before, after = oddments.in_print(document, facts, page_of)
    copy = Copy(before=before, after=after)
    for part in document.parts:
        compose(copy, part, facts, page_of)
    body = by_letters(word for piece in _pieces(copy) for word in piece)
    notes = by_letters(chain.from_iterable(note.words for note in copy.notes))
    return Composed(document, facts, folios, asked, copy, body, notes, authors_letters(document))


def _folio(folios: Folios, pages: Mapping[str, int], anchor: str) -> str:
    return folios.of(pages[anchor]) if anchor in pages else _UNKNOWN


def _pieces(copy: Copy) -> list[tuple[Word, ...]]:
    """The running text: all that stands before the parts as one piece, each part, each page behind them."""
    before = tuple(word for page in copy.before for word in page.words)
    return [before, *(content for _, content in copy.parts), *(page.words for page in copy.after)]


def parting_of(composed: Composed) -> Parting:
    """Both streams, with what may stand in the margins and which heads of tables may stand again."""
    document, facts, body = composed.document, composed.facts, composed.body
    before, *pieces = _pieces(composed.copy)
    names = [oddments.running_heads(document, part) for part in document.parts]
    # Where parts follow on, the colophon does too, and stands under the head of what came before it.
    last = oddments.heads_of_note_on_text(document, facts)
    names += [last, (*last, *names[-1])] if names else [last]
    heads: list[tuple[int, int, tuple[str, ...]]] = []
    first = len(before)
    for content, over in zip(pieces, names, strict=False):
        start, end = _offset(body, first), _offset(body, first + len(content))
        heads.append((start, end, tuple(letters(head) for head in over if head)))
        first += len(content)
    return Parting(body, composed.notes, heads, list(_tables(composed.copy, body)), composed.folios)


def calls_in(copy: Copy, body: Stream) -> Iterator[tuple[Call, int]]:
    """Each call with the offset of its sign in the running text."""
    firsts = _firsts(copy)
    for call in copy.calls:
        yield call, _offset(body, firsts[call.part] + call.words) + call.inside


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


def _offset(stream: Stream, word: int) -> int:
    return stream.starts[word] if word < len(stream.starts) else len(stream.text)
