"""How lines are broken is a key of the pamphlet."""

from __future__ import annotations

from pathlib import Path

import pytest

from handpress.project import load_pamphlet

TOML = 'title = "Bread"\nlanguage = "en"\ndate = "2026"\n{}\n[[parts]]\nfile = "bread.md"\nkind = "article"\n'


@pytest.mark.parametrize(
    ("given", "whole"),
    [("", True), ('[setting]\nlines = "total-fit"', True), ('[setting]\nlines = "greedy"', False)],
)
def test_paragraphs_are_broken_as_wholes_unless_the_pamphlet_says_otherwise(
    tmp_path: Path, given: str, whole: bool
) -> None:
    (tmp_path / "pamphlet.toml").write_text(TOML.format(given))
    result = load_pamphlet(tmp_path, "bread")

    assert result.findings == ()
    assert result.value.total_fit is whole


def test_another_word_is_a_finding_that_names_the_nearest(tmp_path: Path) -> None:
    (tmp_path / "pamphlet.toml").write_text(TOML.format('[setting]\nlines = "greedily"'))
    [finding] = load_pamphlet(tmp_path, "bread").findings

    assert finding.code == "config-value"
    assert "greedy" in finding.hint


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ("", ()),
        ('[setting]\nhyphenation = "pam-phlet, Kropotkin"', ("pam-phlet", "Kropotkin")),
        ('[setting]\nhyphenation = """\nMüh-len-rad\nl’ami\n"""', ("Müh-len-rad", "l’ami")),
    ],
)
def test_words_are_parted_as_the_pamphlet_says(tmp_path: Path, given: str, words: tuple[str, ...]) -> None:
    (tmp_path / "pamphlet.toml").write_text(TOML.format(given), encoding="utf-8")
    result = load_pamphlet(tmp_path, "bread")

    assert result.findings == ()
    assert result.value.hyphenation == words


def test_what_are_no_words_is_a_finding(tmp_path: Path) -> None:
    (tmp_path / "pamphlet.toml").write_text(TOML.format('[setting]\nhyphenation = "a1; b"'))
    [finding] = load_pamphlet(tmp_path, "bread").findings

    assert finding.code == "config-value"
    assert "hyphenation" in finding.message


@pytest.mark.parametrize(("given", "leading_pt"), [("", 0), ('[proof]\nleading = "20pt"', 20)])
def test_a_galley_may_have_a_leading_of_its_own(tmp_path: Path, given: str, leading_pt: float) -> None:
    (tmp_path / "pamphlet.toml").write_text(TOML.format(given))
    result = load_pamphlet(tmp_path, "bread")

    assert result.findings == ()
    assert result.value.proof_leading_pt == pytest.approx(leading_pt)
