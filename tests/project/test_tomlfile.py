"""Where things stand in ``pamphlet.toml``: ``tomllib`` does not say, so the lines are looked through."""

from __future__ import annotations

import pytest

from handpress.model.spans import Span
from handpress.project import tomlfile

TEXT = """# What the pamphlet says of itself.
title = "On Bread" # on bread
  language = "en"
"quoted" = "a"

[series]
name = "Mill Papers"

[[parties]]
siglum = "Ed."
name = "The editors"

[[ parties ]] # the second
siglum = "Trans."
"""


def place(group: str = "", index: int = 0, key: str = "") -> str:
    return str(tomlfile.parse(TEXT, "pamphlet.toml").value.span(group, index, key))


@pytest.mark.parametrize(
    ("group", "index", "key", "where"),
    [
        ("", 0, "title", "2:1"),
        ("", 0, "language", "3:3"),
        ("", 0, "quoted", "4:1"),
        ("series", 0, "", "6:2"),
        ("series", 0, "name", "7:1"),
        ("parties", 0, "", "9:3"),
        ("parties", 0, "siglum", "10:1"),
        ("parties", 1, "", "13:4"),
        ("parties", 1, "siglum", "14:1"),
    ],
)
def test_a_key_and_a_group_stand_where_they_are_typed(group: str, index: int, key: str, where: str) -> None:
    assert place(group, index, key) == f"pamphlet.toml:{where}"


def test_a_key_that_is_missing_stands_at_the_head_of_its_group() -> None:
    assert place("parties", 1, "name") == "pamphlet.toml:13:4"


def test_what_stands_nowhere_stands_at_the_beginning() -> None:
    assert place("parts") == "pamphlet.toml:1:1"
    assert place(key="date") == "pamphlet.toml:1:1"


def test_the_values_are_those_of_the_file() -> None:
    values = tomlfile.parse(TEXT, "pamphlet.toml").value.values
    assert values["title"] == "On Bread"
    assert [party["siglum"] for party in values["parties"]] == ["Ed.", "Trans."]


def test_lines_within_a_value_are_not_keys() -> None:
    text = 'description = """\ntitle = "no"\n[series]\n"""\ntitle = "yes"\n'
    assert str(tomlfile.parse(text, "p").value.span(key="title")) == "p:5:1"


@pytest.mark.parametrize(
    ("text", "where", "says"),
    [
        ('title = "On Bread\n', Span("p", 1, 1, 18), "the line ends before its value does"),
        ('title = "A"\nlanguage\n', Span("p", 2, 2, 9), "expected '='"),
        ('title = "A"\ntitle = "B"\n', Span("p", 2, 2, 12), "overwrite"),
        ('title = """A', Span("p", 1, 1, 1), "unterminated string"),
    ],
)
def test_what_is_no_toml_is_told_with_its_place(text: str, where: Span, says: str) -> None:
    (finding,) = tomlfile.parse(text, "p").findings
    assert finding.code == "config-syntax"
    assert says in finding.message
    assert finding.span == where
