"""Backslashes: before every sign that Markdown would take for a mark, and before no other."""

from __future__ import annotations

import pytest

from handpress.importing.escaping import escape, escape_heading


@pytest.mark.parametrize(
    ("typed", "escaped"),
    [
        ("*a* _b_ `c`", r"\*a\* \_b\_ \`c\`"),
        ("a\\b", r"a\\b"),
        ("<b> {a}", r"\<b> \{a}"),
        ("&amp; & Co", r"\&amp; & Co"),
        ("[a](b) [^1] [a]{b} [a]: b", r"\[a](b) \[^1] [a]\{b} \[a]: b"),
        ("# a\n> b\n| c", "\\# a\n\\> b\n\\| c"),
        ("- a\n+ b\n1917. c", "\\- a\n\\+ b\n1917\\. c"),
        ("a\n---\n===\n---|---", "a\n\\---\n\\===\n\\---|---"),
        (": a\n~~~\n!!! note", "\\: a\n\\~~~\n\\!!! note"),
    ],
)
def test_marks_are_escaped(typed: str, escaped: str) -> None:
    assert escape(typed) == escaped


@pytest.mark.parametrize(
    "typed",
    ["--Somebody said", "-5 degrees", "1.5 miles", "a #1 rope", "a > b", "[sic] [over - Ed.]", "AT&T", "a: b", "a | b"],
)
def test_signs_that_mark_nothing_stay_as_typed(typed: str) -> None:
    assert escape(typed) == typed


def test_a_heading_does_not_lose_the_number_sign_at_its_end() -> None:
    assert escape_heading("ROPE #") == r"ROPE \#"
