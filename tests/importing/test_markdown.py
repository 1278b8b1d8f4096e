"""Markdown: the head becomes metadata, the rest is kept line for line, HTML is turned into Markdown or into words."""

from __future__ import annotations

import pytest
from tests.importing.samples import article, decisions, front, imported, read, settings

from handpress.diagnostics import PressError
from handpress.model import nodes

NAME = "ropes.md"
LABELLED = (
    "# Title: On Ropes\n\n## Author: Ada Example\n\n## Year: 1802\n\n-------\n\n##  OF HEMP.\r\n\r\nIt _grows_.\r\n"
)


def test_labelled_headings_at_the_head_are_metadata() -> None:
    assert front(LABELLED, NAME) == {
        "title": "On Ropes",
        "byline": "Ada Example",
        "source": "First published 1802.",
    }
    assert settings(LABELLED, NAME)["contributors"] == [{"name": "Ada Example", "role": "aut"}]
    assert article(LABELLED, NAME) == "## OF HEMP.\n\nIt _grows_."


def test_labels_and_the_rule_below_them_are_reported_as_left_out() -> None:
    assert [d.text for d in decisions(LABELLED, "left-out", NAME)] == ["Title:", "Author:", "Year:", "-------"]


def test_a_year_without_a_label_stays_in_the_text() -> None:
    text = "# On Ropes\n\n1802\n\nIt grows.\n"
    assert "source" not in front(text, NAME)
    assert article(text, NAME).startswith("1802")


def test_the_only_first_heading_is_the_title() -> None:
    assert settings("# On *Ropes*\n\nHemp.\n", NAME)["title"] == "On Ropes"
    assert settings("On Ropes\n========\n\nHemp.\n", NAME)["title"] == "On Ropes"


def test_one_of_several_first_headings_is_no_title() -> None:
    text = "# Hemp\n\nGreen.\n\n# Sand\n\nYellow.\n"
    assert settings(text, NAME)["title"] == "Ropes"
    assert article(text, NAME) == text.strip()


def test_front_matter_that_the_press_knows_is_taken_over() -> None:
    text = '---\ntitle: "On Ropes"\nauthors: [Ada Example, Ben Sample]\nlang: de\ndate: 2020-02-01\n---\n\nHanf.\n'
    known = settings(text, NAME)
    assert (known["title"], known["language"], known["date"]) == ("On Ropes", "de", "2020-02-01")
    assert [person["name"] for person in known["contributors"]] == ["Ada Example", "Ben Sample"]
    assert front(text, NAME)["byline"] == "Ada Example, Ben Sample"


def test_front_matter_that_the_press_does_not_know_is_left_out_whole() -> None:
    text = "---\ntitle: On Ropes\ntags:\n  - hemp\n  - sand\n---\n\nHemp.\n"
    assert [(d.line, d.last_line, d.text) for d in decisions(text, "left-out", NAME)] == [
        (3, 5, "tags:\n- hemp\n- sand")
    ]


def test_a_rule_at_the_head_is_no_front_matter() -> None:
    assert article("---\n\nHemp.\n\n---\n\nSand.\n", NAME) == "Hemp.\n\n---\n\nSand."


def test_plain_tags_become_their_signs() -> None:
    text = "# On Ropes\n\nHemp <em>is</em> <b>strong</b>,<br>\nun<i>break</i>able.<br/>Yes.\n"
    assert article(text, NAME) == "Hemp *is* **strong**,  \nun*break*able.  \nYes."


def test_other_tags_become_words_and_are_reported() -> None:
    text = '# On Ropes\n\n<div class="x">Hemp</div> H<sub>2</sub>O <em>alone\n'
    paragraph = read(imported(text, NAME)).content[0]
    assert paragraph == nodes.Paragraph((nodes.Text('<div class="x">Hemp</div> H<sub>2</sub>O <em>alone'),))
    literal = [d.text for d in decisions(text, "changed", NAME) if "as words" in d.reason]
    assert literal == ['<div class="x">', "</div>", "<sub>", "</sub>", "<em>"]


def test_comments_are_left_out_whole_and_later_places_stay_right() -> None:
    text = "# On Ropes\n\n<!-- first\nthought -->\n\nHemp.\n\n[green - Ed.] hemp.\n"
    assert article(text, NAME) == "Hemp.\n\n[green - Ed.] hemp."
    assert [(d.line, d.last_line, d.text) for d in decisions(text, "left-out", NAME)] == [
        (3, 4, "<!-- first\nthought -->")
    ]
    assert [d.line for d in decisions(text, "guessed", NAME) if "signs" in d.reason] == [8]


def test_nothing_in_code_is_taken_for_markup() -> None:
    code = "`<em>`\n\n    <b> [x - Ed.]\n\n```\n<!-- [y - Tr.] -->\n```"
    text = f"# On Ropes\n\n{code}\n"
    assert article(text, NAME) == code
    assert "parties" not in settings(text, NAME)


def test_notes_are_kept_and_their_signers_declared() -> None:
    text = "# On Ropes\n\nHemp.[^1] Sand.[^2]\n\n[^1]: Green. — Ed.\n[^2]: Yellow.\n"
    part = read(imported(text, NAME))
    assert [(note.label, note.party) for note in part.notes] == [("1", "Ed."), ("2", "")]


def test_a_siglum_that_signs_twice_is_declared_once() -> None:
    text = "# On Ropes\n\nHemp [green — Ed.] and sand [dry — ed.] and\nrope [wet — Ed.].\n"
    assert [party["siglum"] for party in settings(text, NAME)["parties"]] == ["Ed."]


def test_a_dateline_that_ends_a_section_is_marked_where_it_stands() -> None:
    text = "# On Ropes\n\nHemp.\n\n_Bremen, 3 May 1901_\n\n## Sand\n\nDry.\n"
    blocks = read(imported(text, NAME)).content
    assert [type(block) for block in blocks] == [nodes.Paragraph, nodes.Dateline, nodes.Heading, nodes.Paragraph]


def test_a_dateline_that_ends_the_text_goes_to_the_front_matter() -> None:
    text = "# On Ropes\n\nHemp.\n\n_Bremen, 3 May 1901_\n"
    assert front(text, NAME)["dateline"] == "Bremen, 3 May 1901"
    assert article(text, NAME) == "Hemp."


def test_a_lone_line_of_capitals_is_kept_and_pointed_out() -> None:
    text = "# On Ropes\n\nHemp.\n\nAUTHOR \n\nP.S. Sand.\n"
    assert article(text, NAME) == "Hemp.\n\nAUTHOR\n\nP.S. Sand."
    assert [d.line for d in decisions(text, "kept", NAME) if "signature" in d.reason] == [5]


def test_navigation_is_known_behind_its_link() -> None:
    text = "# On Ropes\n\nHemp.\n\n[Back to Index](index.html)\n"
    assert [d.text for d in decisions(text, "left-out", NAME)] == ["[Back to Index](index.html)"]


def test_a_numbered_title_stays_a_title() -> None:
    assert front("# 1. Hemp\n\nGreen.\n", NAME)["title"] == "1. Hemp"


def test_comments_alone_are_no_text() -> None:
    with pytest.raises(PressError, match="no words"):
        imported("<!-- On Ropes -->\n", NAME)
