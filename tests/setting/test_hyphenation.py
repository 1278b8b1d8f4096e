"""Words that a pamphlet parts in its own way, under total fit and under the engine alone."""

from __future__ import annotations

import pytest
from tests.setting.sheet import set_type

from handpress.setting import exceptions
from handpress.setting.total_fit.hyphenation import hyphenate

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
