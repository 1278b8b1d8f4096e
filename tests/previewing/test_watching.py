"""No change goes by unseen, and what is no change is none."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from handpress.previewing import Watch


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "images").mkdir()
    (tmp_path / "article.md").write_text("bread")
    (tmp_path / "images" / "loaf.svg").write_text("<svg/>")
    return tmp_path


CHANGES: dict[str, Callable[[Path], object]] = {
    "words": lambda folder: (folder / "article.md").write_text("water"),
    "a file in a folder": lambda folder: (folder / "images" / "loaf.svg").write_text("<svg></svg>"),
    "a new file": lambda folder: (folder / "reply.md").write_text("salt"),
    "a file gone": lambda folder: (folder / "article.md").unlink(),
    "a file of another name": lambda folder: (folder / "article.md").rename(folder / "essay.md"),
    "another file in its place": lambda folder: os.replace(_made(folder / ".new", "water"), folder / "article.md"),
}
NONE: dict[str, Callable[[Path], object]] = {
    "nothing": lambda _: None,
    "the same words again": lambda folder: (folder / "article.md").write_text("bread"),
    "an editor's passing file": lambda folder: (folder / "article.md~").write_text("bread"),
    "a hidden file": lambda folder: (folder / ".article.md.swp").write_text("bread"),
    "a hidden folder": lambda folder: _made(folder / ".git" / "index", "x"),
}


def _made(path: Path, text: str) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)
    return path


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_is_seen_once(folder: Path, change: str) -> None:
    watch = Watch((folder,))

    CHANGES[change](folder)

    assert watch.changed()
    assert not watch.changed()


@pytest.mark.parametrize("change", NONE)
def test_what_is_no_change_is_not_seen(folder: Path, change: str) -> None:
    watch = Watch((folder,))

    NONE[change](folder)

    assert not watch.changed()


def test_a_change_within_one_tick_of_the_clock_is_seen(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Size, times and number of the file are the same; only what it says is not."""
    path = folder / "article.md"
    fixed = os.stat(path)
    monkeypatch.setattr("handpress.previewing.watching.os.stat", lambda _: fixed)
    watch = Watch((folder,))

    path.write_text("water")

    assert watch.changed()


def test_a_file_that_has_rested_is_not_read_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    watch = Watch((folder,))
    now = time.time_ns
    monkeypatch.setattr("handpress.previewing.watching.time.time_ns", lambda: now() + 60_000_000_000)
    assert not watch.changed()  # read once more, when it is no longer fresh
    monkeypatch.setattr("hashlib.file_digest", lambda *_: pytest.fail("it is read again"))

    assert not watch.changed()


def test_a_folder_that_is_not_there_is_empty_and_may_come(tmp_path: Path) -> None:
    watch = Watch((tmp_path / "styles",))
    assert not watch.changed()

    _made(tmp_path / "styles" / "print.css", "p {}")

    assert watch.changed()
