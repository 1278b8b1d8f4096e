"""Readying: what is known of a manuscript before anything is made of it."""

from __future__ import annotations

from handpress import editing
from handpress.model.document import Document
from handpress.press.manuscript import Manuscript, Readied
from handpress.press.partbook import PartBook
from handpress.press.typesetting import design_of
from handpress.project import Pamphlet


def ready(manuscript: Manuscript, book: PartBook | None = None) -> Readied:
    """A manuscript without errors, made ready for the press. Parts that the ``book`` knows are not set again."""
    document = manuscript.document
    set_ = editing.set_typography(document, book.recall_set) if book else editing.set_typography(document)
    return ready_as_set(set_, manuscript.pamphlet)


def ready_as_set(document: Document, pamphlet: Pamphlet) -> Readied:
    """A document that has its typography already, made ready for the pages of a pamphlet."""
    quotations = editing.find_quotations(document, pamphlet.shortest_quotation)
    facts = editing.prepare(document, quotations, design_of(pamphlet).value.note_letters)
    return Readied(document, quotations, facts)
