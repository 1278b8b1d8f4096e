"""Typecases: faces that the engine has taken up, and what it made of style sheets, kept for the next text set by them.

To take a face up, the engine writes it down, has Fontconfig read it and forgets all it knew of faces: for the house's
faces that is a twentieth of a pamphlet, and its pages, the picture and the sheet of its cover, and those of the next
pamphlet are set in the same ones. What the rules of the house's sheets make of a paragraph is the same in all of them.
"""

from __future__ import annotations

import atexit
import os
import re
from collections.abc import Callable, Hashable, Sequence
from typing import Any

from msgspec import Struct

from handpress.writing.thrift import Wardrobe

_KEPT = 3  # typecases; faces for further scripts are cut for each pamphlet, and make another
_SHEETS_KEPT = 4  # sets of sheets: for pages, and for what stands on covers
_FULL = 2_000  # styles; an element with rules of its own, as cells of tables have them, leaves one that nobody needs
_ALONE = re.compile(r"(?:@font-face\s*\{[^{}]*\}\s*)+")


class _Typecase(Struct, frozen=True):
    """Faces that were taken up, and the process that did."""

    configuration: Any
    process: int


class _Stock(Struct, frozen=True):
    """Sheets as the engine has them, and the styles that were made by their rules with the faces of a configuration."""

    configuration: Any
    sheets: tuple[Any, ...]
    wardrobe: Wardrobe


_known: dict[tuple[Hashable, str | None], _Typecase] = {}
_borrowed: list[_Typecase] = []
_stocks: dict[Hashable, _Stock] = {}
# Before Python lets go of the libraries by which the engine lets go of its faces.
atexit.register(_known.clear)
atexit.register(_stocks.clear)


def are_faces_alone(styles: str) -> bool:
    """Whether a sheet names faces and says nothing else: what comes of it depends on nothing but the faces."""
    return _ALONE.fullmatch(styles) is not None


def typecase(key: Hashable, take_up: Callable[[], Any]) -> Any:
    """The engine's configuration with the faces that a key tells from all others, or what ``take_up`` makes now.

    What ``take_up`` raises is raised, and nothing is kept.
    """
    # Which fonts of the machine there are besides is Fontconfig's to say, by the file that it is told to read.
    asked = key, os.environ.get("FONTCONFIG_FILE")
    found = _known.pop(asked, None) or _Typecase(take_up(), os.getpid())
    _known[asked] = found
    while len(_known) > _KEPT:
        oldest = _known.pop(next(iter(_known)))
        if oldest.process != os.getpid():
            # The engine would take the files of its faces away, which are still those of another process.
            _borrowed.append(oldest)
    return found.configuration


def stock(texts: Sequence[str], configuration: Any, read: Callable[[str], Any]) -> tuple[tuple[Any, ...], Wardrobe]:
    """Sheets by what they say, and the styles made by them so far with the faces of a configuration.

    ``read`` makes a sheet of what it says, and must be such that it depends on nothing else.
    """
    key = *texts, id(configuration)
    found = _stocks.pop(key, None)
    if found is None or len(found.wardrobe.elements) > _FULL:
        found = _Stock(configuration, tuple(read(text) for text in texts), Wardrobe())
    _stocks[key] = found
    while len(_stocks) > _SHEETS_KEPT:
        del _stocks[next(iter(_stocks))]
    return found.sheets, found.wardrobe
