"""A press has inks, not lights: colours that are given in another way come out as somebody else decides."""

from __future__ import annotations

from collections.abc import Iterator

from handpress.model.format import PrintStandard
from handpress.preflighting.checks.painted import called, given
from handpress.preflighting.colours import ALL, PROCESS, Family
from handpress.preflighting.faults import Fault
from handpress.preflighting.job import Job, Sheet
from handpress.preflighting.readout import Mark, PageRead, Text


def colours_in_inks(page: PageRead, _sheet: Sheet, job: Job) -> Iterator[Fault]:
    """RGB and Lab are errors where they have no profile, or where PDF/X-1a is asked for; else worth a look."""
    strict = job.profile.standard is PrintStandard.X1A
    for mark in page.marks:
        if isinstance(mark, Text) and mark.colour.blackish:
            continue  # black text has a check of its own
        for family, managed, _ in given(mark):
            if family in (Family.RGB, Family.LAB) and (strict or not managed):
                yield Fault(
                    "colour-rgb",
                    f"{called(mark)} is in {family}, a screen’s colours; in print it will look otherwise.",
                    "Convert it to CMYK, or to gray, with the printer’s colour profile.",
                    mark.box,
                    about=called(mark),
                )
            elif managed:
                yield _managed(mark, family)


def _managed(mark: Mark, family: Family) -> Fault:
    return Fault(
        "colour-managed",
        f"{called(mark)} is in {family} with a colour profile of its own; the printer’s software will convert it.",
        "Look at a proof, or convert it to the printer’s colour profile yourself.",
        mark.box,
        about=called(mark),
    )


def inks_known(page: PageRead, _sheet: Sheet, _job: Job) -> Iterator[Fault]:
    """Spot inks are plates of their own, and the ink that is every ink is for marks outside the page."""
    for mark in page.marks:
        for *_rest, inks in given(mark):
            for ink in inks:
                if ink == ALL:
                    yield Fault(
                        "registration-colour",
                        f"{called(mark)} is in the registration colour, which prints in full on every plate.",
                        "Give it black instead: C 0 M 0 Y 0 K 100.",
                        mark.box,
                        about=called(mark),
                    )
                elif ink not in (*PROCESS, "None"):
                    yield Fault(
                        "colour-spot",
                        f"The spot colour “{ink}” is used, which needs a plate and an ink of its own.",
                        "Convert it to CMYK unless that ink has been ordered.",
                        mark.box,
                        about=ink,
                    )
