"""Title page, contents, note on the text, colophon: every word and link of them is proved, from the files alone."""

from __future__ import annotations

import random
from collections.abc import Iterable

import pytest
from tests.proving.oddments import DOCUMENT, FACTS, Mutation, finished_ebook, finished_pages, told
from tests.proving.oddments_ebook import MUTATIONS
from tests.proving.oddments_pages import beside_the_pages, of_page_links, set_anew

from handpress.proving import Outputs, prove

_DRAWN = 12
_SET_ANEW = 3


def escaped(mutations: Iterable[Mutation]) -> list[str]:
    """The mutations that proving did not see, or could not place."""
    return [one.name for one in mutations if not any(map(_placed, _told(one)))]


def _told(one: Mutation) -> tuple[str, ...]:
    spoilt = one.spoil()
    return told(pdf=spoilt) if spoilt.startswith(b"%PDF") else told(epub=spoilt)


def _placed(message: str) -> bool:
    """Whether a message says more than that something is amiss somewhere."""
    return message.startswith(("e-book, ", "PDF, ", "e-book: “"))


def test_the_files_as_they_were_finished_have_nothing_amiss() -> None:
    assert told(epub=finished_ebook()) == told(pdf=finished_pages()) == ()


@pytest.mark.parametrize("what", MUTATIONS)
def test_no_mutation_of_an_ebooks_own_pages_escapes(what: str) -> None:
    every = list(MUTATIONS[what]())
    assert every
    assert escaped(random.Random(what).sample(every, min(_DRAWN, len(every)))) == []


@pytest.mark.stress
@pytest.mark.parametrize("what", MUTATIONS)
def test_none_at_all_of_an_ebooks_own_pages_escapes(what: str) -> None:
    assert escaped(MUTATIONS[what]()) == []


def test_no_link_of_the_pages_escapes() -> None:
    every = list(of_page_links())
    assert len(every) > _DRAWN
    assert escaped(every) == []


def test_a_line_of_emendations_that_leads_elsewhere_is_named_and_fails_p8() -> None:
    *_, first, _second, _quotation = of_page_links()
    spoilt = first.spoil()

    assert told(pdf=spoilt) == (
        "PDF, note on the text, page 6: “p. 3, ¶ 5”: its link does not lead to the place it names.",
    )
    [proof] = prove(DOCUMENT, FACTS, Outputs(pdf=spoilt)).proofs
    assert {check.name for check in proof.checks if not check.passed} == {"P2", "P8", "P10"}


def test_no_bookmark_of_the_pages_escapes() -> None:
    assert escaped(beside_the_pages()) == []


@pytest.mark.parametrize("one", random.Random(1912).sample(list(set_anew()), _SET_ANEW), ids=lambda one: one.name)
def test_no_mutation_of_the_pages_of_the_press_escapes(one: Mutation) -> None:
    assert escaped([one]) == []


@pytest.mark.stress
@pytest.mark.parametrize("one", list(set_anew()), ids=lambda one: one.name)
def test_none_at_all_of_the_pages_of_the_press_escapes(one: Mutation) -> None:
    assert escaped([one]) == []
