"""Fonts must be in the file: a printer who lacks one prints another."""

from __future__ import annotations

from collections.abc import Iterator

from handpress.preflighting.faults import Fault
from handpress.preflighting.job import Job, Sheet
from handpress.preflighting.readout import PageRead


def fonts_embedded(page: PageRead, _: Sheet, __: Job) -> Iterator[Fault]:
    """Every font that sets something, also in forms, and the fourteen that every reader once had (PDF/X, PDF/A)."""
    for font in sorted(page.fonts, key=lambda font: (font.name, font.kind)):
        if not font.embedded:
            yield Fault(
                "font-missing",
                f"The font {font.name} is not in the file.",
                "Export with all fonts embedded, the standard ones (Helvetica, Times, Courier) too.",
                about=font.name,
            )
        elif font.kind == "Type3":
            yield Fault(
                "font-type3",
                f"The font {font.name} is drawn sign by sign (Type 3) and may print coarsely.",
                "Use a TrueType or OpenType font, or look closely at a printed sample.",
                about=font.name,
            )
