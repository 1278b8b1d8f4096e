"""What an output must hold, from the model alone: the words of the running text, and those of every note.

The writers are not asked: this is a second reading of the model, so that a mistake in a writer cannot excuse itself.
On paper the press's own words are wanted too (the word for the kind of a part, signatures it adds, addresses of
links); in an e-book they carry the class ``press`` and are not looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from handpress.model import nodes, walk
from handpress.model.document import Document, Metadata, Note, Part
from handpress.model.facts import Facts
from handpress.model.spans import Span
from handpress.proving.streams import MARKER, ORNAMENT, Word, clean

_PHRASES = {"edt": "edited-by", "trl": "translated-by"}
_FEWEST_CONTENTS = 2  # one line of contents tells nothing, and is not printed


@dataclass(frozen=True, slots=True)
class Call:
    """Where the text of a part calls a note: after ``words`` whole words and ``inside`` letters of the next."""

    note: int
    part: int
    words: int
    inside: int


@dataclass(frozen=True, slots=True)
class TableHead:
    """A table in the text of a part, by counts of words: its head may stand again on every page it goes on to."""

    part: int
    start: int
    rows: int
    end: int


@dataclass(frozen=True, slots=True)
class WantedNote:
    """A note an output must hold, with its words; the sign that calls it is among them on paper."""

    part: str
    label: str
    words: tuple[Word, ...]
    span: Span | None


@dataclass(slots=True)
class Copy:
    """The copy to prove against: words of the running text part by part, calls, notes in the order of their calls.

    ``parts`` by slug; ``before`` and ``after`` are the words of preliminaries and colophon, on paper only.
    """

    before: tuple[Word, ...] = ()
    parts: list[tuple[str, tuple[Word, ...]]] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)
    notes: list[WantedNote] = field(default_factory=list)
    heads: list[TableHead] = field(default_factory=list)
    after: tuple[Word, ...] = ()

    def names(self) -> list[str]:
        """The names of the notes, as losses tell them."""
        return [f"{note.part}: {note.label}" for note in self.notes]


def for_screen(document: Document, facts: Facts) -> Copy:
    """The copy of an e-book: the parts."""
    copy = Copy()
    for part in document.parts:
        _Compositor(copy, part, facts, printed=False).part()
    return copy


def for_print(document: Document, facts: Facts, page_of: Callable[[str], str]) -> Copy:
    """The copy of the pages. ``page_of`` gives the page of an anchor, which the contents must name."""
    copy = Copy(before=tuple(_preliminaries(document, facts, page_of)))
    for part in document.parts:
        _Compositor(copy, part, facts, printed=True).part()
    copy.after = tuple(_split(_colophon(document.metadata, facts)))
    return copy


def running_heads(document: Document, part: Part) -> tuple[str, ...]:
    """What may stand over the pages of a part."""
    return document.metadata.title, part.short_title or walk.inline_text(part.byline or part.title)


# --- what pamphlet.toml says ----------------------------------------------------------------------------------


def _preliminaries(document: Document, facts: Facts, page_of: Callable[[str], str]) -> Iterator[Word]:
    data = document.metadata
    lines = [_series(data), data.title, data.subtitle]
    for person in data.contributors:
        phrase = _PHRASES.get(person.role)
        lines.append(f"{facts.wording[phrase]} {person.name}" if phrase else person.name)
    yield from _split([*lines, *_imprint(data)])
    if len(facts.contents) < _FEWEST_CONTENTS:
        return
    yield from _split([facts.wording["contents"]])
    for entry in facts.contents:
        words = [walk.inline_text(entry.title), walk.inline_text(entry.byline), page_of(entry.anchor)]
        span = next((node.span for node in entry.title if node.span), None)
        yield from _split(words, span)


def _colophon(data: Metadata, facts: Facts) -> list[str]:
    tail = [data.description, data.rights, data.identifier, facts.wording["press"]]
    return [data.full_title, _series(data), *_imprint(data), *tail]


def _series(data: Metadata) -> str:
    return f"{data.series.name} {data.series.number}" if data.series else ""


def _imprint(data: Metadata) -> list[str]:
    year = data.date[:4]
    return [data.publisher, f"{data.place}, {year}" if data.place else year]


def _split(lines: Iterable[str], span: Span | None = None) -> Iterator[Word]:
    for line in lines:
        yield from (Word(word, span) for word in clean(line).split())


# --- a part ---------------------------------------------------------------------------------------------------


class _Compositor:
    """Takes a part's words down in reading order. A word may come from several nodes: ``<em>half</em>way``."""

    def __init__(self, copy: Copy, part: Part, facts: Facts, *, printed: bool) -> None:
        self._copy = copy
        self._part = part
        self._facts = facts
        self._printed = printed
        self._marks = facts.parts[part.slug].marks
        self._index = {label: len(copy.notes) + n for n, label in enumerate(facts.parts[part.slug].called)}
        self._words: list[Word] = []
        self._begun = ""
        self._begun_at: Span | None = None
        self._note = -1

    def part(self) -> None:
        part = self._part
        self._press(self._facts.wording[part.kind], part.span)
        for name in ("title", "subtitle", "byline"):
            self._line(getattr(part, name))
        self._blocks(part.content)
        self._line(part.dateline)
        self._line(part.source)
        self._copy.parts.append((part.slug, self._taken()))
        notes = walk.notes_by_label(part)
        for label in self._facts.parts[part.slug].called:
            self._whole_note(notes[label])

    def _whole_note(self, note: Note) -> None:
        self._note = self._index[note.label]
        self._press(self._marks[note.label].sign, note.span)
        self._blocks(note.content)
        if note.party:
            if note.signature:
                self._write(note.signature, note.span)
            else:
                self._press(f"— {note.party}", note.span)
        self._copy.notes.append(WantedNote(self._part.slug, note.label, self._taken(), note.span))

    # --- words -------------------------------------------------------------------------------------------

    def _write(self, text: str, span: Span | None) -> None:
        for number, line in enumerate(text.split("\n")):
            if number:
                self._end_word()
            place = span
            if span is not None and span.line + number <= span.last_line:
                place = Span(span.file, span.line + number, span.last_line, 0 if number else span.column)
            self._write_line(clean(line), place)

    def _write_line(self, line: str, span: Span | None) -> None:
        for index, word in enumerate(line.split() or [""]):
            if index or line[:1].isspace():
                self._end_word()
            if word and not self._begun:
                self._begun_at = span
            self._begun += word
        if line[-1:].isspace():
            self._end_word()

    def _press(self, text: str, span: Span | None) -> None:
        """Words of the press, which stand apart and are proved on paper only."""
        if self._printed:
            self._end_word()
            self._write(text, span)
            self._end_word()

    def _slot(self, kind: str, span: Span | None, number: int | None = None) -> None:
        self._end_word()
        self._words.append(Word(kind, span, self._note, number))

    def _end_word(self) -> None:
        if self._begun:
            self._words.append(Word(clean(self._begun), self._begun_at, self._note))
            self._begun = ""

    def _taken(self) -> tuple[Word, ...]:
        self._end_word()
        words, self._words = tuple(self._words), []
        return words

    # --- blocks ------------------------------------------------------------------------------------------

    def _line(self, content: nodes.Inlines) -> None:
        self._end_word()
        self._inlines(content)
        self._end_word()

    def _blocks(self, blocks: Iterable[nodes.Block]) -> None:
        for block in blocks:
            self._end_word()
            self._block(block)
            self._end_word()

    def _block(self, block: nodes.Block) -> None:
        match block:
            case nodes.Quotation() | nodes.Epigraph():
                self._blocks(block.content)
                if block.source:
                    self._write("— ", block.span)
                    self._line(block.source)
            case nodes.BulletList() | nodes.OrderedList():
                self._list(block)
            case nodes.Verse():
                for stanza in block.stanzas:
                    for line in stanza:
                        self._line(line.content)
            case nodes.DefinitionList():
                for entry in block.entries:
                    for term in entry.terms:
                        self._line(term)
                    for meaning in entry.meanings:
                        self._blocks(meaning)
            case nodes.Table():
                self._table(block)
            case nodes.Figure():
                self._alternative(block.alternative, block.span)
                self._line(block.caption)
            case nodes.CodeBlock():
                self._write(block.text, block.span)
            case nodes.Ornament():
                if self._printed:
                    self._slot(ORNAMENT, block.span)
            case nodes.Headnote() | nodes.Tailnote():
                self._blocks(block.content)
                if block.party:
                    self._press(f"— {block.party}", block.span)
            case nodes.Heading() | nodes.Paragraph() | nodes.Byline() | nodes.Dateline() | nodes.Signature():
                self._line(block.content)

    def _table(self, table: nodes.Table) -> None:
        start = len(self._words)
        for cell in table.head:
            self._line(cell)
        rows = len(self._words)
        for cell in (cell for row in table.rows for cell in row):
            self._line(cell)
        if self._note < 0:
            self._copy.heads.append(TableHead(len(self._copy.parts), start, rows, len(self._words)))

    def _list(self, block: nodes.BulletList | nodes.OrderedList) -> None:
        start = block.start if isinstance(block, nodes.OrderedList) else None
        for index, item in enumerate(block.items):
            number = None if start is None else start + index
            place = item.span or block.span
            if not self._printed:
                self._number(number, place)
            elif self._note < 0:
                self._slot(MARKER, place, number)
            else:  # a note at a page's foot has its bullets and numbers as text
                self._press("•" if number is None else f"{number}.", place)
            self._blocks(item.content)

    def _number(self, number: int | None, span: Span | None) -> None:
        """An item's number: in an e-book the reader makes it from the list, and it is no less the manuscript's."""
        if number is not None:
            self._end_word()
            self._write(f"{number}.", span)
            self._end_word()

    # --- inlines -----------------------------------------------------------------------------------------

    def _inlines(self, content: Iterable[nodes.Inline]) -> None:
        for inline in content:
            self._inline(inline)

    def _inline(self, inline: nodes.Inline) -> None:
        match inline:
            case nodes.NoteCall():
                self._call(inline)
            case nodes.Interpolation():
                self._write("[", inline.span)
                self._inlines(inline.content)
                self._write(f"{inline.signature}]", inline.span)
            case nodes.Link():
                self._inlines(inline.content)
                if self._printed and (address := walk.printed_address(inline)):
                    self._write(f" ({address})", inline.span)
            case nodes.Picture():
                self._alternative(inline.alternative, inline.span)
            case nodes.Emphasis() | nodes.Strong() | nodes.SmallCaps() | nodes.Foreign():
                self._inlines(inline.content)
            case _:
                self._write(walk.words(inline), inline.span)

    def _call(self, call: nodes.NoteCall) -> None:
        if (mark := self._marks.get(call.label)) is None:
            self._write(f"[^{call.label}]", call.span)
            return
        if self._note < 0:
            self._copy.calls.append(
                Call(self._index[call.label], len(self._copy.parts), len(self._words), len(self._begun))
            )
        self._write(mark.sign, call.span)

    def _alternative(self, text: str, span: Span | None) -> None:
        """What a picture shows, in words: no paper has them."""
        if not self._printed:
            self._write(text, span)
