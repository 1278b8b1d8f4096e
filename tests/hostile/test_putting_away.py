"""A build is in ``build/`` whole or not at all: a full disk, a file in the way, and Ctrl-C at any moment."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from tests.hostile.conftest import Desk

from handpress.press import Built, Manuscript, making
from handpress.press.files import put_away
from handpress.project import Workspace

OLD = {"build/bad", "build/bad/bad.epub"}


@pytest.fixture
def old_build(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A workspace with a build, and a press that makes the next one in no time: putting away is what is looked at."""

    class Made:
        """Editions that are whole."""

        is_whole, findings = True, ()

    def finish(workspace: Workspace, manuscript: Manuscript, *_: object) -> Built:
        slug = manuscript.document.slug
        files = {f"{slug}.epub": b"new", f"{slug}.pdf": b"new", "ledger.json": b"new"}
        return Built(slug, put_away(workspace.build, slug, files), 1, 1, 0, 2, 0, 0)

    monkeypatch.setattr(making, "make", lambda *_, **__: Made())
    monkeypatch.setattr(making, "finish", finish)
    (desk.root / "build" / "bad").mkdir(parents=True)
    (desk.root / "build" / "bad" / "bad.epub").write_bytes(b"old")
    return desk


def assert_nothing_has_happened(desk: Desk) -> None:
    assert set(desk.built()) == OLD
    assert (desk.root / "build" / "bad" / "bad.epub").read_bytes() == b"old"


def fail_at(monkeypatch: pytest.MonkeyPatch, owner: object, name: str, call: int, error: BaseException) -> None:
    """Let a function fail when it is called for the ``call``-th time."""
    real = getattr(owner, name)
    calls = iter(range(1, 1000))

    def failing(*arguments: object, **named: object) -> object:
        if next(calls) == call:
            raise error
        return real(*arguments, **named)

    monkeypatch.setattr(owner, name, failing)


def test_a_build_takes_the_place_of_the_one_before(old_build: Desk) -> None:
    assert old_build.run("build", "bad", "--no-cache").code == 0
    assert old_build.built() == ["build/bad", "build/bad/bad.epub", "build/bad/bad.pdf", "build/bad/ledger.json"]


@pytest.mark.parametrize("call", [1, 2, 3])
def test_on_a_full_disk_the_old_build_stays(call: int, old_build: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    fail_at(monkeypatch, Path, "write_bytes", call, OSError(errno.ENOSPC, "No space left on device", "bad.pdf"))
    said = old_build.run("build", "bad")
    assert said.code == 4
    assert "bad.pdf cannot be written: No space left on device." in said.text
    assert_nothing_has_happened(old_build)


@pytest.mark.parametrize("call", [1, 2])
@pytest.mark.parametrize("error", [OSError(errno.EACCES, "Permission denied", "bad"), KeyboardInterrupt()])
def test_a_change_of_folders_that_breaks_off_is_taken_back(
    error: BaseException, call: int, old_build: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    fail_at(monkeypatch, os, "replace", call, error)
    said = old_build.run("build", "bad")
    assert said.code == (130 if isinstance(error, KeyboardInterrupt) else 4)
    assert_nothing_has_happened(old_build)


@pytest.mark.parametrize("call", [1, 2, 3])
def test_interrupted_between_two_files_the_press_leaves_neither(
    call: int, old_build: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    fail_at(monkeypatch, Path, "write_bytes", call, KeyboardInterrupt())
    said = old_build.run("build", "bad")
    assert said.code == 130
    assert "what build/ held before is still there" in said.text
    assert_nothing_has_happened(old_build)


def test_a_file_in_the_place_of_the_build_folder_is_named(old_build: Desk) -> None:
    (old_build.root / "build").rename(old_build.root / "elsewhere")
    (old_build.root / "build").write_text("mine", encoding="utf-8")
    said = old_build.run("build", "bad")
    assert said.code == 4
    assert "build cannot be written" in said.text
    assert (old_build.root / "build").read_text(encoding="utf-8") == "mine"


def test_a_file_in_the_place_of_the_pamphlets_folder_is_left_alone(old_build: Desk) -> None:
    (old_build.root / "build" / "bad").rename(old_build.root / "elsewhere")
    (old_build.root / "build" / "bad").write_text("mine", encoding="utf-8")
    said = old_build.run("build", "bad")
    assert said.code == 4
    assert "bad cannot be written" in said.text
    assert old_build.built() == ["build/bad"]
    assert (old_build.root / "build" / "bad").read_text(encoding="utf-8") == "mine"


PRINTER = """
import signal, sys, time
from handpress import cli
from handpress.cli import build

# A shell that runs the tests in the background has its children ignore Ctrl-C; this one must hear it.
signal.signal(signal.SIGINT, signal.default_int_handler)

def wait_at(*, quiet):
    def tell(slug, stage):
        print(stage, flush=True)
        if stage == sys.argv[1]:
            time.sleep(60)
    return tell

build.told_on_terminal = wait_at
cli.main(["build", "bad"])
"""


@pytest.mark.parametrize("stage", ["reading", "setting pages", "proving every word", "putting away"])
def test_ctrl_c_ends_the_press_at_every_stage_and_leaves_the_old_build(stage: str, desk: Desk) -> None:
    (desk.root / "build" / "bad").mkdir(parents=True)
    (desk.root / "build" / "bad" / "bad.epub").write_bytes(b"old")
    with subprocess.Popen(
        [sys.executable, "-c", PRINTER, stage],
        cwd=desk.root,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        reached = any(line.strip() == stage for line in process.stdout)
        process.send_signal(signal.SIGINT)
        complaint = process.stderr.read()
        assert process.wait() == 130
    assert reached
    assert "Interrupted; what build/ held before is still there." in complaint
    assert "Traceback" not in complaint
    assert_nothing_has_happened(desk)
