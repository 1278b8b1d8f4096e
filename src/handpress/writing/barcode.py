"""An ISBN as the barcode that booksellers scan: EAN-13 in drawn rectangles, black alone.

Measures are those of ISO/IEC 15420 at full size: a module of 0.33 mm, bars of 22.85 mm, guard bars 5 modules longer,
and 11 modules of white before, 7 behind. The number in words stands above (ISBN Users' Manual, §8).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from xml.etree.ElementTree import Element, SubElement

from handpress.model.format import MM

_MODULE_MM, _BAR_MM = 0.33, 22.85
_BEFORE, _BEHIND, _GUARD = 11, 7, 5
_MODULES = 95
_ABOVE_MM, _BELOW_MM = 4.2, 3.6
_DIGIT_PT = 9.2
_HALVES = ((3, 42, slice(1, 7)), (50, 42, slice(7, 13)))

WIDTH = (_BEFORE + _MODULES + _BEHIND) * _MODULE_MM * MM
"""The width of the whole field with its quiet zones, in pt."""

HEIGHT = (_ABOVE_MM + _BAR_MM + _BELOW_MM) * MM
"""Its height in pt, with the words above and the digits below."""


def write_barcode(isbn: str, left: float, top: float) -> Element:
    """The field at a place of the page, in pt. ``isbn`` has thirteen digits, whose check digit holds, and hyphens."""
    digits = isbn.replace("-", "")
    field = Element("div", {"class": "barcode", "style": _box(left, top, WIDTH, HEIGHT)})
    for start, width, guard in bars(digits):
        long = _GUARD * _MODULE_MM if guard else 0.0
        SubElement(
            field,
            "div",
            {
                "style": _box(
                    (_BEFORE + start) * _MODULE_MM * MM,
                    _ABOVE_MM * MM,
                    width * _MODULE_MM * MM,
                    (_BAR_MM + long) * MM,
                )
            },
        ).text = ""
    _text(field, f"ISBN {isbn}", start=0, modules=_BEFORE + _MODULES + _BEHIND, top=0.6 * MM, size=8.4)
    below = (_ABOVE_MM + _BAR_MM) * MM + 0.5
    _text(field, digits[0], start=0, modules=_BEFORE - 2, top=below)
    for start, width, part in _HALVES:
        _text(field, digits[part], start=_BEFORE + start, modules=width, top=below)
    return field


def bars(digits: str) -> Iterator[tuple[int, int, bool]]:
    """Every dark bar of the code for thirteen digits: its first module, its width in modules, whether it is a guard."""
    from barcode.ean import EuropeanArticleNumber13

    [modules] = EuropeanArticleNumber13(digits, guardbar=True).build()
    at = 0
    for sign, run in groupby(modules):
        width = len(list(run))
        if sign != "0":
            yield at, width, sign == "G"
        at += width


def _text(field: Element, text: str, *, start: int, modules: int, top: float, size: float = _DIGIT_PT) -> None:
    step = _MODULE_MM * MM
    style = _box(start * step, top, modules * step, size) + f"; font-size: {size}pt; line-height: {size}pt"
    SubElement(field, "p", {"style": style}).text = text


def _box(left: float, top: float, width: float, height: float) -> str:
    return f"left: {left:.4f}pt; top: {top:.4f}pt; width: {width:.4f}pt; height: {height:.4f}pt"
