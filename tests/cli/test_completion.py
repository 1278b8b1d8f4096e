"""``handpress completion``: the scripts, and what they ask the press."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.cli.counter import Run, lay_out

from handpress.diagnostics.catalogue import CATALOGUE

SOURCE = Path(__file__).resolve().parents[2] / "src"


def completed(here: Path, *words: str) -> list[str]:
    """What the press offers for the last of some words, as fish asks for it."""
    asked = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join((str(SOURCE), os.environ.get("PYTHONPATH", ""))),
        "_HANDPRESS_COMPLETE": "fish_complete",
        "COMP_WORDS": "handpress " + " ".join(words),
        "COMP_CWORD": words[-1],
    }
    program = "from handpress.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=here, env=asked, capture_output=True, text=True, check=True
    )
    assert done.stderr == ""
    return [line.split(",", 1)[1].split("\t")[0] for line in done.stdout.splitlines() if "," in line]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_is_one_that_the_shell_takes(shell: str, here: Path, run: Run) -> None:
    answer = run("completion", shell)

    assert (answer.code, answer.err) == (0, "")
    assert "_HANDPRESS_COMPLETE" in answer.out
    if found := shutil.which(shell):
        subprocess.run([found, "-n"], input=answer.out, text=True, check=True, capture_output=True)


def test_another_shell_is_refused_by_name(here: Path, run: Run) -> None:
    answer = run("completion", "csh")

    assert (answer.code, answer.out) == (2, "")
    assert "'bash', 'zsh', 'fish'" in answer.err


@pytest.mark.parametrize("command", ["build", "check", "proof", "outline", "export"])
def test_pamphlets_are_completed_from_the_workspace(command: str, here: Path) -> None:
    lay_out(here, "smallest", "article-and-reply")

    assert completed(here, command, "s") == ["smallest"]


def test_a_pamphlet_named_already_is_not_offered_again(here: Path) -> None:
    lay_out(here, "smallest", "article-and-reply")

    assert completed(here, "check", "smallest", "s") == []


def test_outside_of_a_workspace_nothing_is_offered_and_nothing_breaks(here: Path) -> None:
    assert completed(here, "check", "s") == []


def test_codes_are_completed(here: Path) -> None:
    assert completed(here, "explain", "note-") == [code for code in CATALOGUE if code.startswith("note-")]
