"""Building: every edition of a pamphlet, proved and put away together."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from handpress.diagnostics import Finding, PressError, Result, Severity
from handpress.model.document import Document
from handpress.model.facts import Facts
from handpress.model.format import CoverForm
from handpress.model.languages import is_right_to_left
from handpress.press.acceptance import cited
from handpress.press.built import Built
from handpress.press.covers import CoverFiles, cover_files, cover_matter, direction_of, form_of, icc_of, set_bound
from handpress.press.ebooks import pack
from handpress.press.editions import Copy, make_more
from handpress.press.files import machine_errors, put_away
from handpress.press.fitting import FOLDED
from handpress.press.manuscripts import Manuscript, read
from handpress.press.pdfs import preflight
from handpress.press.readying import ready
from handpress.press.typesetting import seldom_swept
from handpress.project import Pamphlet, Workspace
from handpress.reading import Changes

if TYPE_CHECKING:
    from handpress.imposing import Imposed, Sheet
    from handpress.preflighting import Examination
    from handpress.prepress import About
    from handpress.proving import Setting
    from handpress.writing.covermatter import CoverMatter
    from handpress.writing.pdf import Printed

_COMMON_SHEETS = ("a4", "letter", "a3", "tabloid")  # what an office has, the smaller first


@dataclass(frozen=True, slots=True)
class _Pages:
    """The pages of a pamphlet: as they were laid out, to read, to print, and on the sheets of a booklet.

    ``examined`` is HTML on what the printer would find; ``left`` counts paragraphs not broken as wholes.
    """

    printed: Printed
    reading: bytes
    print: bytes
    booklet: Imposed | None
    cover: CoverFiles
    sheet: Sheet
    examined: str
    left: Mapping[str, int]


def build(
    workspace: Workspace,
    slug: str,
    progress: Callable[[str], None] = lambda _: None,
    changes: Changes = Changes.REFUSE,
    extras: Iterable[str] = (),
) -> Result[Built | None]:
    """Make every edition of a pamphlet, prove them, and put them into ``build/<slug>/``.

    ``progress`` is told what begins; ``changes`` what becomes of changes under discussion; ``extras`` are the editions
    to make besides, by their names in ``EXTRAS``. The value is None where findings forbid the build or an edition has
    lost something; ``build/<slug>/`` then holds what it held before. Raises ``PressError`` where the machine lacks
    something or the folder cannot be written.
    """
    progress("reading")
    manuscript = read(workspace, slug, changes)
    if manuscript.failed:
        return Result(None, manuscript.findings)
    with machine_errors(workspace), seldom_swept():
        made = _make(workspace, manuscript.value, progress, changes, extras)
    return Result(made.value, (*manuscript.findings, *made.findings))


def _make(
    workspace: Workspace,
    manuscript: Manuscript,
    progress: Callable[[str], None],
    changes: Changes,
    extras: Iterable[str],
) -> Result[Built | None]:
    from handpress import proving

    pamphlet, slug = manuscript.pamphlet, manuscript.document.slug
    readied = ready(manuscript)
    document, facts, traced = readied.document, readied.facts, readied.traced
    matter = cover_matter(workspace, manuscript, document, facts)
    made = _pages(workspace, manuscript, document, facts, matter=matter, progress=progress)
    pages = made.value
    progress("packing the e-book")
    starts, claim = pages.printed.starts, pamphlet.accessibility
    ebook = pack(workspace, traced, facts, manuscript.pictures, matter, starts=starts, claim=claim)
    copy = Copy(workspace, manuscript, traced, facts, partial(cover_matter, workspace, manuscript))
    more = make_more(copy, extras)

    progress("proving every word")
    order, booklet = (pages.booklet.order, pages.booklet.pdf) if pages.booklet else ((), None)
    outputs = proving.Outputs(ebook, pages.reading, pages.print, booklet, order, pages.printed.covers, paged=True)
    outputs = replace(outputs, more=more.files, alone=more.alone)
    ledger = proving.prove(traced, pages.printed.facts, outputs)
    findings = (*made.findings, *ledger.findings())
    if not ledger.whole or any(finding.severity is Severity.ERROR for finding in findings):
        return Result(None, findings)
    files = {"epub": (f"{slug}.epub", ebook), "pdf": (f"{slug}.pdf", pages.reading)}
    files["print"] = (f"{slug}-print.pdf", pages.print)
    if booklet:
        files["booklet"] = (f"{slug}-booklet-{pages.sheet.name}.pdf", booklet)
    files |= {output: (more.names[output], content) for output, content in more.files.items()}
    progress("writing the ledger")
    named = {output: name for output, (name, _) in files.items()}
    told = cited(document, readied.quotations, pamphlet.accepted)
    ledger = replace(ledger, quotations=told, setting=setting_of(pamphlet, pages.printed, changes, order, named))
    told_of = proving.accounts(document, ledger, pages.reading, pages.cover.files, pages.examined)
    content = dict(files.values()) | pages.cover.files | told_of
    progress("putting away")
    paths = put_away(workspace.build, slug, content)
    proved = ledger.proofs[0]
    sheets, blanks = (pages.booklet.sheets, pages.booklet.blanks) if pages.booklet else (0, 0)
    counts = (proved.words_found, proved.notes_found, len(pages.printed.repaired), pages.left)
    hashes = {name: hashlib.sha256(made).hexdigest() for name, made in content.items()}
    return Result(Built(slug, paths, pages.printed.pages, sheets, blanks, *counts, hashes), findings)


def _pages(
    workspace: Workspace,
    manuscript: Manuscript,
    document: Document,
    facts: Facts,
    *,
    matter: CoverMatter,
    progress: Callable[[str], None],
) -> Result[_Pages]:
    """Everything that is made of pages, and what the printer would find in it."""
    from handpress import imposing, preflighting, prepress

    pamphlet = manuscript.pamphlet
    printing, direction = pamphlet.printing, direction_of(pamphlet)
    profile = replace(printing.profile, marks=printing.profile.marks or printing.marks)
    progress("setting pages")
    printed, account = set_bound(workspace, manuscript, document, facts, matter=matter)
    progress("finishing for reading and for print")
    about = about_of(document)
    marks = prepress.Marks(cut=True, register=True) if printing.marks else prepress.Marks()
    finished = prepress.finish_print(
        printed.pdf, about, profile, marks=marks, icc=icc_of(pamphlet), one_ink=printing.one_ink
    )
    sheet = sheet_of(pamphlet)
    made = cover_files(matter, pamphlet, about, printed.pages, sheet)
    progress("imposing sheets")
    imposed = imposing.saddle_stitch(finished.value, sheet=sheet, caliper_mm=printing.caliper_mm, direction=direction)
    # The booklet is for the office, whatever printer the pages go to: that its sheets take no bleed is no news.
    told = (finding for finding in imposed.findings if finding.code != "bleed-cut")
    findings = [*account.findings, *finished.findings, *made.findings, *told]
    if form_of(pamphlet) is not CoverForm.WRAP:
        findings += budget(document.slug, printed.pages, imposed.value)
    progress("looking as the printer will")
    examined = _examined(pamphlet, finished.value)
    findings += examined.findings
    pages = _Pages(
        printed,
        prepress.finish_reading(printed.pdf, about),
        finished.value,
        imposed.value,
        made.value,
        sheet,
        preflighting.section(finished.value, profile, examined),
        account.counts,
    )
    return Result(pages, tuple(findings))


def about_of(document: Document) -> About:
    """What finished files say of a document."""
    from handpress.prepress import About

    data = document.metadata
    people = tuple(person.name for person in data.contributors)
    return About(
        data.title,
        data.language,
        data.date,
        people,
        data.description,
        data.identifier or document.slug,
        right_to_left=is_right_to_left(data.language),
    )


def _examined(pamphlet: Pamphlet, pages: bytes) -> Result[Examination]:
    """What preflight finds in the file for the printer."""
    printing = pamphlet.printing
    # At home it is the booklet that is stitched, which has its blanks; these pages are for whoever wants them single.
    saddle = form_of(pamphlet) is not CoverForm.WRAP and not printing.profile.office
    trim, caliper = pamphlet.format.trim, printing.caliper_mm
    return preflight(pages, printing.profile, trim=trim, caliper_mm=caliper, saddle=saddle)


def budget(slug: str, pages: int, booklet: Imposed | None) -> Iterator[Finding]:
    """One page over: a whole sheet for it, and three blanks."""
    if booklet and pages > FOLDED and pages % FOLDED == 1:
        full = pages // FOLDED
        many = "1 sheet" if full == 1 else f"{full} sheets"
        message = f"{pages} pages fill {many}, and the last takes another, with three blank pages."
        yield Finding("sheet-over", message, hint=f"handpress fit {slug} shows what would save a page.")


def setting_of(
    pamphlet: Pamphlet,
    printed: Printed,
    changes: Changes,
    order: tuple[tuple[int | None, ...], ...],
    files: Mapping[str, str],
) -> Setting:
    """What a later proof of the files must know, and cannot work out from the document."""
    from handpress.proving import Setting

    parts = printed.facts.parts
    return Setting(
        "none" if changes is Changes.REFUSE else changes.value,
        {slug: tuple(label for label in part.called if label in part.long) for slug, part in parts.items()},
        order,
        pamphlet.shortest_quotation,
        tuple((item.code, item.part, item.words, item.reason) for item in pamphlet.accepted),
        dict(files),
        covers=tuple(sorted(printed.covers)),
    )


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
