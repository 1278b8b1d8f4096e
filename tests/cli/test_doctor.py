"""``handpress doctor``: what is on this machine, and what is missing."""

from __future__ import annotations

import json

import pytest
from tests.cli.counter import Run

from handpress.cli import doctor


def test_a_machine_on_which_these_tests_run_is_well(run: Run) -> None:
    answer = run("doctor")

    assert (answer.code, answer.err) == (0, "")
    assert answer.out.splitlines()[-1] == "Everything a build needs is here."
    assert "✗" not in answer.out


def test_doctor_as_json_has_these_keys(run: Run) -> None:
    report = json.loads(run("doctor", "--json").out)

    assert set(report) == {"ok", "handpress", "items"}
    assert {key for item in report["items"] for key in item} == {"name", "found", "needed", "hint"}
    assert {"Python", "weasyprint", "Pango", "java"} <= {item["name"] for item in report["items"]}


def test_a_missing_library_ends_with_4_and_says_what_to_do(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "_LIBRARIES", ("no-such-library",))
    answer = run("doctor")

    assert answer.code == 4
    assert "✗ no-such-library       not found" in answer.out
    assert "pip install no-such-library" in answer.out
    assert answer.out.splitlines()[-1] == "The press cannot build on this machine yet."


def test_a_missing_judge_is_named_and_is_no_illness(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "_JUDGES", (("no-such-judge", "--version", "colour"),))
    answer = run("doctor")

    assert answer.code == 0
    assert "– no-such-judge         not found" in answer.out
