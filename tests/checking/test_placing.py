import pytest

from handpress.checking import Placed, check_cover_shapes, check_resolution, width_in_text_mm, width_on_cover_mm
from handpress.model.format import BleedSides, Profile, Trim

A5 = Trim("A5", 148.0, 210.0)
WHITE = (A5, Profile("w", "w"))
BLED = (A5, Profile("b", "b", bleed_mm=3.0, bleed_sides=BleedSides.ALL))


@pytest.mark.parametrize(
    ("pixels", "width"),
    [((200, 100), 52.917), ((2000, 1000), 107.0), ((1000, 4000), 30.0)],
    ids=["natural", "wide", "high"],
)
def test_a_bitmap_in_the_text_is_as_wide_as_its_measure_and_height_allow(pixels: tuple[int, int], width: float) -> None:
    assert width_in_text_mm(*pixels, 107.0, 120.0) == pytest.approx(width, abs=0.001)


def test_on_a_cover_a_picture_fills_the_page_and_its_bleed() -> None:
    assert width_on_cover_mm(154, 216, *BLED) == pytest.approx(154)
    assert width_on_cover_mm(400, 216, *BLED) == pytest.approx(400)
    assert width_on_cover_mm(148, 210, *WHITE) == pytest.approx(148)


def coarse(width: int, width_mm: float, line_art: bool = False) -> list[str]:
    placed = Placed("a.png", None, width, width, width_mm, line_art)
    return [finding.message for finding in check_resolution([placed], 300, 600)]


def test_a_bitmap_with_too_few_pixels_an_inch_is_told_with_both_figures() -> None:
    assert coarse(1200, 101.6) == []
    assert coarse(1000, 101.6) == ["“a.png” is printed 102 mm wide with 250 pixels an inch; print asks for 300."]


def test_line_art_needs_twice_as_many() -> None:
    assert coarse(1200, 101.6, line_art=True)
    assert not coarse(2400, 101.6, line_art=True)


def test_an_ornament_may_be_coarse() -> None:
    assert coarse(24, 6.35) == []


def shapes(width: float, height: float, made: tuple[Trim, Profile]) -> list[str]:
    return [finding.message for finding in check_cover_shapes([Placed("a.png", None, width, height, 0)], *made)]


@pytest.mark.parametrize("size", [(148, 210), (1480, 2100), (154, 216), (0, 0)])
def test_a_picture_of_the_shape_of_trim_or_bleed_is_well(size: tuple[int, int]) -> None:
    assert shapes(*size, BLED) == []


def test_a_picture_of_another_shape_is_told_with_what_is_lost() -> None:
    [high] = shapes(1600, 2560, BLED)
    [wide] = shapes(1000, 1000, WHITE)

    assert "the page is 148 × 210 mm (154 × 216 mm with its bleed): 11% of its height would be cut off" in high
    assert "30% of its width" in wide
