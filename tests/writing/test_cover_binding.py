"""A cover bound with the pages: the text stays proved, and the back is the last page of the last sheet."""

import io
from functools import cache
from typing import Any

import pikepdf
import pytest
from msgspec.structs import replace
from PIL import ImageChops
from tests import house
from tests.proving.made import SENTENCES, pamphlet
from tests.writing.covers import HOME, ISBN, METADATA, bitmap, drawn, matter, page_pdf, texts

from handpress import proving
from handpress.editing import prepare
from handpress.imposing import SHEETS, saddle_stitch
from handpress.model.document import Document
from handpress.writing.cover import binding, sheet
from handpress.writing.coverplan import THEMES
from handpress.writing.layout import Enclosed
from handpress.writing.pdf import write_pdf
from handpress.writing.printed import Printed

PAGE: dict[str, Any] = {
    "design": house.DESIGN,
    "styles": house.styles(),
    "fonts": house.fonts(),
    "pictures": {},
}
OWN = {
    "front": Enclosed(page_pdf(148, 210, 1.0), "application/pdf"),
    "inside-back": Enclosed(bitmap(148, 210), "image/png"),
}


def document(times: int) -> Document:
    return pamphlet(*SENTENCES * times)


def _content(page: pikepdf.Page) -> bytes:
    contents = page.obj.Contents
    streams = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
    return b"".join(stream.read_bytes() for stream in streams)


@cache
def bound(times: int, own: bool = False) -> Printed:
    made, facts = document(times), prepare(document(times))
    cover = binding(matter(made.metadata, pictures=OWN if own else {}), *HOME)
    return write_pdf(made, facts, **PAGE, binding=cover)


@cache
def plain(times: int) -> Printed:
    return write_pdf(document(times), prepare(document(times)), **PAGE)


@pytest.mark.parametrize("times", [1, 12, 20, 30])
def test_the_pages_are_a_multiple_of_four_and_the_back_is_the_last(times: int) -> None:
    printed, before = bound(times), plain(times)
    said = texts(printed.pdf)

    assert printed.pages == len(said) == -(-(before.pages + 4) // 4) * 4
    assert said[0] == "The Title ❧"
    assert said[1] == ""
    blanks = printed.pages - before.pages - 2
    assert said[-blanks:] == [""] * blanks
    assert printed.covers == {1, 2, *range(printed.pages - blanks + 1, printed.pages + 1)}


def test_the_text_is_what_it_was_two_pages_on() -> None:
    printed, before = bound(12), plain(12)

    assert {anchor: page - 2 for anchor, page in printed.page_of.items()} == dict(before.page_of)
    text = texts(printed.pdf)[2 : 2 + before.pages]
    # Folios count the cover, so that the number on a page is that of the page in the file.
    assert [page.removesuffix(str(at)) for at, page in enumerate(text, 3)] == [
        page.removesuffix(str(at)) for at, page in enumerate(texts(before.pdf), 1)
    ]


@pytest.mark.parametrize("own", [False, True], ids=["drawn", "own"])
def test_every_word_is_proved_in_the_bound_pages_and_on_the_sheets(own: bool) -> None:
    printed = bound(12, own)
    imposed = saddle_stitch(printed.pdf, sheet=SHEETS["a4"]).value
    assert imposed is not None
    outputs = proving.Outputs(None, printed.pdf, booklet=imposed.pdf, order=imposed.order, covers=printed.covers)
    ledger = proving.prove(document(12), printed.facts, outputs)

    assert ledger.whole, ledger.findings()
    assert imposed.blanks == 0
    assert imposed.order[0] == (printed.pages, 1)


def test_a_cover_taken_for_text_would_not_be_proved() -> None:
    printed = bound(12)

    assert not proving.prove(document(12), printed.facts, proving.Outputs(pdf=printed.pdf)).whole


def test_a_word_lost_beside_the_cover_is_still_told() -> None:
    printed, other = bound(12), document(13)

    assert not proving.prove(other, prepare(other), proving.Outputs(pdf=printed.pdf, covers=printed.covers)).whole


def test_pictures_of_the_house_stand_on_their_own_pages() -> None:
    printed = bound(12, True)
    with pikepdf.open(io.BytesIO(printed.pdf)) as opened:
        held = [at for at, page in enumerate(opened.pages, 1) if b"/House0 Do" in _content(page)]

    assert held == [1]
    assert texts(printed.pdf)[0] == ""


@pytest.mark.parametrize("theme", THEMES)
def test_a_bound_front_and_back_look_like_those_of_a_cover_of_its_own(theme: str) -> None:
    made = replace(document(1), metadata=replace(METADATA, subtitle="Berlin, 1917"))
    dressed = matter(made.metadata, theme, isbn=ISBN)
    printed = write_pdf(made, prepare(made), **PAGE, binding=binding(dressed, *HOME))
    alone = sheet(dressed, *HOME)

    for page, other in ((0, 0), (printed.pages - 1, 3)):
        difference = ImageChops.difference(drawn(printed.pdf, page), drawn(alone, other))
        assert max(difference.convert("L").tobytes()) < 24
