"""The part book: a manuscript that stays is not read again, and no byte of an output tells of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from tests.cli.counter import contents
from tests.press.edited import HARMED, SLUG, build, edit

from handpress import reading
from handpress.diagnostics import Finding, Result
from handpress.model.document import Part, PartKind
from handpress.model.nodes import Emphasis, Paragraph, Text
from handpress.model.spans import Span
from handpress.press import previews
from handpress.press.partbook import PartBook, Read
from handpress.project import Workspace

PLACE = Span("a/reply.md", 3, 4, 1, 9, turns=((2, 4, 1),))
SAID = Paragraph((Emphasis((Text("One.", span=PLACE),), span=PLACE),), span=PLACE)
PART = Part("reply", PartKind.REPLY, (Text("Reply"),), (SAID,), span=PLACE)
READ = Result(PART, (Finding("heading-skipped", "It skips a level.", PLACE, "Mend it."),))


def book(workspace: Workspace) -> Path:
    return workspace.build / ".cache" / f"{SLUG}.parts"


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The manuscripts that are read from now on, in this process."""
    monkeypatch.setattr("handpress.press.beside.cores", lambda: 1)
    monkeypatch.setattr("handpress.press.beginning.cores", lambda: 1)
    found: list[str] = []
    known = reading.read_part

    def telling(**asked: Any) -> Read:
        found.append(asked["slug"])
        made: Read = known(**asked)
        return made

    monkeypatch.setattr(reading, "read_part", telling, raising=False)
    return found


def test_only_a_manuscript_that_is_not_as_it_was_is_read_and_the_bytes_are_those_of_a_whole_build(
    workspace: Workspace, read: list[str]
) -> None:
    edit(workspace)
    build(workspace)

    assert len(read) == 1
    known = contents(workspace.build / SLUG)
    build(workspace, cache=False)
    assert len(read) > 2
    assert contents(workspace.build / SLUG) == known


@HARMED
def test_a_broken_book_is_none_and_is_written_anew(
    workspace: Workspace, read: list[str], harm: Callable[[Path], object]
) -> None:
    edit(workspace)
    harm(book(workspace))
    build(workspace)

    assert len(read) > 1
    assert book(workspace).stat().st_size > 100


def test_what_comes_from_the_book_is_what_was_read_to_the_last_place(tmp_path: Path) -> None:
    """Places take no part in equality, and whoever is told of a finding needs them."""
    first, again = PartBook(tmp_path / "book"), PartBook(tmp_path / "book")
    assert first.recall("asked", lambda: READ) is READ
    first.tidy()
    found = again.recall("asked", lambda: pytest.fail("it is in the book"))

    assert found == READ
    assert found.value.span == PLACE
    assert found.value.content[0].span == PLACE
    inner: Any = found.value.content[0]
    assert inner.content[0].content[0].span.turns == PLACE.turns
    assert found.findings[0].span == PLACE


def test_whatever_else_is_asked_is_read(tmp_path: Path) -> None:
    one = PartBook(tmp_path / "book")
    one.recall(("text", "en"), lambda: READ)
    one.tidy()
    other = Result(Part("other", PartKind.LETTER, (), ()))

    assert PartBook(tmp_path / "book").recall(("text", "de"), lambda: other) is other


def test_what_another_process_has_read_is_taken_over_and_only_what_is_new_is_sent(tmp_path: Path) -> None:
    here = PartBook(tmp_path / "book")
    here.recall("old", lambda: READ)
    here.tidy()
    here, there = PartBook(tmp_path / "book"), PartBook(tmp_path / "book")
    there.recall("old", lambda: pytest.fail("it is in the book"))
    there.recall("new", lambda: READ)
    assert sorted(map(bool, there.learned.values())) == [False, True]
    here.learn(there.learned)
    here.tidy()

    again = PartBook(tmp_path / "book")
    for asked in ("old", "new"):
        assert again.recall(asked, lambda: pytest.fail("it is in the book")) == READ


def test_the_book_holds_the_manuscripts_of_the_last_build_and_no_others(workspace: Workspace) -> None:
    before = book(workspace).read_bytes()
    reply = workspace.manuscripts / SLUG / "reply.md"
    text = reply.read_bytes()
    edit(workspace)
    build(workspace)
    assert book(workspace).read_bytes() != before
    reply.write_bytes(text)
    build(workspace)

    assert book(workspace).read_bytes() == before


def test_where_nothing_can_be_written_a_build_is_made_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("a file in the place of the folder")
    one = PartBook(tmp_path / "file" / "book")
    one.recall("asked", lambda: READ)
    one.tidy()

    assert one.recall("asked", lambda: pytest.fail("it is in memory")) == READ


def test_a_preview_reads_a_manuscript_that_stays_only_once(workspace: Workspace, read: list[str]) -> None:
    preview = previews._Preview(workspace, SLUG)
    next(iter(preview.pieces()))
    once = len(read)
    edit(workspace)
    next(iter(preview.pieces()))

    assert once > 1
    assert len(read) == once + 1


def test_a_part_that_was_read_is_set_once_for_each_language(tmp_path: Path) -> None:
    one = PartBook(tmp_path / "book")
    part = one.recall("asked", lambda: READ).value
    set_ = replace(part, short_title="as it is set")
    assert one.recall_set(part, "en", lambda: set_) is set_
    one.tidy()

    again = PartBook(tmp_path / "book")
    found = again.recall("asked", lambda: pytest.fail("it is in the book")).value

    assert again.recall_set(found, "en", lambda: pytest.fail("it is in the book")) == set_
    assert again.recall_set(found, "de", lambda: part) is part


def test_a_part_that_the_book_has_not_read_is_set_now(tmp_path: Path) -> None:
    one = PartBook(tmp_path / "book")
    read = one.recall("asked", lambda: READ).value
    one.recall_set(read, "en", lambda: read)
    other = replace(read, short_title="changed since")

    assert one.recall_set(other, "en", lambda: other) is other


def test_who_puts_the_book_away_between_reading_and_setting_has_both_in_it_the_next_time() -> None:
    kept = PartBook()
    first = kept.recall("asked", lambda: READ).value
    kept.tidy()
    kept.recall_set(first, "en", lambda: first)

    part = kept.recall("asked", lambda: pytest.fail("it is in the book")).value
    kept.tidy()

    assert kept.recall_set(part, "en", lambda: pytest.fail("it is in the book")) == first
