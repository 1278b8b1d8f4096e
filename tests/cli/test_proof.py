"""``handpress proof``: what an editor finds on the paper, read back from the files."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pypdfium2
import pytest
from tests.cli.counter import Run, lay_out
from tests.cli.test_redline import git

from handpress.proving import readback
from handpress.writing import stamping

_QUERIED = "in the morning [** Miller: is this right? — Ed.] {>>It is.<<} hears nothing"


@pytest.fixture
def press(here: Path) -> Path:
    """A workspace with the pamphlet of all marks, in which there are changes and two queries."""
    lay_out(here, "editorial")
    path = here / "manuscripts" / "editorial" / "article.md"
    text = path.read_text(encoding="utf-8").replace("in the\nmorning hears nothing", _QUERIED, 1)
    text = text.replace("The roof\n", "The {~~roof~>wall~~} [** Whose? — Trans.]\n", 1)
    text = text.replace("himself.[^tr-1]", "himself [it seems].[^tr-1]", 1)
    path.write_text(text, encoding="utf-8")
    return here


def pages(path: Path) -> list[str]:
    """The text of each page with single spaces."""
    document = pypdfium2.PdfDocument(path)
    return [" ".join(page.get_textpage().get_text_range().split()) for page in document]


def on_trim(pdf: bytes) -> list[Counter[tuple[str, float, float]]]:
    """The letters of each page with their places, in pt from the trim's lower left corner."""
    boxes = [page.get_trimbox()[:2] for page in pypdfium2.PdfDocument(pdf)]
    return [
        Counter((one.char, round(one.left - left, 1), round(one.bottom - bottom, 1)) for one in found)
        for (left, bottom), found in zip(boxes, readback.letters_of_pages(pdf), strict=True)
    ]


def test_a_galley_numbers_its_lines_and_lists_what_is_asked_and_found(press: Path, run: Run) -> None:
    answer = run("proof", "editorial", "--proof", "7", "--leading", "17pt")
    assert answer.code == 0
    found = pages(press / "build" / "editorial" / "editorial-proof.pdf")

    for number, text in enumerate(found, 1):
        head = f"PROOF 7 · The Mill at the Ford · galley · no revision known · page {number} of {len(found)}"
        assert head in text
    article, behind = found[2], " ".join(found[-2:])
    for mark in (
        "AQ1 → A. Miller",
        "¶2 article.md:11",
        "supplied",
        "sic",
        "editor’s note * (Ed.)",
        "author’s note 1",
        "16 F1 unattributed-bracket",
    ):
        assert mark in article
    assert "AQ1 3:7 A. Miller Ed. answered Miller: is this right? — Answer: It is. article.md:11" in behind
    assert "AQ2 3:15 A. Miller Trans. open Whose? article.md:17" in behind
    assert "F1 3:16 unattributed-bracket (note)" in behind
    for entry in ("altered as declared They took everything", "deletion 3:14", "illegible 3:13 Ed."):
        assert entry in behind
    assert "15" in article.split()


def test_a_page_proof_moves_no_letter_of_the_pages_that_will_be_printed(press: Path, run: Run) -> None:
    assert run("proof", "editorial", "--kind", "pages").code == 0
    proof = (press / "build" / "editorial" / "editorial-proof-pages.pdf").read_bytes()
    assert "AQ2 → A. Miller: Whose?" in " ".join(pages(press / "build" / "editorial" / "editorial-proof-pages.pdf"))
    path = press / "manuscripts" / "editorial" / "article.md"
    text = path.read_text(encoding="utf-8")
    for gone in (" [** Miller: is this right? — Ed.] {>>It is.<<}", " [** Whose? — Trans.]"):
        assert gone in text
        text = text.replace(gone, "")
    path.write_text(text, encoding="utf-8")
    assert run("build", "editorial", "--changes", "accept").code == 0
    built = (press / "build" / "editorial" / "editorial-print.pdf").read_bytes()

    sheets = zip(on_trim(built), on_trim(proof), strict=False)
    assert [before - after for before, after in sheets] == [Counter()] * len(on_trim(built))
    assert len(on_trim(built)) > 4


def test_the_sheets_are_shown_with_their_pages_in_large_numbers(press: Path, run: Run) -> None:
    assert run("proof", "editorial", "--kind", "imposition").code == 0
    found = pages(press / "build" / "editorial" / "editorial-proof-imposition.pdf")

    assert "Sheet 1 of 2, outside (front) fold" in found[0]
    assert "Sheet 1 of 2, inside (back) fold" in found[0]
    assert "Sheet Outside, left Outside, right Inside, left Inside, right 1 " in found[-1]


def test_a_proof_says_which_revision_it_shows(press: Path, run: Run) -> None:
    git(press, "init", "-q")
    git(press, "add", "manuscripts")
    git(press, "commit", "-qm", "first")
    assert run("proof", "editorial").code == 0
    clean = pages(press / "build" / "editorial" / "editorial-proof.pdf")[0]
    with (press / "manuscripts" / "editorial" / "reply.md").open("a", encoding="utf-8") as file:
        file.write("\nOne more line.\n")
    assert run("proof", "editorial").code == 0
    dirty = pages(press / "build" / "editorial" / "editorial-proof.pdf")[0]

    assert "PROOF 1 · " in clean
    assert "-dirty" not in clean
    assert "PROOF 2 · " in dirty
    assert "-dirty · page 1" in dirty


def test_a_proof_whose_marks_hide_or_move_a_letter_is_not_made(
    press: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    laid = stamping.mount
    monkeypatch.setattr(stamping, "mount", lambda pdf, sheets, place: laid(sheets, sheets, place))
    answer = run("proof", "editorial")

    assert answer.code == 3
    assert "word-moved: proof" in answer.err
    assert not (press / "build").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--leading", "wide"), "give a size such as 20pt"),
        (("--leading", "3pt"), "give from 11pt"),
        (("--leading", "20pt", "--kind", "pages"), "Only a galley"),
        (("--kind", "pages", "--since", "v1"), "A redline is no galley"),
        (("--proof", "0"), "1<=x<=9999"),
    ],
)
def test_a_wish_that_no_proof_can_grant_is_refused(
    press: Path, run: Run, arguments: tuple[str, ...], said: str
) -> None:
    answer = run("proof", "editorial", *arguments)

    assert answer.code == 2
    assert said in answer.err
