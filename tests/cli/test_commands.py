"""What every command has in common: help, usage, errors in words, exit codes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import click
import pytest
from tests.cli.counter import Run, lay_out

from handpress import __version__, press
from handpress.cli.main import cli

COMMANDS = sorted(cli.list_commands(click.Context(cli)))


def test_the_commands_are_those_the_manual_names() -> None:
    assert COMMANDS == [
        "build",
        "check",
        "completion",
        "doctor",
        "explain",
        "export",
        "fit",
        "import",
        "impose",
        "new",
        "outline",
        "preflight",
        "preview",
        "proof",
        "schema",
        "verify",
    ]


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_of_a_command_has_an_example_to_copy(name: str, run: Run) -> None:
    answer = run(name, "--help")

    assert (answer.code, answer.err) == (0, "")
    assert f"  handpress {name}" in answer.out.split("Example")[1]
    assert run(name, "-h").out == answer.out


def test_the_help_names_every_command_in_one_sentence_each(run: Run) -> None:
    answer = run("--help")

    assert answer.code == 0
    for name in COMMANDS:
        [line] = [line for line in answer.out.splitlines() if line.startswith(f"  {name} ")]
        assert not line.endswith("...")


def test_the_version_is_told(run: Run) -> None:
    assert __version__ in run("--version").out


@pytest.mark.parametrize("arguments", [["print"], ["build", "--colour"], ["new"], ["outline"], []])
def test_a_wrong_command_line_ends_with_2_and_words(arguments: list[str], here: Path, run: Run) -> None:
    answer = run(*arguments)

    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("Usage: ")


@pytest.mark.parametrize("name", ["build", "check", "outline x"])
def test_outside_of_a_workspace_a_command_ends_with_2_and_says_how_to_make_one(name: str, here: Path, run: Run) -> None:
    answer = run(*name.split())

    assert (answer.code, answer.out) == (2, "")
    assert "is not inside a workspace" in answer.err
    assert "→ handpress new SLUG makes one here." in answer.err


@pytest.mark.parametrize("name", ["build", "check", "outline"])
def test_an_unknown_pamphlet_ends_with_2_and_the_known_ones(name: str, here: Path, run: Run) -> None:
    lay_out(here, "smallest")
    answer = run(name, "biggest")

    assert (answer.code, answer.out) == (2, "")
    assert "There is no pamphlet “biggest”." in answer.err
    assert "→ The pamphlets here: smallest." in answer.err


def test_the_workspace_is_found_from_any_folder_within(here: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    lay_out(here, "smallest")
    monkeypatch.chdir(here / "manuscripts" / "smallest")

    assert run("check").out == "smallest: no findings\n"


def test_what_stops_the_press_is_json_where_json_was_asked_for(here: Path, run: Run) -> None:
    answer = run("check", "--json")

    assert (answer.code, answer.err) == (2, "")
    assert set(json.loads(answer.out)) == {"ok", "error", "hint", "place"}
    assert json.loads(answer.out)["ok"] is False


def test_an_interrupted_command_ends_with_130_and_no_traceback(
    here: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    lay_out(here, "smallest")
    monkeypatch.setattr(press, "build_several", interrupt)
    answer = run("build")

    assert answer.code == 130
    assert "what build/ held before is still there" in answer.err


def test_a_reader_who_has_read_enough_is_no_error(tmp_path: Path) -> None:
    lay_out(tmp_path, "many-notes")
    program = f"{sys.executable} -c 'from handpress.cli import main; main()' outline many-notes | head -n 1"
    source = Path(__file__).resolve().parents[2] / "src"
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {program}"],
        cwd=tmp_path,
        env={"PYTHONPATH": str(source), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stdout, done.stderr) == (0, "pamphlet many-notes\n", "")


# --- the process ------------------------------------------------------------------------------------------------

PROGRAM = [sys.executable, "-c", "from handpress.cli import run; run()"]


def test_the_process_ends_at_once_with_the_code_of_its_command_and_all_it_has_said(tmp_path: Path) -> None:
    lay_out(tmp_path, "smallest")

    def ran(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run([*PROGRAM, *arguments], cwd=tmp_path, capture_output=True, text=True, check=False)

    good, unknown, usage = ran("outline", "smallest"), ran("outline", "nowhere"), ran("print")

    assert (good.returncode, good.stderr) == (0, "")
    assert good.stdout.startswith("pamphlet smallest")
    assert unknown.returncode == 2
    assert unknown.stderr.startswith("handpress: ")
    assert usage.returncode == 2
    assert "No such command" in usage.stderr


def test_what_is_to_be_done_at_the_end_of_the_process_is_done() -> None:
    script = "import atexit; atexit.register(print, 'the last'); from handpress.cli import run; run()"

    ran = subprocess.run([sys.executable, "-c", script, "--version"], capture_output=True, text=True, check=False)

    assert ran.stdout.splitlines()[-1] == "the last"


def test_a_process_that_still_does_something_ends_in_order() -> None:
    script = (
        "import threading, time\n"
        "def work():\n    time.sleep(0.3)\n    print('done', flush=True)\n"
        "threading.Thread(target=work).start()\n"
        "from handpress.cli import run\nrun()"
    )

    ran = subprocess.run([sys.executable, "-c", script, "--version"], capture_output=True, text=True, check=False)

    assert ran.returncode == 0
    assert ran.stdout.splitlines()[-1] == "done"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no disk that is always full")
@pytest.mark.parametrize("arguments", [["--help"], ["outline", "smallest"], ["check", "--json"]])
def test_where_its_words_cannot_be_written_that_is_said_and_no_traceback(arguments: list[str], tmp_path: Path) -> None:
    lay_out(tmp_path, "smallest")

    with open("/dev/full", "w", encoding="utf-8") as full:
        ran = subprocess.run(
            [*PROGRAM, *arguments], cwd=tmp_path, stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )

    assert ran.returncode == 4
    assert ran.stderr.strip() == "handpress: What the press has to say cannot be written: No space left on device."
