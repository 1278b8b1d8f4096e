"""Notes are whole: the engine's boxes tell whether every letter of a note has come onto the pages.

WeasyPrint 70 loses a footnote now and then, whole and without a warning, where two of one paragraph meet a page's end.
The layout itself tells: the letters of every note are counted in the footnote areas of the pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

_SPACE = re.compile(r"[\s\u00ad]+")
_HYPHENS = "\u2010-"


def damaged_notes(document: Any) -> Iterator[str]:
    """The ids of the notes whose letters are not all on the pages, once, in order, and inside the page."""
    wanted: dict[str, str] = {}
    found: dict[str, list[str]] = {}
    for page in document.pages:
        box = page._page_box
        for element in box.children[0].element.iter() if not wanted else ():
            # A note at its part's end is a block of the text; only those at the foot are spans, and at risk.
            if element.get("role") == "doc-footnote" and element.tag == "span":
                wanted[element.get("id")] = _letters("".join(element.itertext()))
        for area in box.children:
            if type(area).__name__ != "FootnoteAreaBox":
                continue
            for note in area.children:
                whole = note.position_y >= 0 and note.position_y + note.height <= box.margin_height()
                text = "".join(_text(note)) if whole else ""
                found.setdefault(note.element.get("id"), []).append(_letters(text))
    order = {identifier: place for place, identifier in enumerate(wanted)}
    furthest = -1
    astray = set()
    for identifier in found:
        # The engine may put a note off to the next page and its successor not: then they stand in the wrong order.
        if order.get(identifier, furthest) < furthest:
            astray.add(identifier)
        furthest = max(furthest, order.get(identifier, -1))
    for identifier, letters in wanted.items():
        if identifier in astray or "".join(found.get(identifier, ())) != letters:
            yield identifier


def _text(box: Any) -> Iterator[str]:
    if hasattr(box, "text"):
        yield box.text
    for child in getattr(box, "children", ()):
        yield from _text(child)


def _letters(text: str) -> str:
    """The text without what line breaking adds or takes: white space and hyphens."""
    return _SPACE.sub("", text).translate({ord(hyphen): None for hyphen in _HYPHENS})
