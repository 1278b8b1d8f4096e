"""What runs to the knife must run beyond it: paper is never cut exactly."""

from __future__ import annotations

from collections.abc import Iterator

from handpress.model.format import MM
from handpress.preflighting.checks.painted import called, shown
from handpress.preflighting.faults import Fault
from handpress.preflighting.job import SLACK, Job, Sheet
from handpress.preflighting.readout import PageRead, Text


def bleed_reached(page: PageRead, sheet: Sheet, job: Job) -> Iterator[Fault]:
    """Anything that touches the trim must reach the end of the bleed there; text has no business at the trim."""
    wanted = job.profile.bleed_mm * MM
    for mark in page.marks:
        for side, distance in sheet.distances(mark.box):
            if side in sheet.bleeding and SLACK >= distance > SLACK - wanted and shown(mark):
                hint = f"Let it run {job.profile.bleed_mm:.3g} mm beyond the edge, or keep it well within the page."
                if isinstance(mark, Text):
                    hint = "The knife may cut it: move it into the page."
                yield Fault(
                    "bleed-short",
                    f"{called(mark)} runs to the {side} edge and ends {_beyond(distance)}; "
                    f"{job.profile.bleed_mm:.3g} mm are needed.",
                    hint,
                    sheet.strip(side, mark.box),
                    about=called(mark),
                    weight=distance,
                )


def _beyond(distance: float) -> str:
    return f"{-distance / MM:.1f} mm beyond it" if -distance > SLACK else "there"
