"""Imposition proofs: pictures of the sheets, with their pages in large numbers, to hold beside a folded dummy."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from handpress.diagnostics import Result
from handpress.model.document import Document
from handpress.model.folios import Folios
from handpress.model.proofmarks import Cell, Face, Head, Listing, SheetProof
from handpress.press.covers import cover_matter, direction_of, set_bound
from handpress.press.forpaper import sheet_of
from handpress.press.manuscript import Manuscript
from handpress.press.readying import ready_as_set
from handpress.press.typesetting import proof_type
from handpress.project import Workspace

if TYPE_CHECKING:
    from handpress.imposing import Imposed

_COLUMNS = ("sheet", "outside-left", "outside-right", "inside-left", "inside-right")


def picture_sheets(
    workspace: Workspace, manuscript: Manuscript, document: Document, head: Head, progress: Callable[[str], None]
) -> Result[bytes | None]:
    """The sheets of a pamphlet's booklet as pictures; None where it cannot be folded, or has lost something.

    ``document`` is the pamphlet as it is set; ``head`` stands over every page.
    """
    from handpress import imposing, proving
    from handpress.writing import sheetpictures

    pamphlet = manuscript.pamphlet
    progress("setting pages")
    facts = ready_as_set(document, pamphlet).facts
    matter = cover_matter(workspace, manuscript, document, facts)
    printed, account = set_bound(workspace, manuscript, document, facts, matter=matter)
    progress("imposing sheets")
    sheet, caliper = sheet_of(pamphlet), pamphlet.printing.caliper_mm
    direction = direction_of(pamphlet)
    imposed = imposing.saddle_stitch(printed.pdf, sheet=sheet, caliper_mm=caliper, direction=direction)
    told = tuple(finding for finding in imposed.findings if finding.code != "bleed-cut")
    if imposed.value is None:
        return Result(None, (*account.findings, *told))
    size, folios = (sheet.width, sheet.height), printed.folios
    pictures = _pictures(imposed.value, folios, size, title=document.metadata.title, head=head, wording=facts.wording)
    styles, faces = proof_type(workspace, document, facts)
    made = sheetpictures.write_pictures(pictures, imposed.value.pdf, styles=styles, fonts=faces)
    progress("proving every word")
    outputs = proving.Outputs(
        pdf=printed.pdf, booklet=imposed.value.pdf, order=imposed.value.order, covers=printed.covers
    )
    ledger = proving.prove(document, printed.facts, outputs)
    proofs = (*ledger.proofs, proving.prove_pictures(imposed.value.pdf, made, pictures))
    ledger = proving.Ledger(document.slug, proofs)
    findings = (*account.findings, *told, *ledger.findings())
    return Result(made if ledger.whole else None, findings)


def _pictures(
    imposed: Imposed,
    folios: Folios,
    size: tuple[float, float],
    *,
    title: str,
    head: Head,
    wording: Mapping[str, str],
) -> SheetProof:
    sheets: dict[int, list[Face]] = {}
    for index, side in enumerate(imposed.sides):
        cells = tuple(
            Cell(
                place.column,
                place.row,
                wording["proof-blank"] if place.page is None else folios.of(place.page + 1),
                place.turn,
            )
            for place in side.placements
        )
        columns, rows = max(cell.column for cell in cells) + 1, max(cell.row for cell in cells) + 1
        said = wording[f"proof-sheet-{side.face}"].format(number=side.sheet, count=imposed.sheets)
        sheets.setdefault(side.sheet, []).append(Face(said, index, columns, rows, cells, wording["proof-fold"]))
    heads = tuple(wording[f"proof-{name}"] for name in _COLUMNS)
    order = tuple(
        (str(number), *(cell.words for face in faces for cell in face.cells)) for number, faces in sheets.items()
    )
    listing = Listing(wording["proof-order"], heads, order, wording[f"proof-turned-{imposed.flip}"])
    name = wording["proof-of-sheets"].format(title=title)
    return SheetProof(name, head, *size, tuple(map(tuple, sheets.values())), listing)
