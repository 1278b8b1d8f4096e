"""Lines that are too thin vanish, or break, on the plate."""

from __future__ import annotations

from collections.abc import Iterator

from handpress.preflighting.checks.painted import shown
from handpress.preflighting.faults import Fault
from handpress.preflighting.job import Job, Sheet
from handpress.preflighting.readout import Fill, PageRead, Stroke

_HAIR_PT = 0.01
_ROUNDING_PT = 0.005


def lines_thick(page: PageRead, _: Sheet, job: Job) -> Iterator[Fault]:
    """Strokes as placed, and filled rectangles that are used as lines."""
    least = job.profile.least_stroke_pt
    for mark in page.marks:
        match mark:
            case Stroke():
                width = mark.width_pt
            case Fill() if mark.thinnest_pt is not None:
                width = mark.thinnest_pt
            case _:
                continue
        if width >= least - _ROUNDING_PT or not shown(mark):
            continue
        hair = width < _HAIR_PT
        yield Fault(
            "stroke-hair" if hair else "stroke-thin",
            "A line has no width: it comes out as thin as the machine can, and may not be seen."
            if hair
            else f"A line is {width:.2f} pt thick as printed; {least:.3g} pt is the least that prints safely.",
            f"Make it at least {least:.3g} pt thick.",
            mark.box,
            weight=-width,
        )
