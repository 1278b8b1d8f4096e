"""Dressing: the pages of each section are made ready for the files that are to come of them, as soon as they are set.

What asks for no other section is done so to each on its own: beside the setting of the next, and once for as long as
the section stays as it is. ``finish_read`` and ``finish_printed`` make files of all sections together.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from handpress.diagnostics import Result
from handpress.model.document import Document
from handpress.model.languages import is_right_to_left
from handpress.press.covers import icc_of
from handpress.project import Pamphlet

if TYPE_CHECKING:
    from handpress.prepress import About
    from handpress.writing.formes import Dressed
    from handpress.writing.printed import Printed

_READ, _PRINTED = "pdf", "print"


def about_of(document: Document) -> About:
    """What finished files say of a document."""
    from handpress.prepress import About

    data = document.metadata
    people = tuple(person.name for person in data.contributors)
    return About(
        data.title,
        data.language,
        data.date,
        people,
        data.description,
        data.identifier or document.slug,
        right_to_left=is_right_to_left(data.language),
    )


class Dressing:
    """How the sections of a pamphlet are dressed: to be read, and ``for_print`` too."""

    def __init__(self, pamphlet: Pamphlet, about: About, *, for_print: bool) -> None:
        """``about`` is what the files say of themselves.

        Raises ``PressError`` where the printer of the pamphlet does not take what it asks for.
        """
        from handpress import prepress

        self.about = about
        self._printing: prepress.Printing | None = None
        self.asked = ""
        if for_print:
            wishes = pamphlet.printing
            marks = prepress.Marks(cut=True, register=True) if wishes.marks else prepress.Marks()
            profile = wishes.marked_profile
            icc, turned = icc_of(pamphlet), about.right_to_left
            self._printing = prepress.Printing(
                profile, marks=marks, icc=icc, one_ink=wishes.one_ink, right_to_left=turned
            )
            inks = hashlib.sha256(icc.content).hexdigest() if icc else ""
            self.asked = repr((profile, marks, inks, wishes.one_ink, turned))

    def __call__(self, pages: bytes, first: int) -> Mapping[str, Dressed]:
        """The pages of a section, from page ``first`` on, by the file that they are made ready for."""
        from handpress import prepress
        from handpress.writing.formes import Dressed

        to_read, to_print = prepress.dress(pages, first, self._printing)
        made = {_READ: Dressed(to_read)}
        return made | {_PRINTED: Dressed(*to_print)} if to_print else made

    def finish_read(self, printed: Printed) -> bytes:
        """The file to read on a screen."""
        from handpress import prepress

        return printed.dressed(_READ, partial(prepress.close_reading, about=self.about))

    def finish_printed(self, printed: Printed) -> Result[bytes]:
        """The file for the printer. Only where the sections were dressed for print."""
        from handpress import prepress

        assert self._printing is not None
        made = printed.dressed(_PRINTED, partial(self._printing.close, about=self.about))
        return Result(made, tuple(prepress.told_of(printed.flattened(_PRINTED))))
