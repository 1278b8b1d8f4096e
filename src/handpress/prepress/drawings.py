"""Every piece of drawing in a file, each once: pages, forms, patterns, and the masks that only say how much shows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from msgspec import Struct

from handpress.prepress.engine import Dictionary, Name, Pdf, Stream, key_of


class Drawing(Struct, frozen=True):
    """Something that is drawn: ``holder`` is a page or the stream of a form or pattern. In a ``mask``, light shows."""

    holder: Any
    resources: Any
    mask: bool = False

    @property
    def is_page(self) -> bool:
        """Whether it is a page, and not something drawn on one."""
        return not isinstance(self.holder, Stream)

    def pictures(self) -> Iterator[Any]:
        """The pictures it may use."""
        for item in self.listed("/XObject"):
            if item.get("/Subtype") == Name.Image:
                yield item

    def listed(self, kind: str) -> Iterator[Any]:
        """What its resources list of a kind, such as ``/Shading``."""
        listed = self.resources.get(kind, {})
        for name in sorted(listed.keys()):
            yield listed[name]


def drawings(pdf: Pdf) -> list[Drawing]:
    """All drawings of a file: those that draw stand before what they use."""
    return each_once([Drawing(page.obj, page.obj.Resources) for page in reversed(pdf.pages)], _used)


def each_once(waiting: list[Drawing], used: Callable[[Drawing], Iterable[Drawing]]) -> list[Drawing]:
    """Drawings, the last first, each before what it uses, and none twice; ``used`` tells what that is."""
    found: list[Drawing] = []
    seen: set[tuple[int, int]] = set()
    while waiting:
        drawing = waiting.pop()
        if key_of(drawing.holder) in seen:
            continue
        seen.add(key_of(drawing.holder))
        found.append(drawing)
        waiting += used(drawing)
    return found


def _used(drawing: Drawing) -> Iterator[Drawing]:
    for item in drawing.listed("/XObject"):
        if item.get("/Subtype") == Name.Form:
            yield Drawing(item, item.get("/Resources", drawing.resources), drawing.mask)
    for item in drawing.listed("/Pattern"):
        if isinstance(item, Stream):
            yield Drawing(item, item.get("/Resources", drawing.resources), drawing.mask)
    for state in drawing.listed("/ExtGState"):
        mask = state.get("/SMask")
        if isinstance(mask, Dictionary):
            yield Drawing(mask.G, mask.G.get("/Resources", drawing.resources), mask["/S"] == Name.Luminosity)
