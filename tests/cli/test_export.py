"""``handpress export``: a pamphlet for other programs than the press."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest
from tests.cli.counter import Run, contents, lay_out, spoil

from handpress import press
from handpress.project import Workspace
from handpress.writing import markdown


@pytest.fixture
def workspace(here: Path) -> Path:
    return lay_out(here, "smallest", "article-and-reply")


def test_tei_is_one_file_in_the_folder_of_the_build(workspace: Path, run: Run) -> None:
    answer = run("export", "article-and-reply", "--tei")
    path = workspace / "build" / "article-and-reply" / "article-and-reply.tei.xml"

    assert (answer.code, answer.out, answer.err) == (0, "build/article-and-reply/article-and-reply.tei.xml\n", "")
    assert ElementTree.parse(path).getroot().tag == "{http://www.tei-c.org/ns/1.0}TEI"
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_markdown_is_a_file_a_part_that_is_read_as_the_same_part(workspace: Path, run: Run) -> None:
    before = press.read(Workspace(workspace), "article-and-reply").value.document
    answer = run("export", "article-and-reply", "--markdown")
    folder = workspace / "build" / "article-and-reply" / "markdown"

    assert answer.code == 0
    assert answer.out.splitlines() == [
        "build/article-and-reply/markdown/article.md",
        "build/article-and-reply/markdown/reply.md",
    ]
    for path in folder.iterdir():
        (workspace / "manuscripts" / "article-and-reply" / path.name).write_bytes(path.read_bytes())
    assert press.read(Workspace(workspace), "article-and-reply").value.document == before


def test_the_output_may_have_another_place(workspace: Path, run: Run) -> None:
    assert run("export", "smallest", "--tei", "--output", "out/bread.xml").out == "out/bread.xml\n"
    assert run("export", "smallest", "--markdown", "--output", "out/text").out == "out/text/bread.md\n"
    assert set(contents(workspace / "out")) == {"bread.xml", "text/bread.md"}


def test_an_export_takes_nothing_else_out_of_the_build(workspace: Path, run: Run) -> None:
    book = workspace / "build" / "smallest" / "smallest.epub"
    book.parent.mkdir(parents=True)
    book.write_bytes(b"a book")
    run("export", "smallest", "--tei")
    run("export", "smallest", "--markdown")

    assert set(contents(book.parent)) == {"smallest.epub", "smallest.tei.xml", "markdown/bread.md"}


@pytest.mark.parametrize("form", ["--tei", "--markdown"])
def test_a_manuscript_with_errors_is_not_exported(form: str, workspace: Path, run: Run) -> None:
    spoil(workspace)
    answer = run("export", "smallest", form)

    assert (answer.code, answer.out) == (1, "")
    assert "note-undefined" in answer.err
    assert not (workspace / "build").exists()


@pytest.mark.parametrize("form", ["--tei", "--markdown"])
def test_changes_and_questions_under_discussion_are_kept(form: str, workspace: Path, run: Run) -> None:
    path = workspace / "manuscripts" / "smallest" / "bread.md"
    path.write_text(path.read_text(encoding="utf-8") + "\nRye {++and oats++} [** oats?].\n", encoding="utf-8")
    answer = run("export", "smallest", form, "--output", "out")
    written = "".join(text.decode("utf-8") for text in contents(workspace).values())

    assert answer.code == 0
    assert ("<add>and oats</add>" if form == "--tei" else "{++and oats++} [** oats?]") in written


def test_markdown_that_would_say_something_else_is_not_written(
    workspace: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(markdown, "write_markdown", lambda part, language: "Other words.\n")
    answer = run("export", "smallest", "--markdown")

    assert (answer.code, answer.out) == (3, "")
    assert "says the same as bread.md" in answer.err
    assert not (workspace / "build").exists()


def test_a_place_that_cannot_be_written_ends_with_4(workspace: Path, run: Run) -> None:
    (workspace / "build").write_text("", encoding="utf-8")

    assert run("export", "smallest", "--tei").code == 4


def test_one_of_the_two_forms_must_be_named(workspace: Path, run: Run) -> None:
    answer = run("export", "smallest")

    assert (answer.code, answer.out) == (2, "")
    assert "--tei or --markdown" in answer.err
