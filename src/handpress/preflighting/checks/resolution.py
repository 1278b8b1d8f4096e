"""Pictures need enough dots for the size they are printed at."""

from __future__ import annotations

from collections.abc import Iterator

from handpress.preflighting.faults import Fault
from handpress.preflighting.job import Job, Sheet
from handpress.preflighting.readout import PageRead, Picture

_ROUNDING = 0.99  # a picture placed at a hundredth more than its size is not coarse


def pictures_fine(page: PageRead, _: Sheet, job: Job) -> Iterator[Fault]:
    """Dots to the inch as placed, for pictures in tones and for line art."""
    for mark in page.marks:
        if not isinstance(mark, Picture):
            continue
        if mark.unread:
            yield Fault(
                "picture-unread",
                "The dots of a picture could not be looked at: it is damaged, too large, or packed in a rare way.",
                "Save the picture anew as TIFF or JPEG, at the size it is printed.",
                mark.box,
            )
        if mark.line_art and mark.ppi < job.profile.least_line_art_ppi * _ROUNDING:
            yield Fault(
                "line-art-coarse",
                f"Line art has {mark.ppi:.0f} dots to the inch as printed; "
                f"{job.profile.least_line_art_ppi} keep its edges smooth.",
                "Scan or draw it finer, make it smaller, or use vector art.",
                mark.box,
                weight=-mark.ppi,
            )
        elif not mark.line_art and mark.ppi < job.profile.least_ppi * _ROUNDING:
            yield Fault(
                "picture-coarse",
                f"A picture has {mark.ppi:.0f} dots to the inch as printed; {job.profile.least_ppi} are asked for.",
                "Use a larger version of the picture, or print it smaller.",
                mark.box,
                weight=-mark.ppi,
            )
