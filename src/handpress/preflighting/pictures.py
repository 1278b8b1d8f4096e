"""Pictures of dots: how large they are, in which colours, and the most ink that any part of them lays down."""

from __future__ import annotations

from msgspec import Struct

from handpress.preflighting.colours import Colour, Family, Lookup, Space, space
from handpress.preflighting.objects import Entry, UnreadableError, number, numbers

_MOST_DATA = 1 << 26


class Dots(Struct, frozen=True):
    """A picture as it lies in the file. ``stencil``: it has no colour of its own; ``soft``: one sees through it."""

    width: int
    height: int
    line_art: bool
    stencil: bool
    soft: bool
    space: Space | None
    most_ink: float | None = None
    unread: bool = False


def dots(found: Entry, lookup: Lookup) -> Dots:
    """Read a picture's dictionary, and its dots where they hold inks (ISO 32000-2 §8.9.5)."""
    width, height = int(number(found.get("Width"))), int(number(found.get("Height")))
    stencil = found.get("ImageMask") is True
    soft = isinstance(found.get("SMask"), Entry)
    line_art = stencil or number(found.get("BitsPerComponent")) == 1
    if stencil or found.get("ColorSpace") is None:  # a JPEG 2000 may keep its colours to itself
        return Dots(width, height, line_art, stencil, soft, None, unread=not stencil)
    its = space(found.get("ColorSpace"), lookup)
    try:
        ink = _most_ink(found, its) if found.is_stream else None
    except UnreadableError:
        return Dots(width, height, line_art, stencil, soft, its, unread=True)
    return Dots(width, height, line_art, stencil, soft, its, ink)


def _most_ink(found: Entry, its: Space) -> float | None:
    if its.palette:
        return max(colour.coverage for colour in its.palette) if any(map(_inked, its.palette)) else None
    match its.family:
        case Family.CMYK:
            mode, data = found.samples()
            return _heaviest(data, 4) if mode == "CMYK" else None
        case Family.SPOT:
            if number(found.get("BitsPerComponent")) != 8 or "DCT" in str(found.get("Filter")):
                return None
            return _heaviest(found.data(_MOST_DATA), its.components, _turned(found))
    return None


def _inked(colour: Colour) -> bool:
    return bool(colour.inks)


def _turned(found: Entry) -> bool:
    """Whether the file says that its samples are inside out: 1 for none and 0 for full."""
    return numbers(found.get("Decode"))[:2] == (1.0, 0.0)


def _heaviest(data: bytes, step: int, turned: bool = False) -> float | None:
    """The largest sum of a dot's samples, in percent."""
    rows: set[tuple[int, ...]] = set(zip(*[iter(data)] * step, strict=False))
    if not rows:
        return None
    sums = [sum(row) for row in rows]
    return (255 * step - min(sums) if turned else max(sums)) / 2.55
