"""The standard that a print file keeps, and what it must say of itself for that."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from handpress.model.format import PrintStandard
from handpress.preflighting.faults import Fault
from handpress.preflighting.job import Job
from handpress.preflighting.readout import FileRead, Leaf

# What each standard takes. A printer who takes PDF/X-4 takes PDF/X-1a, which has less in it.
_NEWEST = {PrintStandard.X4: (1, 7), PrintStandard.X1A: (1, 4)}
_CLAIMS = {PrintStandard.X4: ("PDF/X-4", "PDF/X-1"), PrintStandard.X1A: ("PDF/X-1",)}


def version_taken(file: FileRead, _: Sequence[Leaf], job: Job) -> Iterator[Fault]:
    """PDF 1.4 for PDF/X-1a:2003, below PDF 2.0 for PDF/X-4."""
    standard = job.profile.standard
    try:
        version = tuple(int(part) for part in file.version.split("."))
    except ValueError:
        return
    if version > _NEWEST[standard]:
        newest = ".".join(map(str, _NEWEST[standard]))
        yield Fault(
            "pdf-version",
            f"The file is PDF {file.version}; {standard} is at most PDF {newest}.",
            f"Export as {standard}.",
        )


def standard_claimed(file: FileRead, _: Sequence[Leaf], job: Job) -> Iterator[Fault]:
    """The file says which standard it keeps, so that the printer's software treats it so."""
    standard = job.profile.standard
    if not file.claim.startswith(_CLAIMS[standard]):
        says = f"says that it is {file.claim}" if file.claim else "does not say that it keeps a standard for print"
        yield Fault("standard-claim", f"The file {says}; {standard} is asked for.", f"Export as {standard}.")


def intent_given(file: FileRead, _: Sequence[Leaf], job: Job) -> Iterator[Fault]:
    """The colours are meant for one way of printing, which the file names (ISO 15930-7)."""
    hint = "Export with the printer’s CMYK profile as output intent; ask the printer which one."
    intent = next((intent for intent in file.intents if intent.kind == "GTS_PDFX"), None)
    if intent is None:
        yield Fault("output-intent", "The file does not say for which kind of printing its colours are made.", hint)
    elif intent.space and intent.space != "CMYK":
        yield Fault("output-intent", f"The output intent is for {intent.space}, not for CMYK inks.", hint)
    elif not intent.profile and (job.profile.standard is PrintStandard.X4 or not intent.condition):
        yield Fault("output-intent", "The output intent has no colour profile with it.", hint)


def described(file: FileRead, _: Sequence[Leaf], __: Job) -> Iterator[Fault]:
    """Title, dates, identifier, and whether trapping has been done (ISO 15930-7)."""
    wanted = {
        "a title": file.title,
        "the date it was made": file.created,
        "the date it was changed": file.changed,
        "an identifier": file.identified,
    }
    missing = [what for what, there in wanted.items() if not there]
    if missing:
        yield Fault(
            "metadata-missing",
            f"The file lacks {', '.join(missing)}.",
            "Fill in the document’s properties and export anew.",
        )
    if file.trapped.strip("/") not in ("True", "False"):
        yield Fault(
            "trapping-unsaid",
            "The file does not say whether trapping has been done.",
            "Set Trapped to False unless you have trapped it yourself.",
        )
