"""What is laid over a page, and what a page does, is for screens."""

from __future__ import annotations

from collections.abc import Iterator

from handpress.preflighting.faults import Fault
from handpress.preflighting.job import Job, Sheet
from handpress.preflighting.readout import PageRead

_FOR_PRINTERS = ("PrinterMark", "TrapNet", "Popup")
_CALLED = {"Link": "A link", "Widget": "A field of a form", "Text": "A comment", "FreeText": "A comment"}


def annotations_absent(page: PageRead, sheet: Sheet, job: Job) -> Iterator[Fault]:
    """Nothing but printers' own marks may lie over the bleed (ISO 15930-7)."""
    if job.profile.annotations:
        return
    area = page.bleed or sheet.trim
    for note in page.annotations:
        if note.kind not in _FOR_PRINTERS and (note.box is None or note.box.common(area)):
            yield Fault(
                "pdf-annotation",
                f"{_CALLED.get(note.kind, 'An annotation')} lies over the page; a print file may have none.",
                "Export without links, comments and other annotations.",
                note.box,
                about=_CALLED.get(note.kind, ""),
            )


def page_scriptless(page: PageRead, _: Sheet, __: Job) -> Iterator[Fault]:
    """No page, and nothing on it, runs a script."""
    if page.script:
        yield Fault("pdf-script", "The page runs a script.", "Export without JavaScript and without actions.")


def page_read(page: PageRead, _: Sheet, __: Job) -> Iterator[Fault]:
    """What could not be read could not be checked."""
    if page.unread:
        yield Fault(
            "page-unread",
            f"Not all of the page could be looked at: {page.unread}.",
            "Make the PDF anew; if it stays so, ask the printer to look at this page.",
            about=page.unread,
        )
