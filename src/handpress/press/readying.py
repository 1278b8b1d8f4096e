"""Readying: what is known of a manuscript before anything is made of it."""

from __future__ import annotations

from handpress import editing
from handpress.model.document import Document
from handpress.press.manuscript import Manuscript, Readied
from handpress.press.typesetting import design_of
from handpress.project import Pamphlet


def ready(manuscript: Manuscript) -> Readied:
    """A manuscript without errors, made ready for the press."""
    return ready_as_set(editing.set_typography(manuscript.document), manuscript.pamphlet)


def ready_as_set(document: Document, pamphlet: Pamphlet) -> Readied:
    """A document that has its typography already, made ready for the pages of a pamphlet."""
    quotations = editing.find_quotations(document, pamphlet.shortest_quotation)
    facts = editing.prepare(document, quotations, design_of(pamphlet).value.note_letters)
    return Readied(document, quotations, facts)
