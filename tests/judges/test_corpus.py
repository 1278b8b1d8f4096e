"""Documents out of a hat as e-books before EPUBCheck, Ace and axe: a few in every run, all of them by `make stress`."""

from __future__ import annotations

import functools
import typing
from pathlib import Path

import pytest
from tests.judges.bench import Bench
from tests.judges.corpus import COUNT, FEW, corpus, ebook, kinds
from tests.judges.epubcheck import Verdict, demand, faults, judge, sample

from handpress.model import nodes
from handpress.model.languages import is_right_to_left

MANY = [*range(FEW), *(pytest.param(number, marks=pytest.mark.stress) for number in range(FEW, COUNT))]

for _number in range(FEW):
    sample(f"out of the hat: {_number}")(functools.partial(ebook, _number))


@pytest.fixture
def book(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / "book.epub"
    path.write_bytes(ebook(request.param))
    return path


@pytest.mark.parametrize("number", range(FEW))
def test_epubcheck_finds_no_fault_in_a_drawn_book(number: int, verdict: Verdict) -> None:
    assert faults(verdict(f"out of the hat: {number}")) == ()


@pytest.mark.stress
def test_epubcheck_finds_no_fault_in_any_other(tmp_path: Path) -> None:
    demand()
    books = {number: tmp_path / f"{number}.epub" for number in range(FEW, COUNT)}
    for number, path in books.items():
        path.write_bytes(ebook(number))
    verdicts = judge(books.values())

    assert [str(message) for path in books.values() for message in faults(verdicts[path])] == []


@pytest.mark.parametrize("book", MANY, indirect=True)
def test_ace_finds_no_issue_in_a_drawn_book(book: Path, bench: Bench) -> None:
    assert bench.ace(book) == ()


@pytest.mark.parametrize("book", MANY, indirect=True)
def test_axe_finds_nothing_against_wcag_in_a_drawn_book(book: Path, bench: Bench) -> None:
    assert bench.axe(book) == ()


def test_the_few_have_every_kind_of_node_and_of_note_in_every_direction() -> None:
    few = corpus()[:FEW]
    found = set().union(*map(kinds, few))
    notes = [note for document in few for part in document.parts for note in part.notes]
    working = {nodes.Query, nodes.Change}  # which no release has

    assert {
        kind.__name__ for kind in {*typing.get_args(nodes.Block), *typing.get_args(nodes.Inline)} - working - found
    } == set()
    assert {(bool(note.party), bool(note.signature)) for note in notes} == {(False, False), (True, False), (True, True)}
    assert {is_right_to_left(document.metadata.language) for document in few} == {False, True}
