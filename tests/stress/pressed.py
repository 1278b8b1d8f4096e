"""A generated pamphlet through the whole press, and what became of each of its notes."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields

import pypdfium2
from tests import house
from tests.proving.made import ebook
from tests.stress.pamphlets import Pamphlet, Written

from handpress import editing, imposing, proving, reading
from handpress.model.document import Document, Metadata, NoteStyle, PartKind, Party, PartyRole
from handpress.model.facts import Facts
from handpress.model.format import MM, Format
from handpress.project.trims import find_trim
from handpress.setting.isolation import isolate_fonts
from handpress.setting.total_fit import applied
from handpress.writing.loading import load_engine
from handpress.writing.pagedesign import PageDesign, design_page
from handpress.writing.pdf import write_pdf
from handpress.writing.printed import Printed

PARTIES = (Party("Ed.", "The Editor", PartyRole.EDITOR, "ed"),)


@dataclass(frozen=True)
class Size:
    """A page: its trim, the share of it a note may fill, and the sheet its booklet needs."""

    trim: str
    longest_percent: int
    sheet: str

    @property
    def design(self) -> PageDesign:
        """The page as the house designs it."""
        trim = find_trim(self.trim)
        assert trim is not None
        return design_page(Format(trim=trim)).value

    @property
    def foot(self) -> float:
        """How far the type area stands above the page's lower edge, in pt."""
        return self.design.margins.bottom_mm * MM


SIZES: Mapping[str, Size] = {
    "A5": Size("A5", 50, "a4"),
    "A6": Size("A6", 50, "a4"),
    "half letter": Size("half-letter", 50, "letter"),
}


@dataclass(frozen=True)
class Tally:
    """What became of notes. ``late`` are those, of all that stand at the foot, that begin behind the page of their
    call; ``moved`` those sent to their part's end though they were meant for the foot."""

    pamphlets: int = 0
    notes: int = 0
    editors: int = 0
    pages: int = 0
    lost: int = 0
    doubled: int = 0
    off_page: int = 0
    early: int = 0
    late: int = 0
    at_foot: int = 0
    long: int = 0
    repaired: int = 0
    moved: int = 0
    rounds: int = 0

    @property
    def late_share(self) -> float:
        """In percent."""
        return 100 * self.late / max(self.at_foot, 1)

    def __str__(self) -> str:
        told = ", ".join(f"{one.name.replace('_', ' ')} {getattr(self, one.name)}" for one in fields(self))
        return f"{told}; late share {self.late_share:.2f} %"


def total(tallies: Iterable[Tally]) -> Tally:
    """The sum of tallies."""
    kept = list(tallies)
    return Tally(**{one.name: sum(getattr(tally, one.name) for tally in kept) for one in fields(Tally)})


def document(given: Pamphlet, size: Size) -> Document:
    """The pamphlet as the press reads it, without a finding."""
    parts = []
    for slug, kind, text in zip(("article", "reply"), (PartKind.ARTICLE, PartKind.REPLY), given.parts, strict=False):
        read = reading.read_part(text, file=f"{slug}.md", slug=slug, kind=kind, parties=PARTIES, language="en")
        assert not read.findings, read.findings
        parts.append(read.value)
    style = NoteStyle(longest_percent=size.longest_percent)
    return Document(f"pamphlet-{given.number}", Metadata("Out of the Hat", "en", "2026"), PARTIES, tuple(parts), style)


def printed(made: Document, facts: Facts, size: Size) -> Printed:
    """The pamphlet's pages."""
    isolate_fonts()
    opened = editing.set_openings(made)
    load_engine()
    with applied():
        return write_pdf(opened, facts, design=size.design, styles=house.styles(), fonts=house.fonts(), pictures={})


def press(given: Pamphlet, size: Size) -> Tally:
    """Make all three outputs, have them proved, and find every note again by its own names."""
    made = editing.set_typography(document(given, size))
    facts = editing.prepare(made, letters_a_page=size.design.note_letters)
    pages = printed(made, facts, size)
    imposed = imposing.saddle_stitch(pages.pdf, sheet=imposing.SHEETS[size.sheet]).value
    assert imposed is not None
    book = ebook(made, starts=pages.starts)
    ledger = proving.prove(
        made, pages.facts, proving.Outputs(book, pages.pdf, booklet=imposed.pdf, order=imposed.order, paged=True)
    )
    assert ledger.whole, [finding.message for finding in ledger.findings()]
    tallies = [_in_ebook(given, book), _in_pages(given, made, facts, pages, size), _in_booklet(given, imposed.pdf)]
    return total([*tallies, Tally(1, len(given.notes), sum(note.party for note in given.notes), pages.pages)])


def _counted(wanted: Iterable[str], text: str) -> Tally:
    counts = [text.count(name) for name in wanted]
    return Tally(lost=counts.count(0), doubled=sum(count > 1 for count in counts))


def _names(notes: Iterable[Written]) -> list[str]:
    return [name for note in notes for name in (note.call, note.first, note.last)]


def _in_ebook(given: Pamphlet, book: bytes) -> Tally:
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        names = [name for name in archive.namelist() if name.endswith(("/article.xhtml", "/reply.xhtml"))]
        files = [archive.read(name).decode() for name in names]
    return _counted(_names(given.notes), "".join(files))


def _in_booklet(given: Pamphlet, sheets: bytes) -> Tally:
    return _counted(_names(given.notes), "".join(text for text, _ in _read(sheets)))


def _in_pages(given: Pamphlet, made: Document, meant: Facts, pages: Printed, size: Size) -> Tally:
    read = _read(pages.pdf)
    where = {name: number for number, (text, _) in enumerate(read) for name in re.findall("[QXZ][a-z]{4}", text)}
    labels = [(part.slug, label) for part in made.parts for label in meant.parts[part.slug].called]
    early = late = foot = long = moved = off = 0
    for (slug, label), note in zip(labels, given.notes, strict=True):
        first, call = where.get(note.first, 0), where.get(note.call, 0)
        early += first < call
        if label in pages.facts.parts[slug].long:
            long += label in meant.parts[slug].long
            moved += label not in meant.parts[slug].long
        else:
            foot += 1
            late += first > call
        for name in (note.first, note.last):
            # A note below its type area would run into the folio, and on beyond the paper's edge.
            lowest = read[where[name]][1].get(name, size.foot) if name in where else size.foot
            off += lowest < size.foot - 4
    tally = Tally(early=early, late=late, at_foot=foot, long=long, moved=moved, off_page=off)
    made_of = Tally(repaired=len(pages.repaired), rounds=pages.rounds)
    return total([tally, made_of, _counted(_names(given.notes), "".join(text for text, _ in read))])


def _read(pdf: bytes) -> list[tuple[str, dict[str, float]]]:
    """The text of each page within its edges, and how high above the lower one each name stands, in pt."""
    pages = []
    with pypdfium2.PdfDocument(pdf) as opened:
        for page in opened:
            text = page.get_textpage()
            whole = text.get_text_range()
            heights = {}
            for found in re.finditer("[QXZ][a-z]{4}", whole):
                heights[found[0]] = text.get_charbox(found.start(), loose=False)[1]
            pages.append((text.get_text_bounded(), heights))
    return pages
