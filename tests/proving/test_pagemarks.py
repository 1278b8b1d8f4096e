"""The marks of pages in an e-book are read back and compared with the pages themselves."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

import pytest
from msgspec.structs import replace
from tests import house
from tests.proving.made import SENTENCES, damaged, ebook, note, pamphlet, paragraph

from handpress.editing import prepare
from handpress.model.document import Document
from handpress.model.nodes import Link, ListItem, NoteCall, OrderedList, Text
from handpress.proving import Check, Later, Outputs, prove, prove_packed
from handpress.setting.isolation import isolate_fonts
from handpress.writing.pdf import write_pdf
from handpress.writing.printed import Printed

LONG = " ".join(f"Sentence number {count} says extraordinarily uninteresting things." for count in range(90))
LINKED = paragraph(5, "Look ", Link("https://example.org/a/long/address", (Text("there"),)), ". " + LONG)
CALLING = paragraph(7, "Two notes", NoteCall("1"), " and one more", NoteCall("ed-1"), ". " + LONG)
DOCUMENT = pamphlet(
    *SENTENCES,
    LINKED,
    CALLING,
    OrderedList((ListItem((paragraph(9, LONG),)), ListItem((paragraph(11, LONG),)))),
    notes=(note("1", 13, LONG[:3000]), note("ed-1", 15, LONG[:2400], party="Ed.")),
)


@cache
def printed() -> Printed:
    isolate_fonts()
    facts = prepare(DOCUMENT)
    return write_pdf(DOCUMENT, facts, design=house.DESIGN, styles=house.styles(), fonts=house.fonts(), pictures={})


@cache
def marked() -> bytes:
    return ebook(DOCUMENT, starts=printed().starts)


def pages(file: bytes, document: Document = DOCUMENT) -> tuple[Check, list[str]]:
    outputs = Outputs(epub=file, pdf=printed().pdf, paged=True)
    ledger = prove(document, printed().facts, outputs)
    # An e-book that was proved before anybody had read the pages is proved no otherwise.
    ahead = Later(lambda: (file, prove_packed(document, printed().facts, file)), lambda: outputs)
    assert prove(document, printed().facts, replace(outputs, epub=None), ahead) == ledger
    proof = ledger.proofs[0]
    [check] = [check for check in proof.checks if check.name == "pages"]
    return check, [f"{loss.where}: {loss.expected} → {loss.found}" for loss in proof.losses]


def test_the_words_behind_every_mark_are_the_first_of_its_page() -> None:
    check, losses = pages(marked())

    assert losses == []
    assert check == Check("pages", printed().pages, printed().pages)
    assert printed().pages > 8
    assert sum(start.offset > 0 for start in printed().starts) > 5


def move(page: str) -> str:
    """A mark, one word further."""
    return re.sub(r'(<span id="page-4"[^>]*/>)(\S+ )', r"\2\1", page)


def take(page: str) -> str:
    return re.sub(r'<span id="page-4"[^>]*/>', "", page)


def part_a_word(page: str) -> str:
    return re.sub(r'(<span id="page-4"[^>]*/>)(\S)', r"\2\1", page)


def swap(page: str) -> str:
    return page.replace('id="page-4"', 'id="x"').replace('id="page-5"', 'id="page-4"').replace('id="x"', 'id="page-5"')


@pytest.mark.parametrize(
    ("change", "told"),
    [(move, "page list: "), (take, "a mark of page 4 → nothing"), (part_a_word, "before a word"), (swap, "page 4 at")],
)
def test_a_mark_in_another_place_is_told(change: Callable[[str], str], told: str) -> None:
    _, losses = pages(damaged(marked(), change))

    assert any(told in loss for loss in losses), losses


def test_a_mark_that_hides_words_hides_nothing() -> None:
    hidden = damaged(marked(), lambda page: re.sub(r'(<span id="page-4"[^>]*)/>', r"\1>More</span>", page))

    assert any("More" in loss for loss in pages(hidden)[1])


def test_a_line_lost_from_either_list_is_told() -> None:
    cut = damaged(marked(), lambda nav: re.sub(r'<li><a href="[^"]*#page-5">5</a></li>', "", nav), "nav.xhtml")
    old = damaged(marked(), lambda ncx: re.sub(r'<pageTarget id="target-5".*?</pageTarget>', "", ncx), "toc.ncx")

    assert any(loss.startswith("page list: page 5 at") for loss in pages(cut)[1])
    assert any(loss.startswith("page list for old readers: page 5 at") for loss in pages(old)[1])


def test_without_marks_an_ebook_is_whole_alone_but_not_beside_its_pages() -> None:
    plain = ebook(DOCUMENT)

    assert prove(DOCUMENT, prepare(DOCUMENT), Outputs(epub=plain)).whole
    assert pages(plain)[0] == Check("pages", printed().pages, 0)


def test_marks_change_no_word_and_no_identifier() -> None:
    assert prove(DOCUMENT, prepare(DOCUMENT), Outputs(epub=marked())).whole
