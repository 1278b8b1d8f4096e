"""PDFs that the press did not make: odd boxes, mixed sizes, layers, things laid over pages, very many pages."""

import io
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String
from tests.imposing.paper import made, numbered, words_of
from tests.imposing.samples import A5, MM, finished, saved, sides_of

from handpress.imposing import SCHEMES, SHEETS, Job, impose

NEAR = 0.01


def annotated(**pages: str) -> bytes:
    """Four pages; each named one bears an annotation of a kind."""
    with Pdf.open(io.BytesIO(finished(4))) as pdf:
        for page, kind in pages.items():
            note = Dictionary(Type=Name.Annot, Subtype=Name(f"/{kind}"), Rect=Array([10, 10, 60, 30]))
            pdf.pages[int(page[1:]) - 1].obj.Annots = Array([note := pdf.make_indirect(note)])
            if kind == "Widget":
                pdf.Root.AcroForm = Dictionary(Fields=Array([note]))
        return saved(pdf)


def test_what_is_laid_over_pages_is_left_out_and_told_with_the_pages() -> None:
    result = impose(annotated(p2="Widget", p4="Stamp"), Job(SHEETS["a4"]))

    assert [finding.code for finding in result.findings] == ["annotations-left-out"]
    assert "pages 2, 4 (form fields" in result.findings[0].message
    assert result.value is not None
    with Pdf.open(io.BytesIO(result.value.pdf)) as pdf:
        assert not any("/Annots" in side.obj for side in pdf.pages)


@pytest.mark.parametrize("kind", ["Link", "Popup"])
def test_links_are_nothing_that_paper_lacks(kind: str) -> None:
    assert impose(annotated(p1=kind), Job(SHEETS["a4"])).findings == ()


def test_annotations_that_are_gone_are_none() -> None:
    with Pdf.open(io.BytesIO(finished(4))) as pdf:
        pdf.pages[0].obj.Annots = Array([])
        pdf.pages[1].obj.Annots = Array([None])
        pages = saved(pdf)

    assert impose(pages, Job(SHEETS["a4"])).findings == ()


def test_layers_that_were_hidden_stay_hidden() -> None:
    with Pdf.open(io.BytesIO(finished(4))) as pdf:
        layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Draft")))
        pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer])))
        page = pdf.pages[0].obj
        page.Resources.Properties = Dictionary(L=layer)
        page.Contents = pdf.make_stream(b"/OC /L BDC 0 0 500 700 re f EMC")
        pages = saved(pdf)

    imposed = impose(pages, Job(SHEETS["a4"])).value

    assert imposed is not None
    with Pdf.open(io.BytesIO(imposed.pdf)) as pdf:
        form = pdf.pages[0].resources.XObject.P1
        assert form.Resources.Properties.L.objgen == pdf.Root.OCProperties.D.OFF[0].objgen


@pytest.mark.parametrize("key", ["/OCProperties", "/OutputIntents", "/AcroForm", "/PageLabels"])
@pytest.mark.parametrize("thing", ["number", "page", "text", "list"])
def test_nonsense_in_the_catalogue_does_not_stop_the_sheets(key: str, thing: str) -> None:
    with Pdf.open(io.BytesIO(finished(4))) as pdf:
        things: dict[str, Any] = {"number": 7, "page": pdf.pages[0].obj, "text": String("x"), "list": Array([1])}
        pdf.Root[key] = things[thing]
        pages = saved(pdf)

    assert impose(pages, Job(SHEETS["a4"])).value is not None


def test_pages_of_mixed_sizes_meet_at_the_spine_and_stand_at_mid_height() -> None:
    with Pdf.open(io.BytesIO(finished(4))) as pdf:
        pdf.pages[0].obj.MediaBox = Array([0, 0, 200, 300])
        pdf.pages[3].obj.MediaBox = Array([-50, -60, 250, 340])
        pages = saved(pdf)

    imposed = impose(pages, Job(SHEETS["a4"])).value

    assert imposed is not None
    four, one = sides_of(imposed.pdf)[0].laid
    fold, middle = 148.5 * MM, 105 * MM
    assert (one.left, one.right, one.bottom) == pytest.approx((fold, fold + 200, middle - 150), abs=NEAR)
    assert (four.left, four.right, four.top) == pytest.approx((fold - 300, fold, middle + 200), abs=NEAR)


def test_mixed_sizes_keep_their_proportion_when_they_are_made_smaller() -> None:
    with Pdf.open(io.BytesIO(finished(4, (A5[0] * 2, A5[1] * 2)))) as pdf:
        pdf.pages[0].obj.MediaBox = Array([0, 0, *A5])
        pages = saved(pdf)

    imposed = impose(pages, Job(SHEETS["a4"], scale_to_fit=True)).value

    assert imposed is not None
    four, one = sides_of(imposed.pdf)[0].laid
    assert (one.right - one.left) * 2 == pytest.approx(four.right - four.left, abs=NEAR)
    assert imposed.scale == pytest.approx(0.5)


@pytest.mark.parametrize(
    "entries",
    [{"Rotate": 90}, {"Rotate": 180, "UserUnit": 2}, {"CropBox": [20, 30, 140, 180]}, {"Rotate": 270, "UserUnit": 0.5}],
)
@pytest.mark.parametrize("scheme", ["signature-8", "cut-and-stack-4", "zine", "4-up"])
def test_turned_and_scaled_pages_fill_the_same_place_in_every_scheme(scheme: str, entries: dict[str, Any]) -> None:
    row = SCHEMES[scheme]
    imposed = made(finished(8, (150, 190), **entries), SHEETS["sra3"], row)

    for side in sides_of(imposed.pdf):
        for page in side.laid:
            unit, turned = entries.get("UserUnit", 1), entries.get("Rotate", 0) % 180 == 90
            width, height = (120, 150) if "CropBox" in entries else (150, 190)
            expected = (height * unit, width * unit) if turned else (width * unit, height * unit)
            assert (page.right - page.left, page.top - page.bottom) == pytest.approx(expected, abs=NEAR)


def test_a_thousand_pages_are_a_book() -> None:
    imposed = made(numbered(1000, (200, 280)), SHEETS["a3"], SCHEMES["signature-16"])

    assert imposed.sheets == 63
    assert imposed.blanks == 8
    assert sorted(word.number for side in words_of(imposed.pdf) for word in side) == list(range(1, 1001))


def test_one_page_is_enough_for_every_scheme() -> None:
    for row in SCHEMES.values():
        imposed = made(numbered(1, (100, 150)), SHEETS["a3"], row)
        assert imposed.sheets == 1
        assert [word.number for word in words_of(imposed.pdf)[0]] == [1]


def test_resources_that_pages_share_are_on_the_sheets_once() -> None:
    with Pdf.open(io.BytesIO(made(finished(64, (100, 150)), SHEETS["a3"], SCHEMES["signature-32"]).pdf)) as pdf:
        fonts = [thing for thing in pdf.objects if isinstance(thing, pikepdf.Dictionary) and thing.get("/BaseFont")]

    assert len(fonts) == 1
