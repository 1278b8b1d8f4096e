"""The report for eyes: each page with its places framed and numbered, complete in itself, as HTML."""

from __future__ import annotations

import base64
import string
from collections.abc import Iterator, Sequence
from html import escape
from importlib import resources

from msgspec import Struct

from handpress.diagnostics import Finding, Result
from handpress.model.format import Profile
from handpress.model.spans import PagePlace, pages_in_words
from handpress.preflighting.examine import Examination
from handpress.preflighting.readout import Leaf
from handpress.preflighting.rendering import rendered

MOST_PICTURES = 40
"""How many pages a report shows at most: every page is a picture of some 100 kB."""

_ROOM_MM = 1.0  # between a place and its frame
_DISC_MM = 2.6  # the radius of the disc that a number stands on


class MarkedPage(Struct, frozen=True):
    """A page with its places framed: ``svg`` is a drawing for HTML; ``numbers`` those of its findings, from 1."""

    page: int
    folio: str
    numbers: tuple[int, ...]
    svg: str


def marked_pages(
    pdf: bytes, examination: Examination, findings: Sequence[Finding], most: int = MOST_PICTURES
) -> Iterator[MarkedPage]:
    """The pages that have a place to show, at most ``most``, in order. Findings are numbered as they stand.

    Raises ``PressError`` where pages cannot be drawn.
    """
    places: dict[int, list[tuple[int, PagePlace]]] = {}
    for number, finding in enumerate(findings, 1):
        for place in finding.places:
            if not place.whole:
                places.setdefault(place.page, []).append((number, place))
    pages = sorted(places)[:most]
    for page, picture in zip(pages, rendered(pdf, pages), strict=True):
        leaf = examination.leaves[page - 1]
        numbers = tuple(sorted({number for number, _ in places[page]}))
        yield MarkedPage(page, leaf.folio, numbers, _drawing(leaf, picture, places[page], findings))


def report(name: str, pdf: bytes, profile: Profile, result: Result[Examination]) -> str:
    """A page of HTML that needs nothing else: the findings, and the pages with their places framed.

    ``name`` is the file's. Raises ``PressError`` where pages cannot be drawn.
    """
    template = resources.files(__package__).joinpath("report.template.html").read_text(encoding="utf-8")
    marked = tuple(marked_pages(pdf, result.value, result.findings))
    left_out = len({place.page for f in result.findings for place in f.places if not place.whole}) - len(marked)
    return string.Template(template).substitute(
        name=escape(name),
        profile=escape(f"{profile.name}: {profile.product}"),
        verdict=escape(_verdict(result)),
        verdict_class="bad" if result.failed else "good",
        findings="\n".join(_listed(number, finding) for number, finding in enumerate(result.findings, 1)),
        pages="\n".join(_figure(page) for page in marked),
        left_out=f"<p>More pages with findings that are not shown: {left_out}.</p>" if left_out else "",
    )


def section(pdf: bytes, profile: Profile, result: Result[Examination]) -> str:
    """What was found as part of a larger page of HTML, whose styles are those of ``report.template.html``.

    Raises ``PressError`` where pages cannot be drawn.
    """
    found = "\n".join(_listed(number, finding) for number, finding in enumerate(result.findings, 1))
    figures = "\n".join(_figure(page) for page in marked_pages(pdf, result.value, result.findings))
    listed = f'<ol class="findings">\n{found}\n</ol>\n<div class="marked">\n{figures}\n</div>' if found else ""
    asked = escape(f"{profile.name}: {profile.product}")
    return f"<p>Looked at for {asked}. {escape(_verdict(result))}</p>\n{listed}"


def _verdict(result: Result[Examination]) -> str:
    if not result.findings:
        return "Ready: nothing was found."
    return "Not ready for this printer." if result.failed else "Ready, with something to look at."


def _listed(number: int, finding: Finding) -> str:
    where = pages_in_words(finding.places)
    told = f' <span class="where">{escape(where)}</span>' if where else ""
    return (
        f'<li id="finding-{number}" class="{finding.severity}"><p><strong>{number}</strong> '
        f'<span class="weight">{finding.severity}</span> <code>{escape(finding.code)}</code>'
        f"{told}</p>"
        f'<p>{escape(finding.message)}</p><p class="soft">{escape(finding.hint)}</p></li>'
    )


def _figure(page: MarkedPage) -> str:
    links = ", ".join(f'<a href="#finding-{number}">{number}</a>' for number in page.numbers)
    folio = f" (“{escape(page.folio)}”)" if page.folio not in ("", str(page.page)) else ""
    return f"<figure>{page.svg}<figcaption>Page {page.page}{folio}: finding {links}</figcaption></figure>"


def _drawing(leaf: Leaf, picture: bytes, places: Sequence[tuple[int, PagePlace]], findings: Sequence[Finding]) -> str:
    """The page with frames over it, in mm from the trim's corner."""
    left, top = -leaf.paper_left_mm, -leaf.paper_top_mm
    wide, high = leaf.paper_width_mm, leaf.paper_height_mm
    dots = base64.b64encode(picture).decode("ascii")
    frames = "".join(_frame(number, place, findings[number - 1], leaf) for number, place in places)
    return (
        f'<svg viewBox="{left:g} {top:g} {wide:g} {high:g}" role="img" aria-label="Page {leaf.number}, places framed">'
        f'<image x="{left:g}" y="{top:g}" width="{wide:g}" height="{high:g}" href="data:image/png;base64,{dots}"/>'
        f'<rect class="trim" x="0" y="0" width="{leaf.width_mm:g}" height="{leaf.height_mm:g}"/>{frames}</svg>'
    )


def _frame(number: int, place: PagePlace, finding: Finding, leaf: Leaf) -> str:
    x, y = place.left_mm - _ROOM_MM, place.top_mm - _ROOM_MM
    wide, high = place.width_mm + 2 * _ROOM_MM, place.height_mm + 2 * _ROOM_MM
    at_x = _within(x, -leaf.paper_left_mm, leaf.paper_width_mm)
    at_y = _within(y, -leaf.paper_top_mm, leaf.paper_height_mm)
    return (
        f'<g class="{finding.severity}"><title>{number}: {escape(finding.message)}</title>'
        f'<rect class="frame" x="{x:.2f}" y="{y:.2f}" width="{wide:.2f}" height="{high:.2f}"/>'
        f'<circle cx="{at_x:.2f}" cy="{at_y:.2f}" r="{_DISC_MM}"/>'
        f'<text x="{at_x:.2f}" y="{at_y + 1.1:.2f}">{number}</text></g>'
    )


def _within(value: float, start: float, length: float) -> float:
    """A place for a disc that is not cut off by the end of the paper."""
    return max(start + _DISC_MM, min(value, start + length - _DISC_MM))
