"""What ``[format]``, ``[print]`` and ``[profiles.NAME]`` in ``pamphlet.toml`` come to."""

from __future__ import annotations

from pathlib import Path

import pytest

from handpress.diagnostics import Result
from handpress.model.format import BleedSides, Margins, PrintStandard
from handpress.project import Pamphlet, load_pamphlet

HEAD = 'title = "On Bread"\nlanguage = "en"\ndate = "2026"\n'
PARTS = '[[parts]]\nfile = "article.md"\nkind = "article"\n'


@pytest.fixture
def load(tmp_path: Path):  # type: ignore[no-untyped-def]
    def loaded(text: str) -> Result[Pamphlet]:
        (tmp_path / "pamphlet.toml").write_text(HEAD + text + PARTS)
        return load_pamphlet(tmp_path, "manuscripts/on-bread")

    return loaded


def test_without_a_word_a_pamphlet_is_a_quiet_a5_for_the_office_printer(load) -> None:  # type: ignore[no-untyped-def]
    pamphlet = load("").value

    assert (pamphlet.format.trim.name, pamphlet.format.theme.name) == ("A5", "quiet")
    assert pamphlet.printing.profile.name == "home"


def test_a_format_is_read_whole(load) -> None:  # type: ignore[no-untyped-def]
    result = load(
        '[format]\ntrim = "6x9"\ntheme = "leaflet"\nmargins = "18mm 19 mm 0.5in 2cm"\nsize = "10pt"\nleading = "13pt"\n'
    )
    made = result.value.format

    assert not result.findings
    assert made.trim.width_mm == pytest.approx(152.4)
    assert made.theme.run_on
    assert made.margins == Margins(18, 19, 12.7, 20)
    assert (made.size_pt, made.leading_pt) == (10, 13)


def test_large_print_sends_its_notes_to_the_end_unless_told_otherwise(load) -> None:  # type: ignore[no-untyped-def]
    assert load('[format]\ntheme = "large"\n').value.notes.longest_percent == 0
    assert load('[format]\ntheme = "large"\n[notes]\nlongest = 30\n').value.notes.longest_percent == 30


def test_a_printer_of_ones_own_is_like_another_but_for_what_is_said(load) -> None:  # type: ignore[no-untyped-def]
    result = load(
        '[print]\nprofile = "corner"\nmarks = true\ncaliper = "0.12mm"\n'
        '[profiles.corner]\nlike = "kdp"\nbleed = "5mm"\nbleed-sides = "all"\nink = 260\nstandard = "PDF/X-1a:2003"\n'
    )
    printing = result.value.printing

    assert not result.findings
    assert (printing.profile.name, printing.profile.bleed_mm, printing.profile.most_ink) == ("corner", 5, 260)
    assert printing.profile.bleed_sides is BleedSides.ALL
    assert printing.profile.standard is PrintStandard.X1A
    assert printing.profile.least_pages == 24
    assert printing.marks
    assert printing.caliper_mm == pytest.approx(0.12)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('[format]\ntrim = "A55"\n', "Did you mean A5?"),
        ('[format]\ntrim = "large"\n', "trim"),
        ('[format]\nmargins = "18mm 19mm"\n', "four lengths"),
        ('[format]\nsize = "10"\n', "10.5pt"),
        ('[format]\nfront-matter = "romen"\n', "Did you mean roman?"),
        ('[format]\nfront-mater = "roman"\n', "Did you mean front-matter?"),
        ('[print]\nprofile = "kpd"\n', "Did you mean kdp?"),
        ('[print]\nmarks = "perhaps"\n', "true, false"),
        ('[profiles.corner]\nbleeds = "3mm"\n', "Did you mean bleed?"),
        ('[profiles]\nlike = "kdp"\n', "[profiles.NAME]"),
    ],
)
def test_a_slip_is_found_where_it_stands(load, text: str, says: str) -> None:  # type: ignore[no-untyped-def]
    [finding] = load(text).findings

    assert finding.code in ("config-value", "config-key")
    assert says in f"{finding.message} {finding.hint}"
    assert finding.span is not None
    assert finding.span.line > 3
