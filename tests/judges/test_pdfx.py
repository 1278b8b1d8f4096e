"""The judge of PDF/X: it passes what the press finishes, and says no to each of these, for the right reason."""

from __future__ import annotations

import functools
import io
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String
from tests.judges.pdfx import X1A, X4, faults
from tests.prepress.samples import ABOUT, colourful

from handpress.prepress import finish_print
from handpress.project.profiles import PROFILES

Break = Callable[[Pdf], None]
BROKEN: dict[str, tuple[str, str, Break]] = {}


def broken(standard: str, rule: str) -> Callable[[Break], Break]:
    """A way to spoil a file of a standard, and the rule that the judge must name."""

    def register(spoil: Break) -> Break:
        BROKEN[f"{spoil.__name__} ({standard})"] = (standard, rule, spoil)
        return spoil

    return register


@functools.cache
def finished(standard: str) -> bytes:
    profile = PROFILES["offset" if standard == X4 else "ingram"]
    return finish_print(colourful(faint=standard == X4), ABOUT, profile).value


def spoilt(standard: str, spoil: Break, **options: object) -> bytes:
    with Pdf.open(io.BytesIO(finished(standard))) as pdf:
        spoil(pdf)
        buffer = io.BytesIO()
        mode = pikepdf.ObjectStreamMode.disable if standard == X1A else pikepdf.ObjectStreamMode.preserve
        # What is spoilt keeps its version: only its fault may be found.
        pdf.save(buffer, **{"force_version": pdf.pdf_version, "object_stream_mode": mode, **options})
        return buffer.getvalue()


def draw(pdf: Pdf, steps: bytes) -> None:
    page = pdf.pages[0].obj
    page.Contents = pdf.make_stream(page.Contents.read_bytes() + b"\n" + steps)


def picture(pdf: Pdf) -> Stream:
    found = [item for item in pdf.objects if isinstance(item, Stream) and item.get("/Subtype") == Name.Image]
    return next(item for item in found if item.get("/ColorSpace") == Name.DeviceCMYK and "/Filter" in item)


def state(pdf: Pdf) -> Any:
    return next(iter(pdf.pages[0].obj.Resources.ExtGState.values()))


def rewrite_packet(pdf: Pdf, old: str, new: str) -> None:
    packet = pdf.Root.Metadata.read_bytes().decode()
    assert old in packet
    stream = Stream(pdf, packet.replace(old, new).encode(), Type=Name.Metadata, Subtype=Name.XML)
    pdf.Root.Metadata = pdf.make_indirect(stream)


@broken(X4, "intent")
def no_intent(pdf: Pdf) -> None:
    del pdf.Root.OutputIntents


@broken(X4, "intent")
def intent_for_archives_only(pdf: Pdf) -> None:
    pdf.Root.OutputIntents = Array([one for one in pdf.Root.OutputIntents if Name("/GTS_PDFA1") == one.S])


@broken(X4, "intent")
def intent_without_a_profile(pdf: Pdf) -> None:
    for one in pdf.Root.OutputIntents:
        del one.DestOutputProfile


@broken(X4, "intent")
def intent_without_a_condition(pdf: Pdf) -> None:
    for one in pdf.Root.OutputIntents:
        one.OutputConditionIdentifier = String("")


@broken(X4, "intent")
def profile_of_a_screen(pdf: Pdf) -> None:
    from handpress.prepress.colour import srgb

    pdf.Root.OutputIntents[0].DestOutputProfile.write(srgb())


@broken(X4, "trim")
def no_trim(pdf: Pdf) -> None:
    del pdf.pages[1].obj.TrimBox


@broken(X4, "trim")
def trim_and_art(pdf: Pdf) -> None:
    pdf.pages[1].obj.ArtBox = pdf.pages[1].obj.TrimBox


@broken(X4, "bleed")
def bleed_within_the_trim(pdf: Pdf) -> None:
    left, bottom, right, top = (float(edge) for edge in pdf.pages[0].obj.TrimBox)
    pdf.pages[0].obj.BleedBox = Array([left + 5, bottom, right, top])


@broken(X4, "media")
def bleed_over_the_paper(pdf: Pdf) -> None:
    pdf.pages[0].obj.BleedBox = Array([-9, -9, 999, 999])


@broken(X4, "media")
def paper_below_zero(pdf: Pdf) -> None:
    pdf.pages[0].obj.MediaBox = Array([-1, -1, *[float(edge) for edge in pdf.pages[0].obj.MediaBox][2:]])


@broken(X4, "annotation")
def a_link(pdf: Pdf) -> None:
    box = pdf.pages[0].obj.TrimBox
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=box, Dest=Array([pdf.pages[1].obj, Name.Fit]))
    pdf.pages[0].obj.Annots = Array([pdf.make_indirect(link)])


@broken(X4, "action")
def a_script_at_opening(pdf: Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.beep()"))


@broken(X4, "action")
def a_form_to_fill_in(pdf: Pdf) -> None:
    pdf.Root.AcroForm = Dictionary(Fields=Array())


@broken(X4, "trapped")
def trapped_nobody_knows(pdf: Pdf) -> None:
    pdf.docinfo["/Trapped"] = Name.Unknown


@broken(X4, "info")
def no_date(pdf: Pdf) -> None:
    del pdf.docinfo["/CreationDate"]


@broken(X4, "info")
def another_title_in_the_packet(pdf: Pdf) -> None:
    rewrite_packet(pdf, "The Title &amp;", "Another")


@broken(X4, "metadata")
def no_packet(pdf: Pdf) -> None:
    del pdf.Root.Metadata


@broken(X4, "metadata")
def no_name_of_the_document(pdf: Pdf) -> None:
    rewrite_packet(pdf, "xmpMM:DocumentID", "xmpMM:InstanceID")


@broken(X4, "claim")
def another_claim(pdf: Pdf) -> None:
    rewrite_packet(pdf, "PDF/X-4<", "PDF/X-3:2003<")


@broken(X4, "colour")
def text_in_the_red_of_a_screen(pdf: Pdf) -> None:
    draw(pdf, b"1 0 0 rg 0 0 9 9 re f")


@broken(X4, "colour")
def a_picture_of_a_screen(pdf: Pdf) -> None:
    picture(pdf).ColorSpace = Name.DeviceRGB


@broken(X4, "colour")
def a_run_of_colours_of_a_screen(pdf: Pdf) -> None:
    next(
        item for item in pdf.objects if isinstance(item, Dictionary) and "/ShadingType" in item
    ).ColorSpace = Name.DeviceRGB


@broken(X4, "colour")
def a_spot_with_a_screens_colour(pdf: Pdf) -> None:
    tint = Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array([1, 1, 1]), C1=Array([1, 0, 0]), N=1)
    pdf.pages[0].obj.Resources.ColorSpace = Dictionary(Spot=Array([Name.Separation, Name.Red, Name.DeviceRGB, tint]))


@broken(X4, "font")
def a_font_left_out(pdf: Pdf) -> None:
    descriptor = next(item for item in pdf.objects if isinstance(item, Dictionary) and "/FontFile2" in item)
    del descriptor.FontFile2


@broken(X4, "state")
def a_transfer_curve(pdf: Pdf) -> None:
    state(pdf).TR = Name.Identity


@broken(X4, "object")
def an_alternate_picture(pdf: Pdf) -> None:
    picture(pdf).Alternates = Array()


@broken(X4, "drawing")
def a_state_never_given_back(pdf: Pdf) -> None:
    draw(pdf, b"q")


@broken(X1A, "transparency")
def a_soft_mask(pdf: Pdf) -> None:
    picture(pdf).SMask = pdf.make_stream(b"\0", Subtype=Name.Image, Width=1, Height=1, ColorSpace=Name.DeviceGray)


@broken(X1A, "transparency")
def half_shown(pdf: Pdf) -> None:
    state(pdf).ca = 0.5


@broken(X1A, "transparency")
def multiplied(pdf: Pdf) -> None:
    state(pdf).BM = Name.Multiply


@broken(X1A, "transparency")
def a_group(pdf: Pdf) -> None:
    pdf.pages[0].obj.Group = Dictionary(S=Name.Transparency)


@broken(X1A, "colour")
def a_measured_colour(pdf: Pdf) -> None:
    white = Dictionary(WhitePoint=Array([0.96, 1, 0.82]))
    pdf.pages[0].obj.Resources.ColorSpace = Dictionary(L=Array([Name.Lab, white]))


@broken(X1A, "claim")
def no_claim_in_info(pdf: Pdf) -> None:
    del pdf.docinfo["/GTS_PDFXVersion"]


@pytest.mark.parametrize("standard", [X4, X1A])
def test_a_finished_file_is_passed(standard: str) -> None:
    assert faults(spoilt(standard, lambda pdf: None), standard) == []


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_called_broken_by_the_rule_it_breaks(name: str) -> None:
    standard, rule, spoil = BROKEN[name]

    assert {fault.split(":")[0] for fault in faults(spoilt(standard, spoil), standard)} >= {rule}


@pytest.mark.parametrize(
    ("standard", "rule", "options"),
    [
        (X4, "version", {"force_version": "2.0"}),
        (X1A, "version", {"force_version": "1.6"}),
        (X1A, "object-stream", {"force_version": "1.5", "object_stream_mode": pikepdf.ObjectStreamMode.generate}),
    ],
)
def test_a_file_saved_otherwise_is_called_broken(standard: str, rule: str, options: dict[str, object]) -> None:
    found = faults(spoilt(standard, lambda pdf: None, **options), standard)

    assert rule in {fault.split(":")[0] for fault in found}


def test_pages_as_they_are_laid_out_are_no_print_file() -> None:
    assert len({fault.split(":")[0] for fault in faults(colourful(), X4)}) >= 8
