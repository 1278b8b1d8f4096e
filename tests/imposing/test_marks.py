import io
from itertools import pairwise

import pikepdf
import pytest
from tests.imposing.paper import Box, made, numbered, overlap, page_size, rules_of, words_of
from tests.imposing.samples import MM, finished, sides_of, stitched

from handpress.imposing import SCHEMES, SHEETS, Job, Mark, impose

NEAR = 0.01
SHEET = SHEETS["sra3"]
BLEED = 3 * MM
OUTSIDE = frozenset(Mark) - {Mark.SIGNATURE}


def marks_on(scheme: str, mark: Mark, count: int = 8, spare_mm: float = 30) -> list[list[Box]]:
    """The boxes of one mark on each side."""
    pages = numbered(count, page_size(SCHEMES[scheme], SHEET, spare_mm))
    return [marks for _, marks in rules_of(made(pages, SHEET, SCHEMES[scheme], marks=frozenset({mark})).pdf)]


@pytest.mark.parametrize("spare_mm", [7, 12, 30])
@pytest.mark.parametrize("scheme", SCHEMES)
def test_no_mark_touches_a_page_or_its_bleed_or_leaves_the_sheet(scheme: str, spare_mm: float) -> None:
    pages = numbered(8, page_size(SCHEMES[scheme], SHEET, spare_mm), bleed=BLEED)

    sheets = made(pages, SHEET, SCHEMES[scheme], marks=OUTSIDE, caliper_mm=0.1)

    width, height = SHEET.width, SHEET.height
    for shown, marks in rules_of(sheets.pdf):
        assert marks or spare_mm < 30
        for mark in marks:
            assert not any(overlap(mark, page) for page in shown)
            assert mark[0] >= -NEAR
            assert mark[1] >= -NEAR
            assert mark[2] <= width + NEAR
            assert mark[3] <= height + NEAR


@pytest.mark.parametrize("scheme", SCHEMES)
def test_marks_add_no_word_to_the_sheets(scheme: str) -> None:
    pages = numbered(8, page_size(SCHEMES[scheme], SHEET, 30))

    with_marks = made(pages, SHEET, SCHEMES[scheme], marks=frozenset(Mark)).pdf

    assert words_of(with_marks) == words_of(made(pages, SHEET, SCHEMES[scheme], marks=frozenset()).pdf)


def test_marks_are_black_ink_alone() -> None:
    pages = numbered(8, page_size(SCHEMES["sections"], SHEET, 30))
    sheets = made(pages, SHEET, SCHEMES["sections"], marks=frozenset(Mark)).pdf

    with pikepdf.open(io.BytesIO(sheets)) as pdf:
        for side in pdf.pages:
            for step in pikepdf.parse_content_stream(side):
                if str(step.operator) in ("K", "k"):
                    assert [float(part) for part in step.operands] == [0, 0, 0, 1]
                assert str(step.operator) not in ("G", "g", "RG", "rg", "SC", "sc", "SCN", "scn")


def test_on_a_larger_sheet_two_short_dashed_ticks_stand_on_the_fold_clear_of_the_pages() -> None:
    made_up = impose(finished(4), Job(SHEETS["a3"], marks=frozenset({Mark.FOLD}))).value
    assert made_up is not None
    side = sides_of(made_up.pdf)[0]

    page = side.laid[1]
    assert len(side.strokes) == 4
    assert all(x == pytest.approx(210 * MM, abs=NEAR) for x, _ in side.strokes)
    assert sorted(y for _, y in side.strokes) == pytest.approx(
        [page.bottom - 6 * MM, page.bottom - 1 * MM, page.top + 1 * MM, page.top + 6 * MM], abs=NEAR
    )
    assert b"0 0 0 1 K 0.25 w [2 2] 0 d" in side.drawing


@pytest.mark.parametrize(
    ("scheme", "upright", "level"),
    [("signature-16", {1, 2, 3}, {1}), ("signature-32", {1, 2, 3}, {1, 2, 3}), ("quarter-cut", {1}, set())],
)
def test_every_fold_and_nothing_else_has_ticks(scheme: str, upright: set[int], level: set[int]) -> None:
    row = SCHEMES[scheme]
    for marks in marks_on(scheme, Mark.FOLD, 32):
        across = {round(m[0] * row.columns / SHEET.width, 3) for m in marks if m[0] == m[2]}
        down = {round(m[1] * row.rows / SHEET.height, 3) for m in marks if m[1] == m[3]}
        assert across == upright
        assert down == level


def test_crop_marks_stand_in_line_with_the_trim_but_not_at_the_spine() -> None:
    [marks, _] = marks_on("saddle-stitch", Mark.CROP, count=4)

    fold, (width, height) = SHEET.width / 2, page_size(SCHEMES["saddle-stitch"], SHEET, 30)
    foot = (SHEET.height - height) / 2
    assert {round(m[0], 2) for m in marks if m[0] == m[2]} == {round(fold - width, 2), round(fold + width, 2)}
    assert {round(m[1], 2) for m in marks if m[1] == m[3]} == {round(foot, 2), round(foot + height, 2)}
    assert len(marks) == 8


@pytest.mark.parametrize("scheme", ["saddle-stitch", "quarter-cut", "quarter-folded"])
def test_staples_are_marked_on_the_outside_of_the_outer_sheet_at_a_quarter_of_the_height(scheme: str) -> None:
    outer, *inner = marks_on(scheme, Mark.STAPLE, count=24)

    _, height = page_size(SCHEMES[scheme], SHEET, 30)
    heights = sorted({round(mark[1], 2) for mark in outer})
    assert inner == [[]] * len(inner)
    assert len(outer) == 4
    assert heights[1] - heights[0] == pytest.approx(height / 2, abs=NEAR)


def test_each_signature_has_its_bar_on_the_spine_a_step_lower_than_the_last() -> None:
    sides = marks_on("sections", Mark.SIGNATURE, count=60)

    bars = [marks[0] for marks in sides if marks]
    assert len(bars) == 4
    assert [len(marks) for marks in sides].count(1) == 4
    for bar in bars:
        assert (bar[0] + bar[2]) / 2 == pytest.approx(SHEET.width / 2, abs=NEAR)
    for upper, lower in pairwise(bars):
        assert lower[3] == pytest.approx(upper[1], abs=NEAR)


def test_the_bars_of_very_many_signatures_begin_again_at_the_top_and_stay_on_the_page() -> None:
    sides = marks_on("signature-4", Mark.SIGNATURE, count=400)

    _, height = page_size(SCHEMES["signature-4"], SHEET, 30)
    foot = (SHEET.height - height) / 2
    bars = [mark for marks in sides for mark in marks]
    assert len(bars) == 100
    assert all(foot < bar[1] and bar[3] < foot + height for bar in bars)
    assert 1 < len({bar[1] for bar in bars}) < 100


def test_sheets_are_numbered_under_the_page_at_the_left() -> None:
    sides = marks_on("saddle-stitch", Mark.SHEET, count=48)

    _, height = page_size(SCHEMES["saddle-stitch"], SHEET, 30)
    for marks in sides:
        assert all(mark[3] < (SHEET.height - height) / 2 and mark[2] < SHEET.width / 2 for mark in marks)
    drawings = {tuple(marks) for marks in sides}
    assert len(drawings) == 12  # front and back of a sheet bear the same number
    ones, twos = sides[0], sides[20]  # sheets 1 and 11
    assert len(twos) == 2 * len(ones)


def test_a_page_that_fills_its_place_has_no_marks_and_only_those_asked_for_are_missed() -> None:
    pages = numbered(4, page_size(SCHEMES["saddle-stitch"], SHEET, 0))

    usual = impose(pages, Job(SHEET))
    asked = impose(pages, Job(SHEET, marks=frozenset({Mark.FOLD, Mark.CROP})))

    assert usual.findings == ()
    assert [finding.code for finding in asked.findings] == ["marks-left-out"]
    assert asked.findings[0].message.startswith("No crop and no fold marks are on the sheets")
    assert asked.value is not None
    assert usual.value is not None
    assert asked.value.pdf == usual.value.pdf


def test_folds_and_trims_are_marked_where_nobody_says_but_only_where_something_is_folded_or_trimmed() -> None:
    usual = {name: Job(SHEET, row).wanted_marks for name, row in SCHEMES.items()}

    assert usual["saddle-stitch"] == usual["signature-32"] == {Mark.FOLD, Mark.CROP}
    assert usual["cut-and-stack-4"] == {Mark.CROP}
    assert usual["zine"] == {Mark.FOLD}
    assert usual["2-up"] == frozenset()


def test_the_booklet_of_a_build_keeps_clear_paper_around_its_pages() -> None:
    assert all(side.strokes == [] for side in sides_of(stitched(finished(8), SHEETS["a4"]).pdf))
