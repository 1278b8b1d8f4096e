"""The folder's files: pamphlet.toml that a newcomer can fill in, and names for folders."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from tests.importing.samples import imported, settings

from handpress.importing.folder import quoted, slug_of
from handpress.project import load_pamphlet


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("On Ropes", "on-ropes"),
        ("What's to Be Done?", "whats-to-be-done"),
        ("Élan & Größe", "elan-grosse"),
        ("Что делать", "pamphlet"),
        ("…", "pamphlet"),
        ("hemp " * 20, "-".join(["hemp"] * 12)),
    ],
)
def test_a_title_becomes_a_folder_name(title: str, slug: str) -> None:
    assert slug_of(title) == slug


def test_a_slug_that_is_given_is_taken() -> None:
    assert imported("On Ropes\n\nHemp.\n").slug == "on-ropes"


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_a_quoted_text_is_one_line_that_toml_and_yaml_read_alike(text: str) -> None:
    line = quoted(text)
    assert len(line.splitlines()) == 1
    assert tomllib.loads(f"key = {line}") == {"key": text}
    assert yaml.safe_load(f"key: {line}") == {"key": text}


def test_a_title_with_quotes_and_backslashes_is_safe() -> None:
    title = "The \"Rope\" \\ and 'Sand'"
    assert settings(f"{title}\n\nHemp.\n")["title"] == title


def test_the_settings_are_what_the_press_expects(tmp_path: Path) -> None:
    text = "On Ropes\n\nThe following article was written by Ada Example.\n\nHemp [green - Ed.].\n"
    for name, content in imported(text).files:
        (tmp_path / name).write_text(content, encoding="utf-8")
    loaded = load_pamphlet(tmp_path, "manuscripts/on-ropes")
    assert loaded.findings == ()
    assert [part.file for part in loaded.value.parts] == ["article.md"]


def test_entries_left_to_fill_in_stand_there_as_remarks() -> None:
    toml = dict(imported("On Ropes\n\nHemp.\n").files)["pamphlet.toml"]
    for key in ("subtitle", "publisher", "place", "description", "identifier", "rights", "[series]"):
        assert f"\n# {key}" in toml
