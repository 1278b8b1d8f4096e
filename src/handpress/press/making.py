"""Making: every edition of a pamphlet that has been read, proved and put away together."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from handpress.diagnostics import Finding, Severity
from handpress.model.document import Document
from handpress.model.facts import Facts, PageStart
from handpress.model.recall import Recall
from handpress.press.acceptance import cited
from handpress.press.beside import beside, may_branch
from handpress.press.built import Built
from handpress.press.covers import cover_matter, set_bound
from handpress.press.dressing import Dressing, about_of
from handpress.press.ebooks import pack
from handpress.press.editions import Copy, More, make_more
from handpress.press.files import put_away
from handpress.press.forpaper import ForPaper, make_for_paper
from handpress.press.manuscript import Manuscript, Readied
from handpress.press.pagebook import Learned, PageBook
from handpress.press.shelf import FormeShelf
from handpress.project import Pamphlet, Workspace
from handpress.reading import Changes

if TYPE_CHECKING:
    from handpress.proving import Ledger, ProvedAhead, Setting, SmallPages
    from handpress.setting.total_fit import Account
    from handpress.writing.covermatter import CoverMatter
    from handpress.writing.printed import Printed

_MANY = 60  # pages: to draw fewer takes no longer than to branch off for it


class Made(Struct, frozen=True):
    """The editions of a pamphlet before they are put away, and what was found out about them."""

    readied: Readied
    printed: Printed
    account: Account
    ebook: bytes
    reading: bytes
    more: More
    paper: ForPaper
    small: SmallPages
    record: bytes
    ledger: Ledger

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was found in all of them."""
        return (*self.account.findings, *self.paper.findings, *self.ledger.findings())

    @property
    def is_whole(self) -> bool:
        """Whether they may be put away."""
        return self.ledger.whole and all(finding.severity is not Severity.ERROR for finding in self.findings)


def make(
    workspace: Workspace,
    manuscript: Manuscript,
    readied: Readied,
    progress: Callable[[str], None],
    extras: Iterable[str],
    *,
    shelf: FormeShelf | None,
    book: PageBook,
) -> Made:
    """Make the editions, and prove them.

    ``progress`` is told what begins; ``extras`` are the editions to make besides, by their names in ``EXTRAS``;
    sections that stand on the ``shelf`` are not set again, nor pages read that the ``book`` knows. Raises
    ``PressError`` where the machine lacks something.
    """
    from handpress import proving

    pamphlet = manuscript.pamphlet
    document, facts, traced = readied.document, readied.facts, readied.traced
    matter = cover_matter(workspace, manuscript, document, facts)
    progress("setting pages")
    dressing = Dressing(pamphlet, about_of(document), for_print=True)
    bound = workspace, manuscript, document, facts
    packing = partial(pack, workspace, traced, facts, manuscript.pictures, matter, claim=pamphlet.accessibility)
    expected = book.expected if may_branch() else ()
    with beside(partial(_ahead, matter, packing, expected, traced, facts), wins=True) as ahead_made:
        composed: list[proving.Composed] = []
        printed, account = set_bound(
            *bound,
            matter=matter,
            shelf=shelf,
            dressing=dressing,
            meanwhile=lambda page_of, facts: composed.append(proving.compose_pages(traced, facts, page_of)),
        )
        front, packed_ahead = ahead_made()
    many = printed.pages > _MANY
    if packed_ahead and (printed.starts, printed.facts) == (expected, facts):
        packed, packs = partial(_as_it_is, packed_ahead), False
    else:
        packing = partial(packing, starts=printed.starts, front=front)
        packed, packs = partial(_packed, packing, traced, printed.facts), many
    progress("finishing for reading and for print")
    progress("imposing sheets")
    with beside(partial(make_for_paper, pamphlet, matter, printed, dressing, book), wins=True) as paper_made:
        reading = dressing.finish_read(printed)
        drawn = partial(_drawn, document, reading, book, book.recall("pictures", reading))
        progress("packing the e-book")
        with beside(packed, wins=packs) as ebook_made, beside(drawn, wins=many) as small_made:
            copy = Copy(workspace, manuscript, traced, facts, partial(cover_matter, workspace, manuscript))
            more = make_more(copy, extras)
            progress("proving every word")
            outputs = proving.Outputs(pdf=reading, covers=printed.covers, paged=True)
            outputs = replace(outputs, more=more.files, alone=more.alone)
            later = proving.Later(ebook_made, lambda: paper_made().outputs, composed.pop())
            ledger = proving.prove(traced, printed.facts, outputs, later, book.recall("words", reading))
            (ebook, _), paper, (small, record, learned) = ebook_made(), paper_made(), small_made()
    book.begin(printed.starts)
    book.learn(paper.learned)
    book.learn(learned)
    return Made(readied, printed, account, ebook, reading, more, paper, small, record, ledger)


def finish(
    workspace: Workspace, manuscript: Manuscript, made: Made, changes: Changes, progress: Callable[[str], None]
) -> Built:
    """Write the editions with their report and ledger into ``build/<slug>/``."""
    from handpress import proving

    progress("writing the ledger")
    pamphlet, document, printed, paper = manuscript.pamphlet, made.readied.document, made.printed, made.paper
    slug = document.slug
    files = {"epub": (f"{slug}.epub", made.ebook), "pdf": (f"{slug}.pdf", made.reading)}
    files["print"] = (f"{slug}-print.pdf", paper.print)
    if paper.booklet:
        files["booklet"] = (f"{slug}-booklet-{paper.sheet.name}.pdf", paper.booklet.pdf)
    files |= {output: (made.more.names[output], content) for output, content in made.more.files.items()}
    named = {output: name for output, (name, _) in files.items()}
    told = cited(document, made.readied.quotations, pamphlet.accepted)
    setting = setting_of(pamphlet, printed, changes, paper.outputs.order, named)
    ledger = replace(made.ledger, quotations=told, setting=setting)
    told_of = proving.accounts(document, ledger, made.small, paper.cover.files, paper.examined, record=made.record)
    content = dict(files.values()) | paper.cover.files | told_of
    progress("putting away")
    paths = put_away(workspace.build, slug, content)
    proved = ledger.proofs[0]
    sheets, blanks = (paper.booklet.sheets, paper.booklet.blanks) if paper.booklet else (0, 0)
    counts = (proved.words_found, proved.notes_found, len(printed.repaired), made.account.counts)
    hashes = {name: hashlib.sha256(held).hexdigest() for name, held in content.items()}
    return Built(slug, paths, printed.pages, sheets, blanks, *counts, hashes)


def _ahead(
    matter: CoverMatter,
    packing: Callable[..., bytes],
    expected: tuple[PageStart, ...],
    document: Document,
    facts: Facts,
) -> tuple[bytes, tuple[bytes, ProvedAhead] | None]:
    """The picture of the e-book's cover and, if it is known where pages may begin, the e-book with its proof.

    Most changes leave the beginnings of pages where they were; the book is then there before the pages are set.
    """
    from handpress.writing import cover

    front = cover.picture(matter)
    if not expected:
        return front, None
    return front, _packed(partial(packing, starts=expected, front=front), document, facts)


def _as_it_is(packed: tuple[bytes, ProvedAhead]) -> tuple[bytes, ProvedAhead]:
    """What was packed ahead, for whoever waits for it."""
    return packed


def _packed(pack_it: Callable[[], bytes], document: Document, facts: Facts) -> tuple[bytes, ProvedAhead]:
    """The e-book, and its proof but for the pages that others are reading."""
    from handpress import proving

    made = pack_it()
    return made, proving.prove_packed(document, facts, made)


def _drawn(document: Document, pages: bytes, book: PageBook, recall: Recall) -> tuple[SmallPages, bytes, Learned]:
    """The pages, small, the record of the document, and what the book has learned by it."""
    from handpress import proving

    return proving.small_pages(document, pages, recall), proving.record_of(document), book.learned


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
