"""Proving from end to end: every output there is, one after the other."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from handpress.model.document import Document
from handpress.model.facts import Facts
from handpress.model.recall import Recall, anew
from handpress.proving.booklet import Order, fields_of, prove_booklet
from handpress.proving.copytext import Copy
from handpress.proving.ebook import ProvedAhead, prove_ahead, prove_ebook, prove_marks_too
from handpress.proving.firsts import FirstWords
from handpress.proving.ledger import Entry, Ledger, Proof
from handpress.proving.pages import prove_pages, prove_texts, read_alike
from handpress.proving.paper import Composed
from handpress.proving.plain import prove_markdown, prove_text
from handpress.proving.readback import ReadBack, Texts, read_back, texts_of
from handpress.proving.screen import for_screen
from handpress.proving.webpage import prove_web


class Outputs(Struct, frozen=True):
    """The files to prove, as bytes; ``None`` for one that was not made.

    ``order`` is what the booklet must follow: for each side of a sheet the page numbers from 1, left to right, ``None``
    for a blank. ``print`` and ``booklet`` are proved against ``pdf``, which must then be there. ``covers`` are those
    pages (from 1) of a cover bound with the others which hold nothing of the text; ``paged`` tells that the e-book must
    have the numbers of all, ``covered`` that it must have a cover. ``more`` are the editions on demand by the names the
    ledger gives them: ``html``, ``text``, ``markdown``, ``epub-PART`` for a part on its own, whose document and facts
    stand in ``alone``. ``texts`` are what ``read_paper`` has read of the files for paper; a file whose hash is among
    them is not read again.
    """

    epub: bytes | None = None
    pdf: bytes | None = None
    print: bytes | None = None
    booklet: bytes | None = None
    order: tuple[tuple[int | None, ...], ...] = ()
    covers: frozenset[int] = frozenset()
    paged: bool = False
    covered: bool = True
    more: Mapping[str, bytes] = field(default_factory=dict)
    alone: Mapping[str, tuple[Document, Facts]] = field(default_factory=dict)
    texts: tuple[Texts, ...] = ()


_ON_DEMAND: Mapping[str, Callable[[Document, Facts, bytes, str], Proof]] = {
    "html": prove_web,
    "text": prove_text,
    "markdown": prove_markdown,
}


class Later(Struct, frozen=True):
    """What waits for outputs that others are still making.

    ``ebook`` gives the proof of the e-book, but for the beginnings of pages in it (``prove_packed``); ``paper`` gives
    the print file and the booklet; ``composed`` is what the pages must hold, composed ahead of them for the places
    where they were likely to have it.
    """

    ebook: Callable[[], tuple[bytes, ProvedAhead]] | None
    paper: Callable[[], Outputs]
    composed: Composed | None = None


def prove_packed(document: Document, facts: Facts, file: bytes) -> ProvedAhead:
    """Prove an e-book ahead of the pages whose numbers it has, perhaps in another process."""
    return prove_ahead(document, facts, file, _sha256(file))


def prove(
    document: Document,
    facts: Facts,
    outputs: Outputs,
    later: Later | None = None,
    recall: Recall = anew,
) -> Ledger:
    """Read every output back and compare it with the document, which must be as it was set.

    ``later`` gives the outputs that are still being made while others are proved.
    ``recall`` may know what stands on pages of the PDF to read. Raises ``PressError`` for an output that cannot be
    read, and ``ValueError`` for a print file or a booklet without its pages.
    """
    begun = _begin(document, facts, outputs, later, recall)
    return _finish(begun, later.paper() if later else outputs)


class _Begun(Struct, frozen=True):
    """The proofs of all that is no file for paper, and what these are proved against."""

    document: str
    screen: tuple[Proof, ...]
    more: tuple[Proof, ...]
    items: tuple[Entry, ...]
    pages: _Pages | None


def _begin(document: Document, facts: Facts, outputs: Outputs, later: Later | None, recall: Recall) -> _Begun:
    """Prove all outputs but the print file and the booklet."""
    screen: list[Proof] = []
    items: tuple[Entry, ...] = ()
    firsts: tuple[FirstWords, ...] | None = None
    pages: _Pages | None = None
    if outputs.pdf is not None:
        read = read_back(outputs.pdf, recall)
        composed = later.composed if later else None
        proved = prove_pages(document, facts, read, _sha256(outputs.pdf), covers=outputs.covers, ahead=composed)
        screen.append(proved.proof)
        items, firsts = proved.items, proved.firsts
        pages = _Pages(document, facts, read, proved.proof, outputs.covers)
    if later and later.ebook:
        file, packed = later.ebook()
        screen.insert(0, prove_marks_too(packed, document, facts, file, firsts))
    elif outputs.epub is not None:
        epub, copy = outputs.epub, for_screen(document, facts, covered=outputs.covered)
        screen.insert(0, prove_ebook(document, facts, epub, _sha256(epub), firsts, paged=outputs.paged, copy=copy))
        # Without pages the items are those of the e-book, and stand on none.
        items = items if outputs.pdf is not None else tuple(_entries(copy))
    more: list[Proof] = []
    for output, content in outputs.more.items():
        wanted = outputs.alone.get(output, (document, facts))
        proof = _ON_DEMAND.get(output, prove_ebook)(*wanted, content, _sha256(content))
        more.append(replace(proof, output=output))
    return _Begun(document.slug, tuple(screen), tuple(more), items, pages)


def _finish(begun: _Begun, outputs: Outputs) -> Ledger:
    """Prove the files for paper, and give the ledger of all."""
    paper: list[Proof] = []
    if outputs.print is not None:
        paper.append(_against(begun).prove_print(_texts(outputs, outputs.print)))
    if outputs.booklet is not None:
        pages, order = _against(begun), outputs.order
        sides = _texts(outputs, outputs.booklet, *fields_of(order))
        paper.append(prove_booklet(pages.read.texts, sides, order, pages.prove))
    return Ledger(begun.document, (*begun.screen, *paper, *begun.more), begun.items)


def read_paper(printed: bytes | None, booklet: bytes | None, order: Order, recall: Recall = anew) -> tuple[Texts, ...]:
    """Read the files for paper ahead of their proof, perhaps in another process. Raises ``PressError`` for no PDF.

    ``recall`` may know what stands on pages of the print file.
    """
    texts = [texts_of(printed, recall=recall)] if printed is not None else []
    texts += [texts_of(booklet, *fields_of(order))] if booklet is not None else []
    return tuple(texts)


def _texts(outputs: Outputs, content: bytes, columns: int = 1, rows: int = 1) -> Texts:
    wanted = (_sha256(content), columns, rows)
    known = (one for one in outputs.texts if (one.sha256, one.columns, one.rows) == wanted)
    return next(known, None) or texts_of(content, columns, rows)


def _against(begun: _Begun) -> _Pages:
    if begun.pages is None:
        raise ValueError("a print file and a booklet are proved against their pages")
    return begun.pages


def _entries(copy: Copy) -> Iterator[Entry]:
    for item in copy.items:
        yield Entry(item.kind, item.party, item.words, item.part, item.note, 0, item.span)


class _Pages(Struct, frozen=True):
    """The pages to read, as they were read back, and what is proved of them."""

    document: Document
    facts: Facts
    read: ReadBack
    proof: Proof
    covers: frozenset[int]

    def prove(
        self, texts: Sequence[str], output: str = "booklet", sha256: str = "", labels: Sequence[str] = ()
    ) -> Proof:
        """Prove the text of the same pages in another file; ``labels`` are their numbers, if the file has any.

        Blank pages may follow. Where all others read as those that were proved, and nothing was amiss with these, the
        proof is known; that they do is looked up in the file itself.
        """
        count = len(self.read.texts)
        added = range(count + 1, len(texts) + 1) if not any(text.strip() for text in texts[count:]) else range(0)
        named = not labels or tuple(labels[:count]) == self.read.labels
        if named and not self.proof.losses and read_alike(self.read.texts, texts[: len(texts) - len(added)]):
            return replace(self.proof, output=output, sha256=sha256, pages=len(texts))
        covers = self.covers | frozenset(added)
        wanted = self.document, self.facts, texts, output, sha256
        return prove_texts(*wanted, places=self.read.places, covers=covers, labels=labels).proof

    def prove_print(self, printed: Texts) -> Proof:
        """The file to print has no links, and perhaps blank pages at its end."""
        return self.prove([text for (text,) in printed.pages], "print", printed.sha256, printed.labels)


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
