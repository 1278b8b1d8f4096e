"""Typecases: the faces that the engine has taken up, kept for the next text that is set in them.

To take a face up, the engine writes it down, has Fontconfig read it and forgets all it knew of faces: for the house's
faces that is a twentieth of a pamphlet, and its pages, the picture and the sheet of its cover, and those of the next
pamphlet are set in the same ones.
"""

from __future__ import annotations

import atexit
import os
import re
from collections.abc import Callable, Hashable
from typing import Any

from msgspec import Struct

_KEPT = 3  # typecases; faces for further scripts are cut for each pamphlet, and make another
_ALONE = re.compile(r"(?:@font-face\s*\{[^{}]*\}\s*)+")


class _Typecase(Struct, frozen=True):
    """Faces that were taken up, and the process that did."""

    configuration: Any
    process: int


_known: dict[Hashable, _Typecase] = {}
_borrowed: list[_Typecase] = []
# Before Python lets go of the libraries by which the engine lets go of its faces.
atexit.register(_known.clear)


def are_faces_alone(styles: str) -> bool:
    """Whether a sheet names faces and says nothing else: what comes of it depends on nothing but the faces."""
    return _ALONE.fullmatch(styles) is not None


def typecase(key: Hashable, take_up: Callable[[], Any]) -> Any:
    """The engine's configuration with the faces that a key tells from all others, or what ``take_up`` makes now.

    What ``take_up`` raises is raised, and nothing is kept.
    """
    found = _known.pop(key, None) or _Typecase(take_up(), os.getpid())
    _known[key] = found
    while len(_known) > _KEPT:
        oldest = _known.pop(next(iter(_known)))
        if oldest.process != os.getpid():
            # The engine would take the files of its faces away, which are still those of another process.
            _borrowed.append(oldest)
    return found.configuration
