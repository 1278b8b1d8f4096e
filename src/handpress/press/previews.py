"""Previews: a pamphlet as a proof that follows every save, made piece by piece, the quickest first.

What no screen shows is not made: no file for the printer, no sheets to print, no cover of their kind, and nothing is
written. What is shown is made by the hands that make a build, and is read back in the same way.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from handpress import previewing
from handpress.diagnostics import Finding
from handpress.model.format import CoverForm
from handpress.press.acceptance import cited
from handpress.press.covers import cover_matter, direction_of, form_of, set_bound
from handpress.press.dressing import Dressing, about_of
from handpress.press.ebooks import pack
from handpress.press.forpaper import budget, sheet_of
from handpress.press.making import setting_of
from handpress.press.manuscript import Manuscript
from handpress.press.manuscripts import read
from handpress.press.partbook import PartBook
from handpress.press.readying import ready
from handpress.press.shelf import FormeShelf
from handpress.previewing import Exhibit, Shown
from handpress.project import Workspace
from handpress.reading import Changes

if TYPE_CHECKING:
    from handpress.model.document import Document
    from handpress.model.facts import Facts
    from handpress.previewing.journeyman import Make
    from handpress.proving.concordance import Located
    from handpress.writing.covermatter import CoverMatter
    from handpress.writing.printed import Printed

_WIDTHS = (240, 900, 1800)  # px: a page among many, a page on a desk, a page looked at closely
_JSON = "application/json"
_PDFIUM = Lock()  # pdfium may be in one place at a time


def previewer(workspace: Workspace, slug: str) -> Make:
    """Load what a preview needs; returns what makes one. It is the craft of a journeyman."""
    from handpress import imposing, prepress, proving, setting
    from handpress.writing import epub, loading

    setting.isolate_fonts()
    loading.load_engine()
    # Loaded now, so that the first save need not wait for them.
    del imposing, prepress, proving, epub
    return _Preview(workspace, slug).pieces


class _Preview:
    """Makes the pieces of a proof, and remembers from one to the next what seldom changes."""

    def __init__(self, workspace: Workspace, slug: str) -> None:
        self._workspace, self._slug = workspace, slug
        self._front: tuple[CoverMatter, bytes] | None = None
        self._shelf = FormeShelf()
        self._parts = PartBook()

    def pieces(self) -> Iterator[Shown]:
        """The findings, then the e-book, then the pages, then the ledger; only the first where there is an error.

        Raises ``PressError`` where the press cannot go on.
        """
        manuscript = read(self._workspace, self._slug, Changes.SHOW, book=self._parts)
        self._parts.tidy()
        yield self._reading(manuscript.value, manuscript.findings, failed=manuscript.failed)
        if not manuscript.failed:
            yield from self._editions(manuscript.value)

    # --- the manuscript ----------------------------------------------------------------------------------

    def _reading(self, manuscript: Manuscript, findings: Sequence[Finding], *, failed: bool) -> Shown:
        pamphlet, exhibits, sources = manuscript.pamphlet, {}, []
        for name in ("pamphlet.toml", *(part.file for part in pamphlet.parts)):
            text = _text(pamphlet.folder / name)
            address = f"/proof/source/{_digest(text.encode())}.json"
            exhibits[address] = _as_json(text.split("\n"))
            sources.append({"file": f"{pamphlet.label}/{name}", "address": address})
        told = {
            "title": pamphlet.metadata.title or self._slug,
            "failed": failed,
            "findings": [previewing.finding_told(finding) for finding in findings],
            "sources": sources,
        }
        return Shown("reading", told, exhibits)

    # --- the editions ------------------------------------------------------------------------------------

    def _editions(self, manuscript: Manuscript) -> Iterator[Shown]:
        from handpress import proving

        pamphlet = manuscript.pamphlet
        readied = ready(manuscript, self._parts)
        document, facts, traced = readied.document, readied.facts, readied.traced
        matter = cover_matter(self._workspace, manuscript, document, facts)
        claim, front = pamphlet.accessibility, self._picture(matter)
        ebook = pack(self._workspace, traced, facts, manuscript.pictures, matter, claim=claim, front=front)
        yield _book(traced, facts, ebook)

        printed, pdf, order, shown = self._pages(manuscript, document, facts, matter)
        yield shown

        outputs = proving.Outputs(ebook, pdf, covers=printed.covers)
        ledger = proving.prove(traced, printed.facts, outputs)
        told = cited(document, readied.quotations, pamphlet.accepted)
        names = {"epub": f"{self._slug}.epub", "pdf": f"{self._slug}.pdf"}
        setting = setting_of(pamphlet, printed, Changes.SHOW, order, names)
        ledger = replace(ledger, quotations=told, setting=setting)
        page = proving.accounts(document, ledger, proving.small_pages(document, pdf))["report.html"]
        address = f"/proof/ledger/{_digest(page)}.html"
        findings = [previewing.finding_told(finding) for finding in ledger.findings()]
        said = {"whole": ledger.whole, "findings": findings, "report": address}
        yield Shown("ledger", said, {address: Exhibit("text/html; charset=utf-8", partial(bytes, page))})

    def _picture(self, matter: CoverMatter) -> bytes:
        """The front of the e-book, drawn anew where something on it has changed."""
        from handpress.writing import cover

        if self._front is None or self._front[0] != matter:
            self._front = matter, cover.picture(matter)
        return self._front[1]

    def _pages(
        self, manuscript: Manuscript, document: Document, facts: Facts, matter: CoverMatter
    ) -> tuple[Printed, bytes, tuple[tuple[int | None, ...], ...], Shown]:
        from handpress import imposing
        from handpress.proving import concordance

        pamphlet = manuscript.pamphlet
        dressing, shelf = Dressing(pamphlet, about_of(document), for_print=False), self._shelf
        bound = self._workspace, manuscript, document, facts
        printed, account = set_bound(*bound, matter=matter, shelf=shelf, dressing=dressing)
        shelf.tidy()
        pdf = dressing.finish_read(printed)
        sheet, direction = sheet_of(pamphlet), direction_of(pamphlet)
        imposed = imposing.saddle_stitch(pdf, sheet=sheet, caliper_mm=pamphlet.printing.caliper_mm, direction=direction)
        findings = [*account.findings, *imposed.findings]
        if form_of(pamphlet) is not CoverForm.WRAP:
            findings += budget(self._slug, printed.pages, imposed.value)
        located = concordance.on_pages(document, printed.facts, pdf, printed.covers)
        leaves, index, exhibits = _leaves(pdf, located)
        trim = pamphlet.format.trim
        told: dict[str, Any] = {
            "findings": [previewing.finding_told(finding) for finding in findings],
            "leaves": leaves,
            "index": index,
            "width": trim.width_mm,
            "height": trim.height_mm,
            "rtl": direction == "rtl",
            "sheet": sheet.name,
        }
        order: tuple[tuple[int | None, ...], ...] = ()
        if imposed.value:
            order = imposed.value.order
            told["blanks"] = imposed.value.blanks
            scheme, folio = imposing.SCHEMES["saddle-stitch"], printed.folios.of
            told["diagram"] = imposing.draw_diagram(imposed.value.sides, scheme, folio)
        told["sides"] = order
        return printed, pdf, order, Shown("pages", told, exhibits)


def _book(document: Document, facts: Facts, ebook: bytes) -> Shown:
    """The e-book as a browser reads it: its files as they are packed, and which word of its pages stands where."""
    from handpress import proving
    from handpress.proving import concordance

    packed = proving.packing_list(ebook)
    root = f"/proof/book/{_digest(ebook)}/"
    exhibits = {root + path: Exhibit(kind, partial(bytes, content)) for path, (kind, content) in packed.files.items()}
    styles = b"".join(content for kind, content in packed.files.values() if kind == "text/css")
    chapters = []
    for leaf in concordance.in_ebook(document, facts, ebook):
        address = root + leaf.path
        exhibits[f"{address}.json"] = _as_json([(word.start, word.end, *_place(word)) for word in leaf.words])
        digest = _digest(styles + packed.files[leaf.path][1])
        file = next((word.file for word in leaf.words), "")
        # The title page is called as the pamphlet is, and so, often, is its first part.
        title = facts.wording["title-page"] if leaf.title == document.metadata.title and not file else leaf.title
        chapters.append({"address": address, "title": title, "file": file, "digest": digest})
    return Shown("book", {"chapters": chapters}, exhibits)


def _leaves(pdf: bytes, located: Sequence[Sequence[Located]]) -> tuple[list[dict[str, Any]], str, dict[str, Exhibit]]:
    """The pages as pictures, drawn when they are asked for, their words, and the address of an index of these."""
    from handpress import prepress
    from handpress.proving import readback

    places = _as_json([[_place(word) for word in words] for words in located])
    index = f"/proof/page/{_digest(places.make())}.json"
    leaves, exhibits = [], {index: places}
    labels, keys = readback.page_labels(pdf), prepress.page_keys(pdf)
    for number, (label, key, words) in enumerate(zip(labels, keys, located, strict=True), 1):
        digest = _digest(key.encode())
        words_digest = _digest(repr(words).encode())
        root = f"/proof/page/{digest}/{number}"
        for width in _WIDTHS:
            exhibits[f"{root}-{width}.png"] = Exhibit("image/png", partial(_leaf, pdf, number, width))
        exhibits[f"{root}-{words_digest}.json"] = Exhibit(_JSON, partial(_words_on, pdf, number, tuple(words)))
        leaves.append({"label": label, "digest": digest, "address": root, "words": f"{root}-{words_digest}.json"})
    return leaves, index, exhibits


def _leaf(pdf: bytes, number: int, width: int) -> bytes:
    from handpress.writing import raster

    with _PDFIUM:
        return raster.leaf(pdf, number, width)


def _words_on(pdf: bytes, number: int, located: Sequence[Located]) -> bytes:
    """The words of a page with their boxes, one for each line they stand on, in shares of the page."""
    from handpress.proving import readback

    with _PDFIUM:
        letters = readback.letters_on(pdf, number)
    # A letter of the file may stand for two: a ligature.
    each = [letter for letter in letters for _ in letter.text]
    said = "".join(letter.text for letter in letters)
    words = []
    for word in located:
        boxes: list[list[float]] = []
        for letter in each[word.start : word.end]:
            last = boxes[-1] if boxes else [0.0] * 4
            if abs(letter.top - last[1]) < (last[3] - last[1]) / 2:
                last[:2] = min(last[0], letter.left), min(last[1], letter.top)
                last[2:] = max(last[2], letter.right), max(last[3], letter.bottom)
            else:
                boxes.append([letter.left, letter.top, letter.right, letter.bottom])
        rounded = [[round(side, 5) for side in box] for box in boxes]
        words.append({"text": said[word.start : word.end], "boxes": rounded, "at": _place(word)})
    return json.dumps(words, ensure_ascii=False).encode()


def _place(word: Located) -> tuple[str, int, int]:
    return word.file, word.line, word.column


def _as_json(value: object) -> Exhibit:
    return Exhibit(_JSON, partial(bytes, json.dumps(value, ensure_ascii=False).encode()))


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:20]
