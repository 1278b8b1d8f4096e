"""The shelf of formes: what was set before is not set again, and no byte of an output tells of it."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from tests.cli.counter import contents
from tests.press.edited import SLUG, build, edit

from handpress.press.shelf import FormeShelf
from handpress.project import Workspace
from handpress.writing import layout


def shelf(workspace: Workspace) -> Path:
    return workspace.build / ".cache" / SLUG


@pytest.fixture
def sections(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The first id of every section of the pages that is laid out from now on."""
    found: list[str] = []
    known = layout.Composer.lay_out

    def telling(composer: layout.Composer, html: str, *given: object, **named: object) -> layout.Pages:
        found.extend(re.findall(r'<(?:section|nav)[^>]*? id="(the-title-page|part-[^"]*|the-colophon)"', html)[:1])
        return known(composer, html, *given, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(layout.Composer, "lay_out", telling)
    return found


def test_only_the_part_that_was_edited_is_set_again_to_the_bytes_of_a_whole_build(
    workspace: Workspace, sections: list[str]
) -> None:
    edit(workspace)
    quick = build(workspace)
    said, sections[:] = list(sections), []
    there = contents(workspace.build / SLUG)
    whole = build(workspace, cache=False)

    assert said == ["part-reply"]
    assert {"the-title-page", "part-article", "part-reply"} <= set(sections)
    assert contents(workspace.build / SLUG) == there
    assert (quick.pages, dict(quick.left), quick.repaired) == (whole.pages, dict(whole.left), whole.repaired)


@pytest.mark.parametrize("harm", ["cut short", "a byte changed", "no JSON", "a folder in its place"])
def test_a_broken_forme_is_none(workspace: Workspace, sections: list[str], harm: str) -> None:
    for path in shelf(workspace).iterdir():
        content = path.read_bytes()
        path.unlink()
        if harm == "a folder in its place":
            path.mkdir()
        else:
            middle = len(content) // 2
            changed = content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :]
            path.write_bytes({"cut short": content[:middle], "a byte changed": changed}.get(harm, b"\n{}\n"))
    edit(workspace)
    build(workspace)
    there = contents(workspace.build / SLUG)
    build(workspace, cache=False)

    assert {"part-article", "part-reply"} <= set(sections)
    assert contents(workspace.build / SLUG) == there


def test_what_no_build_sets_any_more_leaves_the_shelf(workspace: Workspace) -> None:
    before = {path.name for path in shelf(workspace).iterdir()}
    edit(workspace)
    build(workspace)
    after = {path.name for path in shelf(workspace).iterdir()}

    # The reply is another; the front matter may be, if a page number is.
    assert len(after) == len(before)
    assert after - before
    assert before & after


def test_a_shelf_may_be_thrown_away(workspace: Workspace) -> None:
    shutil.rmtree(workspace.build / ".cache")
    there = contents(workspace.build / SLUG)

    assert not build(workspace).unchanged
    assert contents(workspace.build / SLUG) == there


def test_in_memory_it_keeps_what_was_used_last() -> None:
    from handpress.setting.total_fit import Account, Reason
    from handpress.writing.formes import Laid

    account, memory = Account(), FormeShelf()
    assert memory.open(account, "") is memory
    for key in ("article", "reply"):
        account.begin(key)
        account.enter(key, Reason.RAGGED)
        memory.put(key, Laid(1, {}, ("note",)), None)
    memory.tidy()
    later = Account()
    memory.open(later, "")

    assert memory.find("article") == (Laid(1, {}, ("note",)), None)
    assert dict(later.left) == {Reason.RAGGED: 1}
    memory.tidy()
    assert memory.find("reply") is None
    memory.open(later, "in another way")
    assert memory.find("article") is None
