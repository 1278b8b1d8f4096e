"""Building: every edition of a pamphlet, proved and put away together."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from handpress.diagnostics import Result, Severity
from handpress.model.document import Document
from handpress.model.languages import is_right_to_left
from handpress.press.acceptance import cited
from handpress.press.beside import beside
from handpress.press.built import Built
from handpress.press.covers import cover_matter, set_bound
from handpress.press.dressing import Dressing
from handpress.press.ebooks import pack
from handpress.press.editions import Copy, make_more
from handpress.press.files import machine_errors, put_away
from handpress.press.forpaper import make_for_paper
from handpress.press.manuscripts import Manuscript, read
from handpress.press.readying import ready
from handpress.press.shelf import FormeShelf
from handpress.press.typesetting import load_beside, seldom_swept
from handpress.project import Pamphlet, Workspace
from handpress.reading import Changes

if TYPE_CHECKING:
    from handpress.prepress import About
    from handpress.proving import Setting
    from handpress.writing.printed import Printed

_MANY = 60  # pages: to draw fewer takes no longer than to branch off for it


def build(
    workspace: Workspace,
    slug: str,
    progress: Callable[[str], None] = lambda _: None,
    changes: Changes = Changes.REFUSE,
    extras: Iterable[str] = (),
    *,
    shelf: FormeShelf | None = None,
) -> Result[Built | None]:
    """Make every edition of a pamphlet, prove them, and put them into ``build/<slug>/``.

    ``progress`` is told what begins; ``changes`` what becomes of changes under discussion; ``extras`` are the editions
    to make besides, by their names in ``EXTRAS``; sections that stand on the ``shelf`` are not set again. The value is
    None where findings forbid the build or an edition has lost something; ``build/<slug>/`` then holds what it held
    before. Raises ``PressError`` where the machine lacks something or the folder cannot be written.
    """
    progress("reading")
    manuscript = load_beside(partial(read, workspace, slug, changes))
    if manuscript.failed:
        return Result(None, manuscript.findings)
    with machine_errors(workspace), seldom_swept():
        made = _make(workspace, manuscript.value, progress, changes, extras, shelf=shelf)
    return Result(made.value, (*manuscript.findings, *made.findings))


def _make(
    workspace: Workspace,
    manuscript: Manuscript,
    progress: Callable[[str], None],
    changes: Changes,
    extras: Iterable[str],
    *,
    shelf: FormeShelf | None,
) -> Result[Built | None]:
    from handpress import proving

    pamphlet, slug = manuscript.pamphlet, manuscript.document.slug
    readied = ready(manuscript)
    document, facts, traced = readied.document, readied.facts, readied.traced
    matter = cover_matter(workspace, manuscript, document, facts)
    progress("setting pages")
    dressing = Dressing(pamphlet, for_print=True)
    printed, account = set_bound(workspace, manuscript, document, facts, matter=matter, shelf=shelf, dressing=dressing)
    progress("finishing for reading and for print")
    progress("imposing sheets")
    about = about_of(document)
    for_paper = partial(make_for_paper, pamphlet, matter, about, printed, dressing)
    with beside(for_paper, wins=True) as paper_made:
        reading = dressing.finish_read(printed, about)
        with beside(partial(proving.small_pages, document, reading), wins=printed.pages > _MANY) as small_made:
            progress("packing the e-book")
            starts, claim = printed.starts, pamphlet.accessibility
            ebook = pack(workspace, traced, facts, manuscript.pictures, matter, starts=starts, claim=claim)
            copy = Copy(workspace, manuscript, traced, facts, partial(cover_matter, workspace, manuscript))
            more = make_more(copy, extras)
            progress("proving every word")
            outputs = proving.Outputs(ebook, reading, covers=printed.covers, paged=True)
            outputs = replace(outputs, more=more.files, alone=more.alone)
            ledger = proving.prove(traced, printed.facts, outputs, lambda: paper_made().outputs)
            paper, small = paper_made(), small_made()
    findings = (*account.findings, *paper.findings, *ledger.findings())
    if not ledger.whole or any(finding.severity is Severity.ERROR for finding in findings):
        return Result(None, findings)
    files = {"epub": (f"{slug}.epub", ebook), "pdf": (f"{slug}.pdf", reading)}
    files["print"] = (f"{slug}-print.pdf", paper.print)
    if paper.booklet:
        files["booklet"] = (f"{slug}-booklet-{paper.sheet.name}.pdf", paper.booklet.pdf)
    files |= {output: (more.names[output], content) for output, content in more.files.items()}
    progress("writing the ledger")
    named = {output: name for output, (name, _) in files.items()}
    told = cited(document, readied.quotations, pamphlet.accepted)
    setting = setting_of(pamphlet, printed, changes, paper.outputs.order, named)
    ledger = replace(ledger, quotations=told, setting=setting)
    told_of = proving.accounts(document, ledger, small, paper.cover.files, paper.examined)
    content = dict(files.values()) | paper.cover.files | told_of
    progress("putting away")
    paths = put_away(workspace.build, slug, content)
    if shelf:
        shelf.tidy()
    proved = ledger.proofs[0]
    sheets, blanks = (paper.booklet.sheets, paper.booklet.blanks) if paper.booklet else (0, 0)
    counts = (proved.words_found, proved.notes_found, len(printed.repaired), account.counts)
    hashes = {name: hashlib.sha256(made).hexdigest() for name, made in content.items()}
    return Result(Built(slug, paths, printed.pages, sheets, blanks, *counts, hashes), findings)


def about_of(document: Document) -> About:
    """What finished files say of a document."""
    from handpress.prepress import About

    data = document.metadata
    people = tuple(person.name for person in data.contributors)
    return About(
        data.title,
        data.language,
        data.date,
        people,
        data.description,
        data.identifier or document.slug,
        right_to_left=is_right_to_left(data.language),
    )


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
