"""White that overprints is not there: it adds no ink and takes none away."""

from __future__ import annotations

from collections.abc import Iterator

from handpress.preflighting.checks.painted import called
from handpress.preflighting.faults import Fault
from handpress.preflighting.job import Job, Sheet
from handpress.preflighting.readout import Fill, PageRead, Stroke, Text


def white_knocks_out(page: PageRead, _: Sheet, __: Job) -> Iterator[Fault]:
    """White text, lines and areas must not be set to overprint."""
    for mark in page.marks:
        if isinstance(mark, (Text, Stroke, Fill)) and mark.overprint and mark.colour.white:
            yield Fault(
                "white-overprint",
                f"{called(mark)} is white and set to overprint: it will not be seen.",
                "Switch overprint off for white.",
                mark.box,
                about=called(mark),
            )
