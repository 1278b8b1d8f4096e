"""Dressing: the pages of each section are made ready for the files that are to come of them, as soon as they are set.

What asks for no other section is done so to each on its own: beside the setting of the next, and once for as long as
the section stays as it is. ``finish_read`` and ``finish_printed`` make files of all sections together.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from handpress.diagnostics import Result
from handpress.model.languages import is_right_to_left
from handpress.press.covers import icc_of
from handpress.project import Pamphlet

if TYPE_CHECKING:
    from handpress.prepress import About
    from handpress.writing.formes import Dressed
    from handpress.writing.printed import Printed

_READ, _PRINTED = "pdf", "print"


class Dressing:
    """How the sections of a pamphlet are dressed: to be read, and ``for_print`` too."""

    def __init__(self, pamphlet: Pamphlet, *, for_print: bool) -> None:
        """Raises ``PressError`` where the printer of the pamphlet does not take what it asks for."""
        from handpress import prepress

        self._printing: prepress.Printing | None = None
        self.asked = ""
        if for_print:
            wishes = pamphlet.printing
            marks = prepress.Marks(cut=True, register=True) if wishes.marks else prepress.Marks()
            profile = replace(wishes.profile, marks=wishes.profile.marks or wishes.marks)
            icc, turned = icc_of(pamphlet), is_right_to_left(pamphlet.metadata.language)
            self._printing = prepress.Printing(
                profile, marks=marks, icc=icc, one_ink=wishes.one_ink, right_to_left=turned
            )
            inks = hashlib.sha256(icc.content).hexdigest() if icc else ""
            self.asked = repr((profile, marks, inks, wishes.one_ink, turned))

    def __call__(self, pages: bytes, first: int) -> Mapping[str, Dressed]:
        """The pages of a section, from page ``first`` on, by the file that they are made ready for."""
        from handpress import prepress
        from handpress.writing.formes import Dressed

        made = {_READ: Dressed(prepress.dress_reading(pages))}
        if self._printing:
            made[_PRINTED] = Dressed(*self._printing.dress(pages, first))
        return made

    def finish_read(self, printed: Printed, about: About) -> bytes:
        """The file to read on a screen."""
        from handpress import prepress

        pages, _ = printed.dressed(_READ)
        return prepress.finish_reading(pages, about, dressed=True)

    def finish_printed(self, printed: Printed, about: About) -> Result[bytes]:
        """The file for the printer. Only where the sections were dressed for print."""
        assert self._printing is not None
        return self._printing.finish(*_with(printed, about))


def _with(printed: Printed, about: About) -> tuple[bytes, About, int]:
    pages, flattened = printed.dressed(_PRINTED)
    return pages, about, flattened
