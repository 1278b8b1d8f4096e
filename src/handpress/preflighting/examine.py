"""The way through the room: open, read page by page, check, gather."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from msgspec import Struct, convert, to_builtins

from handpress.diagnostics import PressError, Result
from handpress.model.format import MM, Profile, Trim
from handpress.model.recall import Recall, anew
from handpress.preflighting.checks import FILE_CHECKS, PAGE_CHECKS
from handpress.preflighting.checks.painted import shown
from handpress.preflighting.engine import opened
from handpress.preflighting.faults import Fault
from handpress.preflighting.gathering import Gathering
from handpress.preflighting.geometry import Box
from handpress.preflighting.job import Job, Sheet
from handpress.preflighting.pages import read_file, read_pages
from handpress.preflighting.readout import Leaf, PageRead

_THICKEST_MM = 1.0


class Examination(Struct, frozen=True):
    """What was looked at: every page with its trimmed size, the PDF's version, and the standard it claims to keep."""

    leaves: tuple[Leaf, ...]
    version: str
    claim: str


def preflight(
    pdf: bytes,
    profile: Profile,
    *,
    trims: Sequence[Trim] = (),
    caliper_mm: float = 0.0,
    saddle: bool = False,
    recall: Recall = anew,
) -> Result[Examination]:
    """Check a PDF of single pages in reading order against what ``profile`` asks for.

    ``trims`` are the sizes the pages may have (none: any); ``caliper_mm`` is the thickness of the paper and ``saddle``
    tells that the pages will be stitched through the fold, so that creep is reckoned with. Findings are gathered:
    one for each kind of fault, with all its pages and places. ``recall`` may know what was found on a page of a file of
    as many pages, asked in the same way. Raises ``PressError`` for a PDF that is empty, locked or damaged, and for a
    caliper that is not between 0 and 1 mm.
    """
    if not 0 <= caliper_mm <= _THICKEST_MM:
        raise PressError(f"Paper cannot be {caliper_mm:g} mm thick.", hint="Office paper is about 0.1 mm.")
    gathering = Gathering()
    leaves: list[Leaf] = []
    with opened(pdf) as source:
        file = read_file(source)
        job = Job(profile, file.pages, tuple(trims), caliper_mm, saddle, file.right_to_left)
        for number, read in enumerate(read_pages(source), 1):
            told = recall(number, partial(_looked_at, read, job))
            leaf, trim = convert(told["leaf"], Leaf), convert(told["trim"], Box)
            gathering.take(convert(told["faults"], list[Fault]), leaf.number, leaf.folio, trim)
            leaves.append(leaf)
    for whole in FILE_CHECKS:
        if not (whole.shop and profile.office):
            gathering.take(whole.find(file, leaves, job))
    return Result(Examination(tuple(leaves), file.version, file.claim), gathering.findings())


def _looked_at(read: Callable[[], PageRead], job: Job) -> dict[str, Any]:
    """What is found on a page, as JSON has it: its leaf, its trimmed area, and what the checks find."""
    page = read()
    sheet = job.sheet(page)
    page.marks = [mark for mark in page.marks if sheet.shows(mark.box)]
    checks = [check for check in PAGE_CHECKS if not (check.shop and job.profile.office)]
    faults = (fault for check in checks for fault in check.find(page, sheet, job))
    return {
        "leaf": to_builtins(_leaf(page, sheet)),
        "trim": to_builtins(sheet.trim),
        "faults": to_builtins(list(faults)),
    }


def _leaf(page: PageRead, sheet: Sheet) -> Leaf:
    blank = not page.unread and not any(shown(mark) for mark in page.marks)
    trim, paper = sheet.trim, (page.crop and page.crop.common(page.media)) or page.media
    measures = (
        trim.width,
        trim.height,
        trim.left - paper.left,
        paper.top - trim.top,
        paper.width,
        paper.height,
    )
    width, height, *beyond = (round(measure / MM, 2) for measure in measures)
    return Leaf(page.number, page.folio, width, height, blank, *beyond)
