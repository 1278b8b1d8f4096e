"""What an output must hold, from the model alone: the words of the running text, and those of every note.

The writers are not asked: this is a second reading of the model, so that a mistake in a writer cannot excuse itself.
On paper the press's own words are wanted too (the word for the kind of a part, signatures it adds, addresses of
links); in an e-book they carry the class ``press`` and are not looked at.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from handpress.model import nodes, walk
from handpress.model.document import Document, Metadata, Note, Part
from handpress.model.facts import Facts, note_anchor
from handpress.model.spans import Span
from handpress.proving.streams import MARKER, ORNAMENT, PRESS, Owned, Word, clean, emended, letters

_PHRASES = {"edt": "edited-by", "trl": "translated-by"}
_AUTHOR = -1
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


@dataclass(frozen=True, slots=True)
class Item:
    """An editorial item: a note, or a mark that somebody else has put into the text.

    ``kind`` is its name in the model (``note``, ``interpolation``, ``sic`` …), ``party`` the siglum of who is
    responsible (empty: the author, or nobody has signed), ``note`` the label of the note it is or stands in, ``anchor``
    the id of an emendation.
    """

    kind: str
    party: str
    part: str
    words: str
    span: Span | None = None
    note: str = ""
    anchor: str = ""


@dataclass(slots=True)
class Copy:
    """The copy to prove against: words of the running text part by part, calls, notes in the order of their calls.

    ``items`` are the editorial items in reading order, a note at its call; ``press`` by part the press's own words in
    an e-book. ``parts`` by slug; ``before``, ``note_on_text`` and ``after`` are the words of preliminaries, note on the
    text and colophon, on paper only.
    """

    before: tuple[Word, ...] = ()
    parts: list[tuple[str, tuple[Word, ...]]] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)
    notes: list[WantedNote] = field(default_factory=list)
    heads: list[TableHead] = field(default_factory=list)
    note_on_text: tuple[Word, ...] = ()
    after: tuple[Word, ...] = ()
    items: list[Item] = field(default_factory=list)
    press: dict[str, list[str]] = field(default_factory=dict)

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
        _Compositor(copy, part, facts, printed=True, page_of=page_of).part()
    copy.note_on_text = tuple(_note_on_text(facts, page_of))
    copy.after = tuple(_split(_colophon(document.metadata, facts)))
    return copy


EDITORIAL = (
    nodes.Interpolation,
    nodes.Sic,
    nodes.Omission,
    nodes.AddedEmphasis,
    nodes.Correction,
    nodes.Regularised,
    nodes.Supplied,
    nodes.Unclear,
    nodes.Query,
    nodes.Change,
    nodes.Headnote,
    nodes.Tailnote,
    nodes.Provenance,
)
"""The kinds of editorial items beside notes."""
NOTE = "note"
"""The kind of a note."""


def kind_of(node: walk.Node) -> str:
    """The name of a kind of editorial item, as the e-book's classes and the ledger have it."""
    return kind_name(type(node))


def kind_name(kind: type) -> str:
    """``AddedEmphasis`` → ``added-emphasis``."""
    return "".join(f"-{char.lower()}" if char.isupper() else char for char in kind.__name__).lstrip("-")


def authors_letters(document: Document) -> str:
    """The author's running text without any editorial item, from the model alone and without this room's copy."""
    return "".join(
        letters(clean(_authors(node)))
        for part in document.parts
        for group in walk.parts_of_text(part)
        for node in group
    )


def _authors(node: walk.Node) -> str:
    if isinstance(node, EDITORIAL):
        return ""
    return walk.words(node) + "".join(map(_authors, walk.children(node))) + walk.closing(node)


def _text_of(node: walk.Node) -> str:
    return (
        walk.words(node)
        + "".join(map(_text_of, walk.children(node)))
        + walk.closing(node)
        + " " * isinstance(node, nodes.Block)
    )


def running_heads(document: Document, part: Part) -> tuple[str, ...]:
    """What may stand over the pages of a part."""
    return document.metadata.title, part.short_title or walk.inline_text(part.byline or part.title)


def heads_of_note_on_text(document: Document, facts: Facts) -> tuple[str, ...]:
    """What may stand over the pages of the note on the text."""
    return document.metadata.title, facts.wording["note-on-text"]


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


def _note_on_text(facts: Facts, page_of: Callable[[str], str]) -> Iterator[Word]:
    note, words = facts.note_on_text, facts.wording
    if note.empty:
        return
    yield from _split([words["note-on-text"], *note.sentences])
    for sign, meaning in note.marks:
        yield from _split([sign, meaning])
    if note.emendations:
        yield from _split([words["emendations"]])
    for number, item in enumerate(note.emendations):
        entry = [f"{item.entry},", _place(words, page_of(item.anchor), item.paragraph, item.note)]
        yield from _split(entry, owner=emended(number))
    if note.quotations:
        yield from _split([words["quotations"]])
    for quoted in note.quotations:
        line = words["quoted"].format(words=quoted.words, title=quoted.title)
        yield from _split([f"{line},", _place(words, page_of(quoted.anchor), quoted.paragraph, quoted.note)])


def _place(words: Mapping[str, str], page: str, paragraph: int, note: str = "") -> str:
    places = [words["emendation-page"].format(page=page)]
    if paragraph:
        places.append(words["emendation-paragraph"].format(number=paragraph))
    if note:
        places.append(words["emendation-note"].format(sign=note))
    return ", ".join(places)


def _series(data: Metadata) -> str:
    return f"{data.series.name} {data.series.number}" if data.series else ""


def _imprint(data: Metadata) -> list[str]:
    year = data.date[:4]
    return [data.publisher, f"{data.place}, {year}" if data.place else year]


def _split(lines: Iterable[str], span: Span | None = None, owner: int = PRESS) -> Iterator[Word]:
    for line in lines:
        yield from (Word(word, span, owners=(Owned(0, len(word), owner),)) for word in clean(line).split())


# --- a part ---------------------------------------------------------------------------------------------------


class _Compositor:
    """Takes a part's words down in reading order. A word may come from several nodes: ``<em>half</em>way``."""

    def __init__(
        self, copy: Copy, part: Part, facts: Facts, *, printed: bool, page_of: Callable[[str], str] = str
    ) -> None:
        self._copy = copy
        self._part = part
        self._facts = facts
        self._printed = printed
        self._page_of = page_of
        self._marks = facts.parts[part.slug].marks
        self._index = {label: len(copy.notes) + n for n, label in enumerate(facts.parts[part.slug].called)}
        self._words: list[Word] = []
        self._begun = ""
        self._begun_at: Span | None = None
        self._note = -1
        self._label = ""
        self._owner = _AUTHOR
        self._sign = False
        self._owners: list[Owned] = []
        self._emended = {label: iter(anchors) for label, anchors in facts.parts[part.slug].emended.items()}
        self._of_note: dict[str, int] = {}

    def part(self) -> None:
        part = self._part
        self._press(self._facts.wording[part.kind], part.span)
        for name in ("title", "subtitle", "byline"):
            self._line(getattr(part, name))
        self._blocks(part.content)
        self._line(part.dateline)
        self._line(part.source)
        notes = walk.notes_by_label(part)
        facts = self._facts.parts[part.slug]
        long = facts.long if self._printed else frozenset[str]()
        if long:
            self._press(self._facts.wording["long-notes"], part.span)
        for label in (label for label in facts.called if label in long):
            self._note_words(notes[label])
        self._copy.parts.append((part.slug, self._taken()))
        if facts.called and not self._printed:
            self._press(self._facts.wording["notes"], part.span)
        for label in facts.called:
            self._note = self._index[label]
            if label in long:
                self._pointer(notes[label])
            else:
                self._note_words(notes[label])
            self._copy.notes.append(WantedNote(part.slug, label, self._taken(), notes[label].span))

    def _pointer(self, note: Note) -> None:
        """What stands at the foot for a note too long to stand there."""
        page = self._page_of(note_anchor(self._part.slug, note.label))
        self._press(f"{self._marks[note.label].sign} {self._facts.wording['see-note']} {page}.", note.span)

    def _note_words(self, note: Note) -> None:
        self._label = note.label
        with self._owned(self._of_note[note.label]):
            self._press(self._marks[note.label].sign, note.span)
            self._blocks(note.content)
            if note.party:
                if note.signature:
                    with self._owned(self._owner, sign=True):
                        self._write(note.signature, note.span)
                else:
                    self._press(f"— {note.party}", note.span)
        self._end_word()
        self._label = ""

    # --- whose words -------------------------------------------------------------------------------------

    @contextlib.contextmanager
    def _owned(self, owner: int, *, sign: bool = False) -> Iterator[None]:
        """What is written within is not the author's running text."""
        outside = self._owner, self._sign
        self._owner, self._sign = owner, sign
        yield
        self._owner, self._sign = outside

    def _begin_item(self, node: walk.Node) -> int:
        emends = isinstance(node, nodes.Correction | nodes.Regularised) or (
            isinstance(node, nodes.Sic) and bool(node.correction)
        )
        anchor = next(self._emended.get(self._label, iter(())), "") if emends else ""
        text = walk.inline_text((node,)) if isinstance(node, nodes.Inline) else _text_of(node)
        party = getattr(node, "party", "")
        self._copy.items.append(
            Item(kind_of(node), party, self._part.slug, clean(text).strip(), node.span, self._label, anchor)
        )
        return len(self._copy.items) - 1

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
            if word and self._owner != _AUTHOR:
                start = len(self._begun)
                self._owners.append(Owned(start, start + len(word), self._owner, self._sign))
            self._begun += word
        if line[-1:].isspace():
            self._end_word()

    def _press(self, text: str, span: Span | None) -> None:
        """Words of the press, which stand apart: on paper in the text, in an e-book marked as such."""
        if not self._printed:
            self._copy.press.setdefault(self._part.slug, []).append(text)
            return
        self._end_word()
        with self._owned(PRESS if self._owner == _AUTHOR else self._owner, sign=True):
            self._write(text, span)
            self._end_word()

    def _slot(self, kind: str, span: Span | None, number: int | None = None) -> None:
        self._end_word()
        self._words.append(Word(kind, span, self._note, number))

    def _end_word(self) -> None:
        if self._begun:
            self._words.append(Word(clean(self._begun), self._begun_at, self._note, None, tuple(self._owners)))
            self._begun = ""
            self._owners = []

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
        if isinstance(block, EDITORIAL):
            with self._owned(self._begin_item(block)):
                self._any_block(block)
                self._end_word()
        else:
            self._any_block(block)

    def _any_block(self, block: nodes.Block) -> None:
        match block:
            case nodes.Quotation() | nodes.Epigraph():
                self._blocks(block.content)
                if block.source:
                    with self._owned(PRESS if self._owner == _AUTHOR else self._owner):
                        self._write("— ", block.span)
                    self._line(block.source)
                elif not self._printed and isinstance(block, nodes.Quotation) and block.part:
                    self._quoted_place(block)
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
            case (
                nodes.Heading()
                | nodes.Paragraph()
                | nodes.Byline()
                | nodes.Dateline()
                | nodes.Signature()
                | nodes.Provenance()
            ):
                self._line(block.content)

    def _quoted_place(self, quotation: nodes.Quotation) -> None:
        """Where a quotation without a source is from, as the press says below it in an e-book."""
        if self._facts.original(quotation.part, quotation.paragraph):
            place = self._facts.wording["emendation-paragraph"].format(number=quotation.paragraph)
            told = [self._facts.titles[quotation.part], *([place] if quotation.paragraph else [])]
            self._press(f"— {', '.join(told)}", quotation.span)

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
            with self._owned(PRESS if self._owner == _AUTHOR else self._owner):
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
            case nodes.Link():
                self._inlines(inline.content)
                if self._printed and (address := walk.printed_address(inline)):
                    with self._owned(PRESS if self._owner == _AUTHOR else self._owner):
                        self._write(f" ({address})", inline.span)
            case nodes.Picture():
                self._alternative(inline.alternative, inline.span)
            case _ if isinstance(inline, EDITORIAL):
                self._mark(inline)
            case _:
                self._write(walk.words(inline), inline.span)
                self._inlines(walk.inline_children(inline))
                self._write(walk.closing(inline), inline.span)

    def _mark(self, inline: nodes.Inline) -> None:
        with self._owned(self._begin_item(inline)):
            with self._owned(self._owner, sign=True):
                self._write(walk.words(inline), inline.span)
            self._inlines(walk.inline_children(inline))
            with self._owned(self._owner, sign=True):
                self._write(walk.closing(inline), inline.span)

    def _call(self, call: nodes.NoteCall) -> None:
        if (mark := self._marks.get(call.label)) is None:
            self._write(f"[^{call.label}]", call.span)
            return
        if self._note < 0:
            self._copy.calls.append(
                Call(self._index[call.label], len(self._copy.parts), len(self._words), len(self._begun))
            )
        if call.label not in self._of_note:
            note = walk.notes_by_label(self._part)[call.label]
            text = clean(" ".join(_text_of(block) for block in note.content)).strip()
            self._of_note[call.label] = len(self._copy.items)
            self._copy.items.append(Item(NOTE, note.party, self._part.slug, text, note.span, call.label))
        with self._owned(self._of_note[call.label], sign=True):
            self._write(mark.sign, call.span)

    def _alternative(self, text: str, span: Span | None) -> None:
        """What a picture shows, in words: no paper has them."""
        if not self._printed:
            with self._owned(PRESS if self._owner == _AUTHOR else self._owner):
                self._write(text, span)
