"""Plain text: what the import finds at the ends of a text, and how it leaves the words between as they were."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.importing.samples import article, decisions, front, imported, plain, read, settings

from handpress.model import nodes

SAVED_PAGE = """\
Bread and Lanterns


The following article was written by the Harbour Lamplighters Circle. It was shortened for print.


We light the lamps at six, and nobody [the council - Lampkin] has asked us why.

Seven winters - cold ones - have taught us that.

March, 1911


Reply by Quay & Rope

Back to Letters/Essays

Back to Index
"""


def test_a_saved_page_gives_title_headnote_text_and_dateline() -> None:
    part = read(imported(SAVED_PAGE))
    assert plain(part.title) == "Bread and Lanterns"
    assert plain(part.byline) == "Harbour Lamplighters Circle"
    assert plain(part.dateline) == "March, 1911"
    assert [type(block) for block in part.content] == [nodes.Headnote, nodes.Paragraph, nodes.Paragraph]


def test_a_headnote_is_unsigned_because_nobody_can_know_who_speaks() -> None:
    headnote = read(imported(SAVED_PAGE)).content[0]
    assert isinstance(headnote, nodes.Headnote)
    assert headnote.party == ""


def test_who_wrote_the_text_goes_to_the_title_page_as_a_guess() -> None:
    assert settings(SAVED_PAGE)["contributors"] == [{"name": "Harbour Lamplighters Circle", "role": "aut"}]
    assert "Harbour Lamplighters Circle" in [decision.text for decision in decisions(SAVED_PAGE, "guessed")]


def test_a_signed_bracket_declares_its_signer_as_a_guess() -> None:
    assert settings(SAVED_PAGE)["parties"] == [
        {"siglum": "Lampkin", "name": "Lampkin", "role": "editor", "prefix": "lampkin"}
    ]
    paragraph = read(imported(SAVED_PAGE)).content[1]
    assert isinstance(paragraph, nodes.Paragraph)
    assert [inline.party for inline in paragraph.content if isinstance(inline, nodes.Interpolation)] == ["Lampkin"]
    assert [(d.line, d.text) for d in decisions(SAVED_PAGE, "guessed") if "signs" in d.reason] == [
        (7, "[the council - Lampkin]")
    ]


def test_navigation_is_left_out_by_line() -> None:
    assert [(d.line, d.text) for d in decisions(SAVED_PAGE, "left-out")] == [
        (14, "Reply by Quay & Rope"),
        (16, "Back to Letters/Essays"),
        (18, "Back to Index"),
    ]


def test_a_pointer_to_a_reply_advises_to_import_the_reply() -> None:
    assert "part of its own" in decisions(SAVED_PAGE, "left-out")[0].reason


def test_the_edition_is_dated_today_and_not_with_the_year_under_the_text() -> None:
    assert settings(SAVED_PAGE)["date"] == "2026-05-01"
    assert "2026-05-01" in [decision.text for decision in decisions(SAVED_PAGE, "guessed")]


def test_navigation_above_the_text_is_left_out_too() -> None:
    text = "Home | Index | Contact\n\nPrint this page\n\nOn Ropes\n\nA rope is a promise.\n"
    assert front(text)["title"] == "On Ropes"
    assert [d.line for d in decisions(text, "left-out")] == [1, 3]


@pytest.mark.parametrize("title", ["Back to the Land", "Reply to Quay & Rope", "Return to Work"])
def test_a_title_that_sounds_like_navigation_stays_a_title(title: str) -> None:
    assert front(f"{title}\n\nWe began in spring.\n")["title"] == title


def test_the_last_line_of_a_broken_paragraph_is_no_navigation() -> None:
    text = "On Ropes\n\nThe sailors had seen enough of it, and so they went\nback to the land\n"
    assert decisions(text, "left-out") == []


def test_the_last_line_of_a_broken_paragraph_is_no_dateline() -> None:
    text = "On Ropes\n\nThe sailors had seen enough of it, and it was already\nJune 1917.\n"
    assert "dateline" not in front(text)


@pytest.mark.parametrize(
    "dateline",
    ["March, 1998", "Petrograd, 12 June 1917", "Boston, February 14, 1801", "12th of May, 1890", "Lyon, 1844"],
)
def test_a_dateline_is_place_and_time_or_month_and_year(dateline: str) -> None:
    assert front(f"On Ropes\n\nA rope is a promise.\n\n{dateline}\n")["dateline"] == dateline


@pytest.mark.parametrize("line", ["1917", "It was in March, 1998", "March, 1998, and after"])
def test_what_is_more_or_less_than_a_date_stays_in_the_text(line: str) -> None:
    assert "dateline" not in front(f"On Ropes\n\nA rope is a promise.\n\n{line}\n")


def test_typewriter_emphasis_around_a_dateline_is_not_part_of_it() -> None:
    assert front("On Ropes\n\nA promise.\n\n_Bremen, 3 May 1901_\n")["dateline"] == "Bremen, 3 May 1901"


def test_a_line_below_the_title_names_the_author() -> None:
    text = "On Ropes\nby Ada B. Example\n\nA rope is a promise that somebody made of hemp, and kept through winter.\n"
    assert front(text)["byline"] == "by Ada B. Example"
    assert settings(text)["contributors"][0]["name"] == "Ada B. Example"


def test_a_paragraph_broken_into_lines_is_not_cut_up_for_a_title() -> None:
    text = "It was late in the year when the ropes were brought down to\nthe quay, wet and heavy.\n\nWe waited.\n"
    assert settings(text, "harbour-notes.txt")["title"] == "Harbour notes"
    assert article(text).startswith("It was late")


def test_a_title_shown_twice_is_printed_once() -> None:
    text = "On Ropes\n\nOn Ropes\n\nA rope is a promise.\n"
    assert article(text) == "A rope is a promise."
    assert [(d.line, d.text) for d in decisions(text, "left-out")] == [(3, "On Ropes")]


def test_short_lines_in_capitals_become_headings_and_are_reported() -> None:
    text = "On Ropes\n\nOF HEMP\n\nIt grows.\n\nFINIS\n"
    assert article(text) == "## OF HEMP\n\nIt grows.\n\nFINIS"
    assert [d.line for d in decisions(text, "guessed") if "heading" in d.reason] == [3]


def test_a_row_of_signs_is_an_ornament() -> None:
    assert article("On Ropes\n\nOne.\n\n* * *\n\nTwo.\n") == "One.\n\n***\n\nTwo."


def test_lines_as_long_as_paragraphs_are_paragraphs() -> None:
    long = "A rope is a promise that somebody made of hemp. " * 4
    text = f"On Ropes\n{long}\n{long}\n"
    assert article(text) == f"{long.strip()}\n\n{long.strip()}"


def test_a_line_moved_in_begins_a_paragraph() -> None:
    full = "and so it went on along the whole length of the quay until the evening"
    assert article(f"On Ropes\n\n{full}\n{full}\n    {full}\n{full}\n") == f"{full}\n{full}\n\n{full}\n{full}"


def test_verse_keeps_its_lines_and_indents() -> None:
    text = "On Ropes\n\nA rope of hemp,\n  a rope of sand,\nthe sea takes both.\n"
    assert article(text) == "| A rope of hemp,\n|   a rope of sand,\n| the sea takes both."


def test_a_list_stays_a_list_and_a_year_at_a_line_start_does_not_make_one() -> None:
    assert article("On Ropes\n\n1. hemp\n2. sand\n") == "1. hemp\n2. sand"
    assert article("On Ropes\n\n1917. A year of ropes.\n") == r"1917\. A year of ropes."


def test_agreed_marks_in_brackets_stay_marks() -> None:
    paragraph = read(imported("On Ropes\n\nThe roap [sic] held [...] long.\n")).content[0]
    assert isinstance(paragraph, nodes.Paragraph)
    assert [type(inline) for inline in paragraph.content if not isinstance(inline, nodes.Text)] == [
        nodes.Sic,
        nodes.Omission,
    ]


def test_numbers_in_brackets_are_kept_with_the_advice_to_make_notes_of_them() -> None:
    text = "On Ropes\n\nHemp is strong.[1]\n"
    assert article(text) == "Hemp is strong.[1]"
    assert any("notes" in decision.reason for decision in decisions(text, "kept"))


MARKUP = st.sampled_from([
    "*hemp*", "_hemp_", "**", "`hemp`", "#", "##", "- hemp", "+", ">", "1.", "12.", "[hemp](quay)", "[^1]", "![hemp]",
    "<b>hemp</b>", "<", "&", "\\", "\\*", "|", "~~~", "!!!", "{#hemp}", "[hemp]{.smallcaps}", "[1]: quay",
    "hemp", "rope", "quay",
])  # fmt: skip


@given(st.lists(st.lists(MARKUP, min_size=1, max_size=5).map(" ".join), min_size=1, max_size=4))
def test_plain_text_says_the_same_after_reading(paragraphs: list[str]) -> None:
    # The fixed words keep each paragraph from being a rule, a heading, navigation or the title again.
    typed = [f"{paragraph} made of hemp" for paragraph in paragraphs]
    part = read(imported("On Ropes\n\n" + "\n\n".join(typed) + "\n"))
    printed = [plain(block.content) for block in part.content if isinstance(block, nodes.Paragraph)]
    assert printed == typed
