"""What a file brings along that no press can print."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from handpress.preflighting.faults import Fault
from handpress.preflighting.job import Job
from handpress.preflighting.readout import FileRead, Leaf

_MOST_NAMED = 5


def unlocked(file: FileRead, _: Sequence[Leaf], __: Job) -> Iterator[Fault]:
    """A printer's machines open no locked file (PDF/X forbids encryption)."""
    if file.encrypted:
        yield Fault("pdf-encrypted", "The file is encrypted.", "Save it without a password and without restrictions.")


def inert(file: FileRead, _: Sequence[Leaf], __: Job) -> Iterator[Fault]:
    """No scripts, no fields to fill in, nothing attached."""
    if file.script:
        yield Fault(
            "pdf-script", "The file runs a script.", "Export without JavaScript and without actions.", about="file"
        )
    if file.fields:
        yield Fault("pdf-form", "The file is a form to fill in.", "Flatten the fields, so that they are plain text.")
    if file.attachments:
        named = ", ".join(file.attachments[:_MOST_NAMED]) + (" …" if len(file.attachments) > _MOST_NAMED else "")
        yield Fault("pdf-attachment", f"Files are attached: {named}.", "Take them out: nobody will print them.")


def plain(file: FileRead, _: Sequence[Leaf], job: Job) -> Iterator[Fault]:
    """Layers print as the printer's software likes; bookmarks are refused by some."""
    if file.layers:
        yield Fault(
            "pdf-layer",
            "The file has layers; one that is switched off on your screen may be printed, or the other way round.",
            "Flatten the layers before you export.",
        )
    if file.bookmarks and not job.profile.bookmarks:
        yield Fault(
            "pdf-bookmark",
            "The file has bookmarks, which this printer does not take.",
            "Export without bookmarks.",
        )
