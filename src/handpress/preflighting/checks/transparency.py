"""PDF/X-1a knows nothing that shows through."""

from __future__ import annotations

from collections.abc import Iterator

from handpress.model.format import PrintStandard
from handpress.preflighting.checks.painted import called
from handpress.preflighting.faults import Fault
from handpress.preflighting.job import Job, Sheet
from handpress.preflighting.readout import PageRead

_HINT = "Export as PDF/X-1a, which flattens it, or do without it."


def opaque(page: PageRead, _: Sheet, job: Job) -> Iterator[Fault]:
    """Opacity, blend modes, soft masks and groups are errors where PDF/X-1a is asked for (ISO 15930-4)."""
    if job.profile.standard is not PrintStandard.X1A:
        return
    veiled = False
    for mark in page.marks:
        if mark.veil:
            veiled = True
            message = f"{called(mark)} has {mark.veil}: what is below shows through, which PDF/X-1a cannot say."
            yield Fault("transparency", message, _HINT, mark.box, about=called(mark))
    if page.group and not veiled:
        message = "The page is built as a transparency group, which PDF/X-1a does not allow."
        yield Fault("transparency", message, _HINT, about="group")
