"""The type area that pages were designed to have: what they are held against."""

from __future__ import annotations

from msgspec import Struct


class TypeArea(Struct, frozen=True):
    """Where the text stands on a page, in pt from its trimmed edges, and its type.

    ``inner`` and ``outer`` are the margins at binding and fore-edge, ``top`` the one above; ``lines`` of ``leading``
    stand below each other. The first page is a right-hand one, or in a ``mirrored`` book, which is read from right to
    left, a left-hand one.
    """

    width: float
    height: float
    inner: float
    outer: float
    top: float
    size: float
    leading: float
    lines: int
    mirrored: bool = False

    @property
    def upper(self) -> float:
        """The upper edge, from the page's lower edge."""
        return self.height - self.top

    @property
    def lower(self) -> float:
        """The lower edge, from the page's lower edge."""
        return self.upper - self.lines * self.leading

    def left(self, page: int) -> float:
        """The left edge on a page, which counts from 1."""
        return self.inner if page % 2 != self.mirrored else self.outer

    def right(self, page: int) -> float:
        """The right edge on a page."""
        return self.width - (self.outer if page % 2 != self.mirrored else self.inner)
