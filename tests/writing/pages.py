"""Pages for the tests of print: set by the real engine from a few lines of Markdown, and read back by another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pypdfium2
from tests import house

from handpress import editing, reading, setting
from handpress.model.document import Contributor, Document, Metadata, Part, PartKind, Party, PartyRole
from handpress.writing.layout import Enclosed
from handpress.writing.pdf import write_pdf
from handpress.writing.printed import Printed

MM = 72 / 25.4
WIDTH, HEIGHT = 148 * MM, 210 * MM
EDITOR = Party("Ed.", "The editor", PartyRole.EDITOR, "ed")
STYLES = house.styles()


@dataclass(frozen=True)
class Sign:
    """A character on a page; its box in pt from the page's lower left corner."""

    char: str
    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True)
class Line:
    """Characters that stand beside each other, as the reader finds them."""

    text: str
    left: float
    right: float
    top: float
    bottom: float


@dataclass(frozen=True)
class Page:
    """A page read back. ``number`` counts from 1."""

    number: int
    signs: tuple[Sign, ...]

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The lines from the top down."""
        return tuple(sorted(_lines(self.signs), key=lambda line: -line.top))

    @cached_property
    def text(self) -> str:
        """The page's lines as text, from the top down, with every space but those between words taken out."""
        return "\n".join(line.text for line in self.lines)

    @property
    def recto(self) -> bool:
        """Whether it is a right-hand page."""
        return self.number % 2 == 1

    def line(self, words: str) -> Line:
        """The only line that holds these words."""
        [found] = [line for line in self.lines if words in line.text]
        return found

    @property
    def margins(self) -> tuple[float, float]:
        """Left and right edge of the type area of text pages, in pt: 18 mm inside, 23 mm outside."""
        left = 18 * MM if self.recto else 23 * MM
        return left, left + 107 * MM

    @property
    def body(self) -> tuple[Line, ...]:
        """The lines between head and folio."""
        return tuple(line for line in self.lines if line.top < HEIGHT - 18 * MM and line.bottom > 27 * MM)

    @property
    def head(self) -> tuple[Line, ...]:
        """The lines above the type area."""
        return tuple(line for line in self.lines if line.bottom > HEIGHT - 18 * MM)

    @property
    def foot(self) -> tuple[Line, ...]:
        """The lines below the type area."""
        return tuple(line for line in self.lines if line.top < 27 * MM)


@dataclass(frozen=True)
class Set:
    """A pamphlet set in type: what the press says of it, and its pages as another engine reads them."""

    printed: Printed
    pages: tuple[Page, ...]

    @property
    def text(self) -> str:
        """The text of all pages, hyphens at line ends made good."""
        return " ".join(page.text for page in self.pages).replace("‐\n", "").replace("\n", " ")

    def page_with(self, words: str) -> Page:
        """The only page that has a line with these words."""
        [found] = [page for page in self.pages if any(words in line.text for line in page.lines)]
        return found


def part(markdown: str, slug: str = "article", kind: str = "article", language: str = "en") -> Part:
    """A part from its manuscript, which must be without fault."""
    made = reading.read_part(
        markdown, file=f"{slug}.md", slug=slug, kind=PartKind(kind), parties=(EDITOR,), language=language
    )
    assert not made.failed, made.findings
    return made.value


def pamphlet(*parts: Part, **metadata: Any) -> Document:
    """A document with these parts."""
    given = {"title": "On Bread", "language": "en", "date": "2026", "contributors": (Contributor("A. Miller"),)}
    return Document("on-bread", Metadata(**{**given, **metadata}), (EDITOR,), parts)


def set_in_type(
    document: Document, *, pictures: Mapping[str, Enclosed] | None = None, styles: str = STYLES, more: str = ""
) -> Set:
    """The document as the press sets it; ``more`` are rules added to the house's."""
    setting.isolate_fonts()
    document = editing.set_typography(document)
    printed = write_pdf(
        editing.set_openings(document),
        editing.prepare(document),
        design=house.DESIGN,
        styles=styles + more,
        fonts=house.fonts(),
        pictures=pictures or {},
    )
    return Set(printed, read_back(printed.pdf))


def read_back(pdf: bytes) -> tuple[Page, ...]:
    """Every page of a PDF with its characters."""
    with pypdfium2.PdfDocument(pdf) as document:
        return tuple(Page(number, tuple(_signs(page))) for number, page in enumerate(document, 1))


def _signs(page: Any) -> Iterator[Sign]:
    text = page.get_textpage()
    for index in range(text.count_chars()):
        yield Sign(text.get_text_range(index, 1), *text.get_charbox(index, loose=False))


def _lines(signs: Sequence[Sign]) -> Iterator[Line]:
    line: list[Sign] = []
    for sign in (*signs, Sign("\n", 0, 0, 0, 0)):
        if sign.char in "\r\n\ufffe\x02":
            inked = [one for one in line if one.char.strip() and one.right > one.left]
            if inked:
                yield Line(
                    "".join(one.char for one in line).strip(),
                    min(one.left for one in inked),
                    max(one.right for one in inked),
                    max(one.top for one in inked),
                    min(one.bottom for one in inked),
                )
            line = []
        else:
            line.append(sign)
