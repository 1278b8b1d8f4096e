"""Proving from end to end: every output there is, one after the other."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from handpress.model.document import Document
from handpress.model.facts import Facts
from handpress.proving.booklet import prove_booklet
from handpress.proving.ebook import prove_ebook
from handpress.proving.firsts import FirstWords
from handpress.proving.ledger import Entry, Ledger, Proof
from handpress.proving.pages import prove_pages, prove_texts
from handpress.proving.plain import prove_markdown, prove_text
from handpress.proving.readback import anchors, page_labels, pages_text
from handpress.proving.webpage import prove_web


@dataclass(frozen=True, slots=True)
class Outputs:
    """The files to prove, as bytes; ``None`` for one that was not made.

    ``order`` is what the booklet must follow: for each side of a sheet the page numbers from 1, left to right, ``None``
    for a blank. ``print`` and ``booklet`` are proved against ``pdf``, which must then be there. ``covers`` are those
    pages (from 1) of a cover bound with the others which hold nothing of the text; ``paged`` tells that the e-book must
    have the numbers of all. ``more`` are the editions on demand by the names the ledger gives them: ``html``, ``text``,
    ``markdown``, ``epub-PART`` for a part on its own, whose document and facts stand in ``alone``.
    """

    epub: bytes | None = None
    pdf: bytes | None = None
    print: bytes | None = None
    booklet: bytes | None = None
    order: tuple[tuple[int | None, ...], ...] = ()
    covers: frozenset[int] = frozenset()
    paged: bool = False
    more: Mapping[str, bytes] = field(default_factory=dict)
    alone: Mapping[str, tuple[Document, Facts]] = field(default_factory=dict)


_ON_DEMAND: Mapping[str, Callable[[Document, Facts, bytes, str], Proof]] = {
    "html": prove_web,
    "text": prove_text,
    "markdown": prove_markdown,
}


def prove(document: Document, facts: Facts, outputs: Outputs) -> Ledger:
    """Read every output back and compare it with the document, which must be as it was set.

    Raises ``PressError`` for an output that cannot be read, and ``ValueError`` for a print file or a booklet without
    its pages.
    """
    proofs: list[Proof] = []
    items: tuple[Entry, ...] = ()
    firsts: tuple[FirstWords, ...] | None = None
    if outputs.pdf is not None:
        proved = prove_pages(document, facts, outputs.pdf, _sha256(outputs.pdf), outputs.covers)
        proofs.append(proved.proof)
        items, firsts = proved.items, proved.firsts
    if outputs.epub is not None:
        epub = outputs.epub
        proofs.insert(0, prove_ebook(document, facts, epub, _sha256(epub), firsts, paged=outputs.paged))
    if outputs.pdf is None and (outputs.print or outputs.booklet):
        raise ValueError("a print file and a booklet are proved against their pages")
    if outputs.pdf is not None and outputs.print is not None:
        proofs.append(_prove_print(document, facts, outputs.pdf, outputs.print, outputs))
    if outputs.pdf is not None and outputs.booklet is not None:
        proofs.append(_prove_booklet(document, facts, outputs.pdf, outputs.booklet, outputs))
    for output, content in outputs.more.items():
        wanted = outputs.alone.get(output, (document, facts))
        proof = _ON_DEMAND.get(output, prove_ebook)(*wanted, content, _sha256(content))
        proofs.append(replace(proof, output=output))
    return Ledger(document.slug, tuple(proofs), items)


def _prove_print(document: Document, facts: Facts, pdf: bytes, printed: bytes, outputs: Outputs) -> Proof:
    """The file to print has no links, and perhaps blank pages at its end."""
    texts, pages = [fields[0] for fields in pages_text(printed)], sum(1 for _ in pages_text(pdf))
    added = range(pages + 1, len(texts) + 1) if not any(text.strip() for text in texts[pages:]) else range(0)
    covers = outputs.covers | frozenset(added)
    places, labels = anchors(pdf), page_labels(printed)
    sha256 = _sha256(printed)
    proved = prove_texts(document, facts, texts, "print", sha256, places=places, covers=covers, labels=labels)
    return proved.proof


def _prove_booklet(document: Document, facts: Facts, pdf: bytes, booklet: bytes, outputs: Outputs) -> Proof:
    pages = [fields[0] for fields in pages_text(pdf)]

    def prove_bound(bound: Sequence[str]) -> Proof:
        return prove_texts(document, facts, bound, "booklet", "", places=anchors(pdf), covers=outputs.covers).proof

    return prove_booklet(pages, booklet, outputs.order, _sha256(booklet), prove_bound)


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
