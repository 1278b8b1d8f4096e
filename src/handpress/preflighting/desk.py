"""What a content stream asks of whoever reads the page: a place for its marks, and what pages share."""

from __future__ import annotations

from typing import Protocol

from handpress.preflighting.fonts import Font
from handpress.preflighting.geometry import Box
from handpress.preflighting.objects import Entry
from handpress.preflighting.pictures import Dots
from handpress.preflighting.readout import Mark
from handpress.preflighting.state import Resources, State


class Desk(Protocol):
    """Who reads the page, and has what its streams share."""

    def count(self) -> None:
        """One operator more."""

    def add(self, mark: Mark) -> None:
        """A mark was made."""

    def use(self, used: Font) -> None:
        """A font sets something to be seen."""

    def grouped(self) -> None:
        """Something is a transparency group."""

    def font(self, found: Entry) -> Font:
        """Read a font."""

    def dots(self, found: Entry, resources: Resources) -> Dots:
        """Read a picture."""

    def form(self, found: Entry, resources: Resources, state: State) -> None:
        """Draw a form."""

    def tile(self, found: Entry, resources: Resources, state: State, area: Box) -> None:
        """Fill an area with a pattern's cell."""
