"""What ``[accessibility]`` in ``pamphlet.toml`` comes to."""

from __future__ import annotations

from pathlib import Path

from handpress.diagnostics import Result
from handpress.model.access import AccessClaim, Exemption
from handpress.project import Pamphlet, load_pamphlet

HEAD = 'title = "On Bread"\nlanguage = "en"\ndate = "2026"\n[[parts]]\nfile = "article.md"\nkind = "article"\n'


def load(folder: Path, text: str) -> Result[Pamphlet]:
    (folder / "pamphlet.toml").write_text(HEAD + text)
    return load_pamphlet(folder, "manuscripts/on-bread")


def test_without_a_word_nobody_answers_for_anything(tmp_path: Path) -> None:
    assert load(tmp_path, "").value.accessibility == AccessClaim()


def test_a_claim_is_read_whole(tmp_path: Path) -> None:
    result = load(
        tmp_path,
        '[accessibility]\ncertified-by = "A"\ncertifier-credential = "B"\nreport = "https://example.org/r"\n'
        'summary = "C"\nexemption = "microenterprise"\n',
    )

    assert result.findings == ()
    assert result.value.accessibility == AccessClaim("A", "B", "https://example.org/r", "C", Exemption.MICROENTERPRISE)


def test_a_report_of_nobody_and_an_unknown_exemption_are_told_with_their_lines(tmp_path: Path) -> None:
    text = '[accessibility]\nreport = "https://example.org/r"\nexemption = "tired"\n'
    found = {(finding.code, finding.span.line) for finding in load(tmp_path, text).findings if finding.span}

    assert found == {("config-missing", 8), ("config-value", 9)}
