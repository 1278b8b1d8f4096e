"""``handpress verify``: what it says of files as they were built, changed and still whole, or damaged."""

from __future__ import annotations

import io
import json
import shutil
import zipfile
from pathlib import Path

import pytest
from tests.cli.counter import Run, lay_out


@pytest.fixture
def built(here: Path, run: Run) -> Path:
    """The folder of a build, in a workspace."""
    lay_out(here, "smallest")
    assert run("build").code == 0
    return here / "build" / "smallest"


def rewrite(epub: Path, old: str, new: str) -> None:
    """Pack an e-book anew, with other bytes, and other words in its text."""
    out = io.BytesIO()
    with zipfile.ZipFile(epub) as archive, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as copy:
        for entry in archive.infolist():
            copy.writestr(entry.filename, archive.read(entry).replace(old.encode(), new.encode()))
    epub.write_bytes(out.getvalue())


def test_files_as_they_were_built_are_whole(built: Path, run: Run) -> None:
    answer = run("verify", "smallest")

    assert (answer.code, answer.err) == (0, "")
    assert answer.out.splitlines() == [
        "smallest: whole",
        "  build/smallest/smallest-booklet-a4.pdf: as built",
        "  build/smallest/smallest.epub: as built",
        "  build/smallest/smallest.pdf: as built",
        "  build/smallest/smallest-print.pdf: as built",
        "  build/smallest/document.json: as built",
        "  build/smallest/report.html: as built",
        "  build/smallest/smallest-cover-a4.pdf: as built",
        "  build/smallest/smallest-cover.pdf: as built",
    ]


def test_it_needs_the_folder_alone_wherever_it_is(
    built: Path, run: Run, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "copy"
    shutil.move(built, elsewhere)

    assert run("verify", str(elsewhere)).code == 0


def test_without_names_it_looks_at_every_build(built: Path, run: Run) -> None:
    shutil.copytree(built, built.with_name("another"))
    answer = run("verify")

    assert answer.code == 0
    assert "build/another/smallest.epub: as built" in answer.out
    assert "build/smallest/smallest.epub: as built" in answer.out


def test_a_file_packed_anew_without_loss_is_changed_and_still_whole(built: Path, run: Run) -> None:
    rewrite(built / "smallest.epub", "nothing that is there", "")
    answer = run("verify", "smallest")

    assert answer.code == 0
    assert "smallest.epub: changed since, and still whole" in answer.out


def test_a_lost_word_is_damage_and_names_the_line(built: Path, run: Run) -> None:
    rewrite(built / "smallest.epub", "flour", "")
    answer = run("verify", "smallest")

    assert (answer.code, answer.out) == (3, "")
    assert "smallest.epub: damaged" in answer.err
    assert "word-lost: e-book: “flour" in answer.err
    assert "manuscripts/smallest/bread.md:" in answer.err
    assert "smallest.pdf: as built" in answer.err
    assert answer.err.splitlines()[-1].endswith("make all files anew: handpress build smallest")


def test_a_changed_title_page_is_damage_and_names_the_page(built: Path, run: Run) -> None:
    rewrite(built / "smallest.epub", 'aria-label="Title page"', 'aria-label="Cover"')
    answer = run("verify", "smallest")

    assert answer.code == 3
    assert "word-lost: e-book, title page: “Title page” became “Cover”." in answer.err


def test_sheets_with_other_pages_are_damage(built: Path, run: Run) -> None:
    shutil.copy(built / "smallest.pdf", built / "smallest-booklet-a4.pdf")
    answer = run("verify", "smallest")

    assert answer.code == 3
    assert "booklet-differs" in answer.err


def test_pages_that_nobody_can_read_do_not_speak_against_the_sheets(built: Path, run: Run) -> None:
    (built / "smallest.pdf").write_bytes(b"no pages")
    answer = run("verify", "smallest")

    assert answer.code == 3
    assert "smallest.pdf: damaged: The pages cannot be read back" in answer.err
    assert "smallest-booklet-a4.pdf: as built" in answer.err


@pytest.mark.parametrize("name", ["smallest.epub", "smallest.pdf", "smallest-booklet-a4.pdf", "report.html"])
def test_a_file_that_is_gone_is_damage(name: str, built: Path, run: Run) -> None:
    (built / name).unlink()
    answer = run("verify", "smallest")

    assert answer.code == 3
    assert f"{name}: damaged: it is missing" in answer.err


def test_a_document_that_says_something_else_is_not_believed(built: Path, run: Run) -> None:
    document = built / "document.json"
    document.write_text(document.read_text(encoding="utf-8").replace("flour", "chalk"), encoding="utf-8")
    rewrite(built / "smallest.epub", "flour", "chalk")
    answer = run("verify", "smallest")

    assert answer.code == 3
    assert "document.json: damaged: it is not what the build wrote" in answer.err


def test_without_a_document_a_changed_file_cannot_be_proved(built: Path, run: Run) -> None:
    (built / "document.json").unlink()
    rewrite(built / "smallest.epub", "nothing that is there", "")
    answer = run("verify", "smallest")

    assert answer.code == 3
    assert "smallest.epub: damaged: it has changed, and there is no document to prove it against" in answer.err
    assert "smallest.pdf: as built" in answer.err


def test_a_folder_without_a_ledger_ends_with_1(built: Path, run: Run) -> None:
    (built / "ledger.json").unlink()
    answer = run("verify", "smallest")

    assert answer.code == 1
    assert "has no ledger.json" in answer.err


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"ledger": 99}', '{"ledger": 1, "outputs": {"epub": 7}}'])
def test_what_is_no_ledger_ends_with_1(text: str, built: Path, run: Run) -> None:
    (built / "ledger.json").write_text(text, encoding="utf-8")
    answer = run("verify", "smallest")

    assert answer.code == 1
    assert "is no ledger" in answer.err


def test_a_build_that_is_not_there_ends_with_2(built: Path, run: Run) -> None:
    answer = run("verify", "bigger")

    assert answer.code == 2
    assert "There is no build “bigger”." in answer.err


def test_json_is_one_object_with_these_keys(built: Path, run: Run) -> None:
    rewrite(built / "smallest.epub", "flour", "")
    answer = run("verify", "smallest", "--json")
    report = json.loads(answer.out)

    assert (answer.code, answer.err, report["ok"]) == (3, "", False)
    [build] = report["builds"]
    assert set(build) == {"folder", "slug", "whole", "files"}
    states = {file["name"]: file["state"] for file in build["files"]}
    assert states["smallest.epub"] == "damaged"
    assert states["smallest.pdf"] == "as built"
    assert [f["code"] for file in build["files"] for f in file["findings"]] == ["word-lost"]


def test_json_of_a_folder_without_a_ledger_is_one_object_too(built: Path, run: Run) -> None:
    (built / "ledger.json").unlink()
    answer = run("verify", "smallest", "--json")

    assert (answer.code, json.loads(answer.out)["ok"]) == (1, False)
    assert "has no ledger.json" in json.loads(answer.out)["builds"][0]["error"]
