"""Checking the language of a pamphlet: its passages, with the dictionaries and word lists that belong to them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from handpress import project
from handpress.checking import prose
from handpress.diagnostics import Finding
from handpress.model.document import Document
from handpress.project import Pamphlet, Workspace


def check_language(workspace: Workspace, pamphlet: Pamphlet, document: Document) -> Iterator[Finding]:
    """What a reader of proofs would mark. A dictionary of the pamphlet's own folder goes before those of the system."""
    read = tuple(prose.passages(document))
    folders = [*_own(workspace, pamphlet), *project.SYSTEM_FOLDERS]
    dictionaries = project.find_dictionaries(prose.languages(read), folders)
    house = project.load_words(pamphlet.folder, project.WORD_LIST, pamphlet.label, None)
    yield from house.findings
    orders = {}
    for part in pamphlet.parts:
        listed = house.value
        if part.words:
            own = project.load_words(pamphlet.folder, part.words, pamphlet.label, part.span)
            yield from own.findings
            listed = listed | own.value
        orders[part.slug] = prose.Orders(part.spelling, listed)
    yield from prose.check_prose(
        prose.Desk(
            document,
            read,
            {language: prose.open_dictionaries(paths) for language, paths in dictionaries.items()},
            orders,
            {f"{pamphlet.label}/{part.file}": _lines(pamphlet.folder / part.file) for part in pamphlet.parts},
        )
    )


def _own(workspace: Workspace, pamphlet: Pamphlet) -> Iterator[Path]:
    """The folder of dictionaries that ``pamphlet.toml`` names: beside it, or in the workspace for all pamphlets."""
    if pamphlet.dictionaries:
        for above in (pamphlet.folder, workspace.root):
            folder = (above / pamphlet.dictionaries).resolve()
            if folder.is_relative_to(workspace.root.resolve()):
                yield folder


def _lines(path: Path) -> tuple[str, ...]:
    try:
        return tuple(path.read_text(encoding="utf-8").split("\n"))
    except (OSError, UnicodeDecodeError):
        # Why a manuscript cannot be read has been told where it was read.
        return ()
