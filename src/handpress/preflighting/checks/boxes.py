"""The boxes that tell a printer where to cut: they must be there, lie within each other, and leave room for bleed."""

from __future__ import annotations

from collections.abc import Iterator

from handpress.model.format import MM
from handpress.preflighting.faults import Fault
from handpress.preflighting.job import SLACK, Job, Sheet
from handpress.preflighting.readout import PageRead


def trim_given(page: PageRead, _: Sheet, __: Job) -> Iterator[Fault]:
    """A page must say where it is cut (PDF/X, ISO 15930-7: TrimBox or ArtBox)."""
    if page.trim is None and page.art is None:
        yield Fault(
            "trim-missing",
            "The page does not say where it is to be cut (it has no TrimBox).",
            "Export with a TrimBox. The press took the whole page, less the bleed where that gives the right size.",
        )


def boxes_nested(page: PageRead, _: Sheet, __: Job) -> Iterator[Fault]:
    """Trim within bleed within media (ISO 32000-2 §14.11.2)."""
    trim = page.trim
    if trim is None:
        return
    if trim.width <= 0 or trim.height <= 0:
        yield _crossed("The TrimBox has no size")
        return
    bounds = (("paper (MediaBox)", page.media), ("BleedBox", page.bleed), ("part that is shown (CropBox)", page.crop))
    for called, box in bounds:
        if box is not None and not box.holds(trim, SLACK):
            yield _crossed(f"The TrimBox reaches beyond the {called}")
    if page.bleed is not None and not page.media.holds(page.bleed, SLACK):
        yield _crossed("The BleedBox reaches beyond the paper (MediaBox)")


def _crossed(message: str) -> Fault:
    return Fault(
        "boxes-crossed",
        f"{message}.",
        "Set the page boxes anew: TrimBox within BleedBox within MediaBox.",
        about=message,
    )


def bleed_roomy(page: PageRead, sheet: Sheet, job: Job) -> Iterator[Fault]:
    """A file that bleeds must bleed as far as the printer asks."""
    asked = job.profile.bleed_mm
    if not sheet.bleeds or page.trim is None:
        return
    offered = page.bleed or page.crop or page.media
    for side, distance in sheet.distances(offered):
        if side in sheet.bleeding and -distance < asked * MM - SLACK:
            yield Fault(
                "bleed-box",
                f"The {side} edge has {max(0.0, -distance / MM):.1f} mm of bleed; {asked:.3g} mm are asked for.",
                "Export with the printer’s bleed on every edge that is cut.",
                weight=asked * MM + distance,
            )
