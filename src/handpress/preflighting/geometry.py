"""Boxes and matrices in pt, as PDF has them: x to the right, y upwards."""

from __future__ import annotations

import math
from collections.abc import Iterable

from msgspec import Struct


class Box(Struct, frozen=True):
    """A rectangle with its corners in order, in pt."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        """From left to right, in pt."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From bottom to top, in pt."""
        return self.top - self.bottom

    def common(self, other: Box) -> Box | None:
        """What both cover; None where they do not, or only touch. A line without breadth covers something."""
        left, bottom = max(self.left, other.left), max(self.bottom, other.bottom)
        right, top = min(self.right, other.right), min(self.top, other.top)
        across = left < right or (left == right and 0 in (self.width, other.width))
        upright = bottom < top or (bottom == top and 0 in (self.height, other.height))
        return Box(left, bottom, right, top) if across and upright else None

    def joined(self, other: Box) -> Box:
        """The smallest rectangle round both."""
        return Box(
            min(self.left, other.left),
            min(self.bottom, other.bottom),
            max(self.right, other.right),
            max(self.top, other.top),
        )

    def grown(self, by: float) -> Box:
        """The rectangle with ``by`` pt more on every side."""
        return Box(self.left - by, self.bottom - by, self.right + by, self.top + by)

    def holds(self, other: Box, slack: float) -> bool:
        """Whether ``other`` lies within, give or take ``slack`` pt."""
        return (
            other.left >= self.left - slack
            and other.bottom >= self.bottom - slack
            and other.right <= self.right + slack
            and other.top <= self.top + slack
        )


class Matrix(Struct, frozen=True):
    """An affine map ``[a b c d e f]`` (ISO 32000-2 §8.3.3)."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def after(self, other: Matrix) -> Matrix:
        """The map that first does this one and then ``other``: ``self × other`` in PDF's rows."""
        return Matrix(
            self.a * other.a + self.b * other.c,
            self.a * other.b + self.b * other.d,
            self.c * other.a + self.d * other.c,
            self.c * other.b + self.d * other.d,
            self.e * other.a + self.f * other.c + other.e,
            self.e * other.b + self.f * other.d + other.f,
        )

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Where a point comes to lie."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def box(self, box: Box) -> Box:
        """The upright rectangle round where ``box`` comes to lie."""
        corners = ((box.left, box.bottom), (box.right, box.bottom), (box.left, box.top), (box.right, box.top))
        return around(self.point(x, y) for x, y in corners)

    @property
    def across(self) -> float:
        """How long a horizontal unit becomes."""
        return math.hypot(self.a, self.b)

    @property
    def upright(self) -> float:
        """How long a vertical unit becomes."""
        return math.hypot(self.c, self.d)

    @property
    def narrowest(self) -> float:
        """The least a unit becomes in any direction: the smaller singular value."""
        total = self.a**2 + self.b**2 + self.c**2 + self.d**2
        area = self.a * self.d - self.b * self.c
        return math.sqrt(max(0.0, (total - math.sqrt(max(0.0, total**2 - 4 * area**2))) / 2))


def around(points: Iterable[tuple[float, float]]) -> Box:
    """The upright rectangle round at least one point."""
    xs, ys = zip(*points, strict=True)
    return Box(min(xs), min(ys), max(xs), max(ys))
