"""Proofs: the pages with every change and question shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from handpress import editing
from handpress.diagnostics import Result
from handpress.model import walk
from handpress.model.document import Document, Part
from handpress.press.files import machine_errors, put_file
from handpress.press.manuscripts import read
from handpress.press.typesetting import design_of, set_pages
from handpress.project import Workspace
from handpress.reading import Changes


def proof(workspace: Workspace, slug: str, progress: Callable[[str], None] = lambda _: None) -> Result[Path | None]:
    """Make the proof of a pamphlet: its pages with every change and question shown, into ``build/<slug>/``.

    Findings of the text do not stop a proof unless there is nothing to lay out; the value is None where the proof
    itself has lost something. Raises ``PressError`` where the machine lacks something.
    """
    from handpress import proving

    progress("reading")
    manuscript = read(workspace, slug, Changes.SHOW)
    if manuscript.failed:
        return Result(None, manuscript.findings)
    with machine_errors(workspace):
        document = _marked_as_proof(editing.set_typography(manuscript.value.document))
        progress("setting pages")
        facts = editing.prepare(document, letters_a_page=design_of(manuscript.value.pamphlet).value.note_letters)
        pamphlet, pictures = manuscript.value.pamphlet, manuscript.value.pictures
        printed, account = set_pages(workspace, pamphlet, document, facts, pictures=pictures)
        progress("proving every word")
        ledger = proving.prove(document, printed.facts, proving.Outputs(pdf=printed.pdf))
        findings = (*manuscript.findings, *account.findings, *ledger.findings())
        if not ledger.whole:
            return Result(None, findings)
        path = workspace.build / slug / f"{slug}-proof.pdf"
        put_file(workspace, path, printed.pdf)
        return Result(path, findings)


def _marked_as_proof(document: Document) -> Document:
    """A document that says on its title page and over every page that it is a proof."""
    word = editing.wording_for(document.metadata.language)["proof"]
    metadata = replace(document.metadata, title=f"{word} · {document.metadata.title}")
    parts = tuple(replace(part, short_title=f"{word} · {_short_title(part)}") for part in document.parts)
    return replace(document, metadata=metadata, parts=parts)


def _short_title(part: Part) -> str:
    return part.short_title or walk.inline_text(part.byline or part.title) or part.slug
