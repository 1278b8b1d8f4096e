"""Python looks for circles of garbage seldom while a pamphlet is made, and each pamphlet's go before the next."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from handpress.press import sweeping
from handpress.press.sweeping import seldom_swept, sweep_out, sweep_seldom


@pytest.fixture(autouse=True)
def as_it_was(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    kept = gc.get_threshold()
    monkeypatch.setattr(sweeping, "_set_apart", [])
    gc.unfreeze()
    yield
    gc.set_threshold(*kept)
    gc.unfreeze()


class Circle:
    """Leads to itself, so that nothing but a sweep takes it away."""

    alive = 0

    def __init__(self) -> None:
        type(self).alive += 1
        self.own = self

    def __del__(self) -> None:
        type(self).alive -= 1


def test_afterwards_python_sweeps_as_often_as_before() -> None:
    gc.set_threshold(500, 7, 7)

    with seldom_swept():
        assert gc.get_threshold()[0] > 10_000
        assert gc.get_freeze_count() > 0

    assert gc.get_threshold() == (500, 7, 7)
    assert gc.get_freeze_count() == 0


def test_a_program_of_one_task_goes_on_sweeping_seldom() -> None:
    sweep_seldom()

    with seldom_swept():
        pass

    assert gc.get_threshold()[0] > 10_000


def test_what_a_task_left_is_swept_out_before_the_next() -> None:
    Circle()
    assert Circle.alive == 1

    sweep_out()

    assert Circle.alive == 0


def test_what_was_swept_among_stays_out_of_the_way_of_the_next_task() -> None:
    sweep_out()

    with seldom_swept():
        Circle()

    assert gc.get_freeze_count() > 0
    sweep_out()
    assert Circle.alive == 0
