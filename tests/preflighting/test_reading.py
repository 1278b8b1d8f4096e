"""What is read out of content: places and sizes on paper, whatever matrix, form, turn or unit lies between."""

from __future__ import annotations

import io
from typing import Any

import pytest
from msgspec.structs import replace
from pikepdf import Array, Dictionary, Name, Pdf, String
from PIL import Image
from tests.preflighting.samples import BLEED, SHOP, font, form, found, image, print_file, with_fonts, with_objects

from handpress.diagnostics import Finding
from handpress.model.format import MM, BleedSides, Gutter, Trim
from handpress.model.spans import PagePlace

TEXT = "BT /F1 {size} Tf {matrix} Tm (Words) Tj ET"
RED = "1 0 0 rg {} re f"


def only(finding: Finding) -> PagePlace:
    [place] = finding.places
    return place


def rgb_at(content: str, **options: Any) -> PagePlace:
    return only(found(print_file(content, **options))["colour-rgb"])


def test_a_place_is_told_in_millimetres_from_the_trimmed_corner() -> None:
    x, top = BLEED + 30 * MM, BLEED + (210 - 40) * MM

    place = rgb_at(RED.format(f"{x} {top - 5 * MM} {10 * MM} {5 * MM}"))

    assert place == PagePlace(1, "", 30.0, 40.0, 10.0, 5.0)


@pytest.mark.parametrize(
    ("turn", "left", "top", "size"),
    [(90, 165.0, 30.0, (5.0, 10.0)), (180, 108.0, 165.0, (10.0, 5.0)), (270, 40.0, 108.0, (5.0, 10.0))],
)
def test_a_turned_page_is_told_as_it_is_read(turn: int, left: float, top: float, size: tuple[float, float]) -> None:
    def change(pdf: Pdf) -> None:
        pdf.pages[0].obj.Rotate = turn

    x, above = BLEED + 30 * MM, BLEED + (210 - 40) * MM
    place = rgb_at(RED.format(f"{x} {above - 5 * MM} {10 * MM} {5 * MM}"), change=change)

    assert (place.left_mm, place.top_mm) == pytest.approx((left, top), abs=0.02)
    assert (place.width_mm, place.height_mm) == pytest.approx(size, abs=0.02)


def test_a_page_in_larger_units_is_measured_in_points() -> None:
    def change(pdf: Pdf) -> None:
        for page in pdf.pages:
            page.obj.UserUnit = 2
            for key in ("MediaBox", "TrimBox", "BleedBox"):
                page.obj[f"/{key}"] = Array([float(edge) / 2 for edge in page.obj[f"/{key}"]])
            page.obj.Contents = pdf.make_stream(b"0 0 0 1 k BT /F1 2.5 Tf 40 150 Td (Words) Tj ET")

    findings = found(print_file(change=change))

    assert set(findings) == {"text-small"}
    assert findings["text-small"].message.startswith("Type is 5.0 pt as printed")


def test_type_is_measured_after_every_scaling() -> None:
    small = "q .5 0 0 .5 0 0 cm " + TEXT.format(size=1, matrix="10 0 0 10 300 600") + " Q"

    assert found(print_file("0 0 0 1 k " + small))["text-small"].message.startswith("Type is 5.0 pt")
    assert found(print_file("0 0 0 1 k " + TEXT.format(size=1, matrix="0 11 -11 0 300 300"))) == {}


def test_type_is_measured_by_its_height_and_not_by_its_width() -> None:
    assert found(print_file("0 0 0 1 k " + TEXT.format(size=1, matrix="4 0 0 11 100 200"))) == {}
    assert set(found(print_file("0 0 0 1 k " + TEXT.format(size=1, matrix="11 0 0 4 100 200")))) == {"text-small"}


def test_white_type_may_be_smaller_where_it_is_bold() -> None:
    def said(name: str, size: float) -> set[str]:
        fonts = with_fonts(lambda pdf: {"F2": font(pdf, name)})
        words = f"0 0 0 0 k BT /F2 {size} Tf 100 200 Td (Words) Tj ET"
        return set(found(print_file("0 0 0 1 k 90 190 99 30 re f " + words, change=fonts)))

    assert said("ABCDEF+Garamond-Bold", 9) == set()
    assert said("ABCDEF+Garamond-Bold", 7) == {"text-reversed"}
    assert said("ABCDEF+Garamond", 9) == {"text-reversed"}
    assert said("ABCDEF+Garamond", 10.5) == set()


def test_a_font_that_is_described_but_not_in_the_file_is_missing() -> None:
    def described(pdf: Pdf) -> dict[str, Any]:
        absent = font(pdf)
        del absent.FontDescriptor["/FontFile2"]
        return {"F2": absent}

    words = "0 0 0 1 k BT /F2 11 Tf 100 200 Td (Words) Tj ET"

    assert "Garamond is not" in found(print_file(words, change=with_fonts(described)))["font-missing"].message


def test_a_page_whose_corner_is_not_at_nothing_is_measured_from_its_corner() -> None:
    def change(pdf: Pdf) -> None:
        for page in pdf.pages:
            for key in ("MediaBox", "TrimBox", "BleedBox"):
                page.obj[f"/{key}"] = Array([float(edge) - 100 for edge in page.obj[f"/{key}"]])
            page.obj.Contents = pdf.make_stream(b"")
        x, top = BLEED + 30 * MM - 100, BLEED + (210 - 40) * MM - 100
        pdf.pages[0].obj.Contents = pdf.make_stream(RED.format(f"{x} {top - 5 * MM} {10 * MM} {5 * MM}").encode())

    assert rgb_at("", change=change) == PagePlace(1, "", 30.0, 40.0, 10.0, 5.0)


def test_a_picture_stretched_one_way_is_as_coarse_as_its_coarser_side() -> None:
    change = with_objects("XObject", lambda pdf: {"I1": image(pdf, bytes(400 * 400), (400, 400))})

    findings = found(print_file("q 72 0 0 144 100 200 cm /I1 Do Q", change=change))

    assert "has 200 dots" in findings["picture-coarse"].message


def test_a_file_that_bleeds_has_a_safe_distance_of_its_own() -> None:
    near = f"0 0 0 .5 k {BLEED + 148 * MM - 8 * MM - 20} 400 20 20 re f"
    profile = replace(SHOP, outer_mm=6.0, outer_bleed_mm=9.0)

    def unbled(pdf: Pdf) -> None:
        for page in pdf.pages:
            page.obj.MediaBox = page.obj.BleedBox = page.obj.TrimBox

    assert set(found(print_file(near), profile)) == {"safe-area"}
    assert found(print_file(near, change=unbled), profile) == {}


def test_pages_to_be_stitched_come_in_fours_whatever_the_printer_binds() -> None:
    profile = replace(SHOP, page_multiple=1)

    assert found(print_file(pages=6), profile) == {}
    assert set(found(print_file(pages=6), profile, saddle=True)) == {"page-multiple"}


def test_a_line_is_measured_across_its_thinnest_direction() -> None:
    flat = "q 1 0 0 .1 0 0 cm 1 w 100 3000 m 200 3000 l S Q"

    assert found(print_file(flat))["stroke-thin"].message.startswith("A line is 0.10 pt")
    assert found(print_file("q .5 0 0 .5 0 0 cm .5 w 300 600 m 400 600 l S Q")) == {}


def test_a_bar_used_as_a_line_is_a_line() -> None:
    assert "stroke-thin" in found(print_file("0 0 0 1 k 100 200 100 .1 re f"))


def nested(pdf: Pdf) -> dict[str, Any]:
    """A picture of 600 dots drawn 4 inches wide by a form in a form."""
    own = Dictionary(XObject=Dictionary(I1=image(pdf, bytes(600 * 600), (600, 600))))
    inner = form(pdf, "144 0 0 144 0 0 cm /I1 Do", Resources=own)
    middle = Dictionary(XObject=Dictionary(X2=inner))
    return {"X1": form(pdf, "/X2 Do", Resources=middle, Matrix=Array([2, 0, 0, 2, 0, 0]))}


def test_a_picture_within_forms_has_the_resolution_it_is_printed_with() -> None:
    findings = found(print_file("q 1 0 0 1 60 100 cm /X1 Do Q", change=with_objects("XObject", nested)))

    assert set(findings) == {"picture-coarse"}
    assert "has 150 dots" in findings["picture-coarse"].message
    assert only(findings["picture-coarse"]).width_mm == pytest.approx(4 * 25.4, abs=0.02)


def test_an_inline_picture_is_a_picture() -> None:
    inline = "q 72 0 0 72 100 200 cm BI /W 2 /H 2 /BPC 8 /CS /RGB /F /AHx ID 000000000000000000000000> EI Q"

    findings = found(print_file(inline))

    assert set(findings) == {"picture-coarse", "colour-rgb"}
    assert "has 2 dots" in findings["picture-coarse"].message


def test_what_is_clipped_away_is_not_found() -> None:
    assert found(print_file("q 100 200 50 50 re W n " + RED.format("200 200 50 50") + " Q")) == {}
    clipped = rgb_at(f"q {BLEED + 30 * MM} 200 {10 * MM} {5 * MM} re W n " + RED.format("0 0 600 700") + " Q")
    assert (clipped.left_mm, clipped.width_mm, clipped.height_mm) == (30.0, 10.0, 5.0)


def test_marks_outside_of_the_trim_are_nobodys_business() -> None:
    marks = "1 0 0 RG .1 w 0 20 m 5 20 l 20 0 m 20 5 l S"

    assert found(print_file(marks)) == {}


def test_colour_that_bleeds_far_enough_is_good() -> None:
    assert found(print_file("0 0 0 .2 k 0 0 600 700 re f")) == {}
    assert found(print_file("0 0 0 .2 k 0 200 100 50 re f")) == {}


def test_the_place_of_a_short_bleed_is_the_edge_and_not_the_whole_area() -> None:
    wide, high = 148 * MM, 210 * MM
    edges = {
        (0.0, 0.0, 3.0, 210.0): f"{BLEED} {BLEED} 200 {high} re f",
        (145.0, 0.0, 3.0, 210.0): f"{BLEED + wide - 200} {BLEED} 200 {high} re f",
    }
    for (left, top, across, upright), area in edges.items():
        place = found(print_file("0 0 0 .2 k " + area))["bleed-short"].places[0]
        assert (place.left_mm, place.top_mm) == pytest.approx((left, top), abs=0.02)
        assert (place.width_mm, place.height_mm) == pytest.approx((across, upright), abs=0.02)


def test_no_bleed_is_asked_for_at_the_spine_where_the_printer_wants_none() -> None:
    outer = replace(SHOP, bleed_sides=BleedSides.OUTER)
    at_left = f"0 0 0 .2 k {BLEED} 200 100 50 re f"

    assert found(print_file(at_left), outer) == {}  # page 1 is a recto, bound at the left
    assert set(found(print_file("", at_left), outer)) == {"bleed-short"}


def test_a_file_read_from_right_to_left_is_bound_at_the_right() -> None:
    outer = replace(SHOP, bleed_sides=BleedSides.OUTER)

    def change(pdf: Pdf) -> None:
        pdf.Root.ViewerPreferences = Dictionary(Direction=Name.R2L)

    assert set(found(print_file(f"0 0 0 .2 k {BLEED} 200 100 50 re f", change=change), outer)) == {"bleed-short"}


def test_pages_without_a_trim_box_are_cut_where_the_bleed_ends() -> None:
    def change(pdf: Pdf) -> None:
        for page in pdf.pages:
            del page.obj["/TrimBox"], page.obj["/BleedBox"]

    pdf = print_file("0 0 0 .2 k 0 0 600 700 re f", change=change)

    assert set(found(pdf, trims=(Trim("A5", 148.0, 210.0),))) == {"trim-missing"}
    assert "trim-unlisted" in found(pdf, trims=(Trim("A6", 105.0, 148.0),))


def test_a_thick_book_needs_a_wider_inner_margin() -> None:
    profile = replace(SHOP, gutters=(Gutter(4, 6.0), Gutter(100, 20.0)))
    words = "0 0 0 1 k " + TEXT.format(size=11, matrix=f"1 0 0 1 {BLEED + 12 * MM} 400")

    assert found(print_file(words), profile) == {}
    assert set(found(print_file(words, pages=8), profile)) == {"gutter-narrow"}


def test_inner_sheets_of_a_stitched_booklet_need_a_wider_outer_margin() -> None:
    near = f"0 0 0 .5 k {BLEED + 148 * MM - 6.2 * MM - 20} 400 20 20 re f"
    outermost, innermost = print_file(near, pages=8), print_file("", "", "", "", near, pages=8)

    assert found(innermost) == {}
    assert found(outermost, saddle=True, caliper_mm=0.4) == {}
    message = found(innermost, saddle=True, caliper_mm=0.4)["safe-area"].message
    assert message == "A coloured area stands 6.2 mm from the right edge; 6.4 mm must stay clear."


def jpeg(ink: tuple[int, int, int, int]) -> bytes:
    made = io.BytesIO()
    Image.new("CMYK", (400, 400), ink).save(made, "JPEG", quality=95)
    return made.getvalue()


FULL = (255, 255, 255, 0)


@pytest.mark.parametrize(
    ("data", "keys", "heavy"),
    [
        (bytes((255, 255, 255, 200)) * 160_000, {}, True),
        (bytes((255, 128, 128, 0)) * 160_000, {}, False),
        (bytes((0, 0, 0, 55)) * 160_000, {"Decode": Array([1, 0] * 4)}, True),
        # Pillow writes these inside out, as Photoshop does, which only a Decode array puts right.
        (jpeg((255, 255, 255, 200)), {"Filter": Name.DCTDecode, "Decode": Array([1, 0] * 4)}, True),
        (jpeg((0, 0, 0, 20)), {"Filter": Name.DCTDecode, "Decode": Array([1, 0] * 4)}, False),
        (jpeg((0, 0, 0, 20)), {"Filter": Name.DCTDecode}, True),
    ],
    ids=["raw", "raw light", "raw turned", "jpeg turned", "jpeg light", "jpeg as it stands"],
)
def test_the_ink_of_a_picture_is_reckoned_from_its_dots(data: bytes, keys: dict[str, Any], heavy: bool) -> None:
    change = with_objects("XObject", lambda pdf: {"I1": image(pdf, data, (400, 400), Name.DeviceCMYK, **keys)})

    findings = found(print_file("q 72 0 0 72 100 200 cm /I1 Do Q", change=change))

    assert set(findings) == ({"ink-heavy"} if heavy else set())


def test_a_palette_of_rgb_is_rgb_and_one_of_inks_is_weighed() -> None:
    def indexed(base: Any, palette: bytes) -> Any:
        return Array([Name.Indexed, base, 1, String(palette)])

    def drawn(space: Any) -> set[str]:
        data = bytes(400 * 400)
        change = with_objects("XObject", lambda pdf: {"I1": image(pdf, data, (400, 400), space)})
        return set(found(print_file("q 72 0 0 72 100 200 cm /I1 Do Q", change=change)))

    assert drawn(indexed(Name.DeviceRGB, bytes(6))) == {"colour-rgb"}
    assert drawn(indexed(Name.DeviceCMYK, bytes(8))) == set()
    assert drawn(indexed(Name.DeviceCMYK, b"\xff" * 8)) == {"ink-heavy"}


def test_a_blend_of_colours_is_looked_into() -> None:
    def shading(pdf: Pdf) -> dict[str, Any]:
        function = Dictionary(FunctionType=2, N=1, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[1, 1, 1, 1])
        return {"H1": Dictionary(ShadingType=2, ColorSpace=Name.DeviceCMYK, Coords=[0, 0, 100, 0], Function=function)}

    pdf = print_file("q 100 200 50 50 re W n /H1 sh Q", change=with_objects("Shading", shading))

    assert "lays 400 %" in found(pdf)["ink-heavy"].message


def test_a_pattern_is_looked_into() -> None:
    def tiles(pdf: Pdf) -> dict[str, Any]:
        cell = form(pdf, "1 0 0 rg 0 0 5 5 re f", PatternType=1, PaintType=1, TilingType=1, XStep=10, YStep=10)
        return {"P1": cell}

    content = f"/Pattern cs /P1 scn {BLEED + 30 * MM} 200 {10 * MM} {5 * MM} re f"

    assert set(found(print_file(content, change=with_objects("Pattern", tiles)))) == {"colour-rgb"}


def test_text_painted_with_a_pattern_is_looked_into() -> None:
    def tiles(pdf: Pdf) -> dict[str, Any]:
        return {"P1": form(pdf, "1 0 0 rg 0 0 5 5 re f", PatternType=1, PaintType=1, XStep=10, YStep=10)}

    content = "/Pattern cs /P1 scn " + TEXT.format(size=14, matrix="1 0 0 1 100 200")

    assert set(found(print_file(content, change=with_objects("Pattern", tiles)))) == {"colour-rgb"}


def test_what_only_touches_the_edge_of_a_clip_is_not_seen() -> None:
    assert found(print_file("q 100 200 50 50 re W n " + RED.format("150 200 50 50") + " Q")) == {}
    assert found(print_file("q 100 200 50 50 re W n 300 300 9 9 re W n " + RED.format("0 0 500 500") + " Q")) == {}


@pytest.mark.parametrize(
    ("paint", "codes"),
    [
        ("0 g", set()),
        (".4 g", set()),
        ("0 0 0 .3 k", set()),
        (".6 .5 .5 1 k", {"text-black-mixed"}),
        (".7 .7 .7 0 k", {"text-black-mixed"}),
        ("0 0 0 rg", {"text-black-mixed"}),
        (".5 .5 .5 rg", {"text-black-mixed"}),
        (".8 0 0 rg", {"colour-rgb"}),
        ("0 1 1 0 k", set()),
        ("0 0 0 0 k", set()),
    ],
)
def test_black_and_gray_text_is_black_ink_and_no_other(paint: str, codes: set[str]) -> None:
    assert set(found(print_file(f"{paint} " + TEXT.format(size=14, matrix="1 0 0 1 100 200")))) == codes


def test_text_that_nobody_sees_is_not_found_but_its_neighbours_are() -> None:
    hidden = "0 0 0 rg 3 Tr " + TEXT.format(size=4, matrix="1 0 0 1 100 200")

    assert found(print_file(hidden)) == {}
    assert set(found(print_file(hidden + " 0 Tr " + TEXT.format(size=11, matrix="1 0 0 1 100 200")))) == {
        "text-black-mixed"
    }


def composite(pdf: Pdf) -> dict[str, Any]:
    """A font of two-byte codes, the first of 2 ems and all others of 1/4."""
    simple = font(pdf)
    system = Dictionary(Registry="Adobe", Ordering="Identity", Supplement=0)
    below = Dictionary(
        Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=simple.BaseFont, DW=250, W=Array([1, Array([2000])]),
        FontDescriptor=simple.FontDescriptor, CIDSystemInfo=system,
    )  # fmt: skip
    return {
        "F2": Dictionary(
            Type=Name.Font, Subtype=Name.Type0, BaseFont=simple.BaseFont, Encoding=Name("/Identity-H"),
            DescendantFonts=Array([below]),
        )
    }  # fmt: skip


def test_the_width_of_text_is_that_of_its_signs() -> None:
    words = f"1 0 0 rg BT /F2 {10 * MM} Tf {BLEED + 20 * MM} 200 Td [<0001> -1000 <0002>] TJ ET"

    place = rgb_at(words, change=with_fonts(composite))

    assert (place.left_mm, place.width_mm) == pytest.approx((20.0, 32.5), abs=0.02)
    assert place.height_mm == pytest.approx(9.0, abs=0.02)


def test_the_same_fault_on_many_pages_is_one_finding() -> None:
    finding = found(print_file(*[RED.format("100 200 9 9")] * 3, pages=8))["colour-rgb"]

    assert [place.page for place in finding.places] == [1, 2, 3]


def test_the_folio_is_told_beside_the_page() -> None:
    def change(pdf: Pdf) -> None:
        pdf.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.r), 2, Dictionary(S=Name.D)]))

    finding = found(print_file("", RED.format("100 200 9 9"), change=change))["colour-rgb"]

    assert (only(finding).page, only(finding).folio) == (2, "ii")


def test_an_office_printer_takes_any_colour_but_not_the_sheets_edge() -> None:
    office = replace(SHOP, bleed_mm=0.0, bleed_sides=BleedSides.NONE, office=True)

    assert found(print_file(RED.format("100 200 50 50")), office) == {}
    assert set(found(print_file(RED.format("0 200 50 50")), office)) == {"safe-area"}


def test_the_examination_is_the_same_every_time() -> None:
    pdf = print_file(RED.format("100 200 9 9"), "0 w 100 200 m 200 200 l S")

    assert found(pdf) == found(pdf)
