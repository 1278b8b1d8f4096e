"""Proofs: galleys, page proofs and pictures of the sheets, to be read with a pencil in the hand."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from handpress import editing, project, proofreading
from handpress.diagnostics import Finding, Result, Severity
from handpress.model.document import Document
from handpress.model.format import INCH_MM, MM, Format, Margins, Trim
from handpress.model.proofmarks import Head, ProofSheet
from handpress.model.quoted import QuotedPassage
from handpress.press.covers import cover_matter, set_bound
from handpress.press.files import machine_errors, put_file
from handpress.press.manuscript import Manuscript
from handpress.press.manuscripts import read
from handpress.press.sheetproofs import picture_sheets
from handpress.press.typesetting import design_of, proof_type, set_pages
from handpress.project import Pamphlet, Workspace
from handpress.reading import Changes

if TYPE_CHECKING:
    from handpress.setting.total_fit import Account
    from handpress.writing.pagedesign import PageDesign
    from handpress.writing.printed import Printed

_A4, _LETTER = Trim("A4", 210.0, 297.0), Trim("letter", 215.9, 279.4)
_LARGE = {_A4: Trim("A3", 297.0, 420.0), _LETTER: Trim("tabloid", 279.4, 431.8)}
_AMERICAN = ("letter", "legal", "tabloid")
_EIGHTH_MM = INCH_MM / 8
# A galley: room for a pencil on both sides of a line of the book's own length, if the paper has it.
_GALLEY = Margins(inner_mm=42.0, top_mm=21.0, outer_mm=52.0, bottom_mm=20.0)
_LEADING = 1.65
# A page on a sheet: so much paper at least beside and above it.
_BESIDE_MM, _ABOVE_MM, _LEFT_SHARE = 58.0, 12.5, 0.44
_OPEN_IN_A_PROOF = "query-open"


class ProofKind(StrEnum):
    """What a proof is read for: the words, the pages, or their order on the sheets."""

    GALLEY = "galley"
    PAGES = "pages"
    IMPOSITION = "imposition"


class ProofWish(Struct, frozen=True):
    """What is wished of a proof.

    ``number`` is that of the proof, 0: as many as the pamphlet has had revisions; ``leading_pt`` that of a galley, 0:
    as ``pamphlet.toml`` says.
    """

    kind: ProofKind = ProofKind.GALLEY
    number: int = 0
    leading_pt: float = 0.0


class _Text(Struct, frozen=True):
    """A pamphlet in two readings: with its changes and queries shown, and as it is set on the pages of the proof."""

    shown: Manuscript
    set: Manuscript
    document: Document
    quotations: tuple[QuotedPassage, ...]
    findings: tuple[Finding, ...]
    head: Head


def proof(
    workspace: Workspace, slug: str, wish: ProofWish | None = None, progress: Callable[[str], None] = lambda _: None
) -> Result[Path | None]:
    """Make the proof of a pamphlet into ``build/<slug>/``, proved.

    Findings of the text do not stop a proof unless there is nothing to lay out; the value is None there, and where the
    proof itself has lost something. Raises ``PressError`` where the machine lacks something, and for a leading that
    leaves no lines.
    """
    asked = wish or ProofWish()
    progress("reading")
    text = _read(workspace, slug, asked)
    if text.value is None:
        return Result(None, text.findings)
    with machine_errors(workspace):
        if asked.kind is ProofKind.IMPOSITION:
            made = picture_sheets(workspace, text.value.set, text.value.document, text.value.head, progress)
        else:
            made = _marked(workspace, text.value, asked, progress)
        findings = (*text.findings, *made.findings)
        if made.value is None:
            return Result(None, findings)
        name = f"{slug}-proof.pdf" if asked.kind is ProofKind.GALLEY else f"{slug}-proof-{asked.kind}.pdf"
        path = workspace.build / slug / name
        put_file(workspace, path, made.value)
        return Result(path, findings)


def _read(workspace: Workspace, slug: str, wish: ProofWish) -> Result[_Text | None]:
    shown = read(workspace, slug, Changes.SHOW)
    if shown.failed:
        return Result(None, shown.findings)
    pamphlet, findings = shown.value.pamphlet, shown.findings
    as_set, document = shown.value, editing.set_typography(shown.value.document)
    if wish.kind is not ProofKind.GALLEY:
        # The pages as they will be: every change made, no query in the text.
        accepted = read(workspace, slug, Changes.ACCEPT)
        wrong = [f for f in accepted.findings if f.severity is Severity.ERROR and f.code != _OPEN_IN_A_PROOF]
        if wrong:
            return Result(None, tuple(wrong))
        as_set = accepted.value
        document = editing.set_typography(editing.without_queries(as_set.document))
    quotations = editing.find_quotations(document, pamphlet.shortest_quotation)
    head = _head(workspace, pamphlet, wish)
    return Result(_Text(shown.value, as_set, document, quotations, findings, head), findings)


def _head(workspace: Workspace, pamphlet: Pamphlet, wish: ProofWish) -> Head:
    """What stands over every page: PROOF and its number, the title, the kind, the revision."""
    found = project.revision(workspace, pamphlet.slug)
    number = wish.number or (found.number if found else 0)
    language = pamphlet.metadata.language
    words = editing.wording_for(language)
    title = " ".join(pamphlet.metadata.title.split())
    title = title if len(title) <= 48 else f"{title[:47]}…"
    what = f"{words['proof']} {number}" if number else words["proof"]
    said = (what, title, words[f"proof-{wish.kind}"], str(found or words["proof-no-revision"]))
    return Head(" · ".join(said), words["proof-paging"], language)


# --- pages with marks ---------------------------------------------------------------------------------------


def _marked(
    workspace: Workspace, text: _Text, wish: ProofWish, progress: Callable[[str], None]
) -> Result[bytes | None]:
    """The pages of a galley or a page proof with their marks, and the lists behind them."""
    from handpress import proving
    from handpress.writing import proofsheet, stamping

    progress("setting pages")
    printed, account, sheet = (_galley if wish.kind is ProofKind.GALLEY else _pages)(workspace, text, wish)
    progress("marking pages")
    shown = text.document
    if wish.kind is not ProofKind.GALLEY:
        shown = editing.set_typography(text.shown.document)
    marks = proofreading.mark_up(
        shown,
        proofreading.Laid(text.document, printed.facts, printed.lines, printed.covers, printed.folios),
        findings=text.findings,
        quotations=text.quotations,
        sheet=sheet,
        head=text.head,
    )
    styles, faces = proof_type(workspace, shown, printed.facts)
    sheets = proofsheet.write_sheets(marks, styles=styles, fonts=faces)
    mount = stamping.Mount(sheet.width, sheet.height, sheet.left, sheet.top)
    marked = stamping.mount(printed.pdf, sheets, mount)
    progress("proving every word")
    outputs = proving.Outputs(pdf=printed.pdf, covers=printed.covers)
    ledger = proving.prove(text.document, printed.facts, outputs)
    laid_over = proving.prove_marked(printed.pdf, marked, marks)
    ledger = replace(ledger, proofs=(*ledger.proofs, laid_over))
    return Result(marked if ledger.whole else None, (*account.findings, *ledger.findings()))


def _galley(workspace: Workspace, text: _Text, wish: ProofWish) -> tuple[Printed, Account, ProofSheet]:
    pamphlet = text.set.pamphlet
    design, styles = _galley_design(pamphlet, wish.leading_pt or pamphlet.proof_leading_pt)
    facts = editing.prepare(text.document, text.quotations, design.note_letters)
    printed, account = set_pages(
        workspace,
        pamphlet,
        text.document,
        facts,
        pictures=text.set.pictures,
        galley=(design, styles),
        lines=True,
    )
    width, height = design.trim.width_mm * MM, design.trim.height_mm * MM
    right = (design.trim.width_mm - design.margins.outer_mm) * MM + 18
    return printed, account, ProofSheet(width, height, 0.0, 0.0, width, height, right)


def _pages(workspace: Workspace, text: _Text, _: ProofWish) -> tuple[Printed, Account, ProofSheet]:
    pamphlet, trim = text.set.pamphlet, text.set.pamphlet.format.trim
    facts = editing.prepare(text.document, text.quotations, design_of(pamphlet).value.note_letters)
    matter = cover_matter(workspace, text.set, text.document, facts)
    printed, account = set_bound(workspace, text.set, text.document, facts, matter=matter, lines=True)
    paper = _paper_around(pamphlet)
    left = (paper.width_mm - trim.width_mm) * _LEFT_SHARE * MM
    top = max((paper.height_mm - trim.height_mm) / 2, _ABOVE_MM) * MM
    width, height = trim.width_mm * MM, trim.height_mm * MM
    sheet = ProofSheet(paper.width_mm * MM, paper.height_mm * MM, left, top, width, height, width + 6)
    return printed, account, sheet


# --- paper --------------------------------------------------------------------------------------------------


def _galley_design(pamphlet: Pamphlet, leading_pt: float) -> tuple[PageDesign, str]:
    """The page of a galley with its styles: every page alike, whether it is a recto or a verso.

    Raises ``PressError`` for a leading that leaves no lines on it, or makes them run into each other.
    """
    from handpress.diagnostics import ExitCode, PressError
    from handpress.writing import pagedesign

    paper, book = _paper(pamphlet), design_of(pamphlet).value
    measure = min(book.measure_mm, paper.width_mm - _GALLEY.inner_mm - _GALLEY.outer_mm)
    margins = replace(_GALLEY, outer_mm=paper.width_mm - _GALLEY.inner_mm - measure)
    leading = leading_pt or round(book.size_pt * _LEADING, 1)
    wanted = Format(paper, pamphlet.format.theme, margins, book.size_pt, leading)
    made = pagedesign.design_page(wanted)
    if made.findings or leading < book.size_pt:
        raise PressError(
            f"A galley cannot be set with a leading of {leading:g} pt.",
            hint=f"Its type is {book.size_pt:g} pt: give from {book.size_pt:g}pt to about 60pt.",
            exit_code=ExitCode.USAGE,
        )
    m = made.value.margins
    alike = f"margin: {m.top_mm:.3f}mm {m.outer_mm:.3f}mm {m.bottom_mm:.3f}mm {m.inner_mm:.3f}mm"
    boxes = "@page, @page :left, @page :right, @page outer, @page colophon, @page colophon:left"
    height = paper.height_mm - m.top_mm - m.bottom_mm - 1
    styles = "".join(f"{box.strip()} {{ {alike} }}\n" for box in boxes.split(","))
    return made.value, f"{styles}:root {{ --display: 1; --title-height: {height:.2f}mm }}\n"


def _paper(pamphlet: Pamphlet) -> Trim:
    """What an office has where the pamphlet is made: Letter where its sheet or trim is American, else A4."""
    trim, sheet = pamphlet.format.trim, pamphlet.printing.sheet.casefold()
    eighths = (side / _EIGHTH_MM for side in (trim.width_mm, trim.height_mm))
    american = sheet in _AMERICAN or (not sheet and all(abs(side - round(side)) < 0.01 for side in eighths))
    return _LETTER if american else _A4


def _paper_around(pamphlet: Pamphlet) -> Trim:
    """The smallest paper that leaves room beside a page; where no office has any so large, its measure."""
    trim = pamphlet.format.trim
    wanted = trim.width_mm + _BESIDE_MM, trim.height_mm + 2 * _ABOVE_MM
    small = _paper(pamphlet)
    for paper in (small, _LARGE[small]):
        if paper.width_mm >= wanted[0] and paper.height_mm >= wanted[1]:
            return paper
    return Trim("", wanted[0], wanted[1])
