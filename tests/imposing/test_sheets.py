import io
import os
import subprocess
import sys
import time

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String
from tests.imposing.samples import HALF_LETTER, darkest, drawn, finished, saved, sides_of, stitched, words_by_half

from handpress.imposing import SHEETS


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5, 15, 16, 17, 33, 64])
def test_each_half_of_each_side_reads_as_the_page_that_belongs_there(count: int) -> None:
    imposed = stitched(finished(count), SHEETS["a4"])

    expected = [tuple(f"page {number}" if number else "" for number in side) for side in imposed.order]
    assert words_by_half(imposed.pdf) == expected
    assert sorted(number for side in imposed.order for number in side if number) == list(range(1, count + 1))
    assert len(imposed.order) == 2 * imposed.sheets
    assert imposed.blanks == 4 * imposed.sheets - count


def test_an_empty_page_has_its_place_like_any_other() -> None:
    with Pdf.open(io.BytesIO(finished(4))) as pdf:
        del pdf.pages[1].obj["/Contents"]
        pages = saved(pdf)

    assert words_by_half(stitched(pages, SHEETS["a4"]).pdf) == [("page 4", "page 1"), ("", "page 3")]


def test_what_pages_inherit_from_a_branch_of_the_page_tree_holds_for_them() -> None:
    pages = finished(4, HALF_LETTER[::-1])
    with Pdf.open(io.BytesIO(pages)) as pdf:
        resources = pdf.pages[0].resources
        branch = pdf.make_indirect(Dictionary(Type=Name.Pages, Parent=pdf.Root.Pages, Count=4))
        branch.MediaBox, branch.Rotate, branch.Resources = Array([0, 0, *HALF_LETTER[::-1]]), 90, resources
        branch.Kids = Array([page.obj for page in pdf.pages])
        for page in pdf.pages:
            page.obj.Parent = branch
            del page.obj["/MediaBox"], page.obj["/Resources"]
        pdf.Root.Pages.Kids = Array([branch])
        pages = saved(pdf)

    imposed = stitched(pages, SHEETS["letter"])

    recto = sides_of(imposed.pdf)[0].laid[1]
    assert (recto.right - recto.left, recto.top - recto.bottom) == pytest.approx(HALF_LETTER, abs=0.01)
    assert words_by_half(imposed.pdf)[0] == ("page 4", "page 1")


def test_page_one_is_seen_on_the_right_half_of_the_first_front() -> None:
    sheet = drawn(stitched(finished(1), SHEETS["a4"]).pdf)

    fold = sheet.width // 2
    assert darkest(sheet.crop((0, 0, fold, sheet.height))) == 255
    assert darkest(sheet.crop((fold, 0, sheet.width, sheet.height))) < 128


def test_the_sheets_tell_a_printer_to_keep_the_size_and_to_turn_on_the_short_edge() -> None:
    with Pdf.open(io.BytesIO(stitched(finished(8), SHEETS["a4"]).pdf)) as pdf:
        wishes = pdf.Root.ViewerPreferences
        assert wishes.PrintScaling == Name("/None")
        assert wishes.Duplex == Name.DuplexFlipShortEdge
        assert bool(wishes.PickTrayByPDFSize)
        assert pdf.pdf_version >= "1.7"


def test_each_side_is_labelled_with_its_sheet_and_its_face() -> None:
    labels = [side.label for side in sides_of(stitched(finished(8), SHEETS["a4"]).pdf)]

    assert labels == ["Sheet 1 front", "Sheet 1 back", "Sheet 2 front", "Sheet 2 back"]


def test_title_and_language_are_kept_and_no_date_is() -> None:
    with Pdf.open(io.BytesIO(stitched(finished(4), SHEETS["a4"]).pdf)) as pdf:
        assert dict(pdf.docinfo) == {"/Title": "Letters (booklet)"}
        assert str(pdf.Root.Lang) == "en-GB"


def test_a_pdf_without_a_title_becomes_a_booklet_all_the_same() -> None:
    with Pdf.open(io.BytesIO(finished(4))) as pdf:
        del pdf.docinfo["/Title"]
        pdf.docinfo["/Author"] = "A. N. Author"
        pages = saved(pdf)

    with Pdf.open(io.BytesIO(stitched(pages, SHEETS["a4"]).pdf)) as sheets:
        assert dict(sheets.docinfo) == {"/Title": "Booklet", "/Author": "A. N. Author"}


@pytest.mark.parametrize("indirect", [False, True])
def test_the_colours_that_the_pages_were_made_for_are_named_on_the_sheets_too(indirect: bool) -> None:
    with Pdf.open(io.BytesIO(finished(4))) as pdf:
        intents = Array([Dictionary(Type=Name.OutputIntent, S=Name.GTS_PDFX, OutputConditionIdentifier=String("X"))])
        pdf.Root.OutputIntents = pdf.make_indirect(intents) if indirect else intents
        pages = saved(pdf)

    with Pdf.open(io.BytesIO(stitched(pages, SHEETS["a4"]).pdf)) as sheets:
        assert str(sheets.Root.OutputIntents[0].OutputConditionIdentifier) == "X"


def test_a_font_that_all_pages_share_is_in_the_sheets_once() -> None:
    with Pdf.open(io.BytesIO(stitched(finished(64), SHEETS["a4"]).pdf)) as pdf:
        fonts = [thing for thing in pdf.objects if isinstance(thing, pikepdf.Dictionary) and thing.get("/BaseFont")]

    assert len(fonts) == 1


def test_resources_that_all_pages_share_stay_one() -> None:
    with Pdf.open(io.BytesIO(finished(8))) as pdf:
        shared = pdf.make_indirect(pdf.pages[0].resources)
        for page in pdf.pages:
            page.obj.Resources = shared
        pages = saved(pdf)

    with Pdf.open(io.BytesIO(stitched(pages, SHEETS["a4"]).pdf)) as sheets:
        forms = [form for side in sheets.pages for form in side.resources.XObject.values()]
        assert len(forms) == 8
        assert len({form.Resources.objgen for form in forms}) == 1


def test_the_same_pages_give_the_same_bytes_whatever_the_clock_and_the_seed_of_the_hashes() -> None:
    pages = finished(9)
    script = (
        "import sys\n"
        "from handpress.imposing import SHEETS, saddle_stitch\n"
        "imposed = saddle_stitch(sys.stdin.buffer.read(), sheet=SHEETS['a3'], caliper_mm=0.1).value\n"
        "sys.stdout.buffer.write(imposed.pdf)\n"
    )
    here = stitched(pages, SHEETS["a3"], caliper_mm=0.1).pdf

    time.sleep(1.1)  # an identifier made from the clock changes by the second
    assert stitched(pages, SHEETS["a3"], caliper_mm=0.1).pdf == here
    for seed in ("0", "4711"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)}
        command = [sys.executable, "-c", script]
        there = subprocess.run(command, input=pages, env=environment, capture_output=True, check=True)
        assert there.stdout == here
