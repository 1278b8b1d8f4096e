"""The page designed: trim, theme and settings become margins, type and a grid of whole lines.

In: a ``Format``. Out: a ``PageDesign`` in mm and pt, and its style sheet, which ``print.css`` and the theme build on.
"""

from __future__ import annotations

import math

from msgspec import Struct

from handpress.diagnostics import Finding, Result
from handpress.model.folios import Folios
from handpress.model.format import A5, MM, Format, Margins, Theme, Trim
from handpress.model.spans import Span

# Under this no line can be set: words stand alone on it, and the page is all margin.
_LEAST_MEASURE_MM = 40.0
_LEAST_LINES = 10
_LARGEST_SCALE = 1.08
_LETTERS_TO_AN_EM = 2.33  # of the text face, spaces included
_NOTE_SIZE, _NOTE_LEADING = 0.8, 0.78  # as in print.css
_FIGURE = 0.74  # of the text block, as in print.css
_HAIR_MM = 0.005  # by which the block is higher than its lines, which rounded to thousandths would lose the last one


class PageDesign(Struct, frozen=True):
    """A page: its trim, its margins, type and leading in pt, and how many lines stand on it.

    ``run_on``: a part begins where the one before ends, and not on a page of its own.
    """

    trim: Trim
    margins: Margins
    size_pt: float
    leading_pt: float
    lines: int
    run_on: bool = False

    @property
    def measure_mm(self) -> float:
        """The length of a full line in mm."""
        return self.trim.width_mm - self.margins.inner_mm - self.margins.outer_mm

    @property
    def letters_across(self) -> int:
        """About how many letters fill a line."""
        return int(self.measure_mm * MM / self.size_pt * _LETTERS_TO_AN_EM)

    @property
    def figure_mm(self) -> float:
        """How high a figure is at most, in mm."""
        return _FIGURE * self.lines * self.leading_pt / MM

    @property
    def note_letters(self) -> int:
        """About how many letters of a note would fill the page's text block."""
        return int(self.lines / _NOTE_LEADING * self.letters_across / _NOTE_SIZE)


def design_page(wanted: Format, *, least_inner_mm: float = 0.0, span: Span | None = None) -> Result[PageDesign]:
    """The page that ``wanted`` asks for.

    ``least_inner_mm`` is what the binding asks for. Finds ``format-measure`` (at ``span``) where the margins leave no
    room for lines. The bottom margin takes up what is over beneath the last whole line, so that the lines of facing
    pages stand on one grid.
    """
    trim, theme = wanted.trim, wanted.theme
    margins = wanted.margins or _canon(theme, trim)
    if margins.inner_mm < least_inner_mm:
        margins = Margins(least_inner_mm, margins.top_mm, margins.outer_mm, margins.bottom_mm)
    measure = trim.width_mm - margins.inner_mm - margins.outer_mm
    size = wanted.size_pt or _size(theme, measure)
    leading = wanted.leading_pt or round(size * theme.leading_pt / theme.size_pt, 1)
    if not wanted.margins:
        margins = _narrowed(margins, measure * MM - theme.longest_em * size)
    height = trim.height_mm - margins.top_mm - margins.bottom_mm
    lines = int(height * MM / leading + 0.05)
    margins = Margins(
        margins.inner_mm, margins.top_mm, margins.outer_mm, trim.height_mm - margins.top_mm - lines * leading / MM
    )
    design = PageDesign(trim, margins, size, leading, lines, theme.run_on)
    if design.measure_mm < _LEAST_MEASURE_MM or lines < _LEAST_LINES:
        message = f"The margins leave a text block of {design.measure_mm:.0f} mm and {max(lines, 0)} lines."
        least = f"{_LEAST_MEASURE_MM:.0f} mm and {_LEAST_LINES} lines"
        hint = f"At least {least} are needed: narrow the margins or take a larger trim."
        return Result(design, (Finding("format-measure", message, span, hint),))
    return Result(design, ())


def page_styles(design: PageDesign) -> str:
    """The style sheet of the design: page boxes, and the sizes that ``print.css`` and the themes reckon with."""
    trim, m = design.trim, design.margins
    display = (trim.width_mm / A5.width_mm + trim.height_mm / A5.height_mm) / 2
    side, top = round(trim.width_mm * 20 / 148, 3), round(trim.height_mm * 25 / 210, 3)
    inner_height, foot = trim.height_mm - 2 * top, m.bottom_mm - _HAIR_MM
    return "\n".join(
        (
            f"@page {{ size: {_mm(trim.width_mm, trim.height_mm)};"
            f" margin: {_mm(m.top_mm, m.outer_mm, foot, m.inner_mm)} }}",
            f"@page :left {{ margin: {_mm(m.top_mm, m.inner_mm, foot, m.outer_mm)} }}",
            f"@page outer {{ margin: {_mm(top, side)} }}",
            f"@page colophon {{ margin: {_mm(m.top_mm, m.outer_mm * 1.4, foot, m.inner_mm)} }}",
            f"@page colophon:left {{ margin: {_mm(m.top_mm, m.inner_mm * 1.4, foot, m.outer_mm)} }}",
            f":root {{ --size: {design.size_pt:g}pt; --line: {design.leading_pt:g}pt; --display: {display:.3f};"
            f" --block: {design.lines * design.leading_pt:.2f}pt; --title-height: {inner_height - 1:.2f}mm }}",
            "",
        )
    )


def folio_styles(folios: Folios) -> str:
    """How folios are written: in decimals, but for pages of the front that have numbers of their own.

    These pages count up to 0, and there is a sign for each.
    """
    if not folios.front:
        return "@counter-style folio { system: extends decimal }\n"
    signs = " ".join(f'"{folios.of(page)}"' for page in range(1, folios.front + 1))
    return f"@counter-style folio {{ system: fixed {1 - folios.front}; symbols: {signs} }}\n"


def turned_styles() -> str:
    """What pages that are turned from left to right have otherwise: their heads, and the rule over their notes.

    Their margins are the same: a left-hand page has its binding at the right, be it a verso or a recto.
    """
    # White and not transparent: PDF/X-1a has no transparency.
    rule = "linear-gradient(to left, black 22%, white 22%) 1 0 0 0"
    return "\n".join(
        (
            "@page part:left { @top-left { content: string(recto); letter-spacing: 0 } }",
            "@page part:right { @top-right { content: string(verso) } }",
            f"@page {{ @footnote {{ border-image: {rule} }} }}",
            "@page :nth(1 of part) { @top-left { content: none } @top-right { content: none } }",
            "@page :blank { @top-left { content: none } @top-right { content: none } }",
            "",
        )
    )


def _canon(theme: Theme, trim: Trim) -> Margins:
    """The theme's margins for a trim, as shares of its sides."""
    width, height = trim.width_mm, trim.height_mm
    inner, outer = theme.inner * width, theme.outer * width
    return Margins(round(inner, 3), round(theme.top * height, 3), round(outer, 3), round(theme.bottom * height, 3))


def _size(theme: Theme, measure_mm: float) -> float:
    """The size of type in pt: the longer the line, the larger, but slowly, as the eye asks for it."""
    at_a5 = A5.width_mm * (1 - theme.inner - theme.outer)
    scale = min(math.sqrt(measure_mm / at_a5), _LARGEST_SCALE)
    return max(round(theme.size_pt * scale, 1), theme.least_pt)


def _narrowed(margins: Margins, over_pt: float) -> Margins:
    """The margins with what a line would be too long by, shared out as the canon shares."""
    if over_pt <= 0:
        return margins
    over = over_pt / MM
    share = margins.inner_mm / (margins.inner_mm + margins.outer_mm)
    return Margins(
        round(margins.inner_mm + over * share, 3),
        margins.top_mm,
        round(margins.outer_mm + over * (1 - share), 3),
        margins.bottom_mm,
    )


def _mm(*lengths: float) -> str:
    return " ".join(f"{round(length, 3):g}mm" for length in lengths)
