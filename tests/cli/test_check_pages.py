"""``handpress check --pages``: the pages looked through, with figures, and what is accepted of them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.cli.counter import Run, contents, lay_out, spoil

# Never parted, so that lines come out loose.
LONG = "Administrationsgebührenverordnung"


@pytest.fixture
def workspace(here: Path) -> Path:
    root = lay_out(here, "smallest")
    path = root / "manuscripts" / "smallest" / "bread.md"
    path.write_text(path.read_text(encoding="utf-8") + "\n" + ("the loaf " + LONG + " ") * 30 + "\n", encoding="utf-8")
    settings = root / "manuscripts" / "smallest" / "pamphlet.toml"
    whole = settings.read_text(encoding="utf-8") + f'\n[setting]\nhyphenation = "{LONG}"\n'
    settings.write_text(whole, encoding="utf-8")
    return root


def test_the_pages_are_looked_through_and_nothing_is_put_away(workspace: Path, run: Run) -> None:
    before = contents(workspace)
    answer = run("check", "smallest", "--pages")

    assert answer.code == 0
    assert "manuscripts/smallest/bread.md:" in answer.err
    assert "line-very-loose: Page " in answer.err
    first, *table = answer.out.splitlines()
    assert first.startswith("smallest: ")
    assert [row.split()[0] for row in table[:3]] == ["pages", "paragraphs", "lines"]
    assert contents(workspace) == before


def test_the_figures_are_there_for_machines_and_what_is_accepted_is_no_finding(workspace: Path, run: Run) -> None:
    path = workspace / "manuscripts" / "smallest" / "pamphlet.toml"
    loose = json.loads(run("check", "smallest", "--pages", "--json").out)["pamphlets"][0]
    codes = {finding["code"] for finding in loose["findings"]}
    accepted = "".join(f'\n[[accepted]]\ncode = "{code}"\nreason = "So be it."\n' for code in sorted(codes))
    path.write_text(path.read_text(encoding="utf-8") + accepted, encoding="utf-8")
    answer = json.loads(run("check", "smallest", "--pages", "--json").out)["pamphlets"][0]

    assert "line-very-loose" in codes
    assert all(finding["places"][0]["page"] for finding in loose["findings"])
    assert answer["findings"] == []
    assert answer["pages"] == loose["pages"]
    assert answer["pages"]["very_loose"] > 0
    assert answer["pages"]["per_100_lines"]["very_loose"] > 0
    # Without a look at the pages what is accepted of them is about nothing, and nobody is told so.
    assert json.loads(run("check", "smallest", "--json").out)["pamphlets"][0]["findings"] == []


def test_a_manuscript_with_an_error_has_no_pages(workspace: Path, run: Run) -> None:
    spoil(workspace)
    answer = run("check", "smallest", "--pages")

    assert answer.code == 1
    assert answer.out.count("\n") == 1
