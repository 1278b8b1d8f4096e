"""Small documents and their outputs, made by the real writers, for the tests of proving."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from xml.etree.ElementTree import Element

import pikepdf
from tests import house

from handpress.editing import prepare
from handpress.imposing import SHEETS, Imposed, saddle_stitch
from handpress.model.document import Document, Metadata, Note, Part, PartKind, Party, PartyRole
from handpress.model.facts import Facts, PageStart
from handpress.model.nodes import Block, Inline, Paragraph, Text
from handpress.model.spans import Span
from handpress.setting.isolation import isolate_fonts
from handpress.writing import documents, layout, preliminaries
from handpress.writing.ebook import make_book
from handpress.writing.epub import write_epub
from handpress.writing.layout import Enclosed
from handpress.writing.pagedesign import page_styles
from handpress.writing.pdf import write_pdf
from handpress.writing.xhtml import Medium, NotePlacement, write_part

EDITOR = Party("Ed.", "The Editor", PartyRole.EDITOR, "ed")


def paragraph(line: int, *content: str | Inline) -> Paragraph:
    """A paragraph that stands on one line of ``article.md``."""
    span = Span("article.md", line, line)
    return Paragraph(tuple(Text(item, span=span) if isinstance(item, str) else item for item in content), span=span)


def note(label: str, line: int, *content: str | Inline, party: str = "") -> Note:
    return Note(label, (paragraph(line, *content),), party, span=Span("article.md", line, line))


SENTENCES = tuple(
    paragraph(3 + 2 * number, sentence)
    for number, sentence in enumerate(
        (
            "Every pamphlet begins with a quarrel.",
            "Nobody reads prefaces before breakfast.",
            "Our printer counted forty-two sheets yesterday.",
            "Rain had ruined half of them.",
            "The binder wept, and then he laughed.",
            "Twelve subscribers wrote angry letters.",
        )
    )
)
"""Six paragraphs on the lines 3, 5, 7, … of the manuscript, with no three words in common."""


def pamphlet(*content: Block, notes: tuple[Note, ...] = (), title: str = "On Freedom") -> Document:
    part = Part("article", PartKind.ARTICLE, (Text(title),), content, notes, span=Span("article.md", 1, 99))
    return Document("pamphlet", Metadata("The Title", "en", "2026"), (EDITOR,), (part,))


def ebook(document: Document, facts: Facts | None = None, starts: Sequence[PageStart] = ()) -> bytes:
    facts = facts or prepare(document)
    book = make_book(document, facts, styles="", fonts=(), cover=b"no picture", pictures={}, starts=starts)
    return write_epub(book)


def pages(document: Document, more_styles: str = "", facts: Facts | None = None) -> bytes:
    isolate_fonts()
    styles = house.styles() + more_styles
    facts = facts or prepare(document)
    return write_pdf(document, facts, design=house.DESIGN, styles=styles, fonts=house.fonts(), pictures={}).pdf


def pages_as_they_come(
    document: Document, more_styles: str = "", change: Callable[[Element], None] = lambda part: None
) -> bytes:
    """The pages as the engine makes them at the first go, before the press has looked whether notes were lost.

    ``change`` may damage each part before it is set.
    """
    isolate_fonts()
    facts = prepare(document)
    files = {font.name: Enclosed(font.content, "font/ttf") for font in house.fonts()}
    sheets = page_styles(house.DESIGN) + house.styles() + more_styles
    face = '@font-face { font-family: "EB Garamond"; src: url("press:roman") }'
    medium = Medium(NotePlacement.FOOT, picture=str, print_addresses=True)
    parts = [write_part(part, facts, medium) for part in document.parts]
    for part in parts:
        change(part)
    body = [preliminaries.title_page(document, facts), *parts, preliminaries.colophon(document, facts)]
    html = documents.paged(body, title="", language="en")
    return layout.lay_out(html, face + sheets, files).to_pdf()


def with_pages(pdf: bytes, order: Sequence[int]) -> bytes:
    """A PDF of the pages named, from 1, in that order."""
    with pikepdf.open(io.BytesIO(pdf)) as made:
        kept = [made.pages[number - 1] for number in order]
        del made.pages[:]
        made.pages.extend(kept)
        out = io.BytesIO()
        made.save(out)
        return out.getvalue()


def booklet(pdf: bytes) -> Imposed:
    imposed = saddle_stitch(pdf, sheet=SHEETS["a4"]).value
    assert imposed is not None
    return imposed


def damaged(epub: bytes, change: Callable[[str], str], name: str = "article.xhtml") -> bytes:
    """The e-book with one of its pages changed."""
    out = io.BytesIO()
    done = False
    with zipfile.ZipFile(io.BytesIO(epub)) as archive, zipfile.ZipFile(out, "w") as copy:
        for entry in archive.infolist():
            content = archive.read(entry)
            if entry.filename.endswith("/" + name):
                text = content.decode()
                content = change(text).encode()
                done = content.decode() != text
            copy.writestr(entry, content)
    assert done, "the damage did nothing"
    return out.getvalue()
