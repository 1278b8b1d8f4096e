"""PDF/X-1a knows no transparency: what shows nothing through loses its settings, the rest is refused."""

from __future__ import annotations

from typing import Any

from handpress.diagnostics import PressError
from handpress.prepress.drawings import Drawing, drawings
from handpress.prepress.engine import Name, Pdf, drop, steps

_PLAIN = ("/Normal", "/Compatible")


def refuse_transparency(pdf: Pdf) -> None:
    """Take away the groups and settings of transparency that change nothing.

    Raises ``PressError`` with the page where something is drawn that lets the paper through.
    """
    for number, page in enumerate(pdf.pages, 1):
        if _shows_through(Drawing(page.obj, page.obj.Resources)):
            raise PressError(
                f"On page {number} something is drawn that shows through, and PDF/X-1a allows no transparency.",
                hint="Give the colour as it should look on white, or ask the printer to take PDF/X-4.",
            )
    for drawing in drawings(pdf):
        drop(drawing.holder, "/Group")
        for state in drawing.listed("/ExtGState"):
            drop(state, "/ca", "/CA", "/BM", "/SMask", "/AIS")


def _shows_through(drawing: Drawing) -> bool:
    """Whether a drawing, or a form or pattern that it really uses, has a setting that lets something through."""
    for operands, operator in steps(drawing.holder):
        used = operands[-1] if operands and isinstance(operands[-1], Name) else None
        match operator:
            case "gs":
                if _lets_through(drawing.resources.ExtGState[str(used)]):
                    return True
            case "Do" if drawing.resources.XObject[str(used)].get("/Subtype") == Name.Form:
                form = drawing.resources.XObject[str(used)]
                if _shows_through(Drawing(form, form.get("/Resources", drawing.resources))):
                    return True
            case "scn" | "SCN" if used is not None:
                pattern = drawing.resources.Pattern[str(used)]
                tiled = pattern.get("/PatternType") == 1
                if tiled and _shows_through(Drawing(pattern, pattern.get("/Resources", drawing.resources))):
                    return True
            case _:
                pass
    return False


def _lets_through(state: Any) -> bool:
    faint = any(float(state.get(key, 1)) < 1 for key in ("/ca", "/CA"))
    blended = str(state.get("/BM", "/Normal")) not in _PLAIN
    return faint or blended or state.get("/SMask", Name("/None")) != Name("/None")
