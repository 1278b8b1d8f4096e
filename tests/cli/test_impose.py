"""``handpress impose``: any PDF on sheets to print, fold and bind."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pypdfium2
import pytest
from tests.cli.counter import Run, contents
from tests.imposing.samples import finished


@pytest.fixture
def pages(here: Path) -> Path:
    path = here / "pages.pdf"
    path.write_bytes(finished(8))
    return path


def sizes(path: Path) -> list[tuple[float, float]]:
    document = pypdfium2.PdfDocument(path)
    found = [(round(page.get_width()), round(page.get_height())) for page in document]
    document.close()
    return found


def test_a_booklet_is_made_outside_any_workspace_and_its_printing_is_told(pages: Path, run: Run) -> None:
    answer = run("impose", "pages.pdf", "-o", "out/booklet.pdf")

    assert (answer.code, answer.err) == (0, "")
    assert answer.out.splitlines()[:2] == ["out/booklet.pdf", "  2 sheets, no blank pages"]
    assert "both sides, flip on the short edge, at 100 %. Fold the stack once" in answer.out
    assert sizes(pages.parent / "out" / "booklet.pdf") == [(842, 595)] * 4


def test_the_options_reach_the_sheets(pages: Path, run: Run) -> None:
    answer = run(
        *("impose", "pages.pdf", "-o", "out.pdf", "--json", "--scheme", "sections", "--sheet", "12x18in"),
        *("--sheets-per-signature", "1", "--paper", "90gsm", "--bulk", "1.3", "--creep", "1.2"),
        *("--binding", "right", "--flip", "long", "--scale", "fit", "--back-cover", "--marks", "fold,sheet"),
    )

    told = json.loads(answer.out)
    assert told["ok"] is True
    assert (told["sheets"], told["signatures"], told["blanks"], told["flip"]) == (2, 2, 0, "long")
    assert told["order"] == [[1, 4], [2, 3], [5, 8], [6, 7]]
    assert sizes(pages.parent / "out.pdf") == [(1296, 864)] * 4


def test_signatures_scale_and_blanks_are_told(pages: Path, run: Run) -> None:
    pages.write_bytes(finished(21, (600, 850)))

    out = run("impose", "pages.pdf", "-o", "out.pdf", "--scheme", "sections", "--scale", "fit").out

    assert "  6 sheets, 2 signatures, 3 blank pages" in out
    assert "The pages are printed at 70.0% of their size." in out


def test_a_diagram_needs_no_file_and_writes_none(pages: Path, run: Run) -> None:
    answer = run("impose", "pages.pdf", "--diagram")

    assert answer.code == 0
    assert "|   8   :   1   |    |   2   :   7   |" in answer.out
    assert set(contents(pages.parent)) == {"pages.pdf"}


def test_findings_are_told_and_a_pdf_with_too_many_pages_is_not_written(pages: Path, run: Run) -> None:
    pages.write_bytes(finished(65))

    answer = run("impose", "pages.pdf", "-o", "out.pdf")

    assert (answer.code, answer.out) == (1, "")
    assert "booklet-too-thick: The booklet has 68 pages (17 sheets); above 64 it cannot be made." in answer.err
    assert "--scheme sections" in answer.err
    assert answer.err.endswith("Nothing was written.\n")
    assert set(contents(pages.parent)) == {"pages.pdf"}


@pytest.mark.parametrize("output", ["pages.pdf", "./pages.pdf", "hard.pdf", "soft.pdf"])
def test_the_pdf_itself_is_never_written_over_by_any_of_its_names(pages: Path, run: Run, output: str) -> None:
    os.link(pages, "hard.pdf")
    os.symlink(pages, "soft.pdf")
    before = contents(pages.parent)

    answer = run("impose", "pages.pdf", "-o", output)

    assert answer.code == 2
    assert "is the PDF that is to be imposed." in answer.err
    assert contents(pages.parent) == before


@pytest.mark.parametrize("content", [b"", b"no pdf", finished(4)[:-100]])
def test_a_pdf_that_cannot_be_read_leaves_what_was_there(pages: Path, run: Run, content: bytes) -> None:
    pages.write_bytes(content)
    (pages.parent / "out.pdf").write_bytes(b"last week's")
    before = contents(pages.parent)

    answer = run("impose", "pages.pdf", "-o", "out.pdf")

    assert answer.code == 1
    assert answer.err.startswith("handpress: The PDF is ")
    assert contents(pages.parent) == before


def test_a_full_disk_leaves_what_was_there(pages: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    (pages.parent / "out.pdf").write_bytes(b"last week's")
    before = contents(pages.parent)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    answer = run("impose", "pages.pdf", "-o", "out.pdf")

    assert answer.code == 4
    assert "out.pdf cannot be written: No space left on device." in answer.err
    assert contents(pages.parent) == before


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["pages.pdf"], "Say where the sheets go"),
        (["nothing.pdf", "-o", "x.pdf"], "nothing.pdf cannot be read: No such file or directory."),
        ([".", "-o", "x.pdf"], "cannot be read: Is a directory."),
        (["pages.pdf", "-o", "x.pdf", "--sheet", "a99"], "There is no sheet “a99”."),
        (["pages.pdf", "-o", "x.pdf", "--scheme", "origami"], "is not one of"),
        (["pages.pdf", "-o", "x.pdf", "--marks", "fold,bogus"], "There is no mark “bogus”."),
        (["pages.pdf", "-o", "x.pdf", "--paper", "heavy"], "is no weight of paper"),
        (["pages.pdf", "-o", "x.pdf", "--paper", "80gsm", "--caliper", "0.1"], "not both"),
        (["pages.pdf", "-o", "x.pdf", "--caliper", "7"], "Paper cannot be 7 mm thick."),
        (["pages.pdf", "-o", "x.pdf", "--creep", "3"], "Creep cannot be 3 times"),
        (["pages.pdf", "-o", "x.pdf", "--scheme", "zine", "--sheets-per-signature", "2"], "has no signatures"),
    ],
)
def test_a_wrong_wish_is_answered_in_a_sentence(pages: Path, run: Run, arguments: list[str], sentence: str) -> None:
    answer = run("impose", *arguments)

    assert answer.code == 2
    assert sentence in answer.err
    assert "Traceback" not in answer.err
    assert set(contents(pages.parent)) == {"pages.pdf"}


def test_an_output_that_is_a_folder_is_refused(pages: Path, run: Run) -> None:
    (pages.parent / "out").mkdir()

    answer = run("impose", "pages.pdf", "-o", "out")

    assert answer.code == 4
    assert "cannot be written" in answer.err
    assert set(contents(pages.parent)) == {"pages.pdf"}


def test_marks_can_be_forbidden(pages: Path, run: Run) -> None:
    run("impose", "pages.pdf", "--sheet", "a3", "-o", "usual.pdf")
    run("impose", "pages.pdf", "--sheet", "a3", "--marks", "none", "-o", "none.pdf")
    run("impose", "pages.pdf", "--sheet", "a3", "--marks", "fold, CROP", "-o", "both.pdf")

    made = contents(pages.parent)
    assert made["usual.pdf"] == made["both.pdf"]
    assert made["usual.pdf"] != made["none.pdf"]
