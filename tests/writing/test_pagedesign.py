"""Trim, theme and settings become a page of whole lines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handpress.model.format import MM, Format, Margins
from handpress.project.themes import THEMES
from handpress.project.trims import TRIMS, find_trim, length_mm
from handpress.writing.pagedesign import design_page, page_styles


def test_the_house_page_is_a5_with_thirty_two_lines() -> None:
    design = design_page(Format()).value

    assert (design.size_pt, design.leading_pt, design.lines) == (11.0, 14.4, 32)
    assert design.measure_mm == pytest.approx(107)


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
@pytest.mark.parametrize("trim", TRIMS.values(), ids=lambda trim: trim.name)
def test_every_theme_makes_a_page_of_whole_lines_on_every_trim_that_can_hold_one(theme, trim) -> None:  # type: ignore[no-untyped-def]
    result = design_page(Format(trim=trim, theme=theme))
    design, margins = result.value, result.value.margins

    block = trim.height_mm - margins.top_mm - margins.bottom_mm
    assert block * MM == pytest.approx(design.lines * design.leading_pt)
    assert design.size_pt >= theme.least_pt
    assert design.measure_mm * MM <= theme.longest_em * design.size_pt + 0.1
    # Sixteen points on the smallest cards leave no room for lines, and the press says so.
    narrow = theme.name == "large" and trim.name in ("A7", "A6", "quarter-letter")
    assert not result.findings or narrow or trim.name == "A7"


def test_a_line_of_a_large_page_is_no_longer_than_an_eye_can_follow() -> None:
    design = design_page(Format(trim=TRIMS["letter"])).value

    assert 60 <= design.letters_across <= 80


def test_settings_overrule_the_theme_and_the_lines_stay_whole() -> None:
    wanted = Format(trim=TRIMS["a6"], margins=Margins(12, 13, 14, 15), size_pt=9.5, leading_pt=12)
    design = design_page(wanted).value

    assert (design.margins.inner_mm, design.margins.top_mm, design.margins.outer_mm) == (12, 13, 14)
    assert design.lines == 28
    assert 15 <= design.margins.bottom_mm < 15 + 12 / MM


def test_the_binding_may_ask_for_a_wider_inner_margin() -> None:
    assert design_page(Format(), least_inner_mm=22).value.margins.inner_mm == 22
    assert design_page(Format(), least_inner_mm=10).value.margins.inner_mm == 18


def test_margins_that_leave_no_room_are_found() -> None:
    [finding] = design_page(Format(trim=TRIMS["a6"], margins=Margins(40, 15, 40, 20))).findings

    assert finding.code == "format-measure"
    assert "25 mm" in finding.message


def test_left_pages_mirror_right_pages() -> None:
    styles = page_styles(design_page(Format()).value)

    assert "@page { size: 148mm 210mm; margin: 19mm 23mm 28.435mm 18mm }" in styles
    assert "@page :left { margin: 19mm 18mm 28.435mm 23mm }" in styles


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("A5", (148, 210)),
        ("a6", (105, 148)),
        ("half-letter", (139.7, 215.9)),
        ("DL", (99, 210)),
        ("6x9", (152.4, 228.6)),
        ("120 x 190 mm", (120, 190)),
        ("12×19cm", (120, 190)),
        ("5 x 7.5in", (127, 190.5)),
    ],
)
def test_trims_go_by_name_or_by_measure(text: str, size: tuple[float, float]) -> None:
    trim = find_trim(text)

    assert trim is not None
    assert (trim.width_mm, trim.height_mm) == pytest.approx(size)


@pytest.mark.parametrize("text", ["", "A55", "10 x 10 mm", "900 x 900 mm", "148 210", "5 x 7.5"])
def test_what_is_no_trim_is_none(text: str) -> None:
    assert find_trim(text) is None


@given(st.floats(min_value=0.01, max_value=500), st.sampled_from(["mm", "cm", "in", "pt"]))
def test_lengths_are_read_in_their_unit(number: float, unit: str) -> None:
    text = f"{number:.3f}{unit}"
    per = {"mm": 1.0, "cm": 10.0, "in": 25.4, "pt": 25.4 / 72}[unit]

    assert length_mm(text) == pytest.approx(float(f"{number:.3f}") * per, abs=1e-3)
