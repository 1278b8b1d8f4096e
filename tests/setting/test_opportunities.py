"""Where lines may end: in words, at hyphens and dashes, in links, and nowhere else."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from handpress.setting.total_fit.hyphenation import hyphenate, long_words
from handpress.setting.total_fit.items import Box, Glue, Penalty
from handpress.setting.total_fit.opportunities import Copy, Mark, Passage, find_opportunities
from handpress.setting.total_fit.taste import Taste

LIMITS = (6, 2, 3)
TASTE = Taste()


def copy(text: str, language: str = "en", **more: bool) -> Copy:
    """Text whose every character is one unit wide, and in which a line may begin after a space, hyphen or dash."""
    allowed = {match.end() for match in re.finditer("[-. \u00ad–—/](?=.)", text)}
    return Copy(
        text, [float(n) for n in range(len(text) + 1)], allowed, [Passage(0, len(text), language, LIMITS, 0.5, **more)]
    )


def ends(text: str, language: str = "en", narrowest: float = 60.0, **more: bool) -> list[str]:
    """What stands before each place where a line may end, its hyphen if it gets one included."""
    _, marks = find_opportunities(copy(text, language, **more), narrowest, TASTE)
    return [text[: mark.end] + "‐" * mark.hyphen for mark in marks[1:-1]]


def test_a_line_ends_at_spaces_and_inside_long_words() -> None:
    assert ends("A constitution") == ["A", "A con‐", "A consti‐", "A constitu‐"]


def test_the_patterns_are_those_of_the_language() -> None:
    assert ends("Wasserstraße", "de") == ["Was‐", "Wasser‐"]


def test_a_language_without_patterns_leaves_words_whole() -> None:
    assert ends("constitution wIvDaq", "tlh") == ["constitution"]


def test_short_words_stay_whole() -> None:
    assert hyphenate("about", "en", LIMITS) == ()
    assert [match.group() for match in long_words(6).finditer("It isn’t about o’clocks or 1234567")] == ["o’clocks"]


def test_a_soft_hyphen_is_the_only_place_of_its_word() -> None:
    assert ends("consti\u00adtution") == ["consti\u00ad‐"]


def test_after_a_hyphen_of_its_own_a_word_gets_no_second_one() -> None:
    assert "well-" in ends("well-beloved")
    assert "well-‐" not in ends("well-beloved")


def test_no_line_begins_with_a_dash_that_is_joined_to_a_word() -> None:
    assert ends("then–now", "") == ["then–"]


def test_the_call_of_a_note_stays_with_what_it_follows() -> None:
    assert ends("so.11 Then", "") == ["so.11"]
    given = copy("so—11 Then", "")
    passages = [
        Passage(0, 3, "", LIMITS, 0.5),
        Passage(3, 5, "", LIMITS, 0.5, raised=True),
        Passage(5, 10, "", LIMITS, 0.5),
    ]
    _, marks = find_opportunities(replace(given, passages=passages), 60.0, TASTE)

    assert [mark.end for mark in marks[1:-1]] == [5]


def test_a_no_break_space_gives_but_does_not_break() -> None:
    items, marks = find_opportunities(copy("page\u00a05", ""), 60.0, TASTE)

    assert items == [Box(4.0), Glue(1.0, False), Box(1.0)]
    assert marks == [Mark(0, 0), Mark(6, 6)]


def test_what_must_not_wrap_does_not() -> None:
    assert ends("John Constitution", wraps=False) == []


def test_a_word_wider_than_the_measure_is_torn_only_where_it_may_be() -> None:
    assert ends("x" * 12, "", narrowest=10) == ["x" * n for n in range(1, 12)]
    assert ends("x" * 12, "", narrowest=10, tears=False) == []
    assert ends("x" * 12, "", narrowest=12) == []


def test_light_signs_hang_where_a_line_ends_and_quotation_marks_where_one_begins() -> None:
    items, _ = find_opportunities(copy("so, “he said", ""), 60.0, TASTE)

    [first, *_] = [item for item in items if isinstance(item, Glue)]
    assert first.hang > 0.5
    assert first.lead > 0.3


@given(
    st.text(st.sampled_from("abcdefgh -–“”.’\u00ad\u00a0"), min_size=1, max_size=60).filter(
        lambda text: text.strip(" ")
    )
)
def test_no_width_and_no_letter_is_lost_between_the_breaks(text: str) -> None:
    text = re.sub(" +", " ", text)
    items, marks = find_opportunities(copy(text), 20.0, TASTE)

    kept = [item.width for item in items if not isinstance(item, Penalty)]
    assert sum(kept) == pytest.approx(len(text.strip(" ")))
    assert marks == sorted(marks)
    for mark in marks[1:]:
        assert text[mark.end : mark.next].strip(" ") == ""
