"""``handpress proof --since``: with a real repository, and with everything that is none."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pypdfium2
import pytest
from tests.cli.counter import Run

_SETTINGS = """title = "On Bread"
language = "en"
date = "2026"

[[parts]]
file = "article.md"
kind = "article"
"""
_OLD = """---
title: On Bread
---

Bread was dear that winter, and flour was dearer still.[^1]

The meadow behind the mill was mown in June by seven men.

The ledger says who was paid, and how much, and why.

Nobody has crossed the river since the bridge fell in March.

The end has come at last, and nobody is sorry.

[^1]: So the ledger of the mill.
"""
_NEW = """---
title: On White Bread
---

Nobody has crossed the river since the bridge fell in March.

Bread was cheap that winter, and flour was dearer still.

The meadow behind the mill was mown in June by seven men.

The ledger says who was paid, and how much, and why.

The end has come at last, and nobody is sorry.
"""
_SUMMARY = "article: title changed, 1 paragraph moved, 1 paragraph changed, 1 note removed"


def git(folder: Path, *arguments: str) -> None:
    """Run git with a name of its own and nobody's settings."""
    who = {f"GIT_{role}_{what}": "press@example.org" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    nobodys = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    subprocess.run(
        ["git", *arguments], cwd=folder, check=True, capture_output=True, env={**os.environ, **who, **nobodys}
    )


def write(folder: Path, text: str, settings: str = _SETTINGS) -> None:
    """Put the pamphlet on-bread into a workspace."""
    pamphlet = folder / "manuscripts" / "on-bread"
    pamphlet.mkdir(parents=True, exist_ok=True)
    (pamphlet / "pamphlet.toml").write_text(settings, encoding="utf-8")
    (pamphlet / "article.md").write_text(text, encoding="utf-8")


@pytest.fixture
def press(here: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace in a subfolder of a repository, where the pamphlet has changed since the tag v1."""
    folder = here / "below"
    git(here, "init", "-q")
    (here / "readme").write_text("before any pamphlet\n", encoding="utf-8")
    git(here, "add", "-A")
    git(here, "commit", "-qm", "empty")
    git(here, "tag", "v0")
    write(folder, _OLD)
    git(here, "add", "-A")
    git(here, "commit", "-qm", "first")
    git(here, "tag", "v1")
    write(folder, "---\ntitle: [\n---\n\nText.\n")
    git(here, "commit", "-qam", "broken")
    git(here, "tag", "broken")
    write(folder, _NEW)
    monkeypatch.chdir(folder)
    return folder


def test_a_redline_is_made_as_pages_as_html_and_as_markdown(press: Path, run: Run) -> None:
    answer = run("proof", "on-bread", "--since", "v1", "--pdf", "--html", "--markdown")
    build = press / "build" / "on-bread"

    assert answer.code == 0, answer.err
    assert _SUMMARY in answer.out
    assert "changes on pages" in answer.out
    document = pypdfium2.PdfDocument(build / "on-bread-redline.pdf")
    pages = " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in document)
    for words in (
        "{--dear--}{++cheap++}",
        "moved from ¶ 4",
        "moved to ¶ 1",
        "old-1",
        "{--So the ledger of the mill.--}",
    ):
        assert words in pages
    assert "Changes begin on pages" in pages
    assert "Changed: 2; inserted: 0; deleted: 1; moved: 1." in pages
    markdown = (build / "on-bread-redline-article.md").read_text(encoding="utf-8")
    assert "Bread was {--dear--}{++cheap++} that winter, and flour was dearer still.{--[^1]--}" in markdown
    html = (build / "on-bread-redline.html").read_text(encoding="utf-8")
    assert '<del class="deletion"><span class="hidden press"> [deleted: </span>dear<' in html
    assert "{--" not in html.split("</style>")[1].replace("title: {--", "")
    assert not (press / "manuscripts" / "on-bread" / "build").exists()


def test_a_redline_speaks_the_language_of_its_pamphlet(press: Path, run: Run) -> None:
    write(press, _NEW, _SETTINGS.replace('"en"', '"de"'))
    run("proof", "on-bread", "--since", "v1", "--html")
    html = (press / "build" / "on-bread" / "on-bread-redline.html").read_text(encoding="utf-8")

    for words in ("Was sich seit v1 geändert hat.", "gestrichen: 1; umgestellt: 1.", "geändert: „Bread was", "Abs. 1"):
        assert words in html
    assert not any(word in html for word in ("inserted", "moved", "¶"))


def test_the_summary_is_one_line_and_makes_no_file(press: Path, run: Run) -> None:
    answer = run("proof", "on-bread", "--since", "v1", "--summary")

    assert (answer.code, answer.out) == (0, f"{_SUMMARY}\n")
    assert not (press / "build").exists()


def test_a_redline_of_nothing_changed_says_so(press: Path, run: Run) -> None:
    write(press, _OLD)

    assert run("proof", "on-bread", "--since", "v1", "--summary").out == "nothing changed\n"
    assert run("proof", "on-bread", "--since", "v1").code == 0


@pytest.mark.parametrize("kind", ["pamphlet", "workspace", "build"])
def test_a_folder_may_be_compared_with(press: Path, run: Run, kind: str) -> None:
    other = press.parent / "other"
    write(other, _OLD)
    folder = {"pamphlet": other / "manuscripts" / "on-bread", "workspace": other, "build": other / "build"}[kind]
    if kind == "build":
        write(press, _OLD)
        assert run("build", "on-bread").code == 0
        (press / "build").rename(other / "build")
        write(press, _NEW)
    before = sorted(path for path in other.rglob("*"))

    assert run("proof", "on-bread", "--since", str(folder), "--summary").out == f"{_SUMMARY}\n"
    assert sorted(path for path in other.rglob("*")) == before


@pytest.mark.parametrize(
    ("revision", "said"),
    [
        ("v9", "no revision or folder “v9”"),
        ("--output=x", "no revision or folder “--output=x”"),
        ("-h", "no revision or folder “-h”"),
        ("v1:below", "no revision or folder"),
        ("", "no revision or folder"),
        ("v1\0", "no revision or folder"),
        ("v0", "At v0 there was no pamphlet “on-bread”"),
        ("broken", "The pamphlet cannot be read at broken"),
        ("..", "There is no pamphlet “on-bread” in .."),
    ],
)
def test_what_cannot_be_compared_with_gets_a_sentence(press: Path, run: Run, revision: str, said: str) -> None:
    answer = run("proof", "on-bread", f"--since={revision}")

    assert answer.code in {1, 2}
    assert said in answer.err
    assert "→" in answer.err
    assert not (press / "build").exists()


def test_without_a_repository_there_are_no_revisions(here: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(here.parent))
    write(here, _OLD)

    assert "not in a git repository" in run("proof", "on-bread", "--since", "HEAD").err


def test_without_git_there_is_a_sentence(press: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(press))

    assert "git is not installed" in run("proof", "on-bread", "--since", "v1").err


def test_the_other_options_need_a_revision(press: Path, run: Run) -> None:
    assert "--since REV" in run("proof", "on-bread", "--summary").err


def test_a_pamphlet_with_errors_has_no_redline(press: Path, run: Run) -> None:
    write(press, "A word.[^9]\n")
    answer = run("proof", "on-bread", "--since", "v1")

    assert answer.code == 1
    assert "no redline" in answer.err
    assert not (press / "build").exists()
