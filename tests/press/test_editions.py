"""The editions made on demand: they stand beside the others, are proved with them, and are verified as they stand."""

from __future__ import annotations

import atexit
import functools
import json
import shutil
import tempfile
from pathlib import Path

import pytest
from tests.cli.counter import lay_out
from tests.judges.epubcheck import Verdict, faults, sample
from tests.proving.fitting import misfits

from handpress import press
from handpress.project import Workspace

SLUG = "article-and-reply"
PARTS = ("article", "reply")
MORE = {"html": f"{SLUG}.html", "text": f"{SLUG}.txt", **{f"epub-{part}": f"{SLUG}-{part}.epub" for part in PARTS}}


@functools.cache
def folder() -> Path:
    """The folder of a build with every edition there is."""
    root = Path(tempfile.mkdtemp(prefix="handpress-editions-"))
    atexit.register(shutil.rmtree, root, ignore_errors=True)
    result = press.build(Workspace(lay_out(root, SLUG)), SLUG, extras=press.EXTRAS)
    assert result.value is not None, result.findings
    return root / "build" / SLUG


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of that folder, to be spoilt."""
    return Path(shutil.copytree(folder(), tmp_path / SLUG))


for _part in PARTS:
    sample(f"the part {_part} alone")(
        functools.partial(lambda part: (folder() / f"{SLUG}-{part}.epub").read_bytes(), _part)
    )


@pytest.mark.parametrize("part", PARTS)
def test_epubcheck_finds_no_fault_in_a_part_alone(part: str, verdict: Verdict) -> None:
    assert faults(verdict(f"the part {part} alone")) == ()


def test_they_are_in_the_ledger_with_their_names_and_whole() -> None:
    ledger = json.loads((folder() / "ledger.json").read_text(encoding="utf-8"))

    assert list(misfits(ledger)) == []
    assert {name: proof["file"] for name, proof in ledger["outputs"].items() if name in MORE} == MORE
    for proof in ledger["outputs"].values():
        assert proof["words"]["found"] == proof["words"]["expected"] > 0
        assert proof["losses"] == []


def test_they_are_in_the_report() -> None:
    report = (folder() / "report.html").read_text(encoding="utf-8")

    assert all(f'<th scope="col">{name}</th>' in report for name in ("Web page", "Text", "e-book of reply"))


def test_the_author_says_the_same_in_every_edition_of_the_whole() -> None:
    outputs = json.loads((folder() / "ledger.json").read_text(encoding="utf-8"))["outputs"]

    assert len({outputs[name]["author"] for name in ("epub", "pdf", "booklet", "html", "text")}) == 1


def test_they_are_verified_from_the_folder_alone(copy: Path) -> None:
    verified = press.verify(copy)

    assert verified.whole
    assert {file.name for file in verified.files} >= set(MORE.values())


@pytest.mark.parametrize("name", [MORE["html"], MORE["text"]])
def test_a_word_lost_since_is_found(copy: Path, name: str) -> None:
    path = copy / name
    text = path.read_text(encoding="utf-8")
    word = "frozen"
    assert word in text
    path.write_text(text.replace(word, "warm"), encoding="utf-8")

    assert [file.name for file in press.verify(copy).files if file.state.value == "damaged"] == [name]


def test_another_part_in_the_place_of_one_is_found(copy: Path) -> None:
    shutil.copy(copy / MORE["epub-reply"], copy / MORE["epub-article"])

    assert [file.name for file in press.verify(copy).files if file.state.value == "damaged"] == [MORE["epub-article"]]


def test_without_being_asked_for_none_is_made(tmp_path: Path) -> None:
    workspace = Workspace(lay_out(tmp_path, "smallest"))

    assert press.build(workspace, "smallest").value is not None
    made = {path.name for path in (workspace.build / "smallest").iterdir()}
    assert not {"smallest.html", "smallest.txt", "smallest-bread.epub"} & made
