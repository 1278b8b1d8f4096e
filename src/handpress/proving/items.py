"""Editorial items: what is not the author's running text, by what names, and the author's letters without it."""

from __future__ import annotations

from msgspec import Struct

from handpress.model import nodes, walk
from handpress.model.document import Document
from handpress.model.spans import Span
from handpress.proving.streams import clean, letters


class Item(Struct, frozen=True):
    """An editorial item: a note, or a mark that somebody else has put into the text.

    ``kind`` is its name in the model (``note``, ``interpolation``, ``sic`` …), ``party`` the siglum of who is
    responsible (empty: the author, or nobody has signed), ``note`` the label of the note it is or stands in, ``anchor``
    the id of an emendation.
    """

    kind: str
    party: str
    part: str
    words: str
    span: Span | None = None
    note: str = ""
    anchor: str = ""


EDITORIAL = (
    nodes.Interpolation,
    nodes.Sic,
    nodes.Omission,
    nodes.AddedEmphasis,
    nodes.Correction,
    nodes.Regularised,
    nodes.Supplied,
    nodes.Unclear,
    nodes.Query,
    nodes.Change,
    nodes.Headnote,
    nodes.Tailnote,
    nodes.Provenance,
)
"""The kinds of editorial items beside notes."""
NOTE = "note"
"""The kind of a note."""


def kind_of(node: walk.Node) -> str:
    """The name of a kind of editorial item, as the e-book's classes and the ledger have it."""
    return kind_name(type(node))


def kind_name(kind: type) -> str:
    """``AddedEmphasis`` → ``added-emphasis``."""
    return "".join(f"-{char.lower()}" if char.isupper() else char for char in kind.__name__).lstrip("-")


def authors_letters(document: Document) -> str:
    """The author's running text without any editorial item, from the model alone and without this room's copy."""
    return "".join(
        letters(clean(_authors(node)))
        for part in document.parts
        for group in walk.parts_of_text(part)
        for node in group
    )


def _authors(node: walk.Node) -> str:
    if isinstance(node, EDITORIAL):
        return ""
    return walk.words(node) + "".join(map(_authors, walk.children(node))) + walk.closing(node)


def text_of(node: walk.Node) -> str:
    """The words of a node and all within it; blocks are parted by a space."""
    return (
        walk.words(node)
        + "".join(map(text_of, walk.children(node)))
        + walk.closing(node)
        + " " * isinstance(node, nodes.Block)
    )
