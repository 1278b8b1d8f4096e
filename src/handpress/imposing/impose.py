"""Imposing from end to end: measure the pages, order them by a scheme, make up each side, print."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from handpress.diagnostics import Finding, PressError, Result
from handpress.imposing.engine import opened
from handpress.imposing.forme import Bed, Leaf, cell_size, make_up
from handpress.imposing.schemes import SADDLE_STITCH, Scheme, Side
from handpress.imposing.sheets import POINTS_PER_MM, SHEETS, Sheet

# Makers of PDFs round to whole points: an A5 page of 420 × 596 pt is still half an A4 sheet.
_ROUNDING = 1.0
_THICKEST_MM = 1.0


@dataclass(frozen=True, slots=True)
class Imposed:
    """Sheets ready to print.

    ``order`` has the page numbers of each side (front, back, front …), from 1, left to right and top to bottom;
    ``None`` is a blank. ``blanks`` counts the blank pages that fill the last sheet.
    """

    pdf: bytes
    sheets: int
    blanks: int
    order: tuple[tuple[int | None, ...], ...]


def saddle_stitch(
    pages: bytes, *, sheet: Sheet, keep_back_cover: bool = True, caliper_mm: float = 0.0
) -> Result[Imposed | None]:
    """Impose ``pages`` as a booklet: sheets nested, folded once and stitched through the fold. See ``impose``."""
    return impose(pages, SADDLE_STITCH, sheet=sheet, keep_back_cover=keep_back_cover, caliper_mm=caliper_mm)


def impose(
    pages: bytes, scheme: Scheme, *, sheet: Sheet, keep_back_cover: bool = True, caliper_mm: float = 0.0
) -> Result[Imposed | None]:
    """Impose the PDF ``pages`` on ``sheet`` by ``scheme``.

    ``keep_back_cover`` keeps the last page last and puts blanks before it; ``caliper_mm`` is the thickness of the
    paper in mm, by which each sheet inwards moves its pages to the spine (creep). Finds ``booklet-thick``, and
    ``booklet-too-thick`` with no value. Raises ``PressError`` for a PDF that is empty, encrypted or damaged, for a
    page that does not fit, and for a caliper that is not between 0 and 1 mm.
    """
    if not 0 <= caliper_mm <= _THICKEST_MM:
        raise PressError(f"Paper cannot be {caliper_mm:g} mm thick.", hint="Office paper is about 0.1 mm.")
    with opened(pages) as source:
        count = len(source.leaves)
        findings = _thickness(count, scheme)
        if scheme.padded(count) > scheme.too_thick:
            return Result(None, findings)
        _check_fit(source.leaves, sheet, scheme)
        sides = scheme.sides(count, keep_back_cover=keep_back_cover)
        tallest = max(leaf.size()[1] for leaf in source.leaves)
        bed = Bed(sheet, scheme, tallest=tallest, creep=caliper_mm * POINTS_PER_MM)
        formes = [make_up(side, source.leaves, bed) for side in sides]
        pdf = source.print(formes, sheet, scheme)
    return Result(
        Imposed(pdf, sheets=sides[-1].sheet, blanks=scheme.padded(count) - count, order=_order(sides)), findings
    )


def _thickness(count: int, scheme: Scheme) -> tuple[Finding, ...]:
    """What is to be said of a booklet of ``count`` pages: blanks are paper too, so they count."""
    total = scheme.padded(count)
    size = f"The {scheme.product} has {total} pages ({total // scheme.multiple} sheets)"
    if total > scheme.too_thick:
        hint = "Make it two volumes, set it tighter, or have it bound with a spine."
        return (Finding("booklet-too-thick", f"{size}; above {scheme.too_thick} it cannot be made.", hint=hint),)
    if total > scheme.thick:
        hint = "Print it on thin paper, and give the thickness of the paper so that creep is made good."
        return (Finding("booklet-thick", f"{size}; above {scheme.thick} it will not lie flat.", hint=hint),)
    return ()


def _check_fit(leaves: Sequence[Leaf], sheet: Sheet, scheme: Scheme) -> None:
    """Raise ``PressError`` for the first page that is larger than its place on the sheet."""
    room = cell_size(sheet, scheme)
    for leaf in leaves:
        if _fits(leaf.size(), room):
            continue
        larger = [other.name for other in SHEETS.values() if _fits(leaf.size(), cell_size(other, scheme))]
        raise PressError(
            f"Page {leaf.number} measures {_mm(leaf.size())} mm, but a page of a {scheme.product} "
            f"on {sheet.name} paper may measure at most {_mm(room)} mm.",
            hint=f"It fits on {' or '.join(larger)} paper." if larger else "It fits on no sheet the press knows.",
        )


def _fits(size: tuple[float, float], room: tuple[float, float]) -> bool:
    return all(side <= most + _ROUNDING for side, most in zip(size, room, strict=True))


def _mm(size: tuple[float, float]) -> str:
    """A size in pt as ``148.5 × 210``, in mm to a tenth."""
    return " × ".join(f"{edge / POINTS_PER_MM:.1f}".removesuffix(".0") for edge in size)


def _order(sides: Sequence[Side]) -> tuple[tuple[int | None, ...], ...]:
    return tuple(tuple(None if place.page is None else place.page + 1 for place in side.placements) for side in sides)
