"""The iron rule: every word of the source is in the manuscript, or is named among what was left out."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from handpress.diagnostics import ExitCode, PressError
from handpress.importing import Decision, Imported, convert
from handpress.importing.reckoning import reckon

FRONT = '---\ntitle: "On Ropes"\n---\n\n'
SOURCE = "On Ropes\n\nHemp is strong.\n\nBack to Index\n"
LEFT_OUT = Decision("left-out", 5, 5, "Back to Index", "Navigation.")


def hold(body: str, *decisions: Decision, source: str = SOURCE) -> None:
    reckon(source, [("article.md", FRONT + body)], decisions, name="leaflet.txt")


def test_title_text_and_what_was_left_out_make_up_the_source() -> None:
    hold("Hemp is strong.\n", LEFT_OUT)


@pytest.mark.parametrize(
    ("fault", "body", "decisions"),
    [
        ("a word is lost", "Hemp strong.\n", [LEFT_OUT]),
        ("a word is added", "Hemp is very strong.\n", [LEFT_OUT]),
        ("words change places", "strong is Hemp.\n", [LEFT_OUT]),
        ("a word is altered", "Hemp is strung.\n", [LEFT_OUT]),
        ("words are run together", "Hempis strong.\n", [LEFT_OUT]),
        ("a line is dropped without a word", "Hemp is strong.\n", []),
        ("a word is left out that was not there", "Hemp is strong.\n", [LEFT_OUT, LEFT_OUT]),
        (
            "a word is left out elsewhere than the account says",
            "Hemp is strong.\n",
            [Decision("left-out", 3, 3, "Back to Index", "Navigation.")],
        ),
        (
            "words are said to be changed that are gone",
            "Hemp is strong.\n",
            [Decision("changed", 5, 5, "Back to Index", "Navigation.")],
        ),
    ],
)
def test_the_reckoning_finds_that(fault: str, body: str, decisions: list[Decision]) -> None:
    with pytest.raises(PressError) as stopped:
        hold(body, *decisions)
    assert stopped.value.exit_code is ExitCode.LOST, fault


def test_it_names_the_first_word_that_is_missing() -> None:
    with pytest.raises(PressError, match=r"“is” in line 3 of leaflet\.txt"):
        hold("Hemp strong.\n", LEFT_OUT)


def test_a_title_that_begins_like_the_text_does_not_confuse_it() -> None:
    hold("On and on.\n", source="On Ropes\n\nOn and on.\n")


def test_an_entry_accounts_for_its_words_only_once() -> None:
    with pytest.raises(PressError):
        hold("Hemp.\n", source="On Ropes\n\nHemp.\n\nOn Ropes\n")


PIECES = st.sampled_from([
    "On Ropes", "hemp", "HEMP", "by Ada Example", "Back to Index", "Title: Hemp", "Author: A B and C D", "March, 1998",
    "[over - Ed.]", "- hemp", "1. hemp", "***", "---", "====", "# hemp", "## Hemp", "<em>hemp</em>", "<br>", "<b>",
    "<!-- hemp -->", "<!-- a\n\nb -->", "`", "```", "    hemp", "| a", "---\ntitle: hemp\n---", "lang: hemp",
    "!!! headnote", "The following article was written by Ada Example.", "_Bremen, 1901_", "é", "\u0301", "İ", "\x0c",
    "\r\n", "a long line of hemp and sand " * 6, "title: 'it''s'", "&eacute;", "\\", "[hemp](quay)", "Next page", "+++",
])  # fmt: skip
TEXTS = st.one_of(
    st.lists(st.tuples(PIECES, st.sampled_from(["\n", "\n\n", " ", ""])).map("".join), max_size=14).map("".join),
    st.text(max_size=120),
)
WORD = re.compile(r"[^\W_]+")


def convert_or_refuse(source: bytes, name: str) -> Imported | None:
    """The import, or None where the source is no text; that words were lost is raised."""
    try:
        return convert(source, name=name, today="2026-05-01")
    except PressError as stopped:
        if stopped.exit_code is ExitCode.LOST:
            raise
        return None


@given(TEXTS, st.sampled_from(["x.txt", "x.md"]))
@example("---\ntitle: hemp\ntitle: sand\n---\nrope", "x.md")
@example("---\nauthor: A B and C D\nbyline: E\n---\nrope", "x.md")
@example("Author: A B\nAuthor: C D and E F\n\nrope", "x.txt")
@example("On Ropes\n\non ropes\n\nOn Ropes\n\nOn Ropes", "x.txt")
def test_no_text_loses_a_word(text: str, name: str) -> None:
    source = text.encode("utf-8", "replace")
    result = convert_or_refuse(source, name)
    if result is None:
        return
    # Counted again without the reckoning, as roughly as can be: nothing of the source is in no place at all.
    left_out = [decision.text for decision in result.decisions if decision.action == "left-out"]
    places = Counter(WORD.findall("\n".join([*(text for _, text in result.files), *left_out])))
    tags = re.compile(r"</?(?:em|b|br)>") if name == "x.md" else re.compile("(?!)")
    told = Counter(WORD.findall(tags.sub(" ", source.decode())))
    assert not told - places
