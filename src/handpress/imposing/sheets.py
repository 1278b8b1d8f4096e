"""The sheets of paper the press prints on, lying on their long edge."""

from __future__ import annotations

from dataclasses import dataclass

POINTS_PER_MM = 72 / 25.4


@dataclass(frozen=True, slots=True)
class Sheet:
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


# ISO 216 sizes, and ANSI A and B in their exact metric measure (11 × 8.5 in, 17 × 11 in).
SHEETS: dict[str, Sheet] = {
    sheet.name: sheet
    for sheet in (
        Sheet("a4", 297.0, 210.0),
        Sheet("a3", 420.0, 297.0),
        Sheet("letter", 279.4, 215.9),
        Sheet("tabloid", 431.8, 279.4),
    )
}
