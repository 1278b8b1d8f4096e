"""The beginning of a build: what one process reads, the other gets whole."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from tests.cli.counter import lay_out

from handpress import press
from handpress.diagnostics import PressError
from handpress.press import beginning
from handpress.press.beginning import begin
from handpress.press.partbook import PartBook
from handpress.press.readying import ready
from handpress.project import Workspace
from handpress.reading import Changes


@pytest.mark.parametrize("slug", ["article-and-reply", "arabic", "editorial", "german", "tables-and-figures"])
def test_what_is_read_can_be_sent_to_another_process_and_is_the_same_there(slug: str, tmp_path: Path) -> None:
    """If it could not, a build would still be made: the manuscripts would be read twice, and nobody would know."""
    workspace = Workspace(lay_out(tmp_path, slug))
    made, learned = beginning._read(workspace, slug, Changes.REFUSE, PartBook())
    sent, _ = pickle.loads(pickle.dumps((made, learned)))

    assert made.value
    assert sent.value[1].document == made.value[1].document
    assert sent.value[1].facts.contents == made.value[1].facts.contents
    assert dict(sent.value[1].facts.wording) == dict(made.value[1].facts.wording)
    assert sent.findings == made.findings


def test_it_is_the_manuscript_made_ready(tmp_path: Path) -> None:
    workspace = Workspace(lay_out(tmp_path, "article-and-reply"))
    begun, plain = begin(workspace, "article-and-reply", Changes.REFUSE), press.read(workspace, "article-and-reply")

    assert begun.value
    assert begun.value[0].document == begun.value[1].document == ready(plain.value).document
    assert begun.value[0].pictures.keys() == plain.value.pictures.keys()


def test_findings_that_forbid_a_build_are_told_and_nothing_is_made_ready(tmp_path: Path) -> None:
    workspace = Workspace(lay_out(tmp_path, "article-and-reply"))
    reply = workspace.manuscripts / "article-and-reply" / "reply.md"
    reply.write_text(reply.read_text(encoding="utf-8") + "\nA note that is not there.[^none]\n", encoding="utf-8")

    begun = begin(workspace, "article-and-reply", Changes.REFUSE)
    assert begun.value is None
    assert begun.failed


def test_a_pamphlet_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(PressError):
        begin(Workspace(lay_out(tmp_path, "smallest")), "nowhere", Changes.REFUSE)


@pytest.mark.parametrize("loaded", [0, 2, len(beginning._NEEDED_NEXT) + 1])
def test_more_is_made_ready_only_as_long_as_somebody_has_to_wait(
    loaded: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(beginning, "importlib", SimpleNamespace(import_module=asked.append))
    monkeypatch.setattr("handpress.writing.layout.get_ready", asked.append)
    workspace = Workspace(lay_out(tmp_path, "smallest"))

    beginning._load(workspace, lambda: len(asked) == loaded)

    sheets = [workspace.style(name) for name in beginning._NEEDED_SHEETS]
    assert asked == [*beginning._NEEDED_NEXT, *sheets][:loaded]


@pytest.mark.parametrize("slugs", [("smallest",), ("smallest", "german")], ids=["one", "several"])
def test_no_build_leaves_anything_in_the_folder_for_temporary_files(slugs: tuple[str, ...], tmp_path: Path) -> None:
    """Processes that branch off end without a word: what they have put there goes with the first."""
    root, passing = lay_out(tmp_path / "workspace", *slugs), tmp_path / "passing"
    passing.mkdir()
    command = [sys.executable, "-c", "from handpress.cli import run; run()", "build"]
    alone = {name: value for name, value in os.environ.items() if name != "FONTCONFIG_FILE"}
    subprocess.run(command, cwd=root, env={**alone, "TMPDIR": str(passing)}, check=True, capture_output=True)

    assert {path.name for path in (root / "build").iterdir()} == {*slugs, ".cache"}
    assert list(passing.iterdir()) == []
