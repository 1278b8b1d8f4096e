"""Fonts as a page uses them: whether they are in the file, and how wide their signs are."""

from __future__ import annotations

import re

from msgspec import Struct, field

from handpress.preflighting.objects import Entry, Value, entry, name, number, numbers, text

_SUBSET = re.compile(r"^[A-Z]{6}\+")
_BOLD = re.compile("bold|black|heavy", re.IGNORECASE)
_FILES = ("FontFile", "FontFile2", "FontFile3")
_FORCE_BOLD = 1 << 18  # flag 19 (ISO 32000-2 table 121)
_USUAL = 500.0  # thousandths of the size: the middling width of a letter whose width the file does not say
_MOST_WIDTHS = 70_000
_MOST_MET = 10_000  # strings whose widths are remembered: a text has the same words again and again


class Font(Struct, frozen=True):
    """A font: ``widths`` by code in thousandths of the size, ``usual`` for all others; ``wide`` has two-byte codes."""

    name: str
    kind: str
    embedded: bool
    bold: bool
    wide: bool
    widths: dict[int, float]
    usual: float
    scale: float = 0.001
    _met: dict[bytes, list[tuple[float, bool]]] = field(default_factory=dict)

    def advances(self, codes: bytes) -> list[tuple[float, bool]]:
        """For each sign of a string: its width as a share of the size, and whether it is the one-byte space."""
        found = self._met.get(codes)
        if found is None:
            if len(self._met) >= _MOST_MET:
                self._met.clear()
            found = self._met[codes] = self._advances(codes)
        return found

    def _advances(self, codes: bytes) -> list[tuple[float, bool]]:
        if self.wide:
            pairs = zip(codes[::2], codes[1::2], strict=False)
            return [(self.widths.get(high << 8 | low, self.usual) * self.scale, False) for high, low in pairs]
        return [(self.widths.get(code, self.usual) * self.scale, code == 32) for code in codes]


def font(found: Entry) -> Font:
    """Read a font dictionary (ISO 32000-2 §9.6 and §9.7)."""
    kind = name(found.get("Subtype"))
    below = found.get("DescendantFonts")
    described = entry(below[0]) if kind == "Type0" and isinstance(below, list) and below else found
    described = described or found
    descriptor = entry(described.get("FontDescriptor"))
    called = _SUBSET.sub("", text(found.get("BaseFont")) or text(found.get("Name")) or "without a name")
    embedded = kind == "Type3" or (descriptor is not None and any(entry(descriptor.get(key)) for key in _FILES))
    flags = int(number(descriptor.get("Flags"))) if descriptor else 0
    weight = number(descriptor.get("FontWeight")) if descriptor else 0
    bold = bool(_BOLD.search(called)) or bool(flags & _FORCE_BOLD) or weight >= 600
    if kind == "Type0":
        usual = number(described.get("DW"), 1000)
        return Font(called, kind, embedded, bold, True, _listed(described.get("W")), usual)
    usual = number(descriptor.get("MissingWidth")) if descriptor else 0
    scale = (numbers(found.get("FontMatrix")) or (0.001,))[0] if kind == "Type3" else 0.001
    return Font(called, kind, embedded, bold, False, _ranged(found), usual or _USUAL, abs(scale))


def _ranged(found: Entry) -> dict[int, float]:
    first, widths = int(number(found.get("FirstChar"))), found.get("Widths")
    return {first + at: number(width) for at, width in enumerate(widths[:256])} if isinstance(widths, list) else {}


def _listed(found: Value) -> dict[int, float]:
    """Widths as a composite font lists them: ``c [w …]`` or ``first last w`` (ISO 32000-2 §9.7.4.3)."""
    widths: dict[int, float] = {}
    given = 0
    rest = iter(found if isinstance(found, list) else [])
    for item in rest:
        first, second = int(number(item)), next(rest, None)
        if isinstance(second, list):
            widths.update({first + at: number(width) for at, width in enumerate(second)})
            given += len(second)
        else:
            width, last = number(next(rest, None)), int(number(second))
            codes = range(first, min(last, first + _MOST_WIDTHS) + 1)
            widths.update(dict.fromkeys(codes, width))
            given += len(codes)
        if given > _MOST_WIDTHS:
            break
    return widths
