import io
import os
import re
import subprocess
import sys
from typing import Any

import pytest
from msgspec.structs import replace
from pikepdf import Array, Encryption, Name, Pdf, Stream
from tests.imposing.samples import finished, saved, stitched

from handpress.diagnostics import PressError
from handpress.imposing import SHEETS, Job, impose, saddle_stitch
from handpress.imposing.schemes import SADDLE_STITCH


def refusal(pages: bytes, **options: Any) -> PressError:
    with pytest.raises(PressError) as caught:
        saddle_stitch(pages, **{"sheet": SHEETS["a4"], **options})
    return caught.value


def locked(user: str) -> bytes:
    with Pdf.open(io.BytesIO(finished(4))) as pdf:
        return saved(pdf, encryption=Encryption(owner="owner", user=user))


def no_pages() -> bytes:
    with Pdf.new() as pdf:
        return saved(pdf)


def spoilt_content() -> bytes:
    with Pdf.open(io.BytesIO(finished(4))) as pdf:
        pdf.pages[2].obj.Contents = Stream(pdf, b"this was never deflated", Filter=Name.FlateDecode)
        return saved(pdf)


def looped() -> bytes:
    with Pdf.open(io.BytesIO(finished(4))) as pdf:
        pdf.Root.Pages.Kids.append(pdf.Root.Pages)
        return saved(pdf)


def unpaged() -> bytes:
    with Pdf.open(io.BytesIO(finished(4))) as pdf:
        second = b"%d %d R" % pdf.pages[1].objgen
    pages = finished(4)
    assert pages.count(b" " + second + b" ") == 1
    return pages.replace(second, b"null ")


@pytest.mark.parametrize("pages", [b"", no_pages()], ids=["no bytes", "no pages"])
def test_an_empty_pdf_is_refused(pages: bytes) -> None:
    assert refusal(pages).message.startswith("The PDF is empty: ")


def test_a_pdf_that_asks_for_a_password_is_refused() -> None:
    error = refusal(locked("secret"))

    assert error.message == "The PDF is encrypted: the press does not impose locked pages."
    assert "password" in error.hint


def test_a_pdf_that_its_maker_has_locked_against_changes_is_refused_though_it_opens() -> None:
    error = refusal(locked(""))

    assert error.message.startswith("The PDF is encrypted: it opens without a password, but ")
    assert "copy that is not locked" in error.hint


@pytest.mark.parametrize(
    "pages",
    [
        b"not a PDF at all",
        finished(4)[:300],
        finished(4)[:-40],
        finished(4).replace(b"startxref", b"startxxxx"),
        spoilt_content(),
        looped(),
        unpaged(),
        finished(4).replace(b"/Count 4", b"/Count 5"),
        unpaged().replace(b"/Count 4", b"/Count x"),
        re.sub(rb"startxref\s+\d+", b"startxref\n99999999999999999999", finished(4)),
    ],
    ids=[
        "no PDF",
        "cut off early",
        "cut off late",
        "no table",
        "spoilt content",
        "page tree in a ring",
        "a page gone",
        "count wrong",
        "a page and the count gone",
        "an offset beyond all numbers",
    ],
)
def test_a_damaged_pdf_is_refused_and_not_mended(pages: bytes) -> None:
    error = refusal(pages)

    assert error.message == "The PDF is damaged: not all of it can be read."
    assert "0x" not in error.hint


def test_what_the_engine_warns_of_stays_out_of_the_terminal() -> None:
    program = "import sys; from handpress.imposing import *; saddle_stitch(sys.stdin.buffer.read(), sheet=SHEETS['a4'])"
    with Pdf.open(io.BytesIO(finished(4))) as pdf:
        second = b"%d %d R" % pdf.pages[1].objgen
    pages = finished(4).replace(second, b"1 1 R")  # a page that is in no table

    done = subprocess.run(
        [sys.executable, "-c", program],
        input=pages,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        check=False,
    )

    assert b"PressError" in done.stderr
    assert b"Pages tree includes" not in done.stderr


@pytest.mark.parametrize("box", [None, Array([0, 0, 420]), Array([0, 0, Name.Wide, 595]), Name.Wide])
def test_a_page_without_a_readable_size_is_not_taken_for_a_letter(box: Any) -> None:
    with Pdf.open(io.BytesIO(finished(4))) as pdf:
        del pdf.pages[2].obj["/MediaBox"]
        if box is not None:
            pdf.pages[2].obj.MediaBox = box
        pages = saved(pdf)

    error = refusal(pages, sheet=SHEETS["tabloid"])  # which has room for a letter

    assert error.message == "The PDF is damaged: not all of it can be read."


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("MediaBox", Array([0, 0, 0, 595])),
        ("TrimBox", Name.Wide),
        ("TrimBox", Array([0, 0, 420])),
        ("TrimBox", Array([900, 900, 1000, 1000])),
        ("UserUnit", 0),
        ("UserUnit", Name.Wide),
        ("Rotate", 45),
    ],
)
def test_a_page_with_an_impossible_size_or_turn_is_refused_by_its_number(key: str, value: Any) -> None:
    with Pdf.open(io.BytesIO(finished(4))) as pdf:
        pdf.pages[1].obj[f"/{key}"] = value
        pages = saved(pdf)

    assert refusal(pages).message.startswith("Page 2 of the PDF ")


def test_a_page_larger_than_half_the_sheet_is_refused_with_both_sizes_and_the_sheets_it_fits() -> None:
    error = refusal(finished(4, (481.89, 680.31)))

    assert error.message == (
        "Page 1 measures 170 × 240 mm, but a page of a booklet on a4 paper may measure at most 148.5 × 210 mm."
    )
    assert error.hint == "It fits on a3, tabloid or sra3 paper. To make the pages smaller: --scale fit."


def test_a_page_larger_than_every_sheet_is_refused_without_advice_that_cannot_be_followed() -> None:
    assert refusal(finished(4, (2000, 2000))).hint.startswith("It fits on no sheet the press knows by name.")


def test_a_lying_page_is_refused_by_the_size_a_reader_sees() -> None:
    assert refusal(finished(4, Rotate=90)).message.startswith("Page 1 measures 210 × 148 mm, ")


def test_a_page_rounded_up_to_whole_points_still_fits() -> None:
    assert stitched(finished(4, (421, 596)), SHEETS["a4"]).sheets == 1


@pytest.mark.parametrize("caliper_mm", [-0.1, 1.5, float("nan"), float("inf")])
def test_paper_of_an_impossible_thickness_is_refused(caliper_mm: float) -> None:
    assert refusal(finished(4), caliper_mm=caliper_mm).message.startswith("Paper cannot be ")


@pytest.mark.parametrize(("count", "codes"), [(48, []), (49, ["booklet-thick"]), (64, ["booklet-thick"])])
def test_a_booklet_above_48_pages_is_made_with_a_warning(count: int, codes: list[str]) -> None:
    result = saddle_stitch(finished(count), sheet=SHEETS["a4"])

    assert result.value is not None
    assert [finding.code for finding in result.findings] == codes
    assert not result.failed


def test_a_booklet_above_64_pages_is_a_warning_and_not_made() -> None:
    result = saddle_stitch(finished(65), sheet=SHEETS["a4"])

    assert result.value is None
    assert not result.failed
    assert [finding.code for finding in result.findings] == ["booklet-too-thick"]
    assert result.findings[0].message == "The booklet has 68 pages (17 sheets); above 64 it cannot be made."


def test_the_limits_are_a_matter_of_the_scheme() -> None:
    stout = replace(SADDLE_STITCH, thick=64, too_thick=96)

    result = impose(finished(65), Job(SHEETS["a4"], stout))

    assert result.value is not None
    assert [finding.code for finding in result.findings] == ["booklet-thick"]
