from typing import Any

import pytest
from PIL import ImageChops
from tests.imposing.samples import A5, HALF_LETTER, MM, darkest, drawn, finished, sides_of, stitched

from handpress.imposing import SHEETS

NEAR = 0.01


@pytest.mark.parametrize("name", SHEETS)
def test_pages_meet_at_the_fold_and_stand_at_mid_height_on_every_sheet(name: str) -> None:
    sheet = SHEETS[name]
    width, height = 300.0, 400.0
    fold = sheet.width_mm * MM / 2
    foot = (sheet.height_mm * MM - height) / 2

    for side in sides_of(stitched(finished(12, (width, height)), sheet).pdf):
        left, right = side.laid
        assert (left.left, left.right) == pytest.approx((fold - width, fold), abs=NEAR)
        assert (right.left, right.right) == pytest.approx((fold, fold + width), abs=NEAR)
        for page in (left, right):
            assert (page.bottom, page.top) == pytest.approx((foot, foot + height), abs=NEAR)
        assert left.clip == pytest.approx((0, 0, fold, sheet.height_mm * MM), abs=NEAR)
        assert right.clip == pytest.approx((fold, 0, fold, sheet.height_mm * MM), abs=NEAR)
        assert side.media == pytest.approx((0, 0, sheet.width_mm * MM, sheet.height_mm * MM), abs=NEAR)
        assert side.trim == side.media


def test_creep_moves_the_pages_of_each_sheet_inwards_to_the_spine_by_one_thickness_of_paper_more() -> None:
    fold = SHEETS["a4"].width_mm * MM / 2

    for at, side in enumerate(sides_of(stitched(finished(32), SHEETS["a4"], caliper_mm=0.1).pdf)):
        left, right = side.laid
        shift = at // 2 * 0.1 * MM
        assert left.right == pytest.approx(fold + shift, abs=NEAR)
        assert right.left == pytest.approx(fold - shift, abs=NEAR)
    assert shift == pytest.approx(0.7 * MM)  # the measure that printers quote for 32 pages at 0.1 mm


def test_creep_never_carries_a_page_over_the_fold() -> None:
    fold = SHEETS["a4"].width_mm * MM / 2

    innermost = sides_of(stitched(finished(32), SHEETS["a4"], caliper_mm=0.1).pdf)[-1]

    left, right = innermost.laid
    assert left.clip[0] + left.clip[2] == pytest.approx(fold, abs=NEAR)
    assert right.clip[0] == pytest.approx(fold, abs=NEAR)


def test_a_page_is_placed_by_its_trim_and_what_lies_outside_the_trim_is_cut_off() -> None:
    bleed = 3 * MM
    media = (A5[0] + 2 * bleed, A5[1] + 2 * bleed)
    trim = [bleed, bleed, bleed + A5[0], bleed + A5[1]]

    side = sides_of(stitched(finished(4, media, TrimBox=trim), SHEETS["a4"]).pdf)[0]

    recto = side.laid[1]
    assert recto.left == pytest.approx(SHEETS["a4"].width_mm * MM / 2, abs=NEAR)
    assert recto.right - recto.left == pytest.approx(A5[0], abs=NEAR)
    assert list(recto.box) == pytest.approx(trim, abs=NEAR)


@pytest.mark.parametrize(
    "boxes",
    [
        {"CropBox": [100, 100, 400, 500]},
        {"TrimBox": [400, 500, 100, 100]},
        {"TrimBox": [100, 100, 400, 500], "CropBox": [0, 0, 419, 595]},
    ],
    ids=["crop for want of trim", "corners the wrong way round", "trim before crop"],
)
def test_the_box_that_counts_is_the_trim_then_the_crop_with_its_corners_in_either_order(
    boxes: dict[str, Any],
) -> None:
    recto = sides_of(stitched(finished(4, **boxes), SHEETS["a4"]).pdf)[0].laid[1]

    assert (recto.right - recto.left, recto.top - recto.bottom) == pytest.approx((300, 400), abs=NEAR)


def test_a_trim_that_leaves_the_paper_ends_where_the_paper_ends() -> None:
    recto = sides_of(stitched(finished(4, (300, 400), TrimBox=[-50, -50, 900, 900]), SHEETS["a4"]).pdf)[0].laid[1]

    assert (recto.right - recto.left, recto.top - recto.bottom) == pytest.approx((300, 400), abs=NEAR)


@pytest.mark.parametrize("turn", [0, 90, 180, 270, -90])
def test_a_turned_page_looks_on_the_sheet_as_it_looks_alone(turn: int) -> None:
    size = HALF_LETTER if turn % 180 == 0 else HALF_LETTER[::-1]
    pages = finished(1, size, Rotate=turn)

    sheet = drawn(stitched(pages, SHEETS["letter"]).pdf)

    alone = drawn(pages)
    assert alone.size == (396, 612)
    assert darkest(alone) < 128
    unlike = ImageChops.difference(sheet.crop((396, 0, 792, 612)), alone)
    assert max(unlike.tobytes()) < 32


def test_a_page_measured_in_larger_units_keeps_its_size() -> None:
    recto = sides_of(stitched(finished(4, (198, 306), UserUnit=2), SHEETS["letter"]).pdf)[0].laid[1]

    assert (recto.right - recto.left, recto.top - recto.bottom) == pytest.approx(HALF_LETTER, abs=NEAR)


def test_a_page_that_fills_its_half_leaves_no_room_for_fold_ticks() -> None:
    assert all(side.strokes == [] for side in sides_of(stitched(finished(8), SHEETS["a4"]).pdf))
