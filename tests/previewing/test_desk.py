"""What lies on the desk is the newest good proof, whatever becomes of files and processes."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from functools import partial
from pathlib import Path

import pytest
from tests.previewing.conftest import eventually
from tests.previewing.crafts import copier

from handpress.previewing import Desk, Journeyman, Watch


def shown(desk: Desk, kind: str = "pages") -> str:
    return str(desk.state().get(kind, {}).get("text", ""))


def save(folder: Path, text: str) -> None:
    (folder / "text.txt").write_text(text)


def test_a_save_is_shown_and_those_who_wait_are_told(desk: Desk, folder: Path) -> None:
    eventually(lambda: shown(desk) == "one" and desk.state()["done"] == 1)
    before = desk.state()["number"]

    save(folder, "two")

    assert desk.wait(before, 30)
    eventually(lambda: shown(desk) == "two" and desk.state()["done"] == desk.state()["order"])
    assert not desk.wait(desk.state()["number"], 0.3)  # nothing is made where nothing has changed


def test_a_half_saved_file_is_told_and_the_last_good_proof_stays(desk: Desk, folder: Path) -> None:
    eventually(lambda: shown(desk) == "one")

    save(folder, "half")

    eventually(lambda: shown(desk, "reading") == "half" and desk.state()["done"] == desk.state()["order"])
    assert desk.state()["reading"]["failed"]
    assert shown(desk) == "one"
    found = desk.exhibit("/proof/3.txt")
    assert found is not None
    assert found.make() == b"one"


def test_a_vanished_file_is_told_and_the_proof_goes_on_when_it_is_back(desk: Desk, folder: Path) -> None:
    eventually(lambda: shown(desk) == "one")

    (folder / "text.txt").unlink()

    trouble = eventually(lambda: desk.state()["trouble"])
    assert (trouble["message"], trouble["hint"]) == ("There is no text.", "Write one.")
    assert shown(desk) == "one"
    save(folder, "three")
    eventually(lambda: shown(desk) == "three" and desk.state()["trouble"] is None)


def test_a_fault_of_the_press_ends_no_preview(desk: Desk, folder: Path) -> None:
    save(folder, "fault")

    assert (
        eventually(lambda: desk.state()["trouble"])["message"]
        == "The press has failed: ValueError: a fault of the press"
    )
    save(folder, "good")
    eventually(lambda: shown(desk) == "good")


def test_another_takes_the_place_of_a_process_that_has_died(desk: Desk, folder: Path) -> None:
    eventually(lambda: shown(desk) == "one")

    save(folder, "die")

    eventually(lambda: desk.state()["trouble"])
    save(folder, "alive")
    eventually(lambda: shown(desk) == "alive" and desk.state()["trouble"] is None)


def test_saves_that_come_faster_than_pages_are_all_passed_through_to_the_last(folder: Path) -> None:
    desk = Desk(Journeyman(partial(copier, folder, 0.2)), Watch((folder,)), {})
    desk.open()
    try:
        seen = set()
        for number in range(6):
            save(folder, f"save {number}")
            until = time.monotonic() + 0.2
            while time.monotonic() < until:
                seen.add(shown(desk))
                time.sleep(0.01)
        eventually(lambda: shown(desk) == "save 5")
        # The pages do not wait until nobody saves any more.
        assert len(seen - {""}) > 1
    finally:
        desk.close()


def test_one_who_has_done_much_is_relieved_and_no_save_is_lost(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("handpress.previewing.desk._SERVICE", 2)
    journeyman = Journeyman(partial(copier, folder))
    desk = Desk(journeyman, Watch((folder,)), {})
    desk.open()
    try:
        pids = set()
        for number in range(5):
            save(folder, f"save {number}")
            eventually(lambda wanted=f"save {number}": shown(desk) == wanted)  # type: ignore[misc]
            pids.add(journeyman.pid)
        assert len(pids - {0}) > 1
        assert desk.state()["trouble"] is None
    finally:
        desk.close()


def test_nothing_is_left_of_a_desk_that_is_closed(folder: Path) -> None:
    journeyman = Journeyman(partial(copier, folder, 5.0))
    desk = Desk(journeyman, Watch((folder,)), {})
    desk.open()
    eventually(lambda: shown(desk, "reading") == "one")
    pid = journeyman.pid

    desk.close()

    assert pid not in {child.pid for child in multiprocessing.active_children()}
    assert not Path(f"/proc/{pid}").exists()
    assert not desk.wait(0, 5)


def test_the_process_goes_when_its_master_is_killed(folder: Path) -> None:
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    # No daemon: such a one may have no process of its own.
    master = context.Process(target=_master, args=(folder, theirs))
    master.start()
    pid = ours.recv()

    os.kill(master.pid or 0, signal.SIGKILL)
    master.join()

    eventually(lambda: not Path(f"/proc/{pid}").exists() or _ended(pid))


def _master(folder: Path, pipe: multiprocessing.connection.Connection) -> None:
    journeyman = Journeyman(partial(copier, folder))
    journeyman.hire()
    journeyman.order(1)
    journeyman.hear()
    pipe.send(journeyman.pid)
    time.sleep(60)


def _ended(pid: int) -> bool:
    """Whether it has ended, and only the system has not yet taken note of that."""
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
