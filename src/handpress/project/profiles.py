"""What printers take: a row a printer. A workspace adds rows of its own under ``[profiles.NAME]`` in ``pamphlet.toml``.

The figures are the printers' published ones, as of 2026; where a vendor is silent, the trade's usual figure stands.
"""

from __future__ import annotations

from handpress.model.format import (
    HOME,
    INCH_MM,
    BleedSides,
    CoverForm,
    Gutter,
    PrintStandard,
    Profile,
    Spine,
)

_EIGHTH_INCH = 0.125 * INCH_MM


def _gutters(*rows: tuple[int, float]) -> tuple[Gutter, ...]:
    """Rows of pages and inches."""
    return tuple(Gutter(pages, round(inches * INCH_MM, 3)) for pages, inches in rows)


PROFILES: dict[str, Profile] = {
    profile.name: profile
    for profile in (
        HOME,
        Profile(
            name="offset",
            product="A print shop, offset or digital",
            bleed_mm=3.0,
            bleed_sides=BleedSides.ALL,
            marks=True,
            page_multiple=4,
            outer_mm=6.0,
            outer_bleed_mm=6.0,
            covers=(CoverForm.SHEET, CoverForm.SELF, CoverForm.WRAP),
            # 0.1 mm a leaf is uncoated paper of about 80 g/m².
            spine=Spine(page_mm=0.05, glue_mm=0.3, text_from=80),
        ),
        Profile(
            name="kdp",
            product="Amazon KDP paperback",
            trims=("5x8", "5.25x8", "5.5x8.5", "half-letter", "6x9", "7x10", "letter", "A4"),
            bleed_mm=_EIGHTH_INCH,
            bleed_sides=BleedSides.OUTER,
            page_multiple=2,
            least_pages=24,
            most_pages=828,
            gutters=_gutters((150, 0.375), (300, 0.5), (500, 0.625), (700, 0.75), (828, 0.875)),
            outer_mm=0.25 * INCH_MM,
            outer_bleed_mm=0.375 * INCH_MM,
            least_type_pt=7.0,
            least_stroke_pt=0.75,
            most_blanks=2,
            bookmarks=False,
            covers=(CoverForm.WRAP,),
            spine=Spine(page_mm=0.002252 * INCH_MM, glue_mm=0.0, text_from=79),
        ),
        Profile(
            name="ingram",
            product="IngramSpark paperback",
            trims=("5x8", "5.25x8", "5.5x8.5", "half-letter", "6x9", "7x10", "A5", "letter"),
            bleed_mm=_EIGHTH_INCH,
            bleed_sides=BleedSides.OUTER,
            page_multiple=2,
            least_pages=18,
            most_pages=1200,
            outer_mm=0.5 * INCH_MM,
            outer_bleed_mm=0.5 * INCH_MM,
            most_ink=240,
            bookmarks=False,
            standard=PrintStandard.X1A,
            covers=(CoverForm.WRAP,),
            spine=Spine(page_mm=0.0025 * INCH_MM, glue_mm=0.0, text_from=48),
        ),
        Profile(
            name="lulu",
            product="Lulu paperback",
            trims=("A5", "half-letter", "5.5x8.5", "6x9", "letter", "A4", "5x8", "7x10"),
            bleed_mm=_EIGHTH_INCH,
            bleed_sides=BleedSides.ALL,
            page_multiple=2,
            least_pages=32,
            most_pages=800,
            gutters=_gutters((60, 0.5), (150, 0.625), (400, 1.0), (600, 1.125), (800, 1.25)),
            outer_mm=0.5 * INCH_MM,
            outer_bleed_mm=0.5 * INCH_MM,
            bookmarks=False,
            covers=(CoverForm.WRAP,),
            spine=Spine(page_mm=INCH_MM / 444, glue_mm=0.06 * INCH_MM, text_from=81),
        ),
    )
}
