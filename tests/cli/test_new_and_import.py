"""``handpress new`` and ``handpress import``: manuscripts to start from, and nothing ever written over."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.cli.counter import Run, contents, lay_out

OLD_TEXT = """On Bread

by Ann Miller

Bread is made of flour and of water, and of the time that nobody has who has to bake it.

It is eaten faster than it is made.
"""


def test_new_makes_a_pamphlet_that_builds_as_it_is(here: Path, run: Run) -> None:
    answer = run("new", "on-bread")

    assert (answer.code, answer.err) == (0, "")
    assert answer.out.splitlines()[:3] == [
        "  manuscripts/on-bread/pamphlet.toml",
        "  manuscripts/on-bread/article.md",
        "  manuscripts/on-bread/pamphlet.schema.json",
    ]
    assert run("check").out == "on-bread: no findings\n"
    assert run("build", "on-bread").code == 0


def test_new_within_a_workspace_adds_to_it(here: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    lay_out(here, "smallest")
    monkeypatch.chdir(here / "manuscripts" / "smallest")

    assert run("new", "on-bread").code == 0
    assert (here / "manuscripts" / "on-bread" / "article.md").is_file()


def test_new_never_writes_over_a_pamphlet(here: Path, run: Run) -> None:
    lay_out(here, "smallest")
    before = contents(here)
    answer = run("new", "smallest")

    assert (answer.code, answer.out) == (2, "")
    assert "smallest is there already" in answer.err
    assert contents(here) == before


@pytest.mark.parametrize("slug", ["On Bread", "../bread", "bread/wheat", "-bread", "bread_", "brötchen", ""])
def test_a_name_that_is_no_folder_name_ends_with_2(slug: str, here: Path, run: Run) -> None:
    answer = run("new", "--", slug)

    assert answer.code == 2
    assert list(here.iterdir()) == []


def test_new_where_nothing_can_be_written_ends_with_4(here: Path, run: Run) -> None:
    (here / "manuscripts").write_text("not a folder")
    answer = run("new", "on-bread")

    assert answer.code == 4
    assert "cannot be written" in answer.err


# --- import ------------------------------------------------------------------------------------------------------


@pytest.fixture
def saved(here: Path) -> Path:
    path = here / "saved.txt"
    path.write_text(OLD_TEXT, encoding="utf-8")
    return path


def test_import_makes_a_pamphlet_and_tells_what_it_decided(saved: Path, here: Path, run: Run) -> None:
    answer = run("import", "saved.txt")

    assert (answer.code, answer.err) == (0, "")
    assert "saved.txt:1: " in answer.out
    assert answer.out.splitlines()[-1] == "Look it over, then: handpress build on-bread"
    assert run("check").code == 0
    assert "Bread is made of flour" in (here / "manuscripts" / "on-bread" / "article.md").read_text(encoding="utf-8")


def test_import_takes_a_name_and_a_language(saved: Path, here: Path, run: Run) -> None:
    assert run("import", "saved.txt", "--slug", "brot", "--language", "de").code == 0
    assert 'language = "de"' in (here / "manuscripts" / "brot" / "pamphlet.toml").read_text(encoding="utf-8")


def test_import_as_json_has_these_keys(saved: Path, run: Run) -> None:
    answer = run("import", "saved.txt", "--json")
    report = json.loads(answer.out)

    assert set(report) == {"ok", "slug", "files", "decisions"}
    assert report["files"] == ["article.md", "pamphlet.toml"]
    assert {key for decision in report["decisions"] for key in decision} == {
        "action", "line", "last_line", "text", "reason"
    }  # fmt: skip


def test_import_never_writes_over_a_pamphlet(saved: Path, here: Path, run: Run) -> None:
    assert run("import", "saved.txt").code == 0
    before = contents(here)

    assert run("import", "saved.txt").code == 2
    assert contents(here) == before


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["import", "nowhere.txt"], "nowhere.txt cannot be read"),
        (["import", "."], "cannot be read"),
        (["import", "saved.txt", "--slug", "../bread"], "cannot name a pamphlet"),
        (["import", "saved.txt", "--slug", "On Bread"], "cannot name a pamphlet"),
    ],
)
def test_what_cannot_be_imported_ends_with_2(
    arguments: list[str], words: str, saved: Path, here: Path, run: Run
) -> None:
    answer = run(*arguments)

    assert (answer.code, answer.out) == (2, "")
    assert words in answer.err
    assert [path.name for path in here.iterdir()] == ["saved.txt"]


def test_a_kind_of_file_the_press_cannot_read_ends_with_2(here: Path, run: Run) -> None:
    (here / "saved.pdf").write_bytes(b"%PDF-1.7")
    answer = run("import", "saved.pdf")

    assert answer.code == 2
    assert "saved.pdf" in answer.err
