"""Work beside one's own: the same outcome whatever becomes of the second process, and none that is left behind.

Each case runs in an interpreter of its own, since one with threads, as that of these tests is, never branches off.
"""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap

import pytest

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux") or len(os.sched_getaffinity(0)) < 2,
    reason="processes branch off on Linux, where there are two cores",
)

BEGINNING = """
import os, signal, threading, time
from handpress.diagnostics import PressError
from handpress.press.beside import beside

here = os.getpid()

def left():
    # One that has told all may still be on its way out.
    until = time.monotonic() + 5
    while time.monotonic() < until:
        try:
            os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return "none left"
        time.sleep(0.01)
    return "one left"
"""


def said(script: str) -> str:
    command = [sys.executable, "-c", BEGINNING + textwrap.dedent(script)]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert ran.stderr == ""
    return ran.stdout.strip()


def test_the_work_is_done_in_another_process_while_the_block_goes_on() -> None:
    script = """
    with beside(lambda: (os.getpid(), "made"), wins=True) as outcome:
        (process, made), again = outcome(), outcome()
    print(process != here, made, again == (process, made), left())
    """
    assert said(script) == "True made True none left"


@pytest.mark.parametrize(
    ("before", "wins"), [("", False), ("threading.Thread(target=time.sleep, args=(1,)).start()", True)]
)
def test_it_is_done_at_once_where_it_does_not_win_or_the_process_has_threads(before: str, wins: bool) -> None:
    script = f"""
    {before}
    with beside(os.getpid, wins={wins}) as outcome:
        print(outcome() == here)
    """
    assert said(script) == "True"


def test_a_worker_of_a_catalogue_branches_off_nothing() -> None:
    script = """
    import multiprocessing

    def work():
        with beside(os.getpid, wins=True) as outcome:
            print(outcome() == os.getpid(), flush=True)

    worker = multiprocessing.get_context("fork").Process(target=work)
    worker.start()
    worker.join()
    """
    assert said(script) == "True"


@pytest.mark.parametrize(
    "fate",
    [
        "os.kill(os.getpid(), signal.SIGKILL)",
        "os.kill(os.getpid(), signal.SIGINT)",
        "raise MemoryError",
        "return print_",
    ],
)
def test_work_that_came_to_nothing_is_done_here(fate: str) -> None:
    script = f"""
    def work():
        print_ = lambda: "it cannot be sent"
        if os.getpid() != here:
            {fate}
        return "done here"

    with beside(work, wins=True) as outcome:
        print(outcome(), left())
    """
    assert said(script) == "done here none left"


def test_its_error_goes_before_one_of_the_block() -> None:
    script = """
    def work():
        raise PressError("of the work", hint="a hint")

    try:
        with beside(work, wins=True):
            raise PressError("of the block")
    except PressError as error:
        print(error.message, error.hint, left())
    """
    assert said(script) == "of the work a hint none left"


@pytest.mark.parametrize("fate", ["", "if os.getpid() != here: os._exit(1)"])
def test_its_error_is_raised_where_the_block_asks_for_the_outcome(fate: str) -> None:
    script = f"""
    def work():
        {fate}
        raise PressError("of the work")

    try:
        with beside(work, wins=True) as outcome:
            outcome()
    except PressError as error:
        print(error.message, left())
    """
    assert said(script) == "of the work none left"


def test_an_error_of_the_block_is_raised_where_the_work_has_none() -> None:
    script = """
    try:
        with beside(lambda: 1, wins=True):
            raise PressError("of the block")
    except PressError as error:
        print(error.message, left())
    """
    assert said(script) == "of the block none left"


def test_whoever_is_interrupted_does_not_wait_for_the_work() -> None:
    script = """
    begun = time.monotonic()
    try:
        with beside(lambda: time.sleep(50), wins=True):
            raise KeyboardInterrupt
    except KeyboardInterrupt:
        print(time.monotonic() - begun < 20, left())
    """
    assert said(script) == "True none left"


HANDS = """
from handpress.press.beside import Hands, cores

"""


def test_hands_take_one_piece_of_work_after_the_other_and_give_each_its_own() -> None:
    script = f"""
    {HANDS.strip()}
    with Hands() as hands:
        work = [lambda number=number: (number, os.getpid() != here, b"x" * 200_000) for number in range(5)]
        waiting = [hands.give(one) for one in work]
        made = [fetch()[:2] for fetch in waiting]
    print(made == [(number, True) for number in range(5)], left())
    """
    assert said(script) == "True none left"


def test_hands_raise_what_their_work_raises_and_do_again_what_was_ended() -> None:
    script = f"""
    {HANDS.strip()}
    def refuse():
        raise PressError("no room")
    def end():
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return "done here"
    with Hands() as hands:
        refused, ended = hands.give(refuse), hands.give(end)
        print(ended())
        try:
            refused()
        except PressError as error:
            print(error.message)
    print(left())
    """
    assert said(script).split("\n") == ["done here", "no room", "none left"]


def test_no_hand_is_left_where_nobody_waits_for_it() -> None:
    script = f"""
    {HANDS.strip()}
    with Hands() as hands:
        hands.give(lambda: time.sleep(60))
    print(left())
    """
    assert said(script) == "none left"


def test_a_process_that_has_told_all_is_taken_leave_of_when_the_next_branches_off() -> None:
    script = """
    from handpress.press import beside as room

    for _ in range(3):
        with beside(lambda: 1, wins=True) as outcome:
            outcome()
        time.sleep(0.2)
    print(len(room._leaving), left())
    """
    assert said(script) == "1 none left"
