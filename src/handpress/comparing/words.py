"""Whether the merged document has every word of both: counted anew, without the comparison."""

from __future__ import annotations

from collections import Counter

from handpress.comparing.items import joined, mapped, words_of
from handpress.comparing.steps import Item
from handpress.model import nodes
from handpress.model.document import Document
from handpress.model.nodes import ChangeKind


def words_lost(merged: Document, old: Document, new: Document) -> tuple[str, ...]:
    """The words of either document that are not in the merged one, read without what was inserted or deleted."""
    lost = Counter[str]()
    for document, hidden in ((old, ChangeKind.INSERTION), (new, ChangeKind.DELETION)):
        lost += words_in(document) - words_in(_read_without(merged, hidden))
    return tuple(sorted(lost.elements()))


def words_in(document: Document) -> Counter[str]:
    """The words of a document's parts and notes with their signatures, each as often as it stands there."""
    found = Counter[str]()
    for part in document.parts:
        found.update(words_of(part))
        for note in part.notes:
            found.update(words_of((nodes.Text(note.signature),)))
    return found


def _read_without(document: Document, hidden: ChangeKind) -> Item:
    def decided(sequence: tuple[Item, ...]) -> tuple[Item, ...]:
        made: list[Item] = []
        for item in sequence:
            if not isinstance(item, nodes.Change):
                made.append(item)
            elif item.kind not in (hidden, ChangeKind.COMMENT):
                made += item.content
        return joined(made)

    return mapped(document, decided)
