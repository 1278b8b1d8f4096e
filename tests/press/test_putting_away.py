"""A build is put away whole or not at all."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from msgspec.structs import replace
from tests.cli.counter import contents, lay_out

from handpress import press
from handpress.diagnostics import ExitCode, PressError
from handpress.imposing import schemes
from handpress.press.files import put_away
from handpress.project import Workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(lay_out(tmp_path, "smallest"))


def old_build(workspace: Workspace) -> Path:
    folder = workspace.build / "smallest"
    folder.mkdir(parents=True)
    (folder / "smallest.pdf").write_bytes(b"the old pages")
    (folder / "left-over.txt").write_text("from an older press")
    return folder


def test_a_new_build_takes_the_place_of_the_old_one_with_nothing_left_over(workspace: Workspace) -> None:
    folder = old_build(workspace)
    built = press.build(workspace, "smallest").value

    assert built is not None
    assert set(contents(workspace.build)) == {f"smallest/{path.name}" for path in built.files}
    assert (folder / "smallest.pdf").read_bytes() != b"the old pages"


@pytest.mark.parametrize("fails_at", [1, 2], ids=["taking the old away", "putting the new there"])
def test_where_the_folders_cannot_be_changed_the_old_build_stays(
    fails_at: int, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    old_build(workspace)
    before = contents(workspace.build)
    move, calls = os.replace, []

    def refuse(source: Path, target: Path) -> None:
        calls.append(target)
        if len(calls) == fails_at:
            raise PermissionError(13, "Permission denied", str(target))
        move(source, target)

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(PressError, match="cannot be written: Permission denied") as stopped:
        press.build(workspace, "smallest")

    assert stopped.value.exit_code is ExitCode.ENVIRONMENT
    assert contents(workspace.build) == before


def test_a_disk_that_is_full_leaves_the_old_build_and_no_halves(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    old_build(workspace)
    before = contents(workspace.build)

    def full(self: Path, content: bytes) -> int:
        raise OSError(28, "No space left on device", str(self))

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(PressError, match="No space left on device"):
        press.build(workspace, "smallest")

    assert contents(workspace.build) == before
    assert [path.name for path in workspace.build.iterdir()] == ["smallest"]


def test_progress_is_told_in_the_order_of_the_work(workspace: Workspace) -> None:
    told: list[str] = []
    press.build(workspace, "smallest", told.append)

    assert told[0] == "reading"
    assert told[-1] == "putting away"
    assert told.index("setting pages") < told.index("imposing sheets") < told.index("proving every word")


def test_a_pamphlet_too_thick_to_stitch_is_built_without_a_booklet(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    thin = replace(schemes.SADDLE_STITCH, thick=1, too_thick=3)
    monkeypatch.setattr(sys.modules["handpress.imposing.impose"], "SADDLE_STITCH", thin)
    result = press.build(workspace, "smallest")

    assert [finding.code for finding in result.findings] == ["booklet-too-thick"]
    assert result.value is not None
    accounts = {"document.json", "report.html", "ledger.json"}
    editions = {"smallest.epub", "smallest.pdf", "smallest-print.pdf", "smallest-cover.pdf"}
    assert {path.name for path in result.value.files} == {*editions, *accounts}
    assert result.value.sheets == 0


def test_proofs_and_redlines_stay_where_all_else_is_replaced(workspace: Workspace) -> None:
    folder = workspace.build / "smallest"
    folder.mkdir(parents=True)
    for name in ("smallest-proof.pdf", "smallest-proof-pages.pdf", "smallest-redline.html", "smallest.html", "notes"):
        (folder / name).write_bytes(b"then")
    put_away(workspace.build, "smallest", {"smallest.pdf": b"now"})

    assert contents(workspace.build) == {
        "smallest/smallest.pdf": b"now",
        "smallest/smallest-proof.pdf": b"then",
        "smallest/smallest-proof-pages.pdf": b"then",
        "smallest/smallest-redline.html": b"then",
    }


def test_where_another_build_has_come_first_the_later_one_stays(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    move, calls = os.replace, []

    def overtaken(source: Path, target: Path) -> None:
        calls.append(target)
        if len(calls) == 1:
            old_build(workspace)
        move(source, target)

    monkeypatch.setattr(os, "replace", overtaken)
    put_away(workspace.build, "smallest", {"smallest.pdf": b"ours"})

    assert contents(workspace.build) == {"smallest/smallest.pdf": b"ours"}
