"""Too much ink on one place does not dry: it sets off on the next sheet."""

from __future__ import annotations

from collections.abc import Iterator

from handpress.preflighting.checks.painted import called, colours
from handpress.preflighting.colours import ALL
from handpress.preflighting.faults import Fault
from handpress.preflighting.job import Job, Sheet
from handpress.preflighting.readout import Mark, PageRead, Picture

_ROUNDING = 1.0  # percent


def ink_bearable(page: PageRead, _: Sheet, job: Job) -> Iterator[Fault]:
    """Total area coverage of every colour and of every picture in inks; what is overprinted is not added up."""
    most = job.profile.most_ink
    for mark in page.marks:
        heaviest = _coverage(mark)
        if heaviest > most + _ROUNDING:
            yield Fault(
                "ink-heavy",
                f"{called(mark)} lays {heaviest:.0f} % of ink on one place; at most {most} % dries.",
                f"Lighten it, or convert it with a profile made for at most {most} % of ink.",
                mark.box,
                about=called(mark),
                weight=heaviest,
            )


def _coverage(mark: Mark) -> float:
    known = [colour.coverage for colour in colours(mark) if all(ink != ALL for ink, _ in colour.inks)]
    if isinstance(mark, Picture) and mark.most_ink is not None:
        known.append(mark.most_ink)
    return max(known, default=0.0)
