"""The e-book alone: read, packed and proved in a second or two, for whoever has to wait for nothing else.

In: a pamphlet. Out: its e-book in ``build/<slug>/`` with document, report and ledger, and no other file. What only laid
out pages can give, the cover and the page numbers of print, it has not, and no engine that lays out or reads pages is
loaded: that is where the seconds of a whole build go.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import TYPE_CHECKING

from msgspec.structs import replace

from handpress.diagnostics import Result, Severity
from handpress.press.acceptance import cited
from handpress.press.built import Built
from handpress.press.ebooks import pack
from handpress.press.files import machine_errors, put_away
from handpress.press.manuscript import Manuscript
from handpress.press.manuscripts import read
from handpress.press.readying import ready
from handpress.press.sweeping import seldom_swept
from handpress.project import Pamphlet, Workspace
from handpress.reading import Changes

if TYPE_CHECKING:
    from handpress.proving import Setting


def build_ebook(
    workspace: Workspace,
    slug: str,
    progress: Callable[[str], None] = lambda _: None,
    changes: Changes = Changes.REFUSE,
) -> Result[Built | None]:
    """Make the e-book of a pamphlet and nothing else, prove it, and put it into ``build/<slug>/``.

    What another build had put there goes: it may be older than the manuscript, and must not pass for files of this one.
    ``progress`` and ``changes``, the value, and what is raised, as for ``build``.
    """
    with seldom_swept():
        progress("reading")
        manuscript = read(workspace, slug, changes)
        if manuscript.failed:
            return Result(None, manuscript.findings)
        with machine_errors(workspace):
            made = _make(workspace, manuscript.value, progress, changes)
    return Result(made.value, (*manuscript.findings, *made.findings))


def _make(
    workspace: Workspace, manuscript: Manuscript, progress: Callable[[str], None], changes: Changes
) -> Result[Built | None]:
    from handpress import proving

    pamphlet, slug = manuscript.pamphlet, manuscript.document.slug
    readied = ready(manuscript)
    document, facts, traced = readied.document, readied.facts, readied.traced
    progress("packing the e-book")
    ebook = pack(workspace, traced, facts, manuscript.pictures, None, claim=pamphlet.accessibility)
    progress("proving every word")
    ledger = proving.prove(traced, facts, proving.Outputs(ebook, covered=False))
    findings = ledger.findings()
    if not ledger.whole or any(finding.severity is Severity.ERROR for finding in findings):
        return Result(None, findings)
    progress("writing the ledger")
    told, name = cited(document, readied.quotations, pamphlet.accepted), f"{slug}.epub"
    ledger = replace(ledger, quotations=told, setting=_setting(pamphlet, changes, name))
    content = {name: ebook} | proving.accounts(document, ledger)
    progress("putting away")
    paths = put_away(workspace.build, slug, content)
    proved = ledger.proofs[0]
    hashes = {path.name: hashlib.sha256(content[path.name]).hexdigest() for path in paths}
    return Result(Built(slug, paths, 0, 0, 0, proved.words_found, proved.notes_found, 0, sha256=hashes), findings)


def _setting(pamphlet: Pamphlet, changes: Changes, name: str) -> Setting:
    """What a later proof of the file must know, and cannot work out from the document."""
    from handpress.proving import Setting

    return Setting(
        "none" if changes is Changes.REFUSE else changes.value,
        shortest_quotation=pamphlet.shortest_quotation,
        accepted=tuple((item.code, item.part, item.words, item.reason) for item in pamphlet.accepted),
        files={"epub": name},
    )
