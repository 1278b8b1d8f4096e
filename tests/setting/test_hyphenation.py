"""Words that a pamphlet parts in its own way, under total fit and under the engine alone."""

from __future__ import annotations

import pyphen
import pytest
from tests.setting.sheet import set_type

from handpress.setting import exceptions
from handpress.setting.total_fit.hyphenation import _read_quickly, hyphenate

LIMITS = (6, 2, 3)
NARROW = '<p style="width: 15mm; text-indent: 0">{0} {0} {0}</p>'


def test_a_word_of_the_pamphlet_is_parted_at_its_hyphens_and_nowhere_else() -> None:
    assert hyphenate("responsibility", "en", LIMITS) != (3,)
    with exceptions(["res-ponsibility", "Kropotkin"]):
        assert hyphenate("responsibility", "en", LIMITS) == (3,)
        assert hyphenate("RESPONSIBILITY", "de", LIMITS) == (3,)
        assert hyphenate("kropotkin", "en", LIMITS) == ()
        assert hyphenate("treasurer", "en", LIMITS) == hyphenate("treasurer", "en", LIMITS) != ()


def test_a_language_without_patterns_parts_them_too() -> None:
    with exceptions(["res-ponsibility"]):
        assert hyphenate("responsibility", "tlh", LIMITS) == (3,)
        assert hyphenate("treasurer", "tlh", LIMITS) == ()


def test_afterwards_all_is_as_it_was() -> None:
    before = hyphenate("responsibility", "en", LIMITS)
    with pytest.raises(KeyError), exceptions(["res-ponsibility"]):
        raise KeyError

    assert hyphenate("responsibility", "en", LIMITS) == before


@pytest.mark.parametrize("on", [True, False], ids=["total fit", "greedy"])
def test_lines_end_where_the_pamphlet_says(on: bool) -> None:
    with exceptions(["responsib-ility"]):
        found = [line.text for line in set_type(NARROW.format("responsibility"), on=on).lines]
    parted = [text for text in found if text.endswith("‐")]

    assert parted
    assert {text.split()[-1] for text in parted} == {"responsib‐"}


@pytest.mark.parametrize("on", [True, False], ids=["total fit", "greedy"])
def test_a_word_without_hyphens_is_never_parted(on: bool) -> None:
    body = NARROW.format("treasurer")
    with exceptions(["treasurer"]):
        found = [line.text for line in set_type(body, on=on).lines]

    assert found == ["treasurer"] * 3
    assert [line.text for line in set_type(body.replace("15mm", "12mm"), on=on).lines] != found


@pytest.mark.parametrize("language", sorted(pyphen.LANGUAGES))
def test_patterns_parsed_when_a_word_needs_them_part_it_as_those_parsed_at_once(language: str) -> None:
    whole = pyphen.HyphDict(pyphen.LANGUAGES[language])
    # Patterns that change letters at the hyphen are left to Pyphen.
    quick = _read_quickly(pyphen.LANGUAGES[language]) or whole
    # Words in which patterns meet: the letters of each behind those of another.
    letters = [pattern.strip(".") for pattern in list(whole.patterns)[:400]]
    words = [*letters, *map("".join, zip(letters, letters[7:], strict=False))]

    assert [list(map(int, quick.positions(word))) for word in words] == [
        list(map(int, whole.positions(word))) for word in words
    ]
