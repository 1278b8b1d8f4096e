"""No note is lost: pamphlets out of a hat, through the whole press, on three sizes of page.

``make stress`` presses all of them; a few on each size are pressed with every run of the tests.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict

import pytest
from tests.stress.pamphlets import pamphlet
from tests.stress.pressed import SIZES, Tally, press, total

_PAMPHLETS = 204
_CHUNK = 6
_FEWEST_NOTES = 4000
_MOST_LATE = 3.0  # percent of the notes at the foot that may begin behind the page of their call
_FEW = (3, 5, 7, 8, 9, 25, 29, 54)
"""Pamphlets on all sizes, among them those in which the engine loses a note or a pointer to one at the first go."""


def sized(number: int) -> Tally:
    return press(pamphlet(number), list(SIZES.values())[number % len(SIZES)])


def whole(tally: Tally) -> bool:
    return not (tally.lost or tally.doubled or tally.off_page or tally.early)


@pytest.mark.parametrize("number", _FEW)
def test_every_note_of_a_few_pamphlets_stands_once_and_not_before_its_call(number: int) -> None:
    tally = sized(number)
    assert whole(tally), tally


def test_the_same_number_draws_the_same_pamphlet() -> None:
    assert pamphlet(3) == pamphlet(3)
    assert pamphlet(3).parts != pamphlet(4).parts


def test_all_pamphlets_together_have_short_and_long_notes_of_both_series() -> None:
    notes = [note for number in range(_PAMPHLETS) for note in pamphlet(number).notes]
    assert len(notes) >= _FEWEST_NOTES
    assert {note.words for note in notes} >= {3, 400}
    assert 0.4 < sum(note.party for note in notes) / len(notes) < 0.6


@pytest.fixture(scope="module")
def pressed() -> list[Tally]:
    """What the stress tests have pressed so far."""
    return []


@pytest.mark.stress
@pytest.mark.parametrize("first", range(0, _PAMPHLETS, _CHUNK))
def test_every_note_stands_once_and_not_before_its_call(
    first: int, pressed: list[Tally], record_property: Callable[[str, object], None]
) -> None:
    for number in range(first, first + _CHUNK):
        tally = sized(number)
        pressed.append(tally)
        record_property("tally", asdict(tally))
        assert whole(tally), f"pamphlet {number}: {tally}"


@pytest.mark.stress
def test_nearly_all_notes_stand_on_the_page_of_their_call(pressed: list[Tally]) -> None:
    if len(pressed) < _PAMPHLETS:
        pytest.skip("only some of the pamphlets were pressed in this run")
    assert total(pressed).late_share <= _MOST_LATE, total(pressed)
