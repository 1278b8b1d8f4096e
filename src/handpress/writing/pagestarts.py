"""Where pages begin: found again in the text, from the engine's boxes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from handpress.writing import textflow
from handpress.writing.textflow import Piece


def page_starts(document: Any) -> Iterator[tuple[str, int]]:
    """Where each page begins: the id around its first word, and how many letters stand in that before it.

    The id is empty for a page without words and pictures.
    """
    known = None
    for page in document.pages:
        box = page._page_box
        known = known or _Places(box.children[0].element)
        flows = [known.first(box.children[0])]
        flows += [known.first(area) for area in box.children if type(area).__name__ == "FootnoteAreaBox"]
        yield next((found for found in flows if found), ("", 0))


class _Places:
    """Finds again in the text what stands on its pages, taken in their order.

    The boxes of one element come in the order of its text; so the letters of each that have been met tell which of
    them a box holds, however tables, floats and positioned boxes are ordered on the page.
    """

    def __init__(self, root: Any) -> None:
        self._root = root  # kept, so that no other tree's elements can take the identities of this one's
        self._pieces: dict[int, list[tuple[int, Piece]]] = {}
        for rank, piece in enumerate(textflow.pieces(root)):
            self._pieces.setdefault(id(piece.owner), []).append((rank, piece))
        self._met: Counter[int] = Counter()

    def first(self, box: Any) -> tuple[str, int] | None:
        """The place of the first letter or picture in a box; None where it holds none."""
        found = (place for one in _own_boxes(box) if (place := self._place(one)))
        first = min(found, key=lambda place: place[:2], default=None)
        return first[2:] if first else None

    def _place(self, box: Any) -> tuple[int, int, str, int] | None:
        """Its rank in the text, the letters of its piece before it, and both as the id around it and letters there."""
        owner = id(box.element)
        length = len(textflow.letters(box.text)) if hasattr(box, "text") else 1
        met = self._met[owner]
        self._met[owner] += length
        for rank, piece in self._pieces.get(owner, ()) if length else ():
            within = len(textflow.letters(piece.text))
            if met < within:
                return rank, met, piece.anchor, piece.before + met
            met -= within
        return None


def _own_boxes(box: Any) -> Iterator[Any]:
    """The boxes of text and pictures in a box, less what the style sheet has made."""
    if "::" in (box.element_tag or ""):
        return
    if hasattr(box, "text") or hasattr(box, "replacement"):
        yield box
    for child in getattr(box, "children", ()):
        yield from _own_boxes(child)
