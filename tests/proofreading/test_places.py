"""From a line and column of a manuscript to a line of a page: on pages made up by hand."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

import pytest

from handpress import editing, reading
from handpress.model.document import Document, Metadata, PartKind
from handpress.model.pagelines import Line, PageLines, name_of
from handpress.model.proofmarks import ProofSheet
from handpress.model.spans import Span
from handpress.proofreading import margins
from handpress.proofreading.margins import Beside
from handpress.proofreading.places import Places
from handpress.reading import Changes

_TEXT = """---
title: Bread
---

One two three four
five *six* seven eight.

> Nine ten
> eleven.

[^1]: A note.
"""


def document(text: str = _TEXT) -> Document:
    """A pamphlet of one article."""
    part = reading.read_part(text, file="a.md", slug="a", kind=PartKind.ARTICLE, changes=Changes.SHOW).value
    return Document("p", Metadata("T", "en", "2026"), (), (part,))


def laid(named: Iterable[tuple[str, str]]) -> PageLines:
    """A page of lines, each with the name of its block and its words."""
    lines = (
        Line(name, 50, 300, 20.0 * number, 10, sum(map(str.isalnum, words)))
        for number, (name, words) in enumerate(named, 1)
    )
    return PageLines(400, 600, 50, 300, tuple(lines))


@pytest.fixture
def places() -> Places:
    """The article on two pages, whose first ends within its paragraph."""
    text = document()
    paragraph, quotation = text.parts[0].content
    inner = quotation.content[0]  # type: ignore[union-attr]
    one, other = name_of(paragraph, paragraph.span), name_of(inner, inner.span)
    title = name_of(text.parts[0].title[0], text.parts[0].title[0].span)
    first = laid([(title, "Bread"), (one, "One two"), (one, "three four fi-")])
    return Places(text, [first, laid([(one, "ve six seven"), (one, "eight."), (other, "Nine ten eleven.")])])


@pytest.mark.parametrize(
    ("line", "column", "spot"),
    [
        (2, 8, "1:1"),
        (5, 1, "1:2"),
        (5, 5, "1:2"),  # two
        (5, 9, "1:3"),  # three
        (6, 1, "1:3"),  # the beginning of a word that is parted between the pages
        (6, 7, "2:1"),  # six
        (6, 18, "2:2"),  # eight
        (7, 1, "2:3"),  # an empty line: what follows
        (9, 3, "2:3"),
    ],
)
def test_a_place_in_the_manuscript_is_found_on_its_line(places: Places, line: int, column: int, spot: str) -> None:
    assert str(places.at(Span("a.md", line, line, column))) == spot


def test_what_is_in_no_manuscript_of_the_pages_has_no_line(places: Places) -> None:
    assert places.at(None) is None
    assert places.at(Span("pamphlet.toml", 1, 1)) is None


def test_a_block_that_goes_on_tells_the_line_it_goes_on_with(places: Places) -> None:
    paragraph = document().parts[0].content[0]
    name = name_of(paragraph, paragraph.span)

    assert places.begun(1, name) == 5
    assert places.begun(2, name) == 6


def test_what_has_no_room_in_the_margin_is_counted_and_nothing_overlaps() -> None:
    sheet = ProofSheet(500, 200, 0, 0, 500, 200, 320)
    wanted = [
        Beside(number, 10.0 + number % 7, "a mark of some length, and more of it", heavy=True) for number in range(60)
    ]
    notes = margins.stacked(wanted, sheet, last=180, more="and {number} more: see the lists")

    assert notes[-1].lines == (f"and {60 - len(notes) + 1} more: see the lists",)
    for one, other in pairwise(notes):
        assert other.top - one.top >= len(one.lines) * margins.LEADING
    assert notes[0].top > -20
    assert notes[-1].top + margins.LEADING <= 180


def test_letters_as_broad_as_two_find_their_place_in_the_margin() -> None:
    sheet = ProofSheet(500, 400, 0, 0, 500, 400, 420)
    [latin] = margins.stacked([Beside(5, 10.0, "a mark of some length")], sheet, last=300, more="{number}")
    [han] = margins.stacked(
        [Beside(5, 10.0, "引用：原文どおり、訳者注 a (訳) · F1 word-gone")], sheet, last=300, more="{number}"
    )
    across = int((500 - 420 - 18) / (margins.SIZE * 0.47))

    assert latin.lines == ("5\u2002a mark of some", "  length")
    assert "".join(han.lines).replace(" ", "") == "5\u2002引用：原文どおり、訳者注a(訳)·F1word-gone"
    assert max(sum(2 if char > "\u2e80" else 1 for char in line) for line in han.lines) <= across
    assert not any(line.startswith(("、", "：")) for line in han.lines)


@pytest.mark.parametrize(
    ("asked", "left"),
    [
        ("Bread [** why? — Ed.] is dear.", "Bread is dear."),
        ("Bread is dear [** why? — Ed.].", "Bread is dear."),
        ("[** Why? — Ed.] Bread is dear.", "Bread is dear."),
    ],
)
def test_a_query_taken_out_leaves_no_gap(asked: str, left: str) -> None:
    without, wanted = editing.without_queries(document(asked)), document(left)

    assert "".join(node.text for node in without.parts[0].content[0].content) == left  # type: ignore[union-attr]
    assert len(editing.without_queries(document(f"{left}\n\n[** Why? — Ed.]")).parts[0].content) == len(
        wanted.parts[0].content
    )
