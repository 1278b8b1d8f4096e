"""``handpress check`` and ``handpress outline``: what the press thinks of a manuscript, and what it has understood."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.cli.counter import Run, contents, lay_out, spoil

from handpress import press
from handpress.model import codec
from handpress.project import Workspace


@pytest.fixture
def workspace(here: Path) -> Path:
    return lay_out(here, "smallest", "article-and-reply")


# --- check -------------------------------------------------------------------------------------------------------


def test_check_says_of_every_pamphlet_how_it_stands_and_builds_nothing(workspace: Path, run: Run) -> None:
    before = contents(workspace)
    answer = run("check")

    assert (answer.code, answer.err) == (0, "")
    assert answer.out == "article-and-reply: no findings\nsmallest: no findings\n"
    assert contents(workspace) == before


def test_check_puts_findings_on_standard_error_and_the_sum_on_standard_output(workspace: Path, run: Run) -> None:
    spoil(workspace)
    answer = run("check", "smallest")

    assert answer.code == 1
    assert answer.out == "smallest: 1 error, 1 note\n"
    place, mark = "manuscripts/smallest/bread.md:7:", "unattributed-bracket"
    assert any(line.startswith(place) and mark in line and line.endswith(" [note]") for line in answer.err.splitlines())
    assert any(line.strip(" ^") == "" and "^" in line for line in answer.err.splitlines())


def test_a_note_alone_ends_with_0(workspace: Path, run: Run) -> None:
    path = workspace / "manuscripts" / "smallest" / "bread.md"
    path.write_text(path.read_text(encoding="utf-8") + "\n[as it seems]\n", encoding="utf-8")

    assert run("check", "smallest").code == 0


def test_check_as_json_has_these_keys(workspace: Path, run: Run) -> None:
    spoil(workspace)
    answer = run("check", "--json")
    report = json.loads(answer.out)

    assert (answer.code, answer.err) == (1, "")
    assert set(report) == {"ok", "pamphlets"}
    assert [set(pamphlet) for pamphlet in report["pamphlets"]] == [{"slug", "findings"}] * 2
    assert {key for finding in report["pamphlets"][1]["findings"] for key in finding} == {
        "code", "severity", "message", "hint", "file", "line", "last_line", "column", "last_column"
    }  # fmt: skip


def test_a_shop_looks_at_the_e_book_too(workspace: Path, run: Run) -> None:
    answer = run("check", "smallest", "--shop", "kdp")

    assert answer.code == 1
    assert "shop-metadata: Kindle Direct Publishing asks for a publisher." in answer.err
    assert "cover.jpg" not in answer.err
    assert not (workspace / "build").exists()


def test_where_the_manuscript_has_errors_nothing_is_told_of_the_shop(workspace: Path, run: Run) -> None:
    spoil(workspace)
    answer = run("check", "smallest", "--shop", "kdp", "--json")

    assert answer.code == 1
    assert "note-undefined" in answer.out
    assert "shop-" not in answer.out


# --- outline -----------------------------------------------------------------------------------------------------


def test_outline_shows_a_node_a_line(workspace: Path, run: Run) -> None:
    answer = run("outline", "smallest")

    assert (answer.code, answer.err) == (0, "")
    assert answer.out.splitlines() == [
        "pamphlet smallest",
        "  title: Bread",
        "  language: en",
        "  date: 2026",
        "  part bread (article)",
        "    title",
        "      text 'Bread'",
        "    paragraph",
        "      text 'Bread is made of flour, water, salt and time.'",
    ]


def test_outline_with_lines_names_the_line_of_every_node(workspace: Path, run: Run) -> None:
    answer = run("outline", "smallest", "--lines")

    assert "    paragraph  @5" in answer.out.splitlines()


def test_outline_as_json_is_the_whole_document_and_can_be_read_back(workspace: Path, run: Run) -> None:
    answer = run("outline", "article-and-reply", "--json")
    document = press.read(Workspace(workspace), "article-and-reply").value.document
    found = codec.decode(answer.out)

    assert (answer.code, answer.err) == (0, "")
    assert found == document
    assert str(found.parts[0].content[1].span).startswith("manuscripts/article-and-reply/article.md:12:")
    assert codec.encode(found, with_spans=True) == answer.out


def test_outline_of_a_manuscript_with_errors_shows_what_there_is_and_ends_with_1(workspace: Path, run: Run) -> None:
    spoil(workspace)
    answer = run("outline", "smallest")

    assert answer.code == 1
    assert "note-call label='9'" in answer.out
    assert "note-undefined" in answer.err
