"""The margin that must stay clear: at the outer edges for the knife, at the inner one for the binding."""

from __future__ import annotations

from collections.abc import Iterator

from handpress.model.format import MM, BleedSides
from handpress.preflighting.checks.painted import called, shown
from handpress.preflighting.faults import Fault
from handpress.preflighting.job import SLACK, Job, Sheet, Side
from handpress.preflighting.readout import PageRead, Text

_OPPOSITE = {Side.LEFT: Side.RIGHT, Side.RIGHT: Side.LEFT}


def margins_clear(page: PageRead, sheet: Sheet, job: Job) -> Iterator[Fault]:
    """Text keeps its distance from every edge, and so does all else that does not bleed over that edge."""
    wanted = {side: _wanted_mm(page.number, side, sheet, job) for side in Side}
    for mark in page.marks:
        near = [(side, d) for side, d in sheet.distances(mark.box) if d < wanted[side] * MM - SLACK]
        for side, distance in near if near and shown(mark) else ():
            bleeds = distance <= SLACK and job.profile.bleed_sides is not BleedSides.NONE
            if bleeds and not isinstance(mark, Text):
                continue
            gutter = side is sheet.inner and bool(job.profile.gutters)
            yield Fault(
                "gutter-narrow" if gutter else "safe-area",
                f"{called(mark)} stands {_measure(distance)} the {side} edge"
                f"{', which is bound' if side is sheet.inner else ''}; {wanted[side]:.3g} mm must stay clear.",
                "Make the inner margin wider." if gutter else "Move it into the page, or make the margin wider.",
                mark.box,
                about="text" if isinstance(mark, Text) else "",
                weight=wanted[side] * MM - distance,
            )


def _measure(distance: float) -> str:
    return f"{distance / MM:.1f} mm from" if distance >= 0 else f"{-distance / MM:.1f} mm beyond"


def _wanted_mm(number: int, side: Side, sheet: Sheet, job: Job) -> float:
    """What must stay clear at an edge; the outer one also loses what the fold pushes out (creep)."""
    profile = job.profile
    if side is sheet.inner:
        return profile.inner_mm(job.pages)
    outer = profile.outer_bleed_mm if sheet.bleeds else profile.outer_mm
    return outer + (job.creep_mm(number) if side is _OPPOSITE[sheet.inner] else 0.0)
