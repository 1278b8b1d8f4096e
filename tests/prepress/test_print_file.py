"""The file to print: its boxes, its inks, its marks, and what a printer does not take."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
from msgspec.structs import replace
from pikepdf import Dictionary, Name, Pdf, Stream
from tests.prepress.reading import boxes, drawn, elements, look, pictures
from tests.prepress.samples import ABOUT, colourful, plain, ramp, saved

from handpress.diagnostics import PressError
from handpress.model.format import BleedSides, Profile
from handpress.prepress import Marks, finish_print
from handpress.project.profiles import PROFILES

MM = 72 / 25.4
WIDTH, HEIGHT = round(60 * MM, 3), round(90 * MM, 3)
OFFSET, KDP, OLD = PROFILES["offset"], PROFILES["kdp"], replace(PROFILES["ingram"], most_ink=300)


def made(profile: Profile = OFFSET, **options: Any) -> bytes:
    return finish_print(colourful(), ABOUT, profile, **options).value


# --- boxes ---------------------------------------------------------------------------------------------------


def edges(content: bytes) -> Iterator[tuple[float, ...]]:
    """How far the bleed goes over the trim on every page: left, bottom, right, top."""
    for bleed, trim in zip(boxes(content, "/BleedBox"), boxes(content, "/TrimBox"), strict=True):
        yield tuple(round(abs(one - other), 3) for one, other in zip(bleed, trim, strict=True))


def test_the_trim_is_the_pages_and_the_bleed_is_3_mm_on_every_side() -> None:
    content = made(marks=Marks())

    assert {(round(box[2] - box[0], 2), round(box[3] - box[1], 2)) for box in boxes(content, "/TrimBox")} == {
        (round(WIDTH, 2), round(HEIGHT, 2))
    }
    assert set(edges(content)) == {(8.504, 8.504, 8.504, 8.504)}
    assert boxes(content, "/MediaBox") == boxes(content, "/BleedBox")
    assert {box[:2] for box in boxes(content, "/MediaBox")} == {(0.0, 0.0)}


@pytest.mark.parametrize("right_to_left", [False, True])
def test_at_the_binding_there_is_no_bleed_where_the_printer_wants_none(right_to_left: bool) -> None:
    content = finish_print(colourful(), replace(ABOUT, right_to_left=right_to_left), KDP).value
    bound_left, bound_right = (0.0, 9.0, 9.0, 9.0), (9.0, 9.0, 0.0, 9.0)

    recto, verso = (bound_right, bound_left) if right_to_left else (bound_left, bound_right)
    assert list(edges(content)) == [recto, verso, recto, verso]
    # KDP: a page with a bleed is wider by 0.125 in and higher by 0.25 in.
    [media] = set(boxes(content, "/MediaBox"))
    assert media == pytest.approx((0, 0, WIDTH + 9, HEIGHT + 18), abs=0.001)


def test_where_a_printer_takes_no_bleed_the_page_ends_at_the_trim() -> None:
    content = made(replace(OFFSET, bleed_sides=BleedSides.NONE), marks=Marks())

    assert boxes(content, "/MediaBox") == boxes(content, "/BleedBox") == boxes(content, "/TrimBox")


def test_bookmarks_names_pictures_and_tiles_move_with_their_page() -> None:
    def see(pdf: Pdf) -> tuple[list[tuple[float, ...]], list[tuple[float, ...]], list[float]]:
        page = pdf.pages[0].obj
        target = pdf.Root.Names.Dests.Names[1]
        ends = [pdf.Root.Outlines.First.Dest, target]
        tiles = [one for one in pdf.pages[3].obj.Resources.Pattern.values() if "/Matrix" in one]
        figure = next(one for one in elements(pdf) if Name.Figure == one.S)
        assert target[0].objgen == page.objgen
        return (
            [tuple(float(end[at]) for at in (2, 3)) for end in ends],
            sorted(tuple(float(one.Matrix[at]) for at in (4, 5)) for one in tiles),
            [float(edge) for edge in figure.A.BBox],
        )

    before = look(made(replace(OFFSET, bleed_sides=BleedSides.NONE), marks=Marks()), see)
    after = look(made(marks=Marks()), see)

    def moved(one: Any, other: Any) -> set[float]:
        return {round(b - a, 2) for a, b in zip(one, other, strict=True)}

    by = round(3 * MM, 2)
    for old, new in zip([*before[0], *before[1]], [*after[0], *after[1]], strict=True):
        assert moved(old, new) == {by}
    assert moved(before[2], after[2]) == {by}
    assert before[1]


def test_what_bleeds_at_the_binding_is_cut_off() -> None:
    # The first page is blue all over; at its left, where it is bound, the clip begins at the trim.
    steps = drawn(made(KDP), 0)

    assert steps[1] == ("re", (0.0, 0.0, pytest.approx(WIDTH + 9, abs=0.001), pytest.approx(HEIGHT + 18, abs=0.001)))
    assert steps[4] == ("cm", (1.0, 0.0, 0.0, 1.0, 0.0, 9.0))


# --- inks ----------------------------------------------------------------------------------------------------


def test_black_text_is_full_black_and_no_other_ink() -> None:
    _, pages = plain()
    content = finish_print(pages, ABOUT, OFFSET, marks=Marks()).value
    steps = [step for page in range(3) for step in drawn(content, page)]

    assert {operands for operator, operands in steps if operator in ("k", "K")} == {(0.0, 0.0, 0.0, 1.0)}
    assert not {operator for operator, _ in steps} & {"g", "G", "rg", "RG", "cs", "CS", "sc", "scn"}


def test_a_grey_is_a_tint_of_black_and_a_colour_goes_through_the_profile() -> None:
    inks = {operands for operator, operands in drawn(made(), 3) if operator == "k"}
    [blue] = [operands for operator, operands in drawn(made(), 0) if operator == "k" and operands[3] != 1]

    assert (0.0, 0.0, 0.0, 0.4667) in inks  # #888
    assert blue[0] > 0.7 > blue[1] > 0.5 > blue[2]


def test_inks_and_measured_colours_of_the_text_are_kept_and_turned() -> None:
    inks = {operands for operator, operands in drawn(made(), 2) if operator == "k"}

    assert (0.1, 0.2, 0.3, 0.4) in inks
    assert any(magenta > 0.6 and cyan < 0.3 for cyan, magenta, _, _ in inks)


def test_greys_stay_grey_pictures_in_inks_stay_as_they_are_and_colours_become_inks() -> None:
    found = pictures(made())

    assert sorted(space for space, _, _ in found) == ["/DeviceCMYK"] * 5 + ["/DeviceGray"] * 2
    jpegs = [content for _, _, content in found if content[:2] == b"\xff\xd8"]
    assert len(jpegs) == 1  # the one in inks
    assert [masked for _, masked, _ in found].count(True) == 1


def samples(content: bytes) -> list[bytes]:
    """The samples of all pictures in four inks that are no JPEGs."""
    found = [one for space, _, one in pictures(content) if space == "/DeviceCMYK" and one[:2] != b"\xff\xd8"]
    return [zlib.decompress(one) for one in found]


@pytest.mark.parametrize("most", [120, 160])
def test_no_dot_of_a_picture_takes_more_ink_than_the_printer_lets_dry(most: int) -> None:
    found = samples(made(replace(OFFSET, most_ink=most)))

    sums = [sum(dots[at : at + 4]) / 2.55 for dots in found for at in range(0, len(dots), 4)]
    assert most - 5 < max(sums) <= most + 0.5
    assert max(sum(dots[at : at + 4]) / 2.55 for dots in samples(made()) for at in range(0, len(dots), 4)) > 180


def test_a_mask_stays_light_and_dark_and_what_it_masks_becomes_inks() -> None:
    def see(pdf: Pdf) -> tuple[str, set[str], list[str]]:
        holders: list[Any] = [one for one in pdf.objects if isinstance(one, Stream) and "/Resources" in one]
        states = [state for one in holders for state in one.Resources.get("/ExtGState", {}).values()]
        [mask] = [state.SMask.G for state in states if "/SMask" in state]
        light = [str(one.ColorSpace) for one in mask.Resources.Shading.values()]
        spaces = {str(one.ColorSpace) for one in pdf.objects if isinstance(one, Dictionary) and "/ShadingType" in one}
        return str(mask.Group.CS), spaces, light

    group, spaces, light = look(made(), see)

    assert (group, light) == ("/DeviceGray", ["/DeviceGray"])
    assert spaces == {"/DeviceGray", "/DeviceCMYK"}


def test_a_broken_profile_in_a_picture_is_as_good_as_none() -> None:
    # “photo” has sRGB in it and “spoilt” nonsense: both come out as a picture without a profile does, but for rounding.
    [first, *others] = samples(made())

    assert len(others) == 3
    assert all(max(abs(a - b) for a, b in zip(first, one, strict=True)) < 16 for one in others)


def test_a_jpeg_that_is_cut_short_is_refused_in_words() -> None:
    from handpress.prepress.colour import Separation, press_profile

    whole = saved(ramp("RGB").resize((320, 240)), "JPEG")
    separation = Separation(press_profile())

    assert separation.jpeg(whole) is not None
    for damaged in (whole[: len(whole) // 2], b"\xff\xd8 and so on"):
        with pytest.raises(PressError, match="damaged"):
            separation.jpeg(damaged)


def test_with_one_ink_everything_is_black_and_its_tints() -> None:
    content = made(one_ink=True)
    steps = [step for page in range(4) for step in drawn(content, page)]

    assert {space for space, _, _ in pictures(content)} == {"/DeviceGray"}
    assert {operands[:3] for operator, operands in steps if operator in ("k", "K")} == {(0.0, 0.0, 0.0)}
    [grey] = {operands[3] for operator, operands in drawn(content, 0) if operator == "k"} - {1.0}
    assert 0.5 < grey < 0.75


def test_a_grey_of_one_ink_has_the_lightness_of_its_colour() -> None:
    from handpress.prepress.colour import Separation, press_profile

    one = Separation(press_profile(), one_ink=True)

    assert [one.inks(*rgb)[3] for rgb in ((0, 0, 0), (1, 1, 1))] == [1, 0]
    lights = [1 - one.inks(*rgb)[3] for rgb in ((0, 0, 1), (1, 0, 0), (0, 1, 0), (1, 1, 0))]
    assert all(dark < light for dark, light in pairwise(lights))


# --- what a printer does not take ----------------------------------------------------------------------------


def test_there_are_no_links_and_no_element_for_them() -> None:
    def see(pdf: Pdf) -> tuple[int, set[str]]:
        return sum("/Annots" in page.obj for page in pdf.pages), {str(one.S) for one in elements(pdf)}

    annotated, kinds = look(made(), see)

    assert annotated == 0
    assert "/Link" not in kinds
    assert "/P" in kinds


@pytest.mark.parametrize(("profile", "there"), [(OFFSET, True), (KDP, False)])
def test_bookmarks_are_there_where_the_printer_takes_them(profile: Profile, there: bool) -> None:
    assert look(made(profile), lambda pdf: "/Outlines" in pdf.Root) is there


def test_for_the_old_standard_a_transparent_picture_is_set_on_white_and_that_is_said() -> None:
    result = finish_print(colourful(faint=False), ABOUT, OLD)
    [finding] = result.findings
    before, after = samples(made(replace(OFFSET, most_ink=300))), samples(result.value)

    assert (finding.code, finding.message.split(" is ")[0]) == ("picture-on-white", "1 picture")
    assert [masked for _, masked, _ in pictures(result.value)].count(True) == 0
    # Its mask runs from next to nothing in the first row to nearly all in the last.
    [mended] = [one for one in after if one not in before]
    assert max(mended[: 32 * 4]) < 8
    assert max(mended[-32 * 4 :]) > 200


def test_pictures_that_hide_nothing_are_not_spoken_of() -> None:
    assert finish_print(colourful(faint=False, masked=False), ABOUT, OLD).findings == ()
    assert finish_print(colourful(), ABOUT, OFFSET).findings == ()


def test_other_transparency_is_refused_with_its_page() -> None:
    with pytest.raises(PressError, match="On page 2 ") as caught:
        finish_print(colourful(), ABOUT, OLD)

    assert "PDF/X-4" in caught.value.hint


# --- marks ---------------------------------------------------------------------------------------------------


def strokes(content: bytes) -> list[tuple[float, ...]]:
    """The ends of all lines drawn behind the page."""
    steps = drawn(content, 0)
    begin = max(at for at, (operator, operands) in enumerate(steps) if operator == "BDC" and operands[0] == "/Artifact")
    points = [operands for operator, operands in steps[begin:] if operator in ("m", "l")]
    return [(*one, *other) for one, other in zip(points[::2], points[1::2], strict=True)]


def test_marks_stand_outside_the_bleed_in_line_with_the_knife_and_the_fold() -> None:
    content = made(marks=Marks(cut=True, folds_mm=(20.0,)))
    left, bottom, right, top = boxes(content, "/BleedBox")[0]
    media, trim = boxes(content, "/MediaBox")[0], boxes(content, "/TrimBox")[0]
    found = strokes(content)

    assert len(found) == 8 + 2
    for x0, y0, x1, y1 in found:
        assert max(x0, x1) < left or min(x0, x1) > right or max(y0, y1) < bottom or min(y0, y1) > top
        assert min(x0, x1) >= media[0]
        assert max(y0, y1) <= media[3]
    upright = {round(x0, 2) for x0, y0, x1, y1 in found if x0 == x1}
    assert upright == {round(trim[0], 2), round(trim[2], 2), round(trim[0] + 20 * MM, 2)}


def test_marks_for_the_register_are_in_every_ink_and_the_others_in_black() -> None:
    steps = drawn(made(marks=Marks(cut=True, register=True)), 0)
    tail = steps[max(at for at, (operator, _) in enumerate(steps) if operator == "BDC") :]

    assert ("K", (0.0, 0.0, 0.0, 1.0)) in tail
    assert ("CS", ("/All",)) in tail
    assert sum(operator == "c" for operator, _ in tail) == 4 * 4


def test_a_printer_that_takes_marks_gets_them_and_no_other() -> None:
    assert len(strokes(made(OFFSET))) == 8
    with pytest.raises(PressError, match="kdp takes no marks"):
        made(KDP, marks=Marks(cut=True))


def test_the_sample_has_pictures_whose_dots_differ() -> None:
    assert len(set(ramp("RGB").tobytes())) > 20
