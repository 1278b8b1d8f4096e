"""Facing pages of one depth: where the first of a spread ends a line early, the second is kept a line shorter.

In: each page as the engine has made it. Out: how much of the foot of the page now made is to be kept free. The engine
makes pages one after the other, so that nothing is set twice for it; a second page that alone ends early stays so.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

_HAIR = 0.1  # px


class Spread:
    """Remembers which pages face one that ends a line early."""

    def __init__(self) -> None:
        self._free: dict[int, float] = {}

    def enter(self, page: Any, number: int, *, first: bool) -> None:
        """Take note of a page, from 1, in pixels; ``first`` is that of a spread whose text goes on."""
        self._free.pop(number + 1, None)
        body, footnotes, *_ = page.children
        if not first or footnotes.children:
            return
        last = max(_lines(body), key=lambda line: line.position_y, default=None)
        if last is None:
            return
        missing = page.content_box_y() + page.height - last.position_y - last.height
        # One line and no more: what is more has another cause, a heading or a figure that did not fit.
        if last.height and int((missing + _HAIR) / last.height) == 1:
            self._free[number + 1] = last.height

    @contextlib.contextmanager
    def shortened(self, style: Any, number: int) -> Iterator[float]:
        """While this holds, the style of a page makes its foot as much higher as is yielded, in pixels."""
        free, margin = self._free.get(number, 0.0), style["margin_bottom"]
        if not free or margin == "auto" or margin.unit != "px":
            yield 0.0
            return
        style["margin_bottom"] = margin._replace(value=margin.value + free)
        try:
            yield free
        finally:
            style["margin_bottom"] = margin


def _lines(box: Any) -> Iterator[Any]:
    for child in getattr(box, "children", ()):
        if type(child).__name__ == "LineBox":
            yield child
        else:
            yield from _lines(child)
