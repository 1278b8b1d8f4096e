"""The e-book alone: proved like any other, beside no file of an older text, and without an engine for pages."""

from __future__ import annotations

import atexit
import functools
import io
import json
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import pytest
from tests.cli.counter import contents, lay_out
from tests.judges.epubcheck import Verdict, faults, sample
from tests.proving.fitting import misfits

from handpress import press
from handpress.press import alone, building, keeping
from handpress.press.built import Built
from handpress.project import Workspace

ROOT = Path(__file__).resolve().parents[2]
SLUG = "smallest"
LEFT = {f"{SLUG}.epub", "document.json", "report.html", "ledger.json"}
# Engines that lay pages out, read them back or finish them; fontTools would be loaded to measure a cover.
OF_PAGES = ("weasyprint", "pypdfium2", "pikepdf", "pyphen", "barcode", "fontTools")


def only_epub(workspace: Workspace, changes: str = "refuse", slug: str = SLUG, *, cache: bool = True) -> Built:
    result = press.build_anew_or_keep(workspace, slug, changes=changes, only="epub", cache=cache)
    assert result.value, result.findings
    return result.value


def whole(workspace: Workspace) -> Built:
    result = press.build_anew_or_keep(workspace, SLUG)
    assert result.value, result.findings
    return result.value


def names(workspace: Workspace) -> set[str]:
    return {path.name for path in (workspace.build / SLUG).iterdir()}


def write_more(workspace: Workspace) -> None:
    path = workspace.manuscripts / SLUG / "bread.md"
    path.write_text(path.read_text(encoding="utf-8") + "\nMore.\n", encoding="utf-8")


@functools.cache
def folder(name: str) -> Path:
    """The folder of the e-book alone of a sample."""
    root = Path(tempfile.mkdtemp(prefix="handpress-alone-"))
    atexit.register(shutil.rmtree, root, ignore_errors=True)
    only_epub(Workspace(lay_out(root, name)), slug=name)
    return root / "build" / name


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(lay_out(tmp_path, SLUG))


SAMPLES = ("smallest", "article-and-reply", "many-notes")
for _name in SAMPLES:
    sample(f"{_name}, the e-book alone")(
        functools.partial(lambda name: (folder(name) / f"{name}.epub").read_bytes(), _name)
    )


@pytest.mark.parametrize("name", SAMPLES)
def test_epubcheck_finds_no_fault_in_it(name: str, verdict: Verdict) -> None:
    assert faults(verdict(f"{name}, the e-book alone")) == ()


@pytest.mark.parametrize("name", SAMPLES)
def test_it_is_proved_and_verified_from_its_folder(name: str) -> None:
    ledger = json.loads((folder(name) / "ledger.json").read_text(encoding="utf-8"))

    assert list(misfits(ledger)) == []
    assert (list(ledger["outputs"]), ledger["whole"]) == (["epub"], True)
    assert press.verify(folder(name)).whole


def test_a_word_less_is_found_when_it_is_verified(tmp_path: Path) -> None:
    copy = Path(shutil.copytree(folder("smallest"), tmp_path / SLUG))
    out = io.BytesIO()
    with zipfile.ZipFile(copy / f"{SLUG}.epub") as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"flour", b""))
    (copy / f"{SLUG}.epub").write_bytes(out.getvalue())

    assert not press.verify(copy).whole


def test_its_ledger_and_report_have_the_items_of_the_text() -> None:
    ledger = json.loads((folder("article-and-reply") / "ledger.json").read_text(encoding="utf-8"))
    report = (folder("article-and-reply") / "report.html").read_text(encoding="utf-8")

    assert {item["kind"] for item in ledger["items"]} >= {"note", "interpolation"}
    assert not any("page" in item for item in ledger["items"])
    assert "There is none: every word is the author’s." not in report
    assert "The pages" not in report
    assert "in print" not in report


def test_it_has_neither_cover_nor_page_list() -> None:
    with zipfile.ZipFile(folder("smallest") / f"{SLUG}.epub") as book:
        navigation = next(name for name in book.namelist() if name.endswith("nav.xhtml"))

        assert not [name for name in book.namelist() if "cover" in name]
        assert b"page-list" not in book.read(navigation)


def test_it_says_what_the_e_book_of_the_whole_build_says(workspace: Workspace) -> None:
    def said() -> tuple[str, dict[str, int]]:
        ledger = json.loads((workspace.build / SLUG / "ledger.json").read_text(encoding="utf-8"))
        return ledger["outputs"]["epub"]["author"], ledger["outputs"]["epub"]["words"]

    only_epub(workspace)
    quick = said()
    whole(workspace)

    assert said() == quick


def test_no_engine_of_pages_is_loaded(tmp_path: Path) -> None:
    lay_out(tmp_path, "article-and-reply")
    program = (
        "import sys\n"
        "from handpress.cli import main\n"
        "try:\n    main(['build', '--only', 'epub'])\n"
        "except SystemExit as ended:\n    assert not ended.code, ended.code\n"
        f"print([name for name in {OF_PAGES!r} if name in sys.modules])"
    )
    command = [sys.executable, "-c", program]
    done = subprocess.run(
        command, cwd=tmp_path, capture_output=True, text=True, check=True, env={"PYTHONPATH": str(ROOT / "src")}
    )

    assert done.stdout.splitlines()[-1] == "[]"


# --- the folder, and the cache ------------------------------------------------------------------------------


def test_no_file_of_an_older_text_stays_beside_it(workspace: Workspace) -> None:
    whole(workspace)
    (workspace.build / SLUG / f"{SLUG}-proof.pdf").write_bytes(b"%PDF")
    write_more(workspace)
    built = only_epub(workspace)

    assert (built.unchanged, built.pages) == (False, 0)
    assert names(workspace) == {*LEFT, f"{SLUG}-proof.pdf"}


def test_where_the_whole_build_is_as_it_was_it_stays(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    made = press.build_anew_or_keep(workspace, SLUG, extras=("text",)).value
    assert made
    before = contents(workspace.build)
    monkeypatch.setattr(alone, "build_ebook", lambda *_: pytest.fail("it was built anew"))
    built = only_epub(workspace)

    assert (built.unchanged, built.files) == (True, made.files)
    assert contents(workspace.build) == before


def test_the_whole_build_follows_it(workspace: Workspace) -> None:
    only_epub(workspace)
    after = whole(workspace)

    assert not after.unchanged
    assert names(workspace) == {path.name for path in after.files} > LEFT


def test_it_is_made_once_of_the_same(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    first = only_epub(workspace)
    monkeypatch.setattr(alone, "build_ebook", lambda *_: pytest.fail("it was built anew"))

    assert only_epub(workspace).unchanged
    assert keeping.unchanged(workspace, SLUG, "accept", (), "epub") is None
    assert keeping.unchanged(workspace, SLUG, "refuse", ()) is None
    (workspace.build / SLUG / f"{SLUG}.pdf").write_bytes(b"%PDF")
    assert keeping.unchanged(workspace, SLUG, "refuse", (), "epub") is None
    assert {path.name for path in first.files} == LEFT


def test_its_bytes_are_the_same_without_the_cache(workspace: Workspace) -> None:
    only_epub(workspace)
    before = contents(workspace.build / SLUG)
    only_epub(workspace, cache=False)

    assert contents(workspace.build / SLUG) == before


def test_where_it_fails_the_whole_build_stays(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    whole(workspace)
    before = contents(workspace.build)
    path = workspace.manuscripts / SLUG / "bread.md"
    path.write_text(path.read_text(encoding="utf-8") + "\nAn end.[^9]\n", encoding="utf-8")
    monkeypatch.setattr(building, "build", lambda *_: pytest.fail("all was built"))

    assert press.build_anew_or_keep(workspace, SLUG, only="epub").value is None
    assert contents(workspace.build) == before


@pytest.mark.parametrize("asked", [7, {}, "refuse", None])
def test_an_entry_that_was_asked_for_nothing_is_none(asked: object, workspace: Workspace) -> None:
    only_epub(workspace)
    path = workspace.build / ".cache" / f"{SLUG}.json"
    entry = {**json.loads(path.read_bytes()), "asked": asked}
    entry["sum"] = keeping._sum({key: value for key, value in entry.items() if key != "sum"})
    path.write_text(json.dumps(entry), encoding="utf-8")

    assert keeping.unchanged(workspace, SLUG, "refuse", (), "epub") is None
