"""The cache: what a build was made of and what came of it, so that nothing is made twice of the same.

In: a pamphlet and what is asked for. Out: the build that stands in ``build/<slug>/``, with its findings, where it was
made of just this; else a new build. Where the e-book alone is asked for, a whole build that stands has it.
``build/.cache`` holds one entry a pamphlet, a few hundred bytes to some thousand, and beside it its manuscripts as they
were read (``partbook``), the sections of its pages (``shelf``) and what was read on these (``pagebook``), which spare a
new build what has stayed the same. An entry that is broken, or somebody else's, is no entry.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec import to_builtins
from msgspec.structs import replace

from handpress.diagnostics import Finding, Result
from handpress.model.spans import PagePlace, Span
from handpress.press.built import Built
from handpress.press.files import proofs_in, put
from handpress.press.stamps import sha256_of, stamp
from handpress.project.workspace import Workspace

_FOLDER = ".cache"
_FORM = 2
_COUNTS = ("pages", "sheets", "blanks", "words", "notes", "repaired")


def build_anew_or_keep(
    workspace: Workspace,
    slug: str,
    progress: Callable[[str], None] = lambda _: None,
    changes: str = "refuse",
    extras: Collection[str] = (),
    *,
    only: str = "",
    cache: bool = True,
) -> Result[Built | None]:
    """The build of a pamphlet: as it stands where nothing has changed since it was made, else made anew.

    ``changes`` is the name of one of ``reading.Changes``; ``only`` is ``epub`` for the e-book alone, without extras,
    which is there, too, where a whole build stands; without ``cache`` the build is made anew and no entry written. All
    else, and what is raised, as for ``build``.
    """
    if cache and (standing := unchanged(workspace, slug, changes, extras, only)):
        return standing
    asked = _asked(changes, extras, only)
    before = _stamp(workspace, slug, asked) if cache else None
    result = _build(workspace, slug, progress, changes, extras, only=only, cache=bool(before))
    # Whoever saves a manuscript while the press is at it has a build of the old text or of the new: nobody knows.
    if before and _stamp(workspace, slug, asked) == before:
        _keep(workspace, slug, (asked, before), result)
    return result


def _build(
    workspace: Workspace,
    slug: str,
    progress: Callable[[str], None],
    changes: str,
    extras: Collection[str],
    *,
    only: str,
    cache: bool,
) -> Result[Built | None]:
    from handpress.reading import Changes

    if only:
        from handpress.press.alone import build_ebook

        return build_ebook(workspace, slug, progress, Changes(changes))
    from handpress.press.building import build
    from handpress.press.pagebook import PageBook
    from handpress.press.partbook import PartBook
    from handpress.press.shelf import FormeShelf

    shelf = FormeShelf(workspace.build / _FOLDER / slug) if cache else None
    book = PageBook(workspace.build / _FOLDER / f"{slug}.pages") if cache else None
    parts = PartBook(workspace.build / _FOLDER / f"{slug}.parts") if cache else None
    return build(workspace, slug, progress, Changes(changes), extras, shelf=shelf, book=book, parts=parts)


def unchanged(
    workspace: Workspace, slug: str, changes: str, extras: Collection[str], only: str = ""
) -> Result[Built | None] | None:
    """The build as it stands where nothing has changed since it was made; None where it must be made."""
    # A name from the command line is the name of an entry only where there is such a pamphlet.
    entry = _entry(workspace, slug) if slug in workspace.slugs() else None
    if entry is None or not _serves(entry, changes, extras, only):
        return None
    return _kept(workspace, slug, entry) if _stamp(workspace, slug, entry["asked"]) == entry["stamp"] else None


def _asked(changes: str, extras: Collection[str], only: str) -> list[str]:
    """What is asked for, in a form that is the same for the same."""
    return [changes, only, *sorted(extras)]


def _serves(entry: Mapping[str, Any], changes: str, extras: Collection[str], only: str) -> bool:
    """Whether what was asked of an earlier build is what is asked now, or holds it: a whole build has an e-book."""
    asked = entry["asked"]
    return bool(asked == _asked(changes, extras, only) or (only and asked[:2] == [changes, ""]))


def _stamp(workspace: Workspace, slug: str, asked: Sequence[str]) -> str | None:
    return stamp(workspace, slug, json.dumps(asked)) if slug in workspace.slugs() else None


def _entry(workspace: Workspace, slug: str) -> dict[str, Any] | None:
    """The entry of a pamphlet, as it was written; None where there is none, or where it is damaged."""
    try:
        entry: dict[str, Any] = json.loads(_path(workspace, slug).read_bytes())
        whole = entry.pop("sum") == _sum(entry) and entry["form"] == _FORM and isinstance(entry["asked"], list)
        return entry if whole else None
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _kept(workspace: Workspace, slug: str, entry: Mapping[str, Any]) -> Result[Built | None] | None:
    """The build that an entry tells of, if its folder holds just those files, and proofs."""
    try:
        folder, files = workspace.build / slug, dict(entry["files"])
        if not set(os.listdir(folder)) <= {*files, *(proof.name for proof in proofs_in(folder, slug))}:
            return None
        if any(sha256_of(folder / name) != digest for name, digest in files.items()):
            return None
        counts = {name: int(entry["counts"][name]) for name in _COUNTS}
        left = {str(reason): int(count) for reason, count in entry["left"].items()}
        findings = tuple(_finding(one) for one in entry["findings"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    paths = tuple(folder / name for name in files)
    return Result(Built(slug, paths, **counts, left=left, sha256=files, unchanged=True), findings)


def _keep(workspace: Workspace, slug: str, known: tuple[list[str], str], result: Result[Built | None]) -> None:
    """Write the entry of a build; ``known`` is what was asked, and its stamp.

    Where that cannot be, there is none, and the next build is made anew.
    """
    built, (asked, found) = result.value, known
    if built is None:
        return
    entry: dict[str, Any] = {
        "form": _FORM,
        "asked": asked,
        "stamp": found,
        "files": {path.name: built.sha256[path.name] for path in built.files},
        "counts": {name: getattr(built, name) for name in _COUNTS},
        "left": dict(built.left),
        "findings": [to_builtins(finding) for finding in result.findings],
    }
    # What JSON makes of it is what will be read: the sum is that of its form after a way there and back.
    entry = json.loads(json.dumps(entry))
    try:
        put(_path(workspace, slug), json.dumps({**entry, "sum": _sum(entry)}, ensure_ascii=False).encode("utf-8"))
    except OSError:
        return


def _path(workspace: Workspace, slug: str) -> Path:
    return workspace.build / _FOLDER / f"{slug}.json"


def _sum(entry: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(entry, sort_keys=True).encode("utf-8")).hexdigest()


def _finding(entry: Mapping[str, Any]) -> Finding:
    places = tuple(PagePlace(**place) for place in entry["places"])
    span = entry["span"] and Span(**entry["span"])
    if span:
        span = replace(span, turns=tuple((int(a), int(b), int(c)) for a, b, c in span.turns))
    return Finding(entry["code"], entry["message"], span, entry["hint"], places)
