"""What goes to paper: the file for the printer, looked at as it will be there, the cover, the sheets of the booklet."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

from handpress.diagnostics import Finding, PressError, Result
from handpress.model.format import CoverForm
from handpress.press.covers import CoverFiles, cover_files, direction_of, form_of
from handpress.press.fitting import FOLDED
from handpress.press.pagebook import Learned, PageBook
from handpress.press.pdfs import preflight
from handpress.project import Pamphlet

if TYPE_CHECKING:
    from handpress.imposing import Imposed, Sheet
    from handpress.preflighting import Examination
    from handpress.press.dressing import Dressing
    from handpress.proving import Outputs
    from handpress.writing.covermatter import CoverMatter
    from handpress.writing.printed import Printed

_COMMON_SHEETS = ("a4", "letter", "a3", "tabloid")  # what an office has, the smaller first


class ForPaper(Struct, frozen=True):
    """The files for paper and what was found in them.

    ``examined`` is HTML on what the printer would find; ``outputs`` are the print file and the booklet for whoever
    proves them, with what was read back of both; ``learned`` is what was found on pages, for the book of all.
    """

    print: bytes
    booklet: Imposed | None
    cover: CoverFiles
    sheet: Sheet
    examined: str
    outputs: Outputs
    findings: tuple[Finding, ...]
    learned: Learned


def make_for_paper(
    pamphlet: Pamphlet, matter: CoverMatter, printed: Printed, dressing: Dressing, book: PageBook
) -> ForPaper:
    """Make all that goes to paper from the pages as they were laid out and dressed; ``book`` knows pages from before.

    Nothing of it is asked for before all else is proved, so that it can be made beside that. Raises ``PressError``
    where the printer takes no such cover, or where there is no such sheet.
    """
    from handpress import imposing, preflighting, proving

    printing, direction = pamphlet.printing, direction_of(pamphlet)
    finished = dressing.finish_printed(printed)
    sheet = sheet_of(pamphlet)
    made = cover_files(matter, pamphlet, dressing.about, printed.pages, sheet)
    imposed = imposing.saddle_stitch(finished.value, sheet=sheet, caliper_mm=printing.caliper_mm, direction=direction)
    # The booklet is for the office, whatever printer the pages go to: that its sheets take no bleed is no news.
    told = (finding for finding in imposed.findings if finding.code != "bleed-cut")
    findings = [*finished.findings, *made.findings, *told]
    if form_of(pamphlet) is not CoverForm.WRAP:
        findings += budget(pamphlet.slug, printed.pages, imposed.value)
    examined = _examined(pamphlet, finished.value, printed.pages, book)
    order, booklet = (imposed.value.order, imposed.value.pdf) if imposed.value else ((), None)
    texts = proving.read_paper(finished.value, booklet, order, book.recall("words in print", finished.value))
    return ForPaper(
        finished.value,
        imposed.value,
        made.value,
        sheet,
        preflighting.section(finished.value, printing.marked_profile, examined),
        proving.Outputs(print=finished.value, booklet=booklet, order=order, texts=texts),
        (*findings, *examined.findings),
        book.learned,
    )


def _examined(pamphlet: Pamphlet, pages: bytes, count: int, book: PageBook) -> Result[Examination]:
    """What preflight finds in the file for the printer."""
    printing = pamphlet.printing
    # At home it is the booklet that is stitched, which has its blanks; these pages are for whoever wants them single.
    saddle = form_of(pamphlet) is not CoverForm.WRAP and not printing.profile.office
    trim, caliper = pamphlet.format.trim, printing.caliper_mm
    asked = (printing.profile, trim, caliper, saddle, count)
    recall = book.recall("faults", pages, hashlib.sha256(repr(asked).encode("utf-8")).hexdigest())
    return preflight(pages, printing.profile, trim=trim, caliper_mm=caliper, saddle=saddle, recall=recall)


def budget(slug: str, pages: int, booklet: Imposed | None) -> Iterator[Finding]:
    """One page over: a whole sheet for it, and three blanks."""
    if booklet and pages > FOLDED and pages % FOLDED == 1:
        full = pages // FOLDED
        many = "1 sheet" if full == 1 else f"{full} sheets"
        message = f"{pages} pages fill {many}, and the last takes another, with three blank pages."
        yield Finding("sheet-over", message, hint=f"handpress fit {slug} shows what would save a page.")


def sheet_of(pamphlet: Pamphlet) -> Sheet:
    """The sheet of the booklet: the one named, or the smallest on which two pages lie beside each other.

    Raises ``PressError`` where there is none.
    """
    from handpress import imposing

    trim, named = pamphlet.format.trim, pamphlet.printing.sheet
    if named:
        try:
            return imposing.sheet_from(named)
        except PressError as error:
            raise PressError(error.message, span=pamphlet.span("print", "sheet"), hint=error.hint) from None
    common = [imposing.SHEETS[name] for name in _COMMON_SHEETS]
    fitting = (
        sheet
        for sheet in common
        if sheet.width_mm + 0.5 >= 2 * trim.width_mm and sheet.height_mm + 0.5 >= trim.height_mm
    )
    return next(fitting, common[-1])
