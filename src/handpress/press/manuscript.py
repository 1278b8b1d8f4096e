"""A pamphlet as it was read and made ready: what one process hands to another, which need not load how that is done."""

from __future__ import annotations

from msgspec import Struct, field

from handpress.model.document import Document
from handpress.model.facts import Facts
from handpress.model.quoted import QuotedPassage
from handpress.project import Pamphlet, PictureFile


class Manuscript(Struct, frozen=True):
    """A pamphlet as read: its document, the pictures its text names, and those for its cover by their key."""

    pamphlet: Pamphlet
    document: Document
    pictures: dict[str, PictureFile] = field(default_factory=dict)
    quotations: tuple[QuotedPassage, ...] = ()
    cover: dict[str, PictureFile] = field(default_factory=dict)


class Readied(Struct, frozen=True):
    """A document with the typography of its languages, what it quotes of itself, and the facts beside it."""

    document: Document
    quotations: tuple[QuotedPassage, ...]
    facts: Facts

    @property
    def traced(self) -> Document:
        """The document with its quotations marked, as e-book, web page and ledger have it."""
        from handpress import editing

        return editing.mark_quotations(self.document, self.quotations)
