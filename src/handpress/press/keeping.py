"""The cache: what a build was made of and what came of it, so that nothing is made twice of the same.

In: a pamphlet and what is asked for. Out: the build that stands in ``build/<slug>/``, with its findings, where it was
made of just this; else a new build. ``build/.cache`` holds one entry a pamphlet, a few hundred bytes to some thousand:
no output and no part of one, so that no byte of an output can come from there. An entry that is broken, or somebody
else's, is no entry.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from handpress.diagnostics import Finding, Result
from handpress.model.spans import PagePlace, Span
from handpress.press.built import Built
from handpress.press.files import proofs_in, put
from handpress.press.stamps import sha256_of, stamp
from handpress.project.workspace import Workspace

_FOLDER = ".cache"
_FORM = 1
_COUNTS = ("pages", "sheets", "blanks", "words", "notes", "repaired")


def build_anew_or_keep(
    workspace: Workspace,
    slug: str,
    progress: Callable[[str], None] = lambda _: None,
    changes: str = "refuse",
    extras: Collection[str] = (),
    *,
    cache: bool = True,
) -> Result[Built | None]:
    """The build of a pamphlet: as it stands where nothing has changed since it was made, else made anew.

    ``changes`` is the name of one of ``reading.Changes``; without ``cache`` it is made anew and no entry written. All
    else, and what is raised, as for ``build``.
    """
    before = _stamp(workspace, slug, changes, extras) if cache else None
    if before and (standing := _kept(workspace, slug, before)):
        return standing
    from handpress.press.building import build
    from handpress.press.editions import EXTRAS
    from handpress.reading import Changes

    wanted = [name for name in EXTRAS if name in extras]
    result = build(workspace, slug, progress, Changes(changes), wanted)
    # Whoever saves a manuscript while the press is at it has a build of the old text or of the new: nobody knows.
    if before and result.value and _stamp(workspace, slug, changes, extras) == before:
        _keep(workspace, slug, before, result.value, result.findings)
    return result


def unchanged(workspace: Workspace, slug: str, changes: str, extras: Collection[str]) -> Result[Built | None] | None:
    """The build as it stands where nothing has changed since it was made; None where it must be made."""
    found = _stamp(workspace, slug, changes, extras)
    return _kept(workspace, slug, found) if found else None


def _stamp(workspace: Workspace, slug: str, changes: str, extras: Collection[str]) -> str | None:
    # A name from the command line is the name of an entry only where there is such a pamphlet.
    return stamp(workspace, slug, json.dumps([changes, *sorted(extras)])) if slug in workspace.slugs() else None


def _kept(workspace: Workspace, slug: str, found: str) -> Result[Built | None] | None:
    """The build that the entry of this stamp tells of, if its folder holds just those files, and proofs."""
    try:
        entry = json.loads(_path(workspace, slug).read_bytes())
        if entry.pop("sum") != _sum(entry) or entry["form"] != _FORM or entry["stamp"] != found:
            return None
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


def _keep(workspace: Workspace, slug: str, found: str, built: Built, findings: Iterable[Finding]) -> None:
    """Write the entry of a build. Where that cannot be, there is none, and the next build is made anew."""
    entry: dict[str, Any] = {
        "form": _FORM,
        "stamp": found,
        "files": {path.name: built.sha256[path.name] for path in built.files},
        "counts": {name: getattr(built, name) for name in _COUNTS},
        "left": dict(built.left),
        "findings": [asdict(finding) for finding in findings],
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
