"""A pamphlet on its pages: the formes it was set in, and what must be known of them all together."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any

from msgspec import Struct

from handpress.model.facts import Facts, PageStart
from handpress.model.folios import ALIKE, Folios
from handpress.model.pagelines import PageLines
from handpress.writing import joining
from handpress.writing.formes import Forme


class Printed(Struct, frozen=True, dict=True):
    """The pages of a pamphlet.

    ``formes`` are its sections and ``faces`` the whole fonts by their digests, to be joined as ``pdf``, or as they are
    dressed for an output. ``page_of`` is the page (from 1) of every anchor; ``rounds`` how often the pages were laid
    out; ``repaired`` the ids of the notes that the engine had lost or split wrongly before the press changed a break;
    ``facts`` those of the pages, on which a note may stand at its part's end that was meant for the foot; ``covers``
    the pages (from 1) of the cover and the blanks before its back, which hold nothing of the text; ``starts`` where
    each page begins; ``lines`` where the lines stand on each page, if that was asked for; ``folios`` the numbers that
    the pages bear.
    """

    formes: tuple[Forme, ...]
    faces: Mapping[str, bytes]
    page_of: Mapping[str, int]
    rounds: int
    repaired: tuple[str, ...]
    facts: Facts
    covers: frozenset[int] = frozenset()
    starts: tuple[PageStart, ...] = ()
    lines: tuple[PageLines, ...] = ()
    folios: Folios = ALIKE
    right_to_left: bool = False

    @property
    def pages(self) -> int:
        """How many there are."""
        return sum(forme.count for forme in self.formes)

    @cached_property
    def pdf(self) -> bytes:
        """The pages as they were laid out; there are none where they were dressed."""
        return self._joined("", None)

    def dressed(self, output: str, finish: Callable[[Any], bytes]) -> bytes:
        """The file that ``finish`` makes of the pages as they are dressed for an output, joined and open."""
        return self._joined(output, finish)

    def flattened(self, output: str) -> int:
        """How many pictures gave up their masks for an output."""
        return sum(forme.dressed[output].flattened for forme in self.formes)

    def _joined(self, output: str, finish: Callable[[Any], bytes] | None) -> bytes:
        turned = self.right_to_left
        return joining.join(self.formes, self.faces, self.folios, right_to_left=turned, output=output, finish=finish)
