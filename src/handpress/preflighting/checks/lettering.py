"""Type that is too small cannot be read, or fills in."""

from __future__ import annotations

from collections.abc import Iterator

from handpress.preflighting.faults import Fault
from handpress.preflighting.job import Job, Sheet
from handpress.preflighting.readout import PageRead, Text

_REVERSED_PT, _REVERSED_LIGHT_PT = 8.0, 10.0
_ROUNDING_PT = 0.05


def type_legible(page: PageRead, _: Sheet, job: Job) -> Iterator[Fault]:
    """The size of type as placed; white type needs 8 pt and bold, or 10 pt where it is light."""
    least = job.profile.least_type_pt
    for mark in page.marks:
        if not isinstance(mark, Text):
            continue
        size = mark.size_pt + _ROUNDING_PT
        if mark.colour.white:
            if size < (_REVERSED_PT if mark.bold else _REVERSED_LIGHT_PT):
                yield Fault(
                    "text-reversed",
                    f"White type of {mark.size_pt:.1f} pt{'' if mark.bold else ', not bold,'} fills in with ink.",
                    "Set white type bold and at least 8 pt, or light and at least 10 pt.",
                    mark.box,
                    weight=-mark.size_pt,
                )
        elif size < least:
            yield Fault(
                "text-small",
                f"Type is {mark.size_pt:.1f} pt as printed; {least:.3g} pt is the least.",
                f"Set it at least {least:.3g} pt.",
                mark.box,
                weight=-mark.size_pt,
            )
