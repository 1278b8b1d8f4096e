"""Print files made by hand: one that is right, and ways to make it wrong."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String

from handpress.model.format import MM, BleedSides, PrintStandard, Profile, Trim
from handpress.preflighting import preflight

A5 = Trim("A5", 148.0, 210.0)
BLEED = 3 * MM
SHOP = Profile(
    name="shop",
    product="A print shop",
    bleed_mm=3.0,
    bleed_sides=BleedSides.ALL,
    page_multiple=4,
    outer_mm=6.0,
    outer_bleed_mm=6.0,
    bookmarks=False,
)
WORDS = "0 0 0 1 k BT /F1 11 Tf 80 300 Td (Words on a page) Tj ET"

Change = Callable[[Pdf], None]


def icc(space: bytes = b"CMYK") -> bytes:
    """The head of a colour profile, which is all of it that a preflight reads."""
    head = bytearray(128)
    head[12:16], head[16:20], head[36:40] = b"prtr", space, b"acsp"
    return bytes(head)


def font(pdf: Pdf, name: str = "ABCDEF+Garamond", **more: Any) -> Object:
    descriptor = Dictionary(
        Type=Name.FontDescriptor, FontName=Name(f"/{name}"), Flags=4, FontFile2=Stream(pdf, b"font")
    )
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font, Subtype=Name.TrueType, BaseFont=Name(f"/{name}"), FontDescriptor=descriptor,
            FirstChar=32, Widths=Array([500] * 96), **more,
        )
    )  # fmt: skip


def image(pdf: Pdf, data: bytes, size: tuple[int, int], space: Any = Name.DeviceGray, **more: Any) -> Object:
    keys = {"BitsPerComponent": 8, "ColorSpace": space} | more
    return pdf.make_indirect(
        Stream(pdf, data, Type=Name.XObject, Subtype=Name.Image, Width=size[0], Height=size[1], **keys)
    )


def form(pdf: Pdf, content: str, **more: Any) -> Object:
    box = Array([-2000, -2000, 2000, 2000])
    return pdf.make_indirect(
        Stream(pdf, content.encode(), Type=Name.XObject, Subtype=Name.Form, **({"BBox": box} | more))
    )


def print_file(*contents: str, pages: int = 4, change: Change = lambda _: None, **options: Any) -> bytes:
    """A PDF/X-4 file of A5 pages with 3 mm of bleed, black words on each; ``contents`` come on top, page by page.

    ``change`` may then spoil it; ``options`` are for saving.
    """
    with Pdf.new() as pdf:
        shared = font(pdf)
        for number in range(max(pages, len(contents))):
            pdf.add_blank_page(page_size=(148 * MM + 2 * BLEED, 210 * MM + 2 * BLEED))
            page = pdf.pages[-1].obj
            page.TrimBox = Array([BLEED, BLEED, BLEED + 148 * MM, BLEED + 210 * MM])
            page.BleedBox = page.MediaBox
            extra = contents[number] if number < len(contents) else ""
            page.Contents = pdf.make_stream(f"{WORDS} {extra}".encode())
            page.Resources = Dictionary(Font=Dictionary(F1=shared), XObject=Dictionary(), ExtGState=Dictionary())
        profile = pdf.make_stream(icc(), N=4)
        intent = Dictionary(
            Type=Name.OutputIntent, S=Name.GTS_PDFX, OutputConditionIdentifier=String("FOGRA39"),
            DestOutputProfile=profile,
        )  # fmt: skip
        pdf.Root.OutputIntents = Array([intent])
        pdf.docinfo["/Title"] = "Words"
        pdf.docinfo["/CreationDate"] = pdf.docinfo["/ModDate"] = "D:20260501120000Z"
        pdf.docinfo["/Trapped"] = Name("/False")
        pdf.docinfo["/GTS_PDFXVersion"] = "PDF/X-4"
        change(pdf)
        return saved(pdf, **options)


def saved(pdf: Pdf, **options: Any) -> bytes:
    buffer = io.BytesIO()
    settings: dict[str, Any] = {"force_version": "1.6", "deterministic_id": "encryption" not in options} | options
    pdf.save(buffer, **settings)
    return buffer.getvalue()


def x1a(pdf: Pdf) -> None:
    """Says of a file that it is PDF/X-1a."""
    pdf.docinfo["/GTS_PDFXVersion"] = "PDF/X-1a:2003"


X1A_SHOP = Profile(
    name="old", product="An old print shop", bleed_mm=3.0, bleed_sides=BleedSides.ALL, page_multiple=4, outer_mm=6.0,
    outer_bleed_mm=6.0, standard=PrintStandard.X1A,
)  # fmt: skip


def with_objects(kind: str, make: Callable[[Pdf], dict[str, Any]]) -> Change:
    """Gives the first page resources of a kind."""

    def change(pdf: Pdf) -> None:
        page = pdf.pages[0].obj
        page.Resources[f"/{kind}"] = Dictionary({f"/{name}": value for name, value in make(pdf).items()})

    return change


def with_fonts(make: Callable[[Pdf], dict[str, Any]]) -> Change:
    """Gives the first page fonts beside the one it has."""

    def change(pdf: Pdf) -> None:
        fonts = pdf.pages[0].obj.Resources.Font
        pdf.pages[0].obj.Resources.Font = Dictionary(
            {"/F1": fonts.F1, **{f"/{name}": value for name, value in make(pdf).items()}}
        )

    return change


def found(pdf: bytes, profile: Profile = SHOP, **options: Any) -> dict[str, Any]:
    """The findings of a file by their code; of several with one code, the last."""
    return {finding.code: finding for finding in preflight(pdf, profile, **options).findings}
