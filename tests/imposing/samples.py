"""Small PDFs to impose, and what the tests read from the sheets."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any

import pikepdf
import pypdfium2
from pikepdf import Array, Dictionary, Name, Pdf
from PIL import Image

from handpress.imposing import Imposed, Sheet, saddle_stitch

MM = 72 / 25.4
A5 = (148 * MM, 210 * MM)
HALF_LETTER = (396.0, 612.0)


def finished(count: int, size: tuple[float, float] = A5, **page: Any) -> bytes:
    """A PDF of ``count`` pages, each with the words "page n"; ``page`` gives every page further entries."""
    with Pdf.new() as pdf:
        font = pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
        for number in range(1, count + 1):
            pdf.add_blank_page(page_size=size)
            text = f"BT /F1 24 Tf 60 300 Td (page {number}) Tj ET"
            pdf.pages[-1].obj.Contents = pdf.make_stream(text.encode())
            pdf.pages[-1].obj.Resources = Dictionary(Font=Dictionary(F1=font))
            for key, value in page.items():
                pdf.pages[-1].obj[f"/{key}"] = Array(value) if isinstance(value, list) else value
        pdf.docinfo["/Title"] = "Letters"
        pdf.docinfo["/CreationDate"] = "D:20260501120000Z"
        pdf.Root.Lang = pikepdf.String("en-GB")
        return saved(pdf)


def saved(pdf: Pdf, **options: Any) -> bytes:
    buffer = io.BytesIO()
    pdf.save(buffer, **options)
    return buffer.getvalue()


def stitched(pages: bytes, sheet: Sheet, **options: Any) -> Imposed:
    """The sheets of pages that can be stitched."""
    imposed = saddle_stitch(pages, sheet=sheet, **options).value
    assert imposed is not None
    return imposed


@dataclass(frozen=True)
class Laid:
    """A page on a side as the content stream puts it: name, clip (x y width height), box, trimmed corners in pt."""

    name: str
    clip: tuple[float, ...]
    box: tuple[float, ...]
    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True)
class SideRead:
    """A side of a sheet as its operators have it; ``strokes`` are the ends of its rules in pt."""

    media: tuple[float, ...]
    trim: tuple[float, ...]
    label: str
    laid: list[Laid]
    strokes: list[tuple[float, ...]]
    drawing: bytes


def sides_of(pdf: bytes) -> list[SideRead]:
    with Pdf.open(io.BytesIO(pdf)) as sheets:
        return [_read(side) for side in sheets.pages]


def _read(side: pikepdf.Page) -> SideRead:
    found: list[Laid] = []
    strokes: list[tuple[float, ...]] = []
    clip: tuple[float, ...] = ()
    matrix: tuple[float, ...] = ()
    for step in pikepdf.parse_content_stream(side):
        match str(step.operator):
            case "re":
                clip = _floats(step.operands)
            case "cm":
                matrix = _floats(step.operands)
            case "m" | "l":
                strokes.append(_floats(step.operands))
            case "Do":
                name = str(step.operands[0])
                found.append(_laid(name, clip, matrix, _floats(side.resources.XObject[name].BBox)))
    media, trim = _floats(side.mediabox), _floats(side.obj.TrimBox)
    return SideRead(media, trim, str(side.label), found, strokes, side.obj.Contents.read_bytes())


def _laid(name: str, clip: tuple[float, ...], matrix: tuple[float, ...], box: tuple[float, ...]) -> Laid:
    a, b, c, d, e, f = matrix
    corners = [(x, y) for x in (box[0], box[2]) for y in (box[1], box[3])]
    xs = [a * x + c * y + e for x, y in corners]
    ys = [b * x + d * y + f for x, y in corners]
    return Laid(name, clip, box, min(xs), min(ys), max(xs), max(ys))


def _floats(numbers: Any) -> tuple[float, ...]:
    return tuple(float(number) for number in numbers)


def words_by_half(pdf: bytes) -> list[tuple[str, str]]:
    """What stands on the left and on the right half of each side."""
    document = pypdfium2.PdfDocument(pdf)
    halves = []
    for side in document:
        width, height = side.get_size()
        text = side.get_textpage()
        halves.append(
            (
                text.get_text_bounded(0, 0, width / 2, height).strip(),
                text.get_text_bounded(width / 2, 0, width, height).strip(),
            )
        )
    document.close()
    return halves


def drawn(pdf: bytes) -> Image.Image:
    """The first page drawn in greys, one dot to the pt."""
    document = pypdfium2.PdfDocument(pdf)
    image: Image.Image = document[0].render(scale=1, grayscale=True).to_pil().copy()
    document.close()
    return image


def darkest(image: Image.Image) -> int:
    """The darkest grey of an image, 255 where it is blank."""
    return min(image.tobytes())
