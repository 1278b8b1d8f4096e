"""Marks of pages: where the layout says a page begins, and where its mark then stands in the text."""

from __future__ import annotations

from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest

from handpress.model.facts import PageStart
from handpress.writing.pagelist import Leaf, mark_pages
from handpress.writing.pagemarks import mark, place_marks, without_marks
from handpress.writing.textflow import letters, pieces


def marked(xml: str, *starts: PageStart) -> str:
    """A part with marks, each shown as its number in bars."""
    root = ElementTree.fromstring(xml)
    place_marks(root, [(start, Element("mark", {"n": start.label})) for start in starts])
    text = ElementTree.tostring(root, encoding="unicode")
    for start in starts:
        text = text.replace(f'<mark n="{start.label}" />', f"|{start.label}|")
    return text


@pytest.mark.parametrize(
    ("before", "start", "after"),
    [
        ('<p id="a">One two.</p>', PageStart("3", "a", 0), '<p id="a">|3|One two.</p>'),
        ('<p id="a">One two.</p>', PageStart("3", "a", 3), '<p id="a">One |3|two.</p>'),
        ('<p id="a">One two.</p>', PageStart("3", "a", 1), '<p id="a">One |3|two.</p>'),
        ('<p id="a">One—two.</p>', PageStart("3", "a", 4), '<p id="a">One—|3|two.</p>'),
        ('<p id="a">for\u00adty-two sheets</p>', PageStart("3", "a", 4), '<p id="a">for\u00adty-two |3|sheets</p>'),
        ('<p id="a">風車が回る</p>', PageStart("3", "a", 2), '<p id="a">風車|3|が回る</p>'),
        ('<p id="a"><em>half</em>way there</p>', PageStart("3", "a", 4), '<p id="a"><em>half</em>way |3|there</p>'),
        ('<p id="a">so <em>half</em>way</p>', PageStart("3", "a", 2), '<p id="a">so <em>|3|half</em>way</p>'),
        ('<p id="a">One<img/></p>', PageStart("3", "a", 3), '<p id="a">One|3|<img /></p>'),
        ('<p id="a">One<img/> two</p>', PageStart("3", "a", 4), '<p id="a">One<img /> |3|two</p>'),
        ('<p id="a">lasting</p><p>Next.</p>', PageStart("3", "a", 4), '<p id="a">lasting</p><p>|3|Next.</p>'),
        ('<p id="a">lasting</p>', PageStart("3", "a", 4), '<p id="a">lasting|3|</p>'),
        ('<table id="a"><tr><td>x</td><td>y</td></tr></table>', PageStart("3", "a", 1), None),
    ],
)
def test_a_mark_stands_before_the_first_word_that_begins_on_its_page(
    before: str, start: PageStart, after: str | None
) -> None:
    wanted = after or '<table id="a"><tr><td>x</td><td>|3|y</td></tr></table>'

    assert marked(f"<section>{before}</section>", start) == f"<section>{wanted}</section>"


def test_marks_in_one_text_keep_their_order() -> None:
    starts = [PageStart("1", "a", 0), PageStart("2", "a", 0), PageStart("3", "a", 3), PageStart("4", "a", 6)]

    assert marked('<p id="a">One two six.</p>', *starts) == '<p id="a">|1||2|One |3|two |4|six.</p>'


def test_a_note_is_a_text_of_its_own() -> None:
    note = '<div id="n" role="doc-footnote"><p>A note.</p></div>'

    found = marked(f'<section><p id="a">One</p>{note}<p>two</p></section>', PageStart("3", "a", 1))
    assert found.endswith("<p>|3|two</p></section>")
    assert marked(f"<section>{note}</section>", PageStart("3", "n", 1)).count("A |3|note.") == 1


def test_what_only_print_has_counts_for_nothing() -> None:
    paper = ElementTree.fromstring(
        '<p id="a">See it<span class="address press"> (https://x)</span>'
        '<span id="n" role="doc-footnote">A <span class="as-li"><span class="press">• </span>note</span></span>'
        " now.</p>"
    )
    counted = {piece.flow: "" for piece in pieces(paper)}
    for piece in pieces(paper):
        counted[piece.flow] += letters(piece.text)

    assert counted == {"": "Seeitnow.", "n": "Anote"}


def listed(*starts: PageStart) -> list[str]:
    """The page list of a cover, a title page, the contents and a part."""
    title = Leaf("title.xhtml", ElementTree.fromstring('<section id="t">Title</section>'))
    part = Leaf("part.xhtml", ElementTree.fromstring('<section id="p">One two <a id="page-9">three</a></section>'))
    return [entry.href for entry in mark_pages(starts, [title, part], lines=2, contents_at=1).entries]


def test_every_page_has_its_place_in_reading_order() -> None:
    starts = [PageStart("1"), PageStart("2", "t"), PageStart("3"), PageStart("4", "contents")]
    starts += [PageStart("5", "contents-line-2"), PageStart("6"), PageStart("7", "p"), PageStart("8", "p", 3)]
    starts += [PageStart("9")]

    assert listed(*starts) == [
        "cover.xhtml#page-1",
        "title.xhtml#page-2",
        "nav.xhtml#page-3",
        "nav.xhtml#page-4",
        "nav.xhtml#page-5",
        "part.xhtml#page-6",
        "part.xhtml#page-7",
        "part.xhtml#page-8",
        "part.xhtml#print-page-9",
    ]


def test_a_mark_says_its_number_and_nothing_more_and_can_be_taken_out_again() -> None:
    made = ElementTree.tostring(mark("xii", "page-xii"))

    assert made == b'<span id="page-xii" epub:type="pagebreak" role="doc-pagebreak" aria-label="xii" />'
    assert without_marks(b"<p>" + made + b"One</p>") == b"<p>One</p>"
