"""Paper: the sheets the press prints on, and how thick they are."""

from __future__ import annotations

import re

from msgspec import Struct
from msgspec.structs import replace

from handpress.diagnostics import ExitCode, PressError

POINTS_PER_MM = 72 / 25.4
_MM = {"mm": 1.0, "cm": 10.0, "in": 25.4}
_MEASURE = re.compile(r"(\d+(?:\.\d+)?)\s*[x×]\s*(\d+(?:\.\d+)?)\s*(mm|cm|in)", re.IGNORECASE)
_WEIGHT = re.compile(r"(\d+(?:\.\d+)?)\s*(?:gsm|g/m2|g/m²|g)?", re.IGNORECASE)
# A postage stamp, and the largest page that every reader of PDF opens (14,400 pt, ISO 32000-1 annex C).
_SMALLEST_MM, _LARGEST_MM = 20.0, 5080.0
# Cubic centimetres to the gram of uncoated office paper: 80 g/m² is then 0.1 mm thick, as its makers say.
OFFICE_BULK = 1.25


class Sheet(Struct, frozen=True):
    """A sheet of paper as it lies to be imposed: its name, its width and its height in mm."""

    name: str
    width_mm: float
    height_mm: float

    @property
    def width(self) -> float:
        """The width in pt."""
        return self.width_mm * POINTS_PER_MM

    @property
    def height(self) -> float:
        """The height in pt."""
        return self.height_mm * POINTS_PER_MM

    @property
    def lies(self) -> bool:
        """Whether the sheet lies on a long edge. A square one does."""
        return self.width_mm >= self.height_mm

    def turned(self) -> Sheet:
        """The same sheet on its other edge."""
        return replace(self, width_mm=self.height_mm, height_mm=self.width_mm)


# On their long edge: ISO 216, the untrimmed SRA sizes of printing houses (BS 4000), and the American sizes in their
# exact metric measure (11 × 8.5, 14 × 8.5 and 17 × 11 in).
SHEETS: dict[str, Sheet] = {
    sheet.name: sheet
    for sheet in (
        Sheet("a4", 297.0, 210.0),
        Sheet("a3", 420.0, 297.0),
        Sheet("letter", 279.4, 215.9),
        Sheet("legal", 355.6, 215.9),
        Sheet("tabloid", 431.8, 279.4),
        Sheet("sra4", 320.0, 225.0),
        Sheet("sra3", 450.0, 320.0),
    )
}


def sheet_from(text: str) -> Sheet:
    """The sheet a person means: a name of ``SHEETS``, or a measure such as ``320x450mm`` or ``12x18in``.

    Raises ``PressError`` for what is neither, and for a measure that no sheet has.
    """
    name = text.strip().lower()
    if name in SHEETS:
        return SHEETS[name]
    measure = _MEASURE.fullmatch(name)
    if measure is None:
        raise PressError(
            f"There is no sheet “{text}”.",
            hint=f"Give a measure, such as 320x450mm or 12x18in, or one of: {', '.join(SHEETS)}.",
            exit_code=ExitCode.USAGE,
        )
    width, height = (float(edge) * _MM[measure[3]] for edge in measure.group(1, 2))
    if not all(_SMALLEST_MM <= edge <= _LARGEST_MM for edge in (width, height)):
        raise PressError(
            f"No sheet measures {measure[0]}.",
            hint=f"A sheet has edges of {_SMALLEST_MM:g} to {_LARGEST_MM:g} mm.",
            exit_code=ExitCode.USAGE,
        )
    return Sheet(f"{measure[1]}x{measure[2]}{measure[3]}", width, height)


def caliper_from(weight: str, bulk: float = OFFICE_BULK) -> float:
    """The thickness in mm of paper by its weight, such as ``80gsm``, and its bulk in cm³/g.

    Raises ``PressError`` for what is no weight or no bulk of paper.
    """
    found = _WEIGHT.fullmatch(weight.strip())
    if found is None or not 20 <= float(found[1]) <= 500:
        raise PressError(f"“{weight}” is no weight of paper.", hint="Write it as in 80gsm.", exit_code=ExitCode.USAGE)
    if not 0.5 <= bulk <= 3:
        raise PressError(
            f"Paper has no bulk of {bulk:g} cm³/g.",
            hint="Coated paper has about 0.8, office paper 1.25, bulky book paper 1.8.",
            exit_code=ExitCode.USAGE,
        )
    return float(found[1]) * bulk / 1000
