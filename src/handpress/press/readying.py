"""Readying: what is known of a manuscript before anything is made of it."""

from __future__ import annotations

from dataclasses import dataclass

from handpress import editing
from handpress.model.document import Document
from handpress.model.facts import Facts
from handpress.model.quoted import QuotedPassage
from handpress.press.manuscripts import Manuscript
from handpress.press.typesetting import design_of
from handpress.project import Pamphlet


@dataclass(frozen=True, slots=True)
class Readied:
    """A document with the typography of its languages, what it quotes of itself, and the facts beside it."""

    document: Document
    quotations: tuple[QuotedPassage, ...]
    facts: Facts

    @property
    def traced(self) -> Document:
        """The document with its quotations marked, as e-book, web page and ledger have it."""
        return editing.mark_quotations(self.document, self.quotations)


def ready(manuscript: Manuscript) -> Readied:
    """A manuscript without errors, made ready for the press."""
    return ready_as_set(editing.set_typography(manuscript.document), manuscript.pamphlet)


def ready_as_set(document: Document, pamphlet: Pamphlet) -> Readied:
    """A document that has its typography already, made ready for the pages of a pamphlet."""
    quotations = editing.find_quotations(document, pamphlet.shortest_quotation)
    facts = editing.prepare(document, quotations, design_of(pamphlet).value.note_letters)
    return Readied(document, quotations, facts)
