"""Importing: a text from elsewhere becomes a pamphlet's folder, with an account of every decision taken.

In: the bytes of a source, its file's name (whose suffix chooses the converter in ``formats.FORMATS``), today's date.
Out: ``Imported``: the files to write, as names and texts, and the decisions: what was kept, changed, left out and
guessed, by line. Nothing is read from or written to a disk here.

The room holds itself to one rule: every word of the source stands, in order, in a file, or is named whole in a
``left-out`` decision. ``reckoning`` holds every import against it, and an import that fails is not given out.
"""

from __future__ import annotations

from pathlib import PurePosixPath

from handpress.diagnostics import ExitCode, PressError
from handpress.importing.accounts import Decision, Imported
from handpress.importing.decoding import decode
from handpress.importing.draft import Draft, by_place
from handpress.importing.folder import manuscript, pamphlet_toml, slug_of
from handpress.importing.formats import FORMATS
from handpress.importing.reckoning import reckon

__all__ = ["FORMATS", "Decision", "Imported", "convert"]


def convert(source: bytes, *, name: str, today: str, slug: str = "", language: str = "en") -> Imported:
    """The pamphlet's folder made from ``source``, whose file is called ``name``.

    ``today`` becomes the date of the edition; ``slug`` is made from the title where it is empty; ``language`` holds
    where the source names none. Raises ``PressError`` for a suffix that no converter is for, for bytes that are not
    UTF-8 text or hold no words, and (exit code ``LOST``) where the result would not have every word of the source.
    """
    suffix = PurePosixPath(name).suffix.lower()
    if suffix not in FORMATS:
        raise PressError(
            f"no converter for {name}",
            hint=f"the press imports {', '.join(FORMATS)}",
            exit_code=ExitCode.USAGE,
        )
    text, decisions = decode(source, name)
    draft = FORMATS[suffix].convert(text, name)
    files = (
        ("pamphlet.toml", pamphlet_toml(draft, language=language, date=today)),
        ("article.md", manuscript(draft)),
    )
    decisions = by_place((*decisions, *draft.decisions, *_edition_date(draft, today)))
    reckon(text, files, decisions, name=name, marks=FORMATS[suffix].marks)
    return Imported(slug or slug_of(draft.title), files, decisions)


def _edition_date(draft: Draft, today: str) -> tuple[Decision, ...]:
    if dict(draft.record).get("date"):
        return ()
    reason = "The edition is dated with the day of the import; a year in the text is when it was written, not this."
    return (Decision("guessed", 1, 1, today, reason),)
