"""Changes under discussion: decided or shown, every character keeps the place it was typed in."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handpress.diagnostics import Result
from handpress.model.document import Part, PartKind
from handpress.model.nodes import Paragraph
from handpress.model.spans import Span
from handpress.model.walk import inline_text
from handpress.reading import Changes, read_part
from handpress.reading.changes import settle
from handpress.reading.source import Line, lines_of

DECIDED = (Changes.ACCEPT, Changes.REJECT)
FILE = "article.md"


def read(text: str, changes: Changes = Changes.ACCEPT) -> Result[Part]:
    return read_part(text, file=FILE, slug="article", kind=PartKind.ARTICLE, changes=changes)


def settled(text: str, how: Changes) -> tuple[Line, ...]:
    lines, findings, _ = settle(lines_of(text), FILE, how)
    assert findings == ()
    return lines


def joined(lines: tuple[Line, ...]) -> str:
    return "\n".join(line.text for line in lines)


# --- a second opinion ----------------------------------------------------------------------------------------

_CHANGE = re.compile(
    r"\{\+\+(?P<put>.*?)\+\+\}|\{--(?P<cut>.*?)--\}|\{~~(?P<old>.*?)~>(?P<new>.*?)~~\}"
    r"|\{>>.*?<<\}|\{==(?P<kept>.*?)==\}",
    re.DOTALL,
)


def decided_by_rule(text: str, how: Changes) -> str:
    """What accepting or rejecting means, in one line each; it knows no code and no places."""
    left = ("put", "new", "kept") if how is Changes.ACCEPT else ("cut", "old", "kept")
    return _CHANGE.sub(lambda match: "".join(match[name] or "" for name in left), text)


_words = st.text(st.sampled_from("abcé[]#-+=>*.\n\n    "), max_size=12)
_change = st.one_of(
    st.builds("{{++{}++}}".format, _words),
    st.builds("{{--{}--}}".format, _words),
    st.builds("{{~~{}~>{}~~}}".format, _words, _words),
    st.builds("{{>>{}<<}}".format, _words),
    st.builds("{{=={}==}}".format, _words),
)
manuscripts = st.lists(st.one_of(_words, _change), max_size=12).map("".join)


@pytest.mark.parametrize("how", DECIDED)
@given(text=manuscripts)
def test_decided_changes_leave_what_the_rule_leaves(text: str, how: Changes) -> None:
    assert joined(settled(text, how)) == decided_by_rule(text, how)


@pytest.mark.parametrize("how", DECIDED)
@given(text=manuscripts)
def test_every_character_that_stays_has_the_line_and_column_it_was_typed_in(text: str, how: Changes) -> None:
    typed = text.split("\n")
    for line in settled(text, how):
        for offset, char in enumerate(line.text):
            number, column = line.place(offset)
            assert typed[number - 1][column - 1] == char
            assert line.offset(number, column) == offset


@given(manuscripts)
def test_shown_changes_keep_every_line_and_the_place_of_every_letter(text: str) -> None:
    typed = text.split("\n")
    shown = settled(text, Changes.SHOW)

    assert [line.number for line in shown] == list(range(1, len(typed) + 1))
    for line in shown:
        for offset, char in enumerate(line.text):
            if char.isalpha():
                number, column = line.place(offset)
                assert (number, typed[number - 1][column - 1]) == (line.number, char)


@given(manuscripts)
def test_shown_changes_begin_and_end_on_the_same_line(text: str) -> None:
    for line in settled(text, Changes.SHOW):
        signs = re.findall(r"\{\+\+|\{--|\{==|\{>>|\+\+\}|--\}|==\}|<<\}", line.text)
        pairs = {"{++": "++}", "{--": "--}", "{==": "==}", "{>>": "<<}"}

        assert [pairs.get(sign) for sign in signs[::2]] == signs[1::2]


@pytest.mark.parametrize("how", tuple(Changes))
@given(text=st.text(st.sampled_from("{}+-~>=<` a\n"), max_size=40))
def test_no_signs_however_mixed_stop_the_reader(text: str, how: Changes) -> None:
    assert read(text, how).value.slug == "article"


# --- places in the document ------------------------------------------------------------------------------------


def places(part: Part) -> list[tuple[str, int, int, int, int]]:
    """Every paragraph's words, and from where to where they were typed."""
    found = []
    for block in part.content:
        assert isinstance(block, Paragraph)
        span = block.span
        assert span is not None
        found.append((inline_text(block.content), span.line, span.column, span.last_line, span.last_column))
    return found


def test_a_word_put_together_from_two_places_reaches_from_the_first_to_the_last() -> None:
    assert places(read("He was {++un++}happy.").value) == [("He was unhappy.", 1, 1, 1, 20)]
    assert places(read("{--He was --}un{--happy--}").value) == [("un", 1, 14, 1, 15)]


def test_words_behind_lines_that_have_gone_keep_their_own_lines() -> None:
    text = "One {--two\n\nthree --}four.\n\n{--Five.\n\n--}Six."

    assert places(read(text).value) == [("One four.", 1, 1, 3, 13), ("Six.", 7, 4, 7, 6)]


def test_a_finding_behind_a_change_names_the_place_in_the_file() -> None:
    result = read("{++Rye\n\n++}{--and\n--}wheat [sigh] and\n[sic — Nobody].")

    assert [finding.span for finding in result.findings if finding.code == "unattributed-bracket"] == [
        Span(FILE, 4, 4, 10, 15),
        Span(FILE, 5, 5, 1, 14),
    ]


_bracketed = st.lists(st.sampled_from(("rye ", "[rye] ", "so\n", "[so]\n", "wheat ")), max_size=4).map("".join)
_discussed = st.lists(
    st.one_of(
        _bracketed,
        st.builds("{{++{}++}}".format, _bracketed),
        st.builds("{{--{}--}}".format, _bracketed),
        st.builds("{{~~{}~>{}~~}}".format, _bracketed, _bracketed),
    ),
    max_size=8,
).map("".join)


@pytest.mark.parametrize("how", DECIDED)
@given(text=_discussed)
def test_every_bracket_is_found_where_it_was_typed(text: str, how: Changes) -> None:
    typed = text.split("\n")
    for finding in read(text, how).findings:
        span = finding.span
        assert span is not None
        assert finding.code == "unattributed-bracket"
        assert (typed[span.line - 1][span.column - 1], typed[span.last_line - 1][span.last_column - 1]) == ("[", "]")


def test_the_front_matter_may_be_discussed_too() -> None:
    text = "---\ntitle: On {++Good ++}Bread [sigh]\n{--subtitle: An Essay\n--}byline: A. Miller\n---\n\nWords."
    result = read(text)
    part = result.value

    assert (inline_text(part.title), part.subtitle) == ("On Good Bread [sigh]", ())
    assert part.title[0].span == Span(FILE, 2, 2, 8, 33)
    assert part.byline[0].span == Span(FILE, 4, 4, 12, 20)
    assert [finding.span for finding in result.findings] == [Span(FILE, 2, 2, 28, 33)]


@pytest.mark.parametrize(
    ("front", "title"),
    [
        ("title: {++On++} Bread", "On Bread"),
        ("title: {~~Rye~>Oats~~}", "Oats"),
        ("{--subtitle: No\n--}title: Rye", "Rye"),
    ],
)
def test_a_proof_shows_the_front_matter_as_it_would_be_accepted(front: str, title: str) -> None:
    result = read(f"---\n{front}\n---\n\n{{++Words.++}}", Changes.SHOW)
    [paragraph] = result.value.content

    assert (inline_text(result.value.title), result.findings) == (title, ())
    assert isinstance(paragraph, Paragraph)
    assert inline_text(paragraph.content) == "{++Words.++}"


# --- lists ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("how", DECIDED)
@pytest.mark.parametrize(
    "text",
    [
        "{++- item one\n- item two++}",
        "- one\n{++- two\n++}- three",
        "- one\n{--- two\n--}- three\n{~~- four~>- five~~}",
        "1. one\n{++2. two\n3. three\n++}",
        "Words.\n\n{--More.\n\nMore.\n\n--}- one\n{++    - two\n++}- three",
    ],
)
def test_items_that_were_discussed_are_no_worse_than_others(text: str, how: Changes) -> None:
    assert [finding.code for finding in read(text, how).findings] == []


def test_an_item_moved_in_is_still_found_where_it_was_typed() -> None:
    [finding] = read("{++Words.\n\n++}- one\n{++  ++}- two").findings

    assert (finding.code, finding.span) == ("list-unread", Span(FILE, 4, 4, 9, 9))
