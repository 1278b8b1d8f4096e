"""Reads the lines of a page from the boxes of the layout engine, as ``layout`` hands them over.

The boxes tell what is one line to the engine; positions read back from a PDF would have to be guessed into lines.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec import Struct, field

from handpress.model.pagelines import Line, PageLines, Stretch
from handpress.model.spans import letters_in

NAMED = "data-node"
"""The attribute by which an element tells which node it is of (``model.pagelines.name_of``)."""

_PT = 0.75  # the engine reckons in CSS px, 96 to the inch
_NOT_OF_THE_MANUSCRIPT = frozenset(("press", "call", "address"))


def read_page(page: Any) -> PageLines:
    """The lines of a page box: running text, then notes; running heads, folios and list markers are none."""
    found = _Found()
    for area in page.children:
        if type(area).__name__ != "MarginBox":
            found.take(area, "")
    left = page.content_box_x() * _PT
    width, height = page.margin_width() * _PT, page.margin_height() * _PT
    return PageLines(width, height, left, left + page.width * _PT, tuple(found.lines), tuple(found.stretches))


class _Found(Struct):
    lines: list[Line] = field(default_factory=list)
    stretches: list[Stretch] = field(default_factory=list)

    def take(self, box: Any, owner: str) -> None:
        """Take what is in a box; ``owner`` is the innermost named block around it."""
        if "::" in (box.element_tag or ""):
            return
        if type(box).__name__ == "LineBox":
            self._line(box, owner)
            return
        own = box.element.get(NAMED, "") if box.element is not None else ""
        for child in getattr(box, "children", ()):
            self.take(child, own or owner)

    def _line(self, line: Any, owner: str) -> None:
        baseline = (line.position_y + line.baseline) * _PT
        size = line.style["font_size"] * _PT
        texts = [box for box in _boxes(line) if getattr(box, "text", "").strip()]
        if texts:
            left = min(box.position_x for box in texts) * _PT
            right = max(box.position_x + box.width for box in texts) * _PT
            letters = sum(letters_in(text) for text in _manuscript(line))
            self.lines.append(Line(owner, left, right, baseline, size, letters))
        for box in _boxes(line):
            name = box.element.get(NAMED, "") if box.element is not None and type(box).__name__ == "InlineBox" else ""
            if name and box.width > 0:
                ends = box.position_x * _PT, (box.position_x + box.width) * _PT
                self.stretches.append(Stretch(name, *ends, baseline, size))
        for box in _boxes(line):
            if type(box).__name__ in ("InlineBlockBox", "InlineTableBox"):
                self.take(box, owner)


def _boxes(line: Any) -> Iterator[Any]:
    """The boxes in a line, less what the style sheet made; those of blocks within it have lines of their own."""
    for child in getattr(line, "children", ()):
        if "::" in (child.element_tag or ""):
            continue
        yield child
        if type(child).__name__ == "InlineBox":
            yield from _boxes(child)


def _manuscript(box: Any) -> Iterator[str]:
    """The texts of a line that a manuscript has."""
    for child in box.children:
        names = (child.element.get("class") or "").split() if child.element is not None else ()
        if "::" in (child.element_tag or "") or _NOT_OF_THE_MANUSCRIPT.intersection(names):
            continue
        if hasattr(child, "text"):
            yield child.text
        elif type(child).__name__ == "InlineBox":
            yield from _manuscript(child)
