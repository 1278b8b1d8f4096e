"""The compositor: takes a part's words down in reading order, for a screen, for pages, or for a plain text."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from handpress.model import nodes, walk
from handpress.model.document import Note, Part
from handpress.model.facts import Facts, joined, note_anchor
from handpress.model.spans import Span
from handpress.proving.copytext import Call, Copy, TableHead, WantedNote
from handpress.proving.items import EDITORIAL, NOTE, Item, kind_of, text_of
from handpress.proving.stick import Stick
from handpress.proving.streams import MARKER, ORNAMENT, clean


def compose(
    copy: Copy,
    part: Part,
    facts: Facts,
    page_of: Callable[[str], str] | None = None,
    *,
    plain: bool = False,
    headed: bool = True,
) -> None:
    """Add a part to ``copy``. ``page_of`` gives the page of an anchor as text; None: for an output that has none.

    ``plain``: for a text without markup, in which the press can say nothing but by words and signs;
    ``headed``: whether a heading stands over the notes there.
    """
    _Compositor(copy, part, facts, page_of, plain=plain, headed=headed).part()


class _Compositor:
    def __init__(
        self, copy: Copy, part: Part, facts: Facts, page_of: Callable[[str], str] | None, *, plain: bool, headed: bool
    ) -> None:
        self._copy = copy
        self._part = part
        self._facts = facts
        self._printed = page_of is not None
        self._plain = plain
        self._headed = headed
        self._screen = not plain and page_of is None
        self._page_of = page_of or str
        self._marks = facts.parts[part.slug].marks
        self._index = {label: len(copy.notes) + n for n, label in enumerate(facts.parts[part.slug].called)}
        self._stick = Stick()
        self._label = ""
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
            title = "notes" if len(long) == len(facts.called) else "long-notes"
            self._press(self._facts.wording[title], part.span)
        for label in (label for label in facts.called if label in long):
            self._note_words(notes[label])
        if facts.called and self._plain and self._headed:
            self._press(self._facts.wording["notes"], part.span)
        self._copy.parts.append((part.slug, self._stick.taken()))
        if facts.called and self._screen:
            self._press(self._facts.wording["notes"], part.span)
        for label in facts.called:
            self._stick.note = self._index[label]
            if label in long:
                self._pointer(notes[label])
            else:
                self._note_words(notes[label])
            self._copy.notes.append(WantedNote(part.slug, label, self._stick.taken(), notes[label].span))

    def _pointer(self, note: Note) -> None:
        """What stands at the foot for a note too long to stand there."""
        page = self._page_of(note_anchor(self._part.slug, note.label))
        self._press(f"{self._marks[note.label].sign} {self._facts.wording['see-note'].format(page=page)}", note.span)

    def _note_words(self, note: Note) -> None:
        self._label = note.label
        words = self._facts.wording
        self._heard(f"{words['back']}: {words['note']} {self._marks[note.label].sign}")
        with self._stick.owned(self._of_note[note.label]):
            self._press(self._sign(note.label), note.span)
            self._blocks(note.content)
            if note.party:
                if note.signature:
                    with self._stick.signing():
                        self._stick.write(note.signature, note.span)
                else:
                    self._press(f"— {note.party}", note.span)
        self._stick.end_word()
        self._label = ""

    # --- items and the press -----------------------------------------------------------------------------

    def _begin_item(self, node: walk.Node) -> int:
        emends = isinstance(node, nodes.Correction | nodes.Regularised) or (
            isinstance(node, nodes.Sic) and bool(node.correction)
        )
        anchor = next(self._emended.get(self._label, iter(())), "") if emends else ""
        text = walk.inline_text((node,)) if isinstance(node, nodes.Inline) else text_of(node)
        party = getattr(node, "party", "")
        self._copy.items.append(
            Item(kind_of(node), party, self._part.slug, clean(text).strip(), node.span, self._label, anchor)
        )
        return len(self._copy.items) - 1

    def _heard(self, text: str) -> None:
        """A label of the press, which only a screen has."""
        if self._screen:
            self._press(text, None)

    def _press(self, text: str, span: Span | None) -> None:
        """Words of the press, which stand apart: on paper in the text, on a screen marked as such."""
        if self._screen:
            self._copy.press.setdefault(self._part.slug, []).append(text)
            return
        self._stick.end_word()
        with self._stick.by_press(sign=True):
            self._stick.write(text, span)
            self._stick.end_word()

    # --- blocks ------------------------------------------------------------------------------------------

    def _line(self, content: nodes.Inlines) -> None:
        self._stick.end_word()
        self._inlines(content)
        self._stick.end_word()

    def _blocks(self, blocks: Iterable[nodes.Block]) -> None:
        for block in blocks:
            self._stick.end_word()
            self._block(block)
            self._stick.end_word()

    def _block(self, block: nodes.Block) -> None:
        if isinstance(block, EDITORIAL):
            with self._stick.owned(self._begin_item(block)):
                self._any_block(block)
                self._stick.end_word()
        else:
            self._any_block(block)

    def _quoted_place(self, quotation: nodes.Quotation) -> None:
        """Where a quotation without a source is from, as the press says below it in an e-book."""
        if self._facts.original(quotation.part, quotation.paragraph):
            place = self._facts.wording["emendation-paragraph"].format(number=quotation.paragraph)
            told = [self._facts.titles[quotation.part], *([place] if quotation.paragraph else [])]
            self._press(f"— {joined(self._facts.wording, *told)}", quotation.span)

    def _any_block(self, block: nodes.Block) -> None:
        match block:
            case nodes.Quotation() | nodes.Epigraph():
                self._blocks(block.content)
                if block.source:
                    with self._stick.by_press():
                        self._stick.write("— ", block.span)
                    self._line(block.source)
                elif self._screen and isinstance(block, nodes.Quotation) and block.part:
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
                self._stick.write(block.text, block.span)
            case nodes.Ornament():
                if self._printed:
                    self._stick.slot(ORNAMENT, block.span)
                elif self._plain:
                    self._press("* * *", block.span)
            case nodes.Headnote() | nodes.Tailnote():
                word = self._facts.wording[kind_of(block)]
                self._heard(joined(self._facts.wording, *filter(None, (word, block.party))))
                if self._plain:
                    self._press(f"{word}:", block.span)
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

    def _table(self, table: nodes.Table) -> None:
        start = self._stick.length
        for cell in table.head:
            self._line(cell)
        rows = self._stick.length
        for cell in (cell for row in table.rows for cell in row):
            self._line(cell)
        if self._stick.note < 0:
            self._copy.heads.append(TableHead(len(self._copy.parts), start, rows, self._stick.length))

    def _list(self, block: nodes.BulletList | nodes.OrderedList) -> None:
        start = block.start if isinstance(block, nodes.OrderedList) else None
        for index, item in enumerate(block.items):
            number = None if start is None else start + index
            place = item.span or block.span
            if self._screen:
                self._number(number, place)
            elif self._printed and self._stick.note < 0:
                self._stick.slot(MARKER, place, number)
            else:  # a note at a page's foot has its bullets and numbers as text, and so has a text all of them
                self._press("•" if number is None else f"{number}.", place)
            self._blocks(item.content)

    def _number(self, number: int | None, span: Span | None) -> None:
        """An item's number: in an e-book the reader makes it from the list, and it is no less the manuscript's."""
        if number is not None:
            self._stick.end_word()
            with self._stick.by_press():
                self._stick.write(f"{number}.", span)
                self._stick.end_word()

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
                if not self._screen and (address := walk.printed_address(inline)):
                    with self._stick.by_press():
                        self._stick.write(f" ({address})", inline.span)
            case nodes.Picture():
                self._alternative(inline.alternative, inline.span)
            case _ if isinstance(inline, EDITORIAL):
                self._mark(inline)
            case _:
                self._stick.write(walk.words(inline), inline.span)
                self._inlines(walk.inline_children(inline))
                self._stick.write(walk.closing(inline), inline.span)

    def _mark(self, inline: nodes.Inline) -> None:
        with self._stick.owned(self._begin_item(inline)):
            with self._stick.signing():
                self._stick.write(walk.words(inline), inline.span)
            self._inlines(walk.inline_children(inline))
            with self._stick.signing():
                self._stick.write(walk.closing(inline), inline.span)

    def _call(self, call: nodes.NoteCall) -> None:
        if call.label not in self._marks:
            self._stick.write(f"[^{call.label}]", call.span)
            return
        if self._stick.note < 0:
            self._copy.calls.append(
                Call(self._index[call.label], len(self._copy.parts), self._stick.length, self._stick.begun)
            )
        if call.label not in self._of_note:
            note = walk.notes_by_label(self._part)[call.label]
            text = clean(" ".join(text_of(block) for block in note.content)).strip()
            self._of_note[call.label] = len(self._copy.items)
            self._copy.items.append(Item(NOTE, note.party, self._part.slug, text, note.span, call.label))
        with self._stick.owned(self._of_note[call.label]), self._stick.signing():
            self._stick.write(self._sign(call.label), call.span)

    def _sign(self, label: str) -> str:
        """What calls a note: a text cannot raise it."""
        sign = self._marks[label].sign
        return f"[{sign}]" if self._plain else sign

    def _alternative(self, text: str, span: Span | None) -> None:
        """What a picture shows, in words: no paper has them."""
        if self._plain:
            word = self._facts.wording["picture"]
            self._press(f"[{word}: {text}]" if text else f"[{word}]", span)
        elif self._screen:
            with self._stick.by_press():
                self._stick.write(text, span)
