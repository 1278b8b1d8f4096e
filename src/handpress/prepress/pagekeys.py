"""What tells every page of a finished file from every other page there is: a digest of all that makes it up.

Two pages of the same key look the same and read the same, whatever files they stand in: the key holds what is drawn,
with fonts, pictures and colours whole, the boxes, where the links lead, and the number and label of the page.
"""

from __future__ import annotations

import hashlib
from typing import Any

from handpress.prepress.engine import Array, Dictionary, Pdf, Stream, key_of, looked_into, plainly
from handpress.prepress.navigation import named_places

# What leads to the file as a whole, and makes no mark on the page.
_BEYOND = frozenset(("/Parent", "/P", "/StructParent", "/StructParents", "/Dest", "/Length"))


def page_keys(pdf: bytes) -> tuple[str, ...]:
    """The key of every page of a finished file. Raises ``PressError`` for a file that cannot be read."""
    with looked_into(pdf) as opened:
        digests = _Digests()
        places = _places(opened)
        return tuple(
            _digest(
                f"{number} {page.label}",
                digests.of(page.obj),
                *(places.get(str(link.get("/Dest", "")), "") for link in page.obj.get("/Annots", [])),
            )
            for number, page in enumerate(opened.pages, 1)
        )


def _places(pdf: Pdf) -> dict[str, str]:
    """Where the names of a file lead to, in words: the number of the page, and the place on it."""
    numbers = {key_of(page.obj): number for number, page in enumerate(pdf.pages, 1)}
    return {
        name: f"{numbers[key_of(place[0])]} {' '.join(str(part) for part in list(place)[1:])}"
        for name, place in named_places(pdf).items()
    }


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogateescape")).hexdigest()


class _Digests:
    """The digests of objects with all that they lead to; what pages share is looked through once."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, int], str] = {}

    def of(self, item: Any) -> str:
        """The digest of an object."""
        if not isinstance(item, Array | Dictionary | Stream):
            return repr(item)
        if not item.is_indirect:
            return self._made(item)
        key = key_of(item)
        if key not in self._known:
            # What leads back to itself is told by its number among those on the way.
            self._known[key] = f"circle {len(self._known)}"
            self._known[key] = self._made(item)
        return self._known[key]

    def _made(self, item: Any) -> str:
        if not isinstance(item, Stream):
            # What leads nowhere is written out at once.
            written = plainly(item)
            if b" R" not in written and b"/Parent" not in written:
                return hashlib.sha256(written).hexdigest()
        if isinstance(item, Array):
            return _digest(*map(self.of, item))
        entries = (f"{key} {self.of(item[key])}" for key in sorted(item.keys()) if key not in _BEYOND)
        drawn = hashlib.sha256(item.read_raw_bytes()).hexdigest() if isinstance(item, Stream) else ""
        return _digest(drawn, *entries)
