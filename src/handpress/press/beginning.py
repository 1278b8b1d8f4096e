"""The beginning of a build: one process reads the manuscripts while another loads the engines.

Both take a quarter of a second for a pamphlet, most of it to load code, and neither needs the other's: so a build
branches off before either is loaded, and what this file needs itself is little.
"""

from __future__ import annotations

import contextlib
import importlib
from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from msgspec.structs import replace

from handpress.diagnostics import PressError, Result
from handpress.press.beside import beside, cores
from handpress.project import Workspace
from handpress.reading import Changes

if TYPE_CHECKING:
    from handpress.press.manuscript import Manuscript, Readied
    from handpress.press.partbook import PartBook

_NEEDED_NEXT = (
    "handpress.writing.pdf",
    "handpress.writing.cover",
    "handpress.setting.total_fit",
    "handpress.prepress",
    "handpress.press.making",
    "handpress.proving",
    "handpress.imposing",
    "handpress.preflighting",
    "handpress.writing.epub",
    "pypdfium2",
)
"""What a build loads after the engine, in the order in which it does."""
_NEEDED_SHEETS = ("print.css", "base.css", "cover.css")


def begin(
    workspace: Workspace, slug: str, changes: Changes, book: PartBook | None = None
) -> Result[tuple[Manuscript, Readied] | None]:
    """Read a pamphlet and make it ready for the press, while the typesetting engine is loaded.

    Files that the ``book`` knows are not read again. Where there is no second core the engine is loaded when it is
    needed. The value is None where findings forbid the build. Raises ``PressError`` where there is no such pamphlet.
    """
    with beside(partial(_read, workspace, slug, changes, book), wins=True) as outcome:
        if cores() > 1:
            _load(workspace, outcome.is_done)
        found, learned = outcome()
        if book:
            book.learn(learned)
        return found


def _read(
    workspace: Workspace, slug: str, changes: Changes, book: PartBook | None
) -> tuple[Result[tuple[Manuscript, Readied] | None], Mapping[str, bytes]]:
    """What was read, and what the book has learned by it."""
    from handpress.press.manuscripts import read
    from handpress.press.readying import ready

    manuscript = read(workspace, slug, changes, book=book)
    if manuscript.failed:
        return Result(None, manuscript.findings), book.learned if book else {}
    readied = ready(manuscript.value, book)
    # Nobody asks any more for the text as it was typed.
    made = replace(manuscript.value, document=readied.document), readied
    return Result(made, manuscript.findings), book.learned if book else {}


def _load(workspace: Workspace, enough: Callable[[], bool]) -> None:
    """Load the engine, and more that will be needed, until nobody has to wait for anything else."""
    from handpress import setting
    from handpress.writing import layout, loading

    setting.isolate_fonts()
    # Where it cannot be loaded, whoever needs it is told.
    with contextlib.suppress(PressError):
        loading.load_engine()
    for name in _NEEDED_NEXT:
        if enough():
            return
        importlib.import_module(name)
    # So is whoever needs a sheet that is amiss.
    with contextlib.suppress(PressError, OSError, ValueError):
        for name in _NEEDED_SHEETS:
            if not enough():
                layout.get_ready(workspace.style(name))
