"""What the pages must hold: the copy as it is printed, with running heads, and the heads of tables that stand again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain

from handpress.model.document import Document
from handpress.model.facts import Facts
from handpress.model.folios import ALIKE, Folios, folios_of
from handpress.proving import oddments
from handpress.proving.compositor import compose
from handpress.proving.copytext import Call, Copy
from handpress.proving.parting import Parting
from handpress.proving.readback import Place
from handpress.proving.streams import Stream, Word, by_letters, letters

_UNKNOWN = "?"


def folios_in(document: Document, places: Mapping[str, Place]) -> Folios:
    """The folios that the pages must bear, by where the text begins among the ``places`` of a file's anchors."""
    return folios_of(document, {anchor: place.page for anchor, place in places.items()})


def for_print(document: Document, facts: Facts, places: Mapping[str, Place]) -> Copy:
    """The copy of the pages. ``places`` are those of a file's anchors, whose folios the contents must name."""
    folios = folios_in(document, places)

    def page_of(anchor: str) -> str:
        return folios.of(places[anchor].page) if anchor in places else _UNKNOWN

    before, after = oddments.in_print(document, facts, page_of)
    copy = Copy(before=before, after=after)
    for part in document.parts:
        compose(copy, part, facts, page_of)
    return copy


def parting_of(document: Document, facts: Facts, copy: Copy, folios: Folios = ALIKE) -> Parting:
    """Both streams, with what may stand in the margins and which heads of tables may stand again."""
    words: list[Word] = [word for page in copy.before for word in page.words]
    pieces = [content for _, content in copy.parts] + [page.words for page in copy.after]
    names = [oddments.running_heads(document, part) for part in document.parts]
    # Where parts follow on, the colophon does too, and stands under the head of what came before it.
    last = oddments.heads_of_note_on_text(document, facts)
    names += [last, (*last, *names[-1])] if names else [last]
    body = by_letters(chain(words, *pieces))
    notes = by_letters(chain.from_iterable(note.words for note in copy.notes))
    heads: list[tuple[int, int, tuple[str, ...]]] = []
    first = len(words)
    for content, over in zip(pieces, names, strict=False):
        start, end = _offset(body, first), _offset(body, first + len(content))
        heads.append((start, end, tuple(letters(head) for head in over if head)))
        first += len(content)
    return Parting(body, notes, heads, list(_tables(copy, body)), folios)


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
