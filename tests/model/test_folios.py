"""Folios: every page has one of its own, and every folio leads back to its page."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from handpress.model.document import Document, FrontMatter, Metadata, Part, PartKind
from handpress.model.folios import ALIKE, Folios, folios_of, roman, roman_value, text_begins

COUNTS = st.integers(0, 400)


@given(COUNTS, st.integers(1, 800))
def test_a_folio_leads_back_to_its_page(front: int, page: int) -> None:
    folios = Folios(front)

    assert folios.page(folios.of(page)) == page


@given(COUNTS, st.integers(1, 800))
def test_no_two_pages_bear_one_folio(front: int, pages: int) -> None:
    folios = [Folios(front).of(page) for page in range(1, pages + 1)]

    assert len(set(folios)) == pages
    assert sum(folio.isdecimal() for folio in folios) == max(pages - front, 0)


@pytest.mark.parametrize(
    ("number", "said"),
    [(1, "i"), (4, "iv"), (9, "ix"), (14, "xiv"), (39, "xxxix"), (44, "xliv"), (499, "cdxcix"), (1994, "mcmxciv")],
)  # fmt: skip
def test_roman_numbers_are_small_and_subtract(number: int, said: str) -> None:
    assert (roman(number), roman_value(said)) == (said, number)


@pytest.mark.parametrize("text", ["", "iiii", "IV", "vx", "ivx", "4", "a"])
def test_what_is_no_roman_number_of_today_is_none(text: str) -> None:
    assert roman_value(text) == 0


@pytest.mark.parametrize("folio", ["", "0", "-1", "v", "x", "iiii", "III", "٣", "3 "])
def test_a_folio_that_no_page_can_bear_leads_nowhere(folio: str) -> None:
    assert Folios(4).page(folio) == 0


def document(*kinds: str, front: FrontMatter = FrontMatter.ROMAN) -> Document:
    parts = tuple(Part(f"{kind}-{number}", PartKind(kind), (), ()) for number, kind in enumerate(kinds, 1))
    return Document("small", Metadata("T", "en", "2026"), parts=parts, front_matter=front)


@pytest.mark.parametrize(
    ("kinds", "begins"),
    [
        (("foreword", "preface", "introduction", "article", "reply"), "article-4"),
        (("letter", "article"), "letter-1"),
        (("article", "preface"), "article-1"),
        (("chapter", "introduction", "chapter"), "chapter-1"),
        (("preface", "foreword"), "preface-1"),
    ],
)
def test_the_text_begins_with_the_first_part_that_does_not_go_before_it(kinds: tuple[str, ...], begins: str) -> None:
    made = document(*kinds)

    assert text_begins(made) == begins
    assert folios_of(made, {f"part-{begins}": 7}) == Folios(6)


def test_where_nothing_is_counted_apart_all_count_from_the_first() -> None:
    arabic = replace(document("foreword", "article"), front_matter=FrontMatter.ARABIC)

    assert folios_of(arabic, {"part-article-2": 7}) == ALIKE
    assert [ALIKE.of(page) for page in (1, 2, 31)] == ["1", "2", "31"]
