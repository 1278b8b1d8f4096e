"""``handpress explain``: every finding with a true example, and what to do."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.cli.counter import Run
from tests.conftest import Golden

from handpress.diagnostics.catalogue import CATALOGUE, SECTIONS, sections
from handpress.diagnostics.examples import examples, written

ROOT = Path(__file__).resolve().parents[2]
TESTS, HOUSE = ROOT / "tests", ROOT / "src" / "handpress"
BLOCK = re.compile(r"^([a-z0-9-]+) \((\w+), (.*?)\)\n((?:    .*\n)+)", re.MULTILINE)


def provoked() -> dict[str, str]:
    """The first finding of each pamphlet with a fault, as it was shown."""
    found = {}
    for path in (TESTS / "checks").glob("*/expected.txt"):
        head, *rest = path.read_text(encoding="utf-8").split("\n")
        following = [line for line in rest if line]
        end = next(n for n, line in enumerate(following) if not line.startswith("    "))
        found[path.parent.name] = "\n".join([head, *following[:end]])
    return found


def preflighted() -> dict[str, str]:
    """The findings of the damaged PDFs, in the same form."""
    text = (TESTS / "preflighting" / "sentences.txt").read_text(encoding="utf-8")
    found = {}
    for code, weight, where, told in BLOCK.findall(text):
        message, *more = [line.removeprefix("    ") for line in told.splitlines()]
        mark = "" if weight == "error" else f" [{weight}]"
        found[code] = "\n".join([f"{where}: {code}: {message}{mark}", *(f"    {line}" for line in more)])
    return found


def elsewhere() -> dict[str, str]:
    text = (TESTS / "checks" / "elsewhere.txt").read_text(encoding="utf-8")
    return {code: told.rstrip("\n") for code, _, told in (b.partition("\n") for b in text.split("== ") if b)}


def test_the_examples_are_what_the_press_says(golden: Golden) -> None:
    found = provoked() | preflighted() | elsewhere()
    ordered = {code: found[code] for code in CATALOGUE}

    golden(HOUSE / "diagnostics" / "examples.txt", written(ordered))


def test_examples_written_and_read_are_the_same() -> None:
    assert written(examples()) == (HOUSE / "diagnostics" / "examples.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("code", elsewhere())
def test_an_example_that_no_pamphlet_provokes_has_the_words_of_its_code(code: str) -> None:
    told = re.sub(r"“.*?”|\S*\d\S*", "#", elsewhere()[code].split("\n")[0]).split()
    source = "".join(path.read_text(encoding="utf-8") for path in HOUSE.rglob("*.py"))
    runs = [" ".join(told[at : at + 2]).rstrip(".") for at in range(len(told) - 1)]
    runs = [run for run in runs if "#" not in run and ":" not in run and len(run) > 9]

    assert any(run in source for run in runs)


@pytest.mark.parametrize("code", CATALOGUE)
def test_every_code_is_explained(code: str, run: Run) -> None:
    answer = run("explain", code)

    assert (answer.code, answer.err) == (0, "")
    meaning = CATALOGUE[code].meaning
    assert answer.out.startswith(f"{code}\n\n{meaning[0].upper()}{meaning[1:]}.\n")
    example, advice = answer.out.split("For example:\n")[1].split("\nWhat to do, in this example:\n")
    assert example.strip()
    assert len(advice.strip()) > 8


def test_without_a_code_all_are_listed_in_their_sections(run: Run) -> None:
    answer = run("explain")

    listed = [line.split()[0] for line in answer.out.splitlines() if line.startswith("  ")]
    assert listed == list(CATALOGUE)
    heads = [line for line in answer.out.splitlines() if line and not line.startswith(" ")]
    assert [head.lower() for head in heads] == [title.lower() for title in SECTIONS.values()]


def test_the_sections_hold_every_code_once() -> None:
    assert [code for codes in sections().values() for code in codes] == list(CATALOGUE)
    assert set(SECTIONS) <= set(CATALOGUE)


def test_a_code_that_can_be_accepted_says_how(run: Run) -> None:
    assert 'code = "word-doubled"' in run("explain", "word-doubled").out
    assert "[[accepted]]" not in run("explain", "note-undefined").out
    assert "check --prose" in run("explain", "word-doubled").out
    assert "check --prose" not in run("explain", "note-undefined").out


@pytest.mark.parametrize(
    ("typed", "hint"),
    [("note-undefind", "Did you mean note-undefined"), ("xyzzy", "handpress explain lists all codes.")],
)
def test_an_unknown_code_gets_the_nearest(typed: str, hint: str, run: Run) -> None:
    answer = run("explain", typed)

    assert (answer.code, answer.out) == (2, "")
    assert f"No finding has the code “{typed}”." in answer.err
    assert hint in answer.err
