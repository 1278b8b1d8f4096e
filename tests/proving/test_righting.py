"""Lines from right to left: which texts have some, and that all others are proved letter by letter in their order."""

from __future__ import annotations

import pytest

from handpress.proving.righting import known_by, runs_right_to_left
from handpress.proving.streams import SLOTS


@pytest.mark.parametrize(
    ("text", "turned"),
    [("mill", False), ("мельница", False), ("磨坊", False), (f"mill{SLOTS}", False), ("טחנה", True), ("a דג", True)],
)
def test_only_letters_of_such_scripts_turn_a_text(text: str, turned: bool) -> None:
    assert runs_right_to_left(text) is turned


def test_the_order_of_letters_counts_wherever_it_is_sure() -> None:
    assert known_by("live") != known_by("evil")
    assert known_by("אב") == known_by("בא")
    assert known_by("אב") != known_by("אג")


def test_a_quotation_mark_is_known_in_whatever_shape_it_comes_back() -> None:
    assert known_by("„אב”") == known_by("„בא“")
    assert known_by("’אב") == known_by("‘אב")
