"""Pictures against the page they are printed on: enough pixels for their width, the page's shape for a cover."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from handpress.diagnostics import Finding
from handpress.model.format import INCH_MM, BleedSides, Profile, Trim
from handpress.model.spans import Span

_CSS_PPI = 96  # a bitmap that fits is set at this, by CSS Values 4 §6.2
_SMALL_MM = 12.0  # an ornament, in which nobody looks for detail
_CUT = 0.03  # of a side: as much as a knife may miss and nobody see


class Placed(Struct, frozen=True):
    """A picture and where it is named: its size in px (a drawing's in its own units); how wide it is printed, in mm."""

    source: str
    span: Span | None
    width: float
    height: float
    width_mm: float
    line_art: bool = False


def width_in_text_mm(width: float, height: float, measure_mm: float, most_height_mm: float) -> float:
    """How wide a bitmap of so many px is set in the text, which is as high at most and as wide as its measure."""
    natural = width * INCH_MM / _CSS_PPI
    return min(natural, measure_mm, most_height_mm * width / height)


def width_on_cover_mm(width: float, height: float, trim: Trim, profile: Profile) -> float:
    """How wide a picture of so many px is printed that fills a cover page and its bleed."""
    wide, high = _full_mm(trim, profile)
    return max(wide, high * width / height)


def check_resolution(pictures: Iterable[Placed], least_ppi: int, least_line_art_ppi: int) -> Iterator[Finding]:
    """The bitmaps that have too few pixels an inch as they are placed."""
    for picture in pictures:
        if picture.width_mm < _SMALL_MM:
            continue
        wanted = least_line_art_ppi if picture.line_art else least_ppi
        inches = picture.width_mm / INCH_MM
        if picture.width / inches < wanted - 0.5:
            message = (
                f"“{picture.source}” is printed {picture.width_mm:.0f} mm wide with {picture.width / inches:.0f} "
                f"pixels an inch; print asks for {wanted}."
            )
            hint = (
                f"Use a larger original, {inches * wanted:.0f} pixels wide or more; enlarging this one does not help."
            )
            yield Finding("image-coarse", message, picture.span, hint)


def check_cover_shapes(pictures: Iterable[Placed], trim: Trim, profile: Profile) -> Iterator[Finding]:
    """The pictures for cover pages that have neither the shape of the trim nor that of the bleed, and would be cut."""
    sides = (trim.width_mm, trim.height_mm)
    for picture in pictures:
        if not picture.width or not picture.height:
            continue
        cuts = [_cut(picture.width / picture.height, wide / high) for wide, high in (sides, _full_mm(trim, profile))]
        lost, side = min(cuts)
        if lost > _CUT:
            full = _full_mm(trim, profile)
            size = f"{sides[0]:g} × {sides[1]:g} mm"
            bleed = f" ({full[0]:g} × {full[1]:g} mm with its bleed)" if full != sides else ""
            message = (
                f"“{picture.source}” is {picture.width:g} wide and {picture.height:g} high, and the page is "
                f"{size}{bleed}: {lost:.0%} of its {side} would be cut off."
            )
            yield Finding("cover-shape", message, picture.span, "Give it the shape of the page.")


def _cut(shape: float, page: float) -> tuple[float, str]:
    """The share of a picture that is lost where it fills a page of another shape, and of which side."""
    return (1 - page / shape, "width") if shape > page else (1 - shape / page, "height")


def _full_mm(trim: Trim, profile: Profile) -> tuple[float, float]:
    bleed = 0.0 if profile.bleed_sides is BleedSides.NONE else profile.bleed_mm
    return trim.width_mm + 2 * bleed, trim.height_mm + 2 * bleed
