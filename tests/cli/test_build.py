"""``handpress build``: what it says, where, and what it leaves behind when it fails."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from tests.cli.counter import Answer, Run, contents, lay_out, spoil

from handpress.diagnostics import ExitCode, PressError
from handpress.proving import Ledger, Loss, LossKind, Proof


@pytest.fixture
def workspace(here: Path) -> Path:
    return lay_out(here, "smallest")


def told(answer: Answer) -> list[str]:
    return answer.out.splitlines()


def test_a_build_says_what_it_made_and_where(workspace: Path, run: Run) -> None:
    answer = run("build", "smallest")

    assert (answer.code, answer.err) == (0, "")
    assert told(answer) == [
        "smallest: 4 pages, 1 sheet; 10 words and 0 notes proved in every file",
        "  build/smallest/smallest.epub",
        "  build/smallest/smallest.pdf",
        "  build/smallest/smallest-print.pdf",
        "  build/smallest/smallest-booklet-a4.pdf",
        "  build/smallest/smallest-cover.pdf",
        "  build/smallest/smallest-cover-a4.pdf",
        "  build/smallest/document.json",
        "  build/smallest/report.html",
        "  build/smallest/ledger.json",
    ]
    assert all((workspace / line.strip()).is_file() for line in told(answer)[1:])


def test_a_build_makes_the_editions_it_is_asked_for(workspace: Path, run: Run) -> None:
    answer = run("build", "smallest", "--web", "--text", "--markdown", "--parts")

    assert answer.code == 0
    made = [line.strip() for line in told(answer)]
    assert made.index("build/smallest/smallest.html") > 0
    assert made.index("build/smallest/smallest.txt") == made.index("build/smallest/smallest.html") + 1
    assert made.index("build/smallest/smallest.md") == made.index("build/smallest/smallest.html") + 2
    assert made.index("build/smallest/smallest-bread.epub") == made.index("build/smallest/smallest.html") + 3


def test_the_e_book_alone_is_made_and_proved(workspace: Path, run: Run) -> None:
    answer = run("build", "smallest", "--only", "epub")

    assert (answer.code, answer.err) == (0, "")
    assert told(answer) == [
        "smallest: the e-book alone; 10 words and 0 notes proved in it",
        "  build/smallest/smallest.epub",
        "  build/smallest/document.json",
        "  build/smallest/report.html",
        "  build/smallest/ledger.json",
    ]
    assert run("verify").code == 0
    [pamphlet] = json.loads(run("build", "--only", "epub", "--json").out)["pamphlets"]
    assert (pamphlet["unchanged"], pamphlet["pages"], pamphlet["sheets"]) == (True, 0, 0)


def test_the_e_books_alone_of_several_pamphlets(workspace: Path, run: Run) -> None:
    lay_out(workspace, "verse-and-epigraph")
    answer = run("build", "--only", "epub")

    assert answer.code == 0
    assert [line.split(":")[0] for line in told(answer) if ":" in line] == ["smallest", "verse-and-epigraph"]
    assert not [name for name in contents(workspace / "build") if name.endswith(".pdf")]


def test_the_e_book_alone_is_asked_for_with_no_other_edition(workspace: Path, run: Run) -> None:
    answer = run("build", "--only", "epub", "--text")

    assert (answer.code, answer.out) == (2, "")
    assert "--only epub makes nothing else: leave out --text, or --only." in answer.err
    assert not (workspace / "build").exists()
    assert run("build", "--only", "pdf").code == 2


def test_a_build_without_names_makes_every_pamphlet(workspace: Path, run: Run) -> None:
    lay_out(workspace, "verse-and-epigraph")
    answer = run("build")

    assert answer.code == 0
    assert [line.split(":")[0] for line in told(answer) if ":" in line] == ["smallest", "verse-and-epigraph"]
    assert {path.name for path in (workspace / "build").iterdir()} == {".cache", "smallest", "verse-and-epigraph"}


def test_a_workspace_without_pamphlets_is_no_error(here: Path, run: Run) -> None:
    (here / "manuscripts").mkdir()
    answer = run("build")

    assert (answer.code, answer.out) == (0, "")
    assert "handpress new SLUG makes one" in answer.err


def test_one_bad_pamphlet_does_not_keep_the_others_from_being_built(workspace: Path, run: Run) -> None:
    lay_out(workspace, "verse-and-epigraph")
    spoil(workspace)
    answer = run("build")

    assert answer.code == 1
    assert "smallest: not built (1 error, 1 note)" in answer.err
    assert "verse-and-epigraph: 6 pages" in answer.out


def test_json_is_one_object_with_these_keys(workspace: Path, run: Run) -> None:
    answer = run("build", "--json")
    report = json.loads(answer.out)

    assert (answer.code, answer.err) == (0, "")
    assert set(report) == {"ok", "pamphlets"}
    [pamphlet] = report["pamphlets"]
    assert set(pamphlet) == {
        "slug", "built", "findings", "pages", "sheets", "blanks", "words", "notes", "repaired", "left", "files",
        "unchanged",
    }  # fmt: skip
    assert (pamphlet["slug"], pamphlet["built"], pamphlet["pages"]) == ("smallest", True, 4)
    assert all(Path(path).is_file() for path in pamphlet["files"])


def test_json_of_a_pamphlet_that_was_not_built_has_its_findings(workspace: Path, run: Run) -> None:
    spoil(workspace)
    answer = run("build", "--json")
    report = json.loads(answer.out)

    assert answer.code == 1
    assert report["ok"] is False
    assert set(report["pamphlets"][0]) == {"slug", "built", "findings"}
    assert "note-undefined" in [finding["code"] for finding in report["pamphlets"][0]["findings"]]


# --- failing -----------------------------------------------------------------------------------------------------


def lose_a_word(monkeypatch: pytest.MonkeyPatch) -> None:
    def prove(document: object, *_: object) -> Ledger:
        loss = Loss(LossKind.MISSING, "flour", words=1)
        return Ledger("smallest", (Proof("epub", "", 0, 10, 9, 0, 0, (loss,)),))

    monkeypatch.setattr("handpress.proving.prove", prove)


def test_findings_end_a_build_with_1_and_stand_on_standard_error(workspace: Path, run: Run) -> None:
    spoil(workspace)
    answer = run("build", "smallest")

    assert (answer.code, answer.out) == (1, "")
    assert "manuscripts/smallest/bread.md:7:" in answer.err
    assert "note-undefined" in answer.err
    assert "    An end [as it seems].[^9]" in answer.err


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"p {\n  margin: 0 } /* caf\xe9 */\n", "styles/base.css:2:21: The byte 0xE9 is not UTF-8 text."),
        (b"p { colour: red }\n", "Ignored `colour: red ` at 1:5, unknown property."),
    ],
)
def test_a_style_sheet_of_ones_own_that_is_amiss_is_told(workspace: Path, run: Run, content: bytes, told: str) -> None:
    (workspace / "styles").mkdir()
    (workspace / "styles" / "base.css").write_bytes(content)

    # Twice, since what a sheet says is worked out once.
    for answer in (run("build", "smallest"), run("build", "smallest")):
        assert (answer.code, answer.out) == (1, "")
        assert told in answer.err
    assert not (workspace / "build" / "smallest").exists()


def test_a_lost_word_ends_a_build_with_3(workspace: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    lose_a_word(monkeypatch)
    answer = run("build", "smallest")

    assert (answer.code, answer.out) == (3, "")
    assert "word-lost: e-book: “flour” is missing." in answer.err
    assert not (workspace / "build").exists()


def test_a_lost_word_weighs_more_than_a_finding_in_another_pamphlet(
    workspace: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay_out(workspace, "verse-and-epigraph")
    spoil(workspace, "verse-and-epigraph", "after.md")
    lose_a_word(monkeypatch)

    assert run("build").code == 3


@pytest.mark.parametrize("failure", ["findings", "loss"])
def test_a_build_that_fails_leaves_the_old_one_untouched(
    failure: str, workspace: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("build").code == 0
    before = contents(workspace / "build")
    if failure == "findings":
        spoil(workspace)
    else:
        lose_a_word(monkeypatch)

    assert run("build", "--no-cache").code != 0
    assert contents(workspace / "build") == before


def test_a_build_says_that_nothing_has_changed(workspace: Path, run: Run) -> None:
    first, again = run("build", "smallest"), run("build", "smallest")

    assert told(again)[0] == f"{told(first)[0]}; unchanged"
    assert told(again)[1:] == told(first)[1:]
    assert [
        json.loads(run("build", *how, "--json").out)["pamphlets"][0]["unchanged"] for how in ((), ("--no-cache",))
    ] == [
        True,
        False,
    ]


def test_a_place_that_cannot_be_written_ends_a_build_with_4(workspace: Path, run: Run) -> None:
    (workspace / "build").write_text("not a folder")
    answer = run("build")

    assert (answer.code, answer.out) == (4, "")
    assert "build cannot be written:" in answer.err
    assert "→ Look at the folder's owner" in answer.err
    assert (workspace / "build").read_text() == "not a folder"


def test_a_machine_without_the_typesetting_library_ends_a_build_with_4(
    workspace: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing() -> None:
        raise PressError("A library is missing.", hint="handpress doctor says which.", exit_code=ExitCode.ENVIRONMENT)

    monkeypatch.setattr("handpress.writing.loading.load_engine", missing)
    answer = run("build")

    assert answer.code == 4
    assert answer.err == "handpress: A library is missing.\n    → handpress doctor says which.\n"


# --- progress ----------------------------------------------------------------------------------------------------


def test_progress_is_told_on_a_terminal_and_wiped_away(
    workspace: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(sys.stderr), "isatty", lambda _: True)
    answer = run("build")

    assert "smallest: setting pages …" in answer.err
    assert answer.err.endswith("\r\x1b[K")
    assert "…" not in answer.out


def test_json_and_progress_do_not_mix_even_on_a_terminal(
    workspace: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(sys.stderr), "isatty", lambda _: True)
    answer = run("build", "--json")

    assert answer.err == ""
    assert json.loads(answer.out)["ok"] is True
