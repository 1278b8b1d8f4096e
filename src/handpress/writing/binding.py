"""A cover that is bound with the pages of a pamphlet, and set with them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from xml.etree.ElementTree import Element

from msgspec import Struct

from handpress.writing.layout import Enclosed


class Binding(Struct, frozen=True):
    """A cover that is bound as pages of the pamphlet.

    ``before`` and ``behind`` are its pages; ``blank`` is put in before the latter until there is a multiple of
    ``multiple`` pages, so that the back is the last page of the last sheet. ``finish`` takes the pages of a section and
    lays on them what the engine cannot set; it is told whether they are the first of the pamphlet, and the last.
    ``finished_with`` tells what it lays from everything else.
    """

    before: tuple[Element, ...]
    behind: tuple[Element, ...]
    blank: Element
    multiple: int
    styles: str
    files: Mapping[str, Enclosed]
    finish: Callable[[bytes, bool, bool], bytes]
    finished_with: str

    def blanks(self, pages: int) -> int:
        """How many blanks a pamphlet of so many pages needs, those of the cover among them."""
        return -pages % self.multiple
