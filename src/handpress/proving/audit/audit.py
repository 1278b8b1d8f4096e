"""The audit itself: pages are read back, laid on the desk, and every check looks at them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

from msgspec import Struct

from handpress.diagnostics import Finding
from handpress.model.document import Document
from handpress.model.facts import NOTE_ON_TEXT, Facts, part_anchor
from handpress.model.format import MM
from handpress.model.spans import PagePlace
from handpress.proving.audit.area import TypeArea
from handpress.proving.audit.column import column_of
from handpress.proving.audit.desk import Desk
from handpress.proving.audit.faults import CHECKS, Fault
from handpress.proving.audit.figures import Figures, figures_of
from handpress.proving.audit.lines import Line, lines_of
from handpress.proving.audit.origins import Origins
from handpress.proving.audit.pages import PAGE_CHECKS
from handpress.proving.losses import shorten
from handpress.proving.readback import anchors, page_labels, page_signs

_REWORD = "Change a word of the paragraph; where it must stay as it is, accept the finding."
_FORMAT = "A line more or less on the pages before it moves it: handpress fit shows what a change of format does."
_PARTED = "[setting] hyphenation in pamphlet.toml says where a word may be parted, or that it may not."
_HINTS = {
    "page-hyphen": _PARTED,
    "hyphen-stack": _PARTED,
    "page-widow": _FORMAT,
    "page-orphan": _FORMAT,
    "page-short": _FORMAT,
    "pages-unequal": _FORMAT,
    "heading-at-foot": _FORMAT,
    "line-off-grid": "Look for what stands above it on the page: a table, a figure or a note on more than one line.",
}


class Audited(Struct, frozen=True):
    """What the audit found, in the order of the pages, and its figures."""

    findings: tuple[Finding, ...]
    figures: Figures


def audit(
    pdf: bytes, area: TypeArea, document: Document, facts: Facts, *, covers: frozenset[int] = frozenset()
) -> Audited:
    """Look through the pages of a pamphlet's parts; ``covers`` are pages (from 1) of a bound cover.

    Raises ``PressError`` for bytes that are no PDF.
    """
    desk = _desk(pdf, area, document, facts, covers)
    faults = [fault for check in (*CHECKS, *PAGE_CHECKS) for fault in check(desk)]
    faults.sort(key=lambda fault: (fault.line.page, fault.line.number))
    origins = Origins(document, facts)
    above = {(line.page, line.number): before for before, line in pairwise(desk.lines)}
    labels = page_labels(pdf)
    findings = tuple(_findings(faults, origins, above, labels, area))
    return Audited(findings, figures_of(desk, faults))


def _desk(pdf: bytes, area: TypeArea, document: Document, facts: Facts, covers: frozenset[int]) -> Desk:
    places = anchors(pdf)
    read = {number: tuple(lines_of(number, signs)) for number, (_, signs) in enumerate(page_signs(pdf), 1)}
    starts = [places[part_anchor(part.slug)].page for part in document.parts if part_anchor(part.slug) in places]
    # Behind the parts come the note on the text, if there is one, and the colophon.
    behind = places[NOTE_ON_TEXT].page if NOTE_ON_TEXT in places else max(read.keys() - covers, default=0)
    wanted = range(min(starts, default=1), behind)
    columns = [column_of(page, read[page], area) for page in wanted if page in read and page not in covers]
    headings = [places[anchor] for anchor in _headings(facts) if anchor in places]
    whole = [column for column in columns if column.lines]
    return Desk(area, whole, frozenset((*starts, behind)), headings)


def _headings(facts: Facts) -> Iterator[str]:
    for part in facts.parts.values():
        yield from part.headings


def _findings(
    faults: list[Fault],
    origins: Origins,
    above: Mapping[tuple[int, int], Line],
    labels: tuple[str, ...],
    area: TypeArea,
) -> Iterator[Finding]:
    for fault in faults:
        line = fault.line
        folio = labels[line.page - 1]
        shown = shorten(fault.words.split())
        place = PagePlace(
            line.page,
            folio,
            round(line.left / MM, 1),
            round((area.height - line.baseline - line.size) / MM, 1),
            round((line.right - line.left) / MM, 1),
            round(line.size / MM, 1),
        )
        message = f"Page {folio}, line {line.number}: {fault.said}: “{shown}”."
        span = origins.place(line, above.get((line.page, line.number)))
        yield Finding(fault.code, message, span, _HINTS.get(fault.code, _REWORD), (place,))
