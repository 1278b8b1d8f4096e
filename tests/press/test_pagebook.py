"""The page book: a page that stays is not read again, and no byte of an output tells of it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.cli.counter import contents
from tests.press.edited import HARMED, SLUG, build, edit

from handpress.press.pagebook import PageBook
from handpress.project import Workspace
from handpress.proving import readback

KINDS = {"words", "words in print", "pictures", "faults", "starts"}


def book(workspace: Workspace) -> Path:
    return workspace.build / ".cache" / f"{SLUG}.pages"


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The pages (from 0) of the file to read that are brought before pdfium from now on."""
    found: list[int] = []
    known = readback._text_and_links

    def telling(document: Any, index: int) -> list[Any]:
        found.append(index)
        return known(document, index)

    monkeypatch.setattr(readback, "_text_and_links", telling)
    return found


def test_there_is_a_book_for_every_kind_of_question(workspace: Workspace) -> None:
    assert {path.name for path in book(workspace).iterdir()} == KINDS


def test_only_pages_that_are_not_as_they_were_are_read_and_the_bytes_are_those_of_a_whole_build(
    workspace: Workspace, read: list[int]
) -> None:
    edit(workspace)
    made = build(workspace)

    assert 0 < len(read) < made.pages / 2
    known = contents(workspace.build / SLUG)
    build(workspace, cache=False)
    assert contents(workspace.build / SLUG) == known


@HARMED
def test_a_broken_book_is_none_and_is_written_anew(
    workspace: Workspace, read: list[int], harm: Callable[[Path], object]
) -> None:
    edit(workspace)
    for path in book(workspace).iterdir():
        harm(path)
    made = build(workspace)

    assert len(read) == made.pages
    assert all(path.stat().st_size > 100 for path in book(workspace).iterdir())


def test_the_book_holds_the_pages_of_the_last_build_and_no_others(workspace: Workspace) -> None:
    before = {path.name: path.read_bytes() for path in book(workspace).iterdir()}
    reply = workspace.manuscripts / SLUG / "reply.md"
    text = reply.read_bytes()
    edit(workspace)
    build(workspace)
    reply.write_bytes(text)
    build(workspace)

    assert {path.name: path.read_bytes() for path in book(workspace).iterdir()} == before


def test_where_nothing_can_be_written_a_build_is_made_all_the_same(workspace: Workspace) -> None:
    shutil.rmtree(book(workspace))
    book(workspace).write_text("a file in the place of the folder")
    edit(workspace)

    assert build(workspace).pages


def test_without_a_folder_nothing_is_kept() -> None:
    recall = PageBook().recall("words", b"nobody looks at it")

    assert [recall(1, lambda: "one"), recall(1, lambda: "two")] == ["one", "two"]


def test_what_another_process_has_learned_is_taken_over(workspace: Workspace, tmp_path: Path) -> None:
    pages = (workspace.build / SLUG / f"{SLUG}.pdf").read_bytes()
    here, there = PageBook(tmp_path / "book"), PageBook(tmp_path / "book")
    there.recall("words", pages, "asked")(2, lambda: ["there"])
    here.learn(there.learned)
    here.tidy()

    again = PageBook(tmp_path / "book").recall("words", pages, "asked")
    assert again(2, lambda: ["anew"]) == ["there"]
    assert again(3, lambda: ["anew"]) == ["anew"]
    other = PageBook(tmp_path / "book").recall("words", pages, "asked otherwise")
    assert other(2, lambda: ["anew"]) == ["anew"]
