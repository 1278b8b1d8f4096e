"""The schema of ``pamphlet.toml``: an editor says what the press says."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from handpress.cli.new import _PAMPHLET
from handpress.project import keydocs, keys, load_pamphlet, schema

ROOT = Path(__file__).resolve().parents[2]
VALIDATOR = Draft7Validator(schema())
SAMPLES = sorted([*ROOT.glob("manuscripts/*/pamphlet.toml"), *ROOT.glob("tests/pamphlets/*/pamphlet.toml")])
LEAST: dict[str, Any] = {
    "title": "Bread", "language": "en", "date": "2026", "parts": [{"file": "bread.md", "kind": "article"}]
}  # fmt: skip


def told(path: Path) -> list[str]:
    """What the schema says against a pamphlet.toml; its dates are what they look like."""
    values = json.loads(json.dumps(tomllib.loads(path.read_text(encoding="utf-8")), default=str))
    return [error.message for error in VALIDATOR.iter_errors(values)]


def test_the_schema_is_one() -> None:
    Draft7Validator.check_schema(schema())


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.parent.name)
def test_every_sample_keeps_it(path: Path) -> None:
    assert told(path) == []


def test_what_new_lays_out_keeps_it() -> None:
    text = _PAMPHLET.format(title="Bread", date="2026-05-01", schema="s.json")

    assert list(VALIDATOR.iter_errors(tomllib.loads(text))) == []


def test_every_group_and_key_is_described_and_nothing_else() -> None:
    assert set(keydocs.TOP_DOCS) == set(keys.TOP)
    assert set(keydocs.GROUP_DOCS) == set(keydocs.KEY_DOCS) == set(keys.GROUPS)
    for name, group in keys.GROUPS.items():
        assert set(keydocs.KEY_DOCS[name]) == set(group.keys), name
    for text in (*keydocs.TOP_DOCS.values(), *keydocs.GROUP_DOCS.values()):
        assert text.endswith(".")


@pytest.mark.parametrize(
    "change",
    [
        {"titel": "Bread"},
        {"title": " "},
        {"language": "English"},
        {"date": "May 2026"},
        {"parts": []},
        {"parts": [{"file": "bread.md"}]},
        {"parts": [{"file": "bread.txt", "kind": "article"}]},
        {"parts": [{"file": "bread.md", "kind": "artikle"}]},
        {"parts": [{"file": "bread.md", "kind": "article", "spelling": "old"}]},
        {"accepted": [{"code": "spelling"}]},
        {"accepted": [{"code": "note-undefined", "reason": "none"}]},
        {"print": {"marks": "perhaps"}},
        {"cover": {"front": "front.bmp"}},
        {"format": {"trim": "enormous"}},
        {"profiles": {"ours": {"bleed": "3"}}},
    ],
    ids=str,
)
def test_what_the_press_refuses_it_refuses(change: dict[str, Any]) -> None:
    assert not VALIDATOR.is_valid(LEAST | change)


@pytest.mark.parametrize(
    "change",
    [
        {"date": 1917},
        {"print": {"marks": True}},
        {"cover": {"front": "front.JPG"}},
        {"format": {"trim": "a5"}},
        {"format": {"trim": "100x150mm"}},
        {"profiles": {"ours": {"bleed": "3mm", "ppi": 300}}},
        {"quotations": {"shortest": 6}},
        {"accepted": [{"code": "spelling", "reason": "So written."}]},
    ],
    ids=str,
)
def test_what_the_press_takes_it_takes(change: dict[str, Any]) -> None:
    assert list(VALIDATOR.iter_errors(LEAST | change)) == []


@pytest.mark.parametrize("case", ["config-key", "config-missing", "config-value", "format-measure"])
def test_it_finds_what_a_faulty_file_has(case: str) -> None:
    folder = ROOT / "tests" / "checks" / case
    codes = {finding.code for finding in load_pamphlet(folder, case).findings}

    assert bool(told(folder / "pamphlet.toml")) == bool(codes & {"config-key", "config-missing", "config-value"})
