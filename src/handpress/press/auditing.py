"""Auditing: the pages of a pamphlet, set as a build would set them, looked through as a typographer would."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from handpress.diagnostics import Result
from handpress.diagnostics.catalogue import PAGES
from handpress.model.format import MM
from handpress.model.languages import is_right_to_left
from handpress.press.acceptance import accept
from handpress.press.covers import cover_matter, set_bound
from handpress.press.dressing import about_of
from handpress.press.files import machine_errors
from handpress.press.manuscripts import read
from handpress.press.readying import ready
from handpress.press.typesetting import design_of
from handpress.project import Pamphlet, Workspace

if TYPE_CHECKING:
    from handpress.proving.audit import Figures, TypeArea


def audit(workspace: Workspace, slug: str, progress: Callable[[str], None] = lambda _: None) -> Result[Figures | None]:
    """What a typographer would mark on the pages of a pamphlet, with the figures behind it; nothing is put away.

    Where the manuscripts have errors there are no pages, and the value is None. What ``pamphlet.toml`` accepts is left
    out of the findings and not of the figures. Raises ``PressError`` where there is no such pamphlet, or the machine
    lacks something.
    """
    from handpress import prepress
    from handpress.proving import audit as auditor

    progress("reading")
    manuscript = read(workspace, slug)
    if manuscript.failed:
        return Result(None)
    with machine_errors(workspace):
        pamphlet = manuscript.value.pamphlet
        readied = ready(manuscript.value)
        document, facts = readied.document, readied.facts
        matter = cover_matter(workspace, manuscript.value, document, facts)
        progress("setting pages")
        printed, account = set_bound(workspace, manuscript.value, document, facts, matter=matter)
        pages = prepress.finish_reading(printed.pdf, about_of(document))
        progress("looking through the pages")
        area = _area(pamphlet, printed.pages, mirrored=is_right_to_left(document.metadata.language))
        audited = auditor.audit(pages, area, document, printed.facts, covers=printed.covers)
    accepted = (item for item in pamphlet.accepted if item.code in PAGES)
    return Result(audited.figures, (*account.findings, *accept(audited.findings, accepted)))


def _area(pamphlet: Pamphlet, pages: int, *, mirrored: bool) -> TypeArea:
    from handpress.proving.audit import TypeArea

    design = design_of(pamphlet, pages).value
    trim, margins = design.trim, design.margins
    return TypeArea(
        trim.width_mm * MM,
        trim.height_mm * MM,
        margins.inner_mm * MM,
        margins.outer_mm * MM,
        margins.top_mm * MM,
        design.size_pt,
        design.leading_pt,
        design.lines,
        mirrored,
    )
