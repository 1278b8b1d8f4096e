"""Spaces by language: what holds together, and what stays as it was typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handpress.editing.spaces import set_spaces

FIXED, NARROW = "~", "^"  # as they are written here


def shown(text: str, language: str) -> str:
    return set_spaces(text, language).replace("\u00a0", FIXED).replace("\u202f", NARROW)


@pytest.mark.parametrize(
    ("language", "typed", "expected"),
    [
        ("en", "p. 12, pp. 3", "p.~12, pp.~3"),
        ("en-GB", "No. 5 and vol. 2", "No.~5 and vol.~2"),
        ("en", "J. S. Mill, J.S. Bach", "J.^S.~Mill, J.S.~Bach"),
        ("en", "Dr Jones, Mrs. Jones", "Dr~Jones, Mrs.~Jones"),
        ("en", "5 km, 3.5 kg, 20 %, 1 1/2", "5^km, 3.5^kg, 20^%, 1^1/2"),
        ("en", "§ 5", "§~5"),
        ("en", "so – they – said …", "so~– they~– said~…"),
        ("de", "z.B. und d. h., i.d.R.", "z.^B. und d.^h., i.^d.^R."),
        ("de", "am 1. Mai, S. 12, 19. Jh.", "am 1.~Mai, S.~12, 19.~Jh."),
        ("fr", "« oui », «non»", "«^oui^», «^non^»"),
        ("fr", "XIXe siècle, M. Dupont, n° 5", "XIXe~siècle, M.~Dupont, n°~5"),
        ("fr", "1 000 000", "1^000^000"),
        ("pl", "w domu i z nim", "w~domu i~z~nim"),
        ("cs", "v Praze a k nim", "v~Praze a~k~nim"),
    ],
)
def test_what_belongs_together_is_held_together(language: str, typed: str, expected: str) -> None:
    assert shown(typed, language) == expected


@pytest.mark.parametrize(
    ("language", "typed"),
    [
        ("en", "It was plan B. The end."),
        ("en", "the 5 in the 10 at noon"),
        ("en", "In 1917 200 men came"),
        ("en", "a house and I saw it"),
        ("en", "the step. 12 men"),
        ("de", "Er kam um 5. Dann ging er."),
        ("de", "abz.B.c"),
        ("fr", "Il a dit ce que je sais"),
        ("sw", "w domu i z nim"),
    ],
)
def test_what_only_looks_like_it_stays_as_it_was_typed(language: str, typed: str) -> None:
    assert shown(typed, language) == typed


LANGUAGES = st.sampled_from(["en", "de", "fr", "pl", "cs", "ru", "sw"])
TYPED = st.text(st.sampled_from("abzBhJSpMk12 0.%–…«»§/\u00a0\u202f\n"), max_size=40)


@given(TYPED, LANGUAGES)
def test_no_letter_is_touched_and_twice_is_the_same_as_once(typed: str, language: str) -> None:
    once = set_spaces(typed, language)

    assert "".join(once.split()) == "".join(typed.split())
    assert set_spaces(once, language) == once
