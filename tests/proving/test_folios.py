"""Folios are proved from the file: on the paper, in the file's own numbers, and in the e-book's list."""

from __future__ import annotations

import io
from functools import cache
from random import Random
from typing import Any

import pikepdf
import pytest
from tests import house
from tests.proving.made import SENTENCES, damaged, ebook, paragraph

from handpress.editing import prepare
from handpress.model.document import Document, FrontMatter, Metadata, Part, PartKind
from handpress.model.folios import Folios
from handpress.model.nodes import Text
from handpress.model.spans import Span
from handpress.proving import Outputs, prove
from handpress.setting.isolation import isolate_fonts
from handpress.writing.pdf import write_pdf
from handpress.writing.printed import Printed

SYLLABLES = ["ba", "co", "du", "fe", "gi", "hu", "ka", "lo", "mi", "na", "po", "ra", "su", "te", "vi", "wo", "za"]


def part(kind: str, words: int) -> Part:
    """A part of words that no language has, no two stretches of them alike."""
    dice = Random(kind)
    said = ["".join(dice.choices(SYLLABLES, k=dice.randint(2, 4))) for _ in range(words)]
    content = (paragraph(3, " ".join(said[: words // 2])), paragraph(5, " ".join(said[words // 2 :])))
    return Part(kind, PartKind(kind), (Text(f"The {kind}"),), content, span=Span(f"{kind}.md", 1, 99))


DOCUMENT = Document(
    "pamphlet",
    Metadata("The Title", "en", "2026"),
    parts=(part("foreword", 700), part("article", 900), part("reply", 300)),
    front_matter=FrontMatter.ROMAN,
)

PAGE: dict[str, Any] = {"design": house.DESIGN, "fonts": house.fonts(), "pictures": {}}


@cache
def printed(more: str = "") -> Printed:
    isolate_fonts()
    return write_pdf(DOCUMENT, prepare(DOCUMENT), styles=house.styles() + more, **PAGE)


def told(pdf: bytes, epub: bytes | None = None) -> list[str]:
    ledger = prove(DOCUMENT, printed().facts, Outputs(epub, pdf, paged=epub is not None))
    return [finding.message for finding in ledger.findings()]


def labelled(front: int) -> bytes:
    """The same pages, with other numbers in the file."""
    with pikepdf.open(io.BytesIO(printed().pdf)) as pdf:
        roman, decimal = (pikepdf.Dictionary(S=pikepdf.Name(f"/{style}")) for style in "rD")
        pdf.Root.PageLabels = pikepdf.Dictionary(Nums=pikepdf.Array([0, roman, front, decimal]))
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


def without(page: int) -> bytes:
    with pikepdf.open(io.BytesIO(printed().pdf)) as pdf:
        del pdf.pages[page - 1]
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


def test_the_pages_bear_what_the_file_and_the_e_book_say_of_them() -> None:
    made = printed()

    assert made.folios.front == 6
    assert told(made.pdf, ebook(DOCUMENT, made.facts, made.starts)) == []
    assert [start.label for start in made.starts] == [made.folios.of(page) for page in range(1, made.pages + 1)]


def test_labels_of_the_file_that_are_not_on_the_paper_are_told_once() -> None:
    front = printed().folios.front

    [said] = told(labelled(front - 1))
    assert said == f"PDF, page labels, page {Folios(front).of(front)}: “{Folios(front).of(front)}” became “1”."


def test_a_text_that_begins_on_a_verso_is_told() -> None:
    made = printed(".part[data-folio] { break-before: page }")

    assert made.folios.front == 5
    assert told(made.pdf) == ["PDF, page 1: “page 1”: the text begins on a verso."]


@pytest.mark.parametrize("style", ["decimal", "upper-roman"])
def test_other_numbers_on_the_paper_are_told(style: str) -> None:
    corner = f"{{ content: counter(page, {style}) !important }}"
    other = f"@page part:left {{ @bottom-left {corner} }} @page part:right {{ @bottom-right {corner} }}"
    found = told(printed(other).pdf)

    assert any("page iv" in said or "page v" in said for said in found), found


@pytest.mark.parametrize(("page", "losses"), [(4, 4), (9, 3)])
def test_a_page_that_is_gone_is_told_and_not_each_folio_behind_it(page: int, losses: int) -> None:
    found = told(without(page))

    # The words of the page, the first folio behind it, and what has moved with it: the text, or a line of the contents.
    assert len(found) == losses, found


def test_a_mark_of_the_e_book_with_another_number_is_told() -> None:
    made = printed()
    epub = ebook(DOCUMENT, made.facts, made.starts)
    other = damaged(epub, lambda page: page.replace('aria-label="iv"', 'aria-label="4"'), "foreword.xhtml")

    assert any("a mark of page iv" in said for said in told(made.pdf, other))


def test_the_six_sentences_alone_have_no_front_but_title_and_contents() -> None:
    alone = Part("article", PartKind.ARTICLE, (Text("A"),), SENTENCES)
    short = Document("pamphlet", DOCUMENT.metadata, parts=(alone,), front_matter=FrontMatter.ROMAN)
    made = write_pdf(short, prepare(short), styles=house.styles(), **PAGE)

    assert made.folios == Folios(2)
    assert made.page_of["part-article"] == 3
