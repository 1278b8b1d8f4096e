"""The path in hand: what of it is needed to know where and how thin its shapes are."""

from __future__ import annotations

from msgspec import Struct

from handpress.preflighting.geometry import Box

_MOST_PARTS = 256


class Part(Struct):
    """One subpath. ``thinnest`` is the short side of a rectangle in pt, None for any other shape."""

    box: Box
    thinnest: float | None = None


class Outline:
    """Subpaths as they are drawn. Each keeps its own box: eight crop marks in one path stand round the page, not on it.

    From ``_MOST_PARTS`` on, further subpaths widen the last box, so that a map of a million lines stays small.
    """

    def __init__(self) -> None:
        self.parts: list[Part] = []
        self._start: tuple[float, float] | None = None
        self._fresh = False

    @property
    def box(self) -> Box | None:
        """What holds all subpaths; None for an empty path."""
        whole: Box | None = None
        for part in self.parts:
            whole = part.box if whole is None else whole.joined(part.box)
        return whole

    def move(self, point: tuple[float, float]) -> None:
        """Begin a subpath; nothing stands yet."""
        self._start = point
        self._fresh = True

    def line(self, point: tuple[float, float]) -> None:
        """Draw on to a point."""
        start = self._start or point
        reach = Box(min(start[0], point[0]), min(start[1], point[1]), max(start[0], point[0]), max(start[1], point[1]))
        if self._fresh or not self.parts:
            self._add(Part(reach))
            self._fresh = False
        else:
            last = self.parts[-1]
            last.box, last.thinnest = last.box.joined(reach), None
        self._start = point

    def rectangle(self, box: Box, thinnest: float) -> None:
        """A whole rectangle as a subpath of its own."""
        self._add(Part(box, thinnest))
        self._start, self._fresh = (box.left, box.bottom), True

    def _add(self, part: Part) -> None:
        if len(self.parts) < _MOST_PARTS:
            self.parts.append(part)
        else:
            self.parts[-1].box = self.parts[-1].box.joined(part.box)
