"""Files for paper: their verdict may be known from the pages to read, but only by what was read of themselves."""

from __future__ import annotations

from functools import cache

import pytest
from msgspec.structs import replace
from tests.proving.made import SENTENCES, booklet, pages, pamphlet, with_pages

from handpress.editing import prepare
from handpress.imposing import Imposed
from handpress.proving import Later, Ledger, LossKind, Outputs, prove, read_paper
from handpress.proving.pages import read_alike

DOCUMENT = pamphlet(*SENTENCES)
FACTS = prepare(DOCUMENT)


@cache
def pdf() -> bytes:
    return pages(DOCUMENT, ".opening ~ p { break-before: page }")


@cache
def spoilt() -> bytes:
    """The same pages without the fourth."""
    return with_pages(pdf(), (1, 2, 3, *range(5, 11)))


@cache
def imposed() -> Imposed:
    return booklet(pdf())


def whole() -> Outputs:
    return Outputs(pdf=pdf(), print=pdf(), booklet=imposed().pdf, order=imposed().order)


def ledger(outputs: Outputs) -> Ledger:
    return prove(DOCUMENT, FACTS, outputs)


def test_what_was_read_elsewhere_proves_the_same_as_what_is_read_here() -> None:
    texts = read_paper(pdf(), imposed().pdf, imposed().order)
    assert ledger(replace(whole(), texts=texts)) == ledger(whole())
    assert ledger(whole()).whole


def test_what_was_read_of_another_file_is_not_believed() -> None:
    texts = read_paper(pdf(), imposed().pdf, imposed().order)
    proof = ledger(replace(whole(), print=spoilt(), texts=texts)).proofs[1]
    assert LossKind.MISSING in {loss.kind for loss in proof.losses}


def test_a_file_to_print_is_proved_by_itself_where_the_pages_to_read_are_not_whole() -> None:
    read, printed = ledger(Outputs(pdf=spoilt(), print=pdf())).proofs
    assert read.losses
    # Its page numbers count from pages that are not there: what is told of it is its own.
    assert {loss.expected for loss in printed.losses}.isdisjoint(loss.expected for loss in read.losses)
    assert printed.words_found == printed.words_expected


def test_files_for_paper_are_asked_for_last() -> None:
    later = Outputs(print=pdf(), booklet=imposed().pdf, order=imposed().order)
    assert prove(DOCUMENT, FACTS, Outputs(pdf=pdf()), Later(None, lambda: later)) == ledger(whole())


@pytest.mark.parametrize(
    ("others", "alike"),
    [
        (("One two.", "Three."), True),
        (("One\r\ntwo.", "Three."), True),
        (("One two. ", "Three"), False),
        (("Three.", "One two."), False),
        (("One two.",), False),
    ],
)
def test_pages_read_alike_where_their_letters_are_the_same(others: tuple[str, ...], alike: bool) -> None:
    assert read_alike(("One two.", "Three."), others) is alike


def test_ends_of_lines_count_where_letters_run_from_right_to_left() -> None:
    assert read_alike(("שלום\nעולם",), ("שלום\nעולם",))
    assert not read_alike(("שלום\nעולם",), ("שלום עולם",))
