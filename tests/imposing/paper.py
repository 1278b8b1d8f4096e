"""Pages whose places can be read back from the sheets, and the sheets read with pdfium as paper for the bindery."""

from __future__ import annotations

import io
import re
from typing import Any, NamedTuple

import pikepdf
import pypdfium2
from pikepdf import Array, Dictionary, Name, Pdf
from tests.imposing import bindery
from tests.imposing.bindery import DOWN, UP, Print
from tests.imposing.samples import MM, saved

from handpress.imposing import Imposed, Job, Sheet, impose
from handpress.imposing.schemes import Scheme

Box = tuple[float, float, float, float]
_PAGE = re.compile(r"page (\d+)")


class Word(NamedTuple):
    """A page's number as it is read from a side: the box of its first letter and of its last digit."""

    number: int
    first: Box
    last: Box

    @property
    def upright(self) -> bool:
        return self.first[0] < self.last[0]

    @property
    def middle(self) -> tuple[float, float]:
        box = [*self.first, *self.last]
        return (min(box[::2]) + max(box[::2])) / 2, (min(box[1::2]) + max(box[1::2])) / 2


def numbered(count: int, size: tuple[float, float], bleed: float = 0.0) -> bytes:
    """Pages that say "page n" in their middle, on a grey ground that runs over the trim by ``bleed`` pt."""
    width, height = size
    with Pdf.new() as pdf:
        font = pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
        for number in range(1, count + 1):
            pdf.add_blank_page(page_size=(width + 2 * bleed, height + 2 * bleed))
            page = pdf.pages[-1].obj
            ground = f"0.{500 + number} g 0 0 {width + 2 * bleed} {height + 2 * bleed} re f 0 g " if bleed else ""
            text = f"BT /F1 12 Tf {width / 2 + bleed - 25} {height / 2 + bleed} Td (page {number}) Tj ET"
            page.Contents = pdf.make_stream((ground + text).encode())
            page.Resources = Dictionary(Font=Dictionary(F1=font))
            page.TrimBox = Array([bleed, bleed, width + bleed, height + bleed])
            page.BleedBox = Array([0, 0, width + 2 * bleed, height + 2 * bleed])
        return saved(pdf)


def page_size(scheme: Scheme, sheet: Sheet, spare_mm: float) -> tuple[float, float]:
    """A page that leaves ``spare_mm`` of its place free in width and in height."""
    return (
        (sheet.width_mm / scheme.columns - spare_mm) * MM,
        (sheet.height_mm / scheme.rows - spare_mm) * MM,
    )


def made(pages: bytes, sheet: Sheet, scheme: Scheme, **wishes: Any) -> Imposed:
    imposed = impose(pages, Job(sheet, scheme, **wishes)).value
    assert imposed is not None
    return imposed


def words_of(pdf: bytes) -> list[list[Word]]:
    """The page numbers on each side of a PDF."""
    document = pypdfium2.PdfDocument(pdf)
    sides = []
    for page in document:
        text = page.get_textpage()
        found = _PAGE.finditer(text.get_text_range())
        sides.append([Word(int(m[1]), text.get_charbox(m.start()), text.get_charbox(m.end() - 1)) for m in found])
    document.close()
    return sides


def paper_of(pdf: bytes, scheme: Scheme) -> list[bindery.Sheet]:
    """The sheets as a printer lays them out, from the PDF alone: what it says of turning, and what is seen where."""
    columns, rows = scheme.columns, scheme.rows
    with Pdf.open(io.BytesIO(pdf)) as sheets:
        _, _, width, height = (float(edge) for edge in sheets.pages[0].mediabox)
        duplex = str(sheets.Root.ViewerPreferences.Duplex)
    short_is_upright = width >= height
    axis = "upright" if (duplex == "/DuplexFlipShortEdge") == short_is_upright else "level"
    faces: list[dict[tuple[int, int], Print]] = []
    for words in words_of(pdf):
        face: dict[tuple[int, int], Print] = {}
        for word in words:
            x, y = word.middle
            place = (int(x * columns / width), rows - 1 - int(y * rows / height))
            assert place not in face
            face[place] = Print(word.number, UP if word.upright else DOWN)
        faces.append(face)
    step = 1 if duplex == "/Simplex" else 2
    return [
        bindery.Sheet(
            bindery.printed(
                faces[at], faces[at + 1] if step == 2 and at + 1 < len(faces) else {}, (columns, rows), axis
            )
        )
        for at in range(0, len(faces), step)
    ]


def rules_of(pdf: bytes) -> list[tuple[list[Box], list[Box]]]:
    """For each side, what it shows of pages (clip and bleed together) and the boxes of its marks."""
    with Pdf.open(io.BytesIO(pdf)) as sheets:
        return [_rules(side) for side in sheets.pages]


def _rules(side: pikepdf.Page) -> tuple[list[Box], list[Box]]:
    pages: list[Box] = []
    marks: list[Box] = []
    clip: tuple[float, ...] = ()
    matrix: tuple[float, ...] = ()
    start = (0.0, 0.0)
    for step in pikepdf.parse_content_stream(side):
        numbers = tuple(float(number) for number in step.operands) if str(step.operator) in "re cm m l" else ()
        match str(step.operator):
            case "re":
                clip = numbers
            case "cm":
                matrix = numbers
            case "m":
                start = (numbers[0], numbers[1])
            case "l":
                xs, ys = sorted((start[0], numbers[0])), sorted((start[1], numbers[1]))
                marks.append((xs[0], ys[0], xs[1], ys[1]))
                start = (numbers[0], numbers[1])
            case "f":
                marks.append((clip[0], clip[1], clip[0] + clip[2], clip[1] + clip[3]))
            case "Do":
                pages.append(_shown(side.resources.XObject[str(step.operands[0])].BBox, matrix, clip))
    return pages, marks


def _shown(box: Any, matrix: tuple[float, ...], clip: tuple[float, ...]) -> Box:
    a, b, c, d, e, f = matrix
    corners = [(float(x), float(y)) for x in (box[0], box[2]) for y in (box[1], box[3])]
    xs, ys = [a * x + c * y + e for x, y in corners], [b * x + d * y + f for x, y in corners]
    return (
        max(min(xs), clip[0]),
        max(min(ys), clip[1]),
        min(max(xs), clip[0] + clip[2]),
        min(max(ys), clip[1] + clip[3]),
    )


def overlap(one: Box, other: Box) -> bool:
    """Whether two boxes share more than an edge; a line is a box without breadth."""
    near = 0.01
    return (
        one[0] < other[2] - near and other[0] < one[2] - near and one[1] < other[3] - near and other[1] < one[3] - near
    )
