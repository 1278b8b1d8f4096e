"""The report: the ledger as one page for people, complete in itself, without a script or a link to anywhere."""

from __future__ import annotations

import base64
import string
import struct
import zlib
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from html import escape
from importlib import resources
from typing import Any

from msgspec import Struct

from handpress.model.document import Document, FrontMatter
from handpress.model.folios import ALIKE, Folios
from handpress.model.quoted import Grade, QuotedPassage
from handpress.model.recall import Recall, anew
from handpress.model.spans import Span
from handpress.proving.ledger import Entry, Ledger, Proof, Setting, output_name
from handpress.proving.paper import folios_in
from handpress.proving.quotations import Cited
from handpress.proving.readback import anchors, thumbnails

_DOTS_PER_INCH = 40
_PACKED = 6  # of zlib's levels: the ninth takes ten times as long and saves four bytes in a hundred
_NAMES = {
    "epub": "E-book",
    "pdf": "Pages to read",
    "print": "Pages to print",
    "booklet": "Booklet",
    "html": "Web page",
    "text": "Text",
    "markdown": "Markdown",
}
_POINTS = {
    "P1": "As many editorial items as there must be",
    "P2": "In their order",
    "P3": "Every word",
    "P4": "Brackets, marks and signatures that tell whose they are",
    "P5": "The letters either side of each call",
    "P6": "Notes that lead back, and none before its call",
    "P7": "The author’s own letters, when all items are taken out",
    "P8": "Both readings of every emendation",
    "P9": "Pages of the booklet in their places",
    "pages": "Pages of print whose number stands before their first words",
    "P10": "Anything else amiss",
}
_STATES = {
    Grade.EXACT: "exact",
    Grade.ALTERED: "exact, but for what it shows as altered",
    Grade.MISQUOTED: "altered, and accepted",
    Grade.MISSING: "missing, and accepted",
    Grade.ABSENT: "of somebody else",
}
_CHANGES = {
    "none": "None was open.",
    "accept": "Every open change was accepted.",
    "reject": "Every open change was rejected.",
}


class SmallPages(Struct, frozen=True):
    """The pages as items of a list in HTML, each a small picture, and the folios that they bear."""

    items: str
    folios: Folios


def report(document: Document, ledger: Ledger, small: SmallPages | None, printer: str = "") -> str:
    """The report as HTML, the same for the same ledger and pages, if there are any.

    ``small`` are the pages as ``small_pages`` draws them; ``printer`` is HTML on what a printer would find.
    """
    template = resources.files(__package__).joinpath("report.template.html").read_text(encoding="utf-8")
    return string.Template(template).substitute(
        title=escape(document.metadata.full_title),
        slug=escape(document.slug),
        verdict=_verdict(ledger),
        verdict_class="good" if ledger.whole else "bad",
        output_heads="".join(f'<th scope="col">{_name(proof)}</th>' for proof in ledger.proofs),
        checks="\n".join(_checks(ledger)),
        files="\n".join(_files(ledger)),
        items=_items(ledger.items),
        quotations=_quotations(ledger.quotations),
        decisions="\n".join(_decisions(ledger.setting, printed=small is not None)),
        pages=f'<h2 id="pages">The pages</h2>\n<ol class="pages">\n{small.items}\n</ol>' if small else "",
        sheets=_sheets(ledger.setting, small.folios if small else ALIKE),
        printer=f'<h2 id="printer">What the printer would find</h2>\n{printer}' if printer else "",
    )


def _verdict(ledger: Ledger) -> str:
    if ledger.whole:
        return "Whole: nothing is lost, changed, added or moved in any output."
    return "Not whole: some output differs from the manuscript."


def _name(proof: Proof) -> str:
    return escape(_NAMES.get(proof.output) or output_name(proof.output))


def _checks(ledger: Ledger) -> Iterator[str]:
    for point, meaning in _POINTS.items():
        cells = []
        for proof in ledger.proofs:
            check = next((check for check in proof.checks if check.name == point), None)
            if check is None:
                cells.append('<td class="count soft">not asked</td>')
                continue
            sign, told = ("✓", "good") if check.passed else ("✗", "bad")
            count = f"{check.found:,}" if point == "P10" else f"{check.found:,} of {check.expected:,}"
            cells.append(f'<td class="count"><span class="{told}">{sign}</span> {count}</td>')
        yield f'<tr><th scope="row"><span class="soft">{point}</span> {escape(meaning)}</th>{"".join(cells)}</tr>'


def _files(ledger: Ledger) -> Iterator[str]:
    for proof in ledger.proofs:
        name = ledger.setting.files.get(proof.output, proof.output)
        yield f"<dt>{escape(name)}, SHA-256</dt><dd><code>{escape(proof.sha256)}</code></dd>"
    for author in sorted({proof.author for proof in ledger.proofs}):
        yield f"<dt>The author’s text without any item, SHA-256</dt><dd><code>{escape(author)}</code></dd>"


def _items(items: tuple[Entry, ...]) -> str:
    if not items:
        return "<p>There is none: every word is the author’s.</p>"
    heads = "".join(f'<th scope="col">{head}</th>' for head in ("Kind", "By", "Words", "Page", "Manuscript"))
    rows = "\n".join(map(_item, items))
    return (
        '<div class="wide" role="region" aria-labelledby="items" tabindex="0">\n<table>\n'
        f"<caption>{len(items):,} in reading order, notes at their calls</caption>\n"
        f"<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table>\n</div>"
    )


def _item(item: Entry) -> str:
    kind = item.kind.replace("-", " ") + (f" {item.note}" if item.kind == "note" else "")
    party = item.party or ("the author" if item.kind == "note" else "unsigned")
    return (
        f"<tr><td>{escape(kind)}</td><td>{escape(party)}</td>"
        f'<td class="words">{escape(item.words)}</td><td class="count">{item.folio or item.page or ""}</td>'
        f'<td class="place">{escape(_place(item.span))}</td></tr>'
    )


def _quotations(quotations: tuple[Cited, ...]) -> str:
    if not quotations:
        return "<p>There is none.</p>"
    heads = "".join(f'<th scope="col">{head}</th>' for head in ("State", "Words", "Manuscript", "Original"))
    rows = "\n".join(map(_quotation, quotations))
    return (
        '<div class="wide" role="region" aria-labelledby="quotations" tabindex="0">\n<table>\n'
        f"<caption>{len(quotations):,} in reading order</caption>\n"
        f"<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table>\n</div>"
    )


def _quotation(item: Cited) -> str:
    passage = item.passage
    reason = f'<br><span class="soft">{escape(item.reason)}</span>' if item.reason else ""
    where = ""
    if passage.grade is not Grade.ABSENT:
        told = [passage.target_part, f"¶ {item.paragraph}" if item.paragraph else ""]
        told += [f"note {passage.target_note}" if passage.target_note else "", _place(passage.target_span)]
        where = ", ".join(filter(None, told))
    return (
        f'<tr><td>{_STATES[passage.grade]}{reason}</td><td class="words">{_compared(passage)}</td>'
        f'<td class="place">{escape(_place(passage.span))}</td><td class="place">{escape(where)}</td></tr>'
    )


def _compared(passage: QuotedPassage) -> str:
    """A quotation, with the original's words struck out where it has others."""
    shown, done = [], 0
    for difference in passage.differences:
        shown.append(escape(passage.words[done : difference.at]))
        shown.append(f"<del>{escape(difference.original)}</del> " if difference.original else "")
        shown.append(f"<ins>{escape(difference.quoted)}</ins>" if difference.quoted else "")
        done = difference.at + len(difference.quoted)
    return "".join((*shown, escape(passage.words[done:])))


def _place(span: Span | None) -> str:
    return f"{span.file.rpartition('/')[2]}:{span.line}" if span else ""


def _decisions(setting: Setting, *, printed: bool) -> Iterator[str]:
    yield f"<dt>Changes under discussion</dt><dd>{_CHANGES.get(setting.changes, escape(setting.changes))}</dd>"
    if printed:
        long = [f"{label} ({part})" for part, labels in setting.long_notes.items() for label in labels]
        told = escape(", ".join(long)) or "None."
        yield f"<dt>Notes that stand at the end of their part in print</dt><dd>{told}</dd>"
    yield "<dt>Findings accepted</dt>"
    for code, part, words, reason in setting.accepted:
        where = f" in {part}" if part else ""
        yield f"<dd><code>{escape(code)}</code>{escape(where)}: “{escape(words)}”. {escape(reason)}</dd>"
    if not setting.accepted:
        yield "<dd>None.</dd>"


# --- pictures -------------------------------------------------------------------------------------------------


def small_pages(document: Document, pdf: bytes, recall: Recall = anew) -> SmallPages:
    """The pages of a document, small. Raises ``PressError`` for bytes that are no PDF."""
    roman = document.front_matter is FrontMatter.ROMAN
    folios = folios_in(document, anchors(pdf)) if roman else ALIKE
    return SmallPages("\n".join(_pages(pdf, folios, recall)), folios)


def _pages(pdf: bytes, folios: Folios, recall: Recall) -> Iterator[str]:
    for number, draw in enumerate(thumbnails(pdf, _DOTS_PER_INCH), 1):
        folio = folios.of(number)
        width, height, data = recall(number, partial(_small, draw))
        yield (
            f'<li><figure><img src="data:image/png;base64,{data}" alt="Page {folio}, too small to read" '
            f'width="{width}" height="{height}"><figcaption>{folio}</figcaption></figure></li>'
        )


def _small(draw: Callable[[], tuple[int, int, bytes]]) -> list[Any]:
    width, height, dots = draw()
    return [width, height, base64.b64encode(_png(width, height, dots)).decode("ascii")]


def _png(width: int, height: int, dots: bytes) -> bytes:
    """Rows of gray dots as a PNG of 16 grays (ISO 15948), which says nothing of time or maker."""
    odd = width % 2
    lines = [dots[at : at + width] + b"\xff" * odd for at in range(0, len(dots), width)]
    # Two dots to a byte: the upper half of the one and of the other, for the whole page as one long number.
    every, half = b"".join(lines), (width + odd) // 2
    upper = int.from_bytes(every[::2]) & int.from_bytes(b"\xf0" * (half * height))
    lower = (int.from_bytes(every[1::2]) >> 4) & int.from_bytes(b"\x0f" * (half * height))
    packed = (upper | lower).to_bytes(half * height)
    rows = b"".join(b"\0" + packed[at : at + half] for at in range(0, len(packed), half))
    head = struct.pack(">IIBBBBB", width, height, 4, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
        for kind, content in ((b"IHDR", head), (b"IDAT", zlib.compress(rows, _PACKED)), (b"IEND", b""))
    )


def _sheets(setting: Setting, folios: Folios) -> str:
    if not setting.order:
        return ""
    sheets = []
    for at in range(0, len(setting.order), 2):
        sides = zip(setting.order[at : at + 2], ("front", "back"), strict=False)
        drawn = "".join(_side([folios.of(page) if page else "" for page in side], name) for side, name in sides)
        sheets.append(f"<li><figure>{drawn}<figcaption>Sheet {at // 2 + 1}</figcaption></figure></li>")
    shown = "\n".join(sheets)
    return f'<h2 id="sheets">The sheets</h2>\n<ol class="sheets">\n{shown}\n</ol>'


def _side(side: Sequence[str], name: str) -> str:
    """One side of a sheet as it lies on the table, with the fold between its pages."""
    width = 200 / max(len(side), 1)
    told = ", ".join(f"page {page}" if page else "blank" for page in side)
    pages = "".join(
        f'<rect x="{10 + n * width:g}" y="16" width="{width:g}" height="70"/>'
        f'<text x="{10 + (n + 0.5) * width:g}" y="58">{page or "–"}</text>'
        for n, page in enumerate(side)
    )
    return (
        f'<svg viewBox="0 0 220 92" role="img" aria-label="{name}: {told}">'
        f'<text class="side" x="110" y="11">{name}</text>{pages}</svg>'
    )
