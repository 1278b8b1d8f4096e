"""Building: a pamphlet is read, its editions are made and proved, and put away together.

What that asks for is loaded while the manuscripts are read (``beginning``), so nothing heavy stands at the head here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from handpress.diagnostics import Result
from handpress.press.beginning import begin
from handpress.press.built import Built
from handpress.press.files import machine_errors
from handpress.press.sweeping import seldom_swept
from handpress.project import Workspace
from handpress.reading import Changes

if TYPE_CHECKING:
    from handpress.press.pagebook import PageBook
    from handpress.press.partbook import PartBook
    from handpress.press.shelf import FormeShelf


# From the first to the last: between two stretches Python would look through all that is in memory.
@seldom_swept()
def build(
    workspace: Workspace,
    slug: str,
    progress: Callable[[str], None] = lambda _: None,
    changes: Changes = Changes.REFUSE,
    extras: Iterable[str] = (),
    *,
    shelf: FormeShelf | None = None,
    book: PageBook | None = None,
    parts: PartBook | None = None,
) -> Result[Built | None]:
    """Make every edition of a pamphlet, prove them, and put them into ``build/<slug>/``.

    ``progress`` is told what begins; ``changes`` what becomes of changes under discussion; ``extras`` are the editions
    to make besides, by their names in ``EXTRAS``; manuscripts that ``parts`` knows are not read again, sections that
    stand on the ``shelf`` not set again, nor pages read that the ``book`` knows. The value is None where findings
    forbid the build or an edition has lost something; ``build/<slug>/`` then holds what it held before. Raises
    ``PressError`` where the machine lacks something or the folder cannot be written.
    """
    progress("reading")
    begun = begin(workspace, slug, changes, parts)
    if begun.value is None:
        return Result(None, begun.findings)
    from handpress.press.making import finish, make
    from handpress.press.pagebook import PageBook

    manuscript, readied = begun.value
    with machine_errors(workspace):
        book = book or PageBook()
        made = make(workspace, manuscript, readied, progress, extras, shelf=shelf, book=book)
        built = None
        if made.is_whole:
            built = finish(workspace, manuscript, made, changes, progress)
            if shelf:
                shelf.tidy()
            book.tidy()
            if parts:
                parts.tidy()
    return Result(built, (*begun.findings, *made.findings))
