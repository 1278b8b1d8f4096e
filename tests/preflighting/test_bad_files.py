"""What accidents and malice do to PDFs: a clear sentence, or a finding; never a traceback, a hang or a full memory."""

from __future__ import annotations

import gc
import random
import tracemalloc
import zlib
from collections.abc import Iterator
from typing import Any

import pytest
from pikepdf import Array, Dictionary, Encryption, Name, Pdf, Stream
from tests.preflighting.samples import SHOP, form, found, image, print_file, saved, with_fonts, with_objects

from handpress.diagnostics import PressError
from handpress.diagnostics.catalogue import CATALOGUE
from handpress.preflighting import examine, interpreter, preflight
from handpress.preflighting.checks import PageCheck
from handpress.preflighting.faults import Fault
from handpress.preflighting.readout import PageRead


def refusal(pdf: bytes) -> PressError:
    with pytest.raises(PressError) as caught:
        preflight(pdf, SHOP)
    return caught.value


def outcome(pdf: bytes) -> set[str]:
    """The codes that are found in a file, or the sentence it is refused with."""
    try:
        return set(found(pdf))
    except PressError as error:
        return {error.message}


def no_pages() -> bytes:
    with Pdf.new() as pdf:
        return saved(pdf)


@pytest.mark.parametrize(
    ("pdf", "words"),
    [
        (b"", "is empty"),
        (b"words", "not a PDF"),
        (no_pages(), "no pages"),
        (print_file()[:900], "damaged"),
        (print_file()[:-40], "damaged"),
        (print_file(encryption=Encryption(owner="a", user="b", R=4)), "password"),
    ],
    ids=["no bytes", "no PDF", "no pages", "cut short", "cut at the end", "locked"],
)
def test_a_file_that_cannot_be_opened_is_refused_in_words(pdf: bytes, words: str) -> None:
    error = refusal(pdf)

    assert words in error.message
    assert "0x" not in error.message


@pytest.mark.parametrize("caliper", [-0.1, 1.5, float("nan")])
def test_paper_of_an_impossible_thickness_is_refused(caliper: float) -> None:
    with pytest.raises(PressError, match="Paper cannot be"):
        preflight(print_file(), SHOP, caliper_mm=caliper)


def looped(pdf: Pdf) -> dict[str, Any]:
    drawn = form(pdf, "/X1 Do")
    drawn.Resources = Dictionary(XObject=Dictionary(X1=drawn))
    return {"X1": drawn}


def bomb(pdf: Pdf) -> dict[str, Any]:
    """Forms that each draw the next one ten times: 10¹² rectangles."""
    inner = form(pdf, "1 0 0 rg 100 200 9 9 re f")
    for _ in range(12):
        inner = form(pdf, "/X1 Do " * 10, Resources=Dictionary(XObject=Dictionary(X1=inner)))
    return {"X1": inner}


def deep(pdf: Pdf) -> dict[str, Any]:
    inner = form(pdf, "0 g")
    for _ in range(400):
        inner = form(pdf, "/X1 Do", Resources=Dictionary(XObject=Dictionary(X1=inner)))
    return {"X1": inner}


@pytest.mark.parametrize("make", [looped, bomb, deep])
def test_forms_without_end_are_a_finding(make: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(interpreter, "MOST_STEPS", 5_000)

    findings = found(print_file("/X1 Do", change=with_objects("XObject", make)))

    assert "page-unread" in findings
    assert [place.page for place in findings["page-unread"].places] == [1]


def test_content_that_unpacks_without_end_is_a_finding_and_fills_no_memory() -> None:
    packed = zlib.compress(bytes((1 << 26) + (1 << 21)), 9)

    def change(pdf: Pdf) -> None:
        pdf.pages[0].obj.Contents = Stream(pdf, packed, Filter=Name.FlateDecode)

    pdf = print_file(change=change, recompress_flate=False)
    tracemalloc.start()
    findings = found(pdf)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert set(findings) == {"page-unread"}
    assert peak < 1 << 25


def test_content_in_many_parts_is_bounded_as_a_whole() -> None:
    packed = zlib.compress(bytes(1 << 25), 9)

    def change(pdf: Pdf) -> None:
        part = pdf.make_indirect(Stream(pdf, packed, Filter=Name.FlateDecode))
        pdf.pages[0].obj.Contents = Array([part] * 50)

    assert set(found(print_file(change=change, recompress_flate=False))) == {"page-unread"}


@pytest.mark.parametrize(
    ("size", "data"),
    [((100_000, 100_000), b"\0" * 100), ((10, 10), zlib.compress(bytes(1 << 26), 9)), ((0, 0), b""), ((-5, 9), b"")],
    ids=["enormous", "unpacks without end", "no size", "less than no size"],
)
def test_a_picture_that_is_not_what_it_says_is_a_finding(size: tuple[int, int], data: bytes) -> None:
    make = with_objects("XObject", lambda pdf: {"I1": image(pdf, data, size, Name.DeviceCMYK, Filter=Name.FlateDecode)})

    assert "picture-unread" in found(print_file("q 72 0 0 72 100 200 cm /I1 Do Q", change=make))


@pytest.mark.parametrize(
    "content",
    [
        "Q Q Q ET EMC",
        "/None gs /None Do /None sh /None cs 1 scn",
        "BT (no font) Tj ET",
        "BT /F1 Tf Tj [] TJ ' \" ET",
        "1 0 0 1 cm w rg k re m l S",
        "99999999999999999999 0 0 1e400 0 0 cm 0 0 9 9 re f",
        "0 0 0 0 0 0 cm 100 200 9 9 re f BT /F1 9 Tf (Words) Tj ET",
        "/F1 gs /F1 Do /F1 sh 5 Tf (name) cs <</a 1>> scn",
    ],
)
def test_nonsense_in_content_is_passed_over(content: str) -> None:
    assert set(found(print_file(content))) <= {"text-small", "page-unread", "stroke-hair"}


@pytest.mark.parametrize("box", [None, Array([0, 0, 420]), Name.Wide, Array([0, 0, 0, 595])])
def test_a_page_without_a_readable_size_is_a_finding_or_a_refusal(box: Any) -> None:
    def change(pdf: Pdf) -> None:
        for key in ("MediaBox", "TrimBox", "BleedBox"):
            del pdf.pages[1].obj[f"/{key}"]
        if box is not None:
            pdf.pages[1].obj.MediaBox = box

    refused = "The PDF is damaged: not all of it can be read."
    assert outcome(print_file(change=change)) & {"page-unread", refused}


def odd_font(pdf: Pdf) -> dict[str, Any]:
    return {
        "F2": Dictionary(Subtype=Name.Type0, DescendantFonts=Array([Dictionary(W=Array([1, 99999999, 5, 7]))])),
        "F3": Dictionary(Subtype=Name.TrueType, Widths=Name.Wide, FirstChar=Name.A),
        "F4": Dictionary(),
        "F5": Dictionary(Subtype=Name.Type3),
    }


def test_fonts_that_make_no_sense_are_read_as_far_as_they_do() -> None:
    words = "".join(f"BT /F{number} 11 Tf 100 200 Td (Words) Tj ET " for number in range(2, 6))

    assert "font-missing" in found(print_file("0 g " + words, change=with_fonts(odd_font)))


def test_bytes_changed_at_random_never_make_a_traceback() -> None:
    dice = random.Random(7)
    good = print_file(
        "/X1 Do", change=with_objects("XObject", lambda pdf: {"X1": form(pdf, "0 g")}), compress_streams=False
    )
    for _ in range(150):
        spoilt = bytearray(good)
        for _ in range(dice.randint(1, 12)):
            spoilt[dice.randrange(len(spoilt))] = dice.randrange(256)
        assert all(" " in sentence or sentence in CATALOGUE for sentence in outcome(bytes(spoilt)))


def test_a_book_of_many_pages_is_read_one_page_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    alive: list[int] = []

    def count(*_: object) -> Iterator[Fault]:
        gc.collect()
        alive.append(sum(isinstance(thing, PageRead) for thing in gc.get_objects()))
        return iter(())

    monkeypatch.setattr(examine, "PAGE_CHECKS", (PageCheck((), count),))
    preflight(print_file(pages=6), SHOP)

    assert len(alive) == 6
    assert max(alive) <= 2
