"""Every pamphlet as an e-book in a browser: before Ace and axe, and as readers go through it.

Pictures of the shipped ones, on a telephone and on a desk, by day and by night, are left in ``build/.judges`` for a
person to look at.
"""

from __future__ import annotations

import functools
import re
import zipfile
from collections.abc import Callable
from xml.etree import ElementTree

import pytest
from tests.judges.bench import Arrival, Bench, NoteFollowed, NoteOpened, Reading
from tests.pamphlets.shop import ALL, HERE, SHIPPED, Product, note_text, plain, product

from handpress.model import walk
from handpress.model.document import Note
from handpress.model.facts import call_anchor

PICTURES = HERE.parents[1] / "build" / ".judges"


@pytest.fixture(scope="session")
def read(bench: Bench) -> Callable[[str], Reading[NoteOpened]]:
    def one(name: str) -> Reading[NoteOpened]:
        return bench.read(product(name).file(".epub"), PICTURES / name if name in SHIPPED else None)

    return functools.cache(one)


@pytest.fixture(scope="session")
def read_by_links(bench: Bench) -> Callable[[str], Reading[NoteFollowed]]:
    return functools.cache(lambda name: bench.read_by_links(product(name).file(".epub")))


@pytest.mark.parametrize("name", ALL, scope="session")
def test_ace_finds_no_issue(name: str, bench: Bench) -> None:
    assert bench.ace(product(name).file(".epub")) == ()


@pytest.mark.parametrize("name", ALL, scope="session")
def test_axe_finds_nothing_against_wcag(name: str, bench: Bench) -> None:
    assert bench.axe(product(name).file(".epub")) == ()


@pytest.mark.parametrize("name", ALL, scope="session")
def test_a_reader_finds_the_way_and_nothing_is_cut_off(name: str, read: Callable[[str], Reading[NoteOpened]]) -> None:
    reading = read(name)

    assert [line.label for line in reading.contents] == listed(product(name), "toc")
    assert [line.label for line in reading.pages] == listed(product(name), "page-list")
    assert [line for line in (*reading.contents, *reading.pages) if not line.arrived] == []
    assert [line for line in reading.contents if not is_at(line)] == []
    assert (reading.wide, reading.complaints) == ((), ())


@pytest.mark.parametrize("name", ALL, scope="session")
def test_a_call_opens_its_note_and_both_ways_lead_back(name: str, read: Callable[[str], Reading[NoteOpened]]) -> None:
    opened = {note.call.split("#")[1]: note for note in read(name).notes}
    written = notes_by_call(product(name))

    assert opened.keys() == written.keys()
    for anchor, note in opened.items():
        assert note.type == "footnote"
        assert plain(note.words).startswith(plain(note.sign) + note_text(written[anchor]))
    assert [note for note in opened.values() if not (note.went and note.linked and note.returned)] == []


@pytest.mark.parametrize("name", ALL, scope="session")
def test_a_second_reading_system_finds_the_same_ways(
    name: str, read_by_links: Callable[[str], Reading[NoteFollowed]]
) -> None:
    reading = read_by_links(name)
    # It makes numbers of the pages' names, and knows no roman ones; it goes to their places all the same.
    pages = [label if label.isdecimal() else "NaN" for label in listed(product(name), "page-list")]

    assert [line.label for line in reading.contents] == listed(product(name), "toc")
    assert [line.label for line in reading.pages] == pages
    assert [line for line in (*reading.contents, *reading.pages) if not line.arrived] == []
    assert [line for line in reading.contents if not is_at(line)] == []
    assert (reading.wide, reading.complaints) == ((), ())


@pytest.mark.parametrize("name", ALL, scope="session")
def test_a_second_reading_system_follows_calls_to_their_notes_and_back(
    name: str, read_by_links: Callable[[str], Reading[NoteFollowed]]
) -> None:
    followed = {note.call.split("#")[1]: note for note in read_by_links(name).notes}
    written = notes_by_call(product(name))

    assert followed.keys() == written.keys()
    for anchor, note in followed.items():
        assert plain(note.words).startswith(plain(note.sign) + note_text(written[anchor]))
    assert [note for note in followed.values() if not (note.went and note.linked)] == []


def notes_by_call(made: Product) -> dict[str, Note]:
    """Every note of a pamphlet by the id of its call."""
    return {
        call_anchor(part.slug, call.label): walk.notes_by_label(part)[call.label]
        for part in made.document.parts
        for call in walk.calls(part)
    }


def listed(made: Product, kind: str) -> list[str]:
    """The labels in one list of the navigation document, as they stand there."""
    with zipfile.ZipFile(made.file(".epub")) as archive:
        nav = ElementTree.fromstring(archive.read("EPUB/nav.xhtml"))
    lists = (one for one in nav.iter() if kind in one.attrib.values())
    return ["".join(link.itertext()) for one in lists for link in one.iterfind(".//{*}a")]


def is_at(line: Arrival) -> bool:
    """Whether the words at the place are those that the line of the contents has, whatever stands between them."""
    return all(plain(word) in plain(line.words) for word in re.findall(r"\w+", line.label))
