"""``handpress check`` for machines: SARIF and annotations, each in the form its readers ask for."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.cli.counter import Run, lay_out, spoil

from handpress.cli.annotations import annotation
from handpress.cli.sarif import sarif_log
from handpress.diagnostics import Finding
from handpress.diagnostics.catalogue import CATALOGUE
from handpress.model.spans import Span

FINDING = Finding("spelling", "100% “so:\r\nsaid”, yes.", Span("manuscripts/a,b: c/ä 1.md", 3, 3, 5, 8), "Mend it.")
LINES = Finding("text-lost", "Gone.", Span("a.md", 3, 5, 2, 1))


@pytest.fixture
def workspace(here: Path) -> Path:
    lay_out(here, "smallest", "article-and-reply")
    spoil(here)
    return here


def results(log: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = log["runs"][0]["results"]
    return found


def keeps_sarif(log: dict[str, Any]) -> None:
    """What SARIF 2.1.0 asks of a log that has only what ours has (§3.13, §3.14, §3.19, §3.27 to §3.30, §3.49)."""
    assert log["version"] == "2.1.0"
    assert set(log) == {"$schema", "version", "runs"}
    [run] = log["runs"]
    assert set(run) == {"tool", "columnKind", "results"}
    assert run["columnKind"] in ("utf16CodeUnits", "unicodeCodePoints")
    assert set(run["tool"]) == {"driver"}
    driver = run["tool"]["driver"]
    assert isinstance(driver["name"], str)
    rules = driver["rules"]
    assert len({rule["id"] for rule in rules}) == len(rules)
    for rule in rules:
        assert set(rule) == {"id", "shortDescription", "defaultConfiguration", "help"}
        assert rule["shortDescription"]["text"].endswith(".")
        assert rule["defaultConfiguration"]["level"] in ("none", "note", "warning", "error")
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in ("none", "note", "warning", "error")
        assert result["message"]["text"]
        for location in result.get("locations", ()):
            place = location["physicalLocation"]
            uri = place["artifactLocation"]["uri"]
            assert not uri.startswith("/")
            assert " " not in uri
            assert uri.isascii()
            region = place["region"]
            assert 1 <= region["startLine"] <= region["endLine"]
            assert region.get("startColumn", 1) >= 1
            if region["startLine"] == region["endLine"] and "endColumn" in region:
                assert region["endColumn"] > region["startColumn"]


def test_sarif_has_every_finding_with_its_rule_and_place(workspace: Path, run: Run) -> None:
    answer = run("check", "--sarif")
    log = json.loads(answer.out)

    assert (answer.code, answer.err) == (1, "")
    keeps_sarif(log)
    assert [result["ruleId"] for result in results(log)] == ["unattributed-bracket", "note-undefined"]
    place = results(log)[1]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "manuscripts/smallest/bread.md"}
    assert place["region"] == {"startLine": 7, "endLine": 7, "startColumn": 22, "endColumn": 26}


def test_sarif_of_a_sound_pamphlet_has_no_result(workspace: Path, run: Run) -> None:
    answer = run("check", "article-and-reply", "--sarif")

    assert answer.code == 0
    keeps_sarif(json.loads(answer.out))
    assert results(json.loads(answer.out)) == []


def test_sarif_takes_any_place(tmp_path: Path) -> None:
    log = sarif_log(
        [FINDING, LINES, Finding("booklet-thick", "Thick."), Finding("note-empty", "No.", Span("a", 1, 1))], tmp_path
    )

    keeps_sarif(log)
    assert [("locations" in result) for result in results(log)] == [True, True, False, True]
    assert [rule["id"] for rule in log["runs"][0]["tool"]["driver"]["rules"]] == sorted(
        ("spelling", "text-lost", "booklet-thick", "note-empty")
    )


def test_paths_are_those_of_the_repository(workspace: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    inner = workspace / "press"
    inner.mkdir()
    (workspace / "manuscripts").rename(inner / "manuscripts")
    (workspace / ".git").mkdir()
    monkeypatch.chdir(inner)

    log = json.loads(run("check", "--sarif").out)
    place = results(log)[0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "press/manuscripts/smallest/bread.md"
    assert "file=press/manuscripts/smallest/bread.md," in run("check", "--github").out


def test_annotations_are_a_line_each_and_nothing_else(workspace: Path, run: Run) -> None:
    answer = run("check", "smallest", "--github")

    assert (answer.code, answer.err) == (1, "")
    notice, error = answer.out.splitlines()
    assert notice.startswith("::notice file=manuscripts/smallest/bread.md,line=7,endLine=7,col=8,endColumn=")
    assert ",title=unattributed-bracket::" in notice
    assert error.startswith("::error file=manuscripts/smallest/bread.md,line=7,endLine=7,col=22,endColumn=25,")


def test_what_an_annotation_may_not_hold_is_escaped(tmp_path: Path) -> None:
    assert annotation(FINDING, tmp_path) == (
        "::warning file=manuscripts/a%2Cb%3A c/ä 1.md,line=3,endLine=3,col=5,endColumn=8,title=spelling"
        "::100%25 “so:%0D%0Asaid”, yes. Mend it."
    )


def test_an_annotation_over_several_lines_has_no_columns(tmp_path: Path) -> None:
    assert annotation(LINES, tmp_path) == "::error file=a.md,line=3,endLine=5,title=text-lost::Gone."
    assert annotation(Finding("booklet-thick", "Thick."), tmp_path) == "::warning title=booklet-thick::Thick."


@pytest.mark.parametrize("two", [("--json", "--sarif"), ("--sarif", "--github"), ("--github", "--json")])
def test_two_forms_at_once_are_refused(two: tuple[str, str], workspace: Path, run: Run) -> None:
    answer = run("check", *two)

    assert (answer.code, answer.out) == (2, "")
    assert "one of --json, --sarif and --github" in answer.err


def test_a_column_is_counted_in_signs_as_sarif_is_told(workspace: Path, run: Run) -> None:
    path = workspace / "manuscripts" / "smallest" / "bread.md"
    path.write_text(path.read_text(encoding="utf-8") + "\n𝔄𝔅 [𝔠𝔡] so.\n", encoding="utf-8")
    [found] = [
        one for one in results(json.loads(run("check", "smallest", "--sarif").out)) if "𝔠𝔡" in one["message"]["text"]
    ]

    assert found["locations"][0]["physicalLocation"]["region"]["startColumn"] == 4


def test_every_severity_is_a_level_of_sarif() -> None:
    assert {entry.severity.value for entry in CATALOGUE.values()} == {"error", "warning", "note"}
