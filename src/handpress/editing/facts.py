"""Note marks, anchors and contents, worked out once for all outputs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from handpress.editing.apparatus import emendations, note_on_text, quoted_places
from handpress.editing.wording import own_name, wording_for, written_date
from handpress.model import nodes, walk
from handpress.model.document import Document, Note, NoteRestart, NoteSeries, NoteStyle, Part
from handpress.model.facts import (
    NOTE_ON_TEXT,
    ContentsEntry,
    Emendation,
    Facts,
    NoteMark,
    PartFacts,
    paragraph_anchor,
    part_anchor,
)
from handpress.model.quoted import QuotedPassage

_DEEPEST_IN_CONTENTS = 1
_SYMBOLS = "*†‡§‖¶"
NOTE_LETTERS_A_PAGE = 3400
"""About how many letters of a note would fill the text block of an A5 page in the house style."""


def prepare(
    document: Document, quotations: Iterable[QuotedPassage] = (), letters_a_page: int = NOTE_LETTERS_A_PAGE
) -> Facts:
    """Everything the writers need to know about a document beside its tree.

    ``quotations`` are those of its parts from each other (see ``find_quotations``); ``letters_a_page`` is what fills a
    page with notes, by which a note is too long to stand at the foot.
    """
    wording = wording_for(document.metadata.language)
    counts: dict[bool, int] = {False: 0, True: 0}
    parts: dict[str, PartFacts] = {}
    emended: list[Emendation] = []
    for part in document.parts:
        parts[part.slug], found = _part_facts(part, document.notes, counts, wording["read"], letters_a_page)
        emended += found
    anchors: dict[str, str] = {}
    contents: list[ContentsEntry] = []
    for part in document.parts:
        for anchor in (part_anchor(part.slug), *parts[part.slug].headings):
            anchors.setdefault(anchor, part.slug)
        contents += _contents(part, parts[part.slug], wording[part.kind])
    marks = {slug: part.marks for slug, part in parts.items()}
    # A passage quoted twice has one line: it would be the same.
    quoted = tuple(dict.fromkeys(quoted_places(document, quotations, marks, wording)))
    note = replace(note_on_text(document, emended, wording), quotations=quoted)
    if not note.empty:
        anchors.setdefault(NOTE_ON_TEXT, "")
        contents.append(ContentsEntry(0, (nodes.Text(wording["note-on-text"]),), NOTE_ON_TEXT, ""))
    titles = {part.slug: walk.inline_text(part.title) or wording[part.kind] for part in document.parts}
    ids = {part.slug: tuple(_paragraph_ids(part)) for part in document.parts}
    date, language = document.metadata.date, document.metadata.language
    return Facts(
        parts,
        tuple(contents),
        wording,
        anchors,
        note,
        titles,
        ids,
        written_date(date[:4], language),
        written_date(date, language),
        tuple(own_name(one.language) for one in document.metadata.translations),
    )


def _part_facts(
    part: Part, style: NoteStyle, counts: dict[bool, int], read: str, letters_a_page: int
) -> tuple[PartFacts, tuple[Emendation, ...]]:
    notes = walk.notes_by_label(part)
    called = tuple(dict.fromkeys(call.label for call in walk.calls(part) if call.label in notes))
    if style.restart is NoteRestart.PART:
        counts.update({False: 0, True: 0})
    marks: dict[str, NoteMark] = {}
    for label in called:
        party = notes[label].party
        counts[bool(party)] += 1
        # The author's notes by number, everybody else's by letter or symbol: the two series stay apart without colour.
        sign = _party_sign(counts[True], style.parties) if party else str(counts[False])
        marks[label] = NoteMark(sign, party)
    longest = style.longest_percent / 100 * letters_a_page
    long = frozenset(label for label in called if not longest or _letters(notes[label]) > longest)
    found = emendations(part, marks, read)
    return PartFacts(marks, tuple(_heading_ids(part)), called, long, found.anchors), found.entries


def _letters(note: Note) -> int:
    return sum(len(walk.words(node)) for node in walk.walk(note.content))


def _party_sign(number: int, series: NoteSeries) -> str:
    return letters(number) if series is NoteSeries.LETTERS else symbols(number)


def _headings(part: Part) -> Iterator[nodes.Heading]:
    yield from (node for node in walk.walk(part.content) if isinstance(node, nodes.Heading))


def _heading_ids(part: Part) -> Iterator[str]:
    for number, heading in enumerate(_headings(part), 1):
        yield heading.anchor or f"{part.slug}-section-{number}"


def _paragraph_ids(part: Part) -> Iterator[str]:
    paragraphs = (node for node in walk.walk(part.content) if isinstance(node, nodes.Paragraph))
    for number, paragraph in enumerate(paragraphs, 1):
        yield paragraph.anchor or paragraph_anchor(part.slug, number)


def _contents(part: Part, facts: PartFacts, kind_word: str) -> Iterator[ContentsEntry]:
    title = part.title or (nodes.Text(kind_word),)
    yield ContentsEntry(0, without_calls(title), part_anchor(part.slug), part.slug, without_calls(part.byline))
    for heading, anchor in zip(_headings(part), facts.headings, strict=True):
        if heading.level <= _DEEPEST_IN_CONTENTS:
            yield ContentsEntry(heading.level, without_calls(heading.content), anchor, part.slug)


def without_calls(content: nodes.Inlines) -> nodes.Inlines:
    """A heading as it stands in the contents or over a page: without its note calls and forced breaks."""
    kept = (nodes.Text(" ") if isinstance(item, nodes.LineBreak) else item for item in content)
    return tuple(item for item in kept if not isinstance(item, nodes.NoteCall))


def symbols(number: int) -> str:
    """1 → *, 2 → †, 7 → **: the printer's symbols as note marks, doubled when they are used up."""
    times, index = divmod(number - 1, len(_SYMBOLS))
    return _SYMBOLS[index] * (times + 1)


def letters(number: int) -> str:
    """1 → a, 26 → z, 27 → aa: letters as note marks."""
    text = ""
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(ord("a") + rest) + text
    return text
