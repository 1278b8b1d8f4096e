"""Trim sizes by the names the trade gives them, and by measure."""

from __future__ import annotations

import re

from handpress.model.format import INCH_MM, Trim

_SMALLEST_MM, _LARGEST_MM = 50.0, 450.0


def _inches(name: str, width: float, height: float) -> Trim:
    return Trim(name, round(width * INCH_MM, 3), round(height * INCH_MM, 3))


# ISO 216 and DIN 476-2 in mm; American book and stationery sizes in inches; DL by ISO 269's third of an A4.
TRIMS: dict[str, Trim] = {
    trim.name.casefold(): trim
    for trim in (
        Trim("A4", 210.0, 297.0),
        Trim("A5", 148.0, 210.0),
        Trim("A6", 105.0, 148.0),
        Trim("A7", 74.0, 105.0),
        Trim("B5", 176.0, 250.0),
        Trim("B6", 125.0, 176.0),
        Trim("DL", 99.0, 210.0),
        _inches("half-letter", 5.5, 8.5),
        _inches("quarter-letter", 4.25, 5.5),
        _inches("letter", 8.5, 11.0),
        _inches("5x8", 5.0, 8.0),
        _inches("5.25x8", 5.25, 8.0),
        _inches("5.5x8.5", 5.5, 8.5),
        _inches("6x9", 6.0, 9.0),
        _inches("7x10", 7.0, 10.0),
    )
}

_MEASURE = re.compile(r"(\d+(?:\.\d+)?)\s*[x×]\s*(\d+(?:\.\d+)?)\s*(mm|cm|in|pt)", re.IGNORECASE)
_LENGTH = re.compile(r"(\d+(?:\.\d+)?)\s*(mm|cm|in|pt)", re.IGNORECASE)
_UNITS_MM = {"mm": 1.0, "cm": 10.0, "in": INCH_MM, "pt": INCH_MM / 72}


def find_trim(text: str) -> Trim | None:
    """The trim that ``text`` names (``A5``, ``half-letter``) or measures (``120 x 190 mm``); None for neither.

    A measure is taken from 50 to 450 mm a side: less holds no line of text, more goes on no sheet.
    """
    named = TRIMS.get(text.strip().casefold())
    if named:
        return named
    measured = _MEASURE.fullmatch(text.strip())
    if not measured:
        return None
    unit = _UNITS_MM[measured[3].lower()]
    width, height = round(float(measured[1]) * unit, 3), round(float(measured[2]) * unit, 3)
    if not all(_SMALLEST_MM <= side <= _LARGEST_MM for side in (width, height)):
        return None
    return Trim(text.strip(), width, height)


def length_mm(text: str) -> float | None:
    """A length such as ``3mm``, ``0.125 in`` or ``8.5pt`` in mm; None where it is none."""
    found = _LENGTH.fullmatch(text.strip())
    return round(float(found[1]) * _UNITS_MM[found[2].lower()], 4) if found else None
