"""A pamphlet as it was: read from git's store without touching the work tree, and without the network."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path, PurePosixPath

from msgspec import Struct

from handpress.diagnostics import ExitCode, PressError
from handpress.project.pamphlet import FILE_NAME
from handpress.project.workspace import STYLES, Workspace

_SECONDS = 60
_SHORT = 10  # letters of a commit's name: git's own choice would grow with the repository
# No hooks, no pager, no question, no fetching of what a partial clone lacks: what is not here is not found.
_QUIET = {"GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1", "LC_ALL": "C"}
_OPTIONS = ("--no-pager", "--no-replace-objects", "-c", "protocol.allow=never", "-c", "core.fsmonitor=false")


class PastPamphlet(Struct, frozen=True):
    """A pamphlet of a revision: the files beside its ``pamphlet.toml`` by name; ``commit`` in full."""

    commit: str
    files: dict[str, bytes]

    def lay_out(self, folder: Path) -> None:
        """Write the files into a folder, which is made."""
        folder.mkdir(parents=True)
        for name, content in self.files.items():
            (folder / name).write_bytes(content)


class Revision(Struct, frozen=True):
    """The state a pamphlet is in: the commit that is checked out, in full, and whether the files differ from it.

    ``number`` counts the commits that have changed the pamphlet, and the one to come where the files differ.
    """

    commit: str
    dirty: bool
    number: int

    def __str__(self) -> str:
        return f"{self.commit[:_SHORT]}{'-dirty' if self.dirty else ''}"


def revision(workspace: Workspace, slug: str) -> Revision | None:
    """The revision of a pamphlet, its styles among its files; None where git is missing or does not have it."""
    manuscripts = f"./{workspace.label(slug)}"
    try:
        commit = _git(workspace.root, "rev-parse", "--verify", "--quiet", "HEAD^{commit}").decode("ascii").strip()
        changed = _git(workspace.root, "status", "--porcelain", "--", manuscripts, f"./{STYLES}")
        count = int(_git(workspace.root, "rev-list", "--count", commit, "--", manuscripts))
    except (_GitError, PressError):
        return None
    number = count + bool(changed)
    return Revision(commit, bool(changed), number) if number else None


def past_pamphlet(workspace: Workspace, slug: str, revision: str) -> PastPamphlet:
    """The pamphlet at a revision: settings and manuscripts, no pictures.

    Raises ``PressError`` where git is missing, the workspace is in no repository, there is no such revision, or the
    pamphlet was not there.
    """
    try:
        _git(workspace.root, "rev-parse", "--git-dir")
    except _GitError as error:
        raise _usage(
            "The manuscripts are not in a git repository, or git will not read it.",
            f"git says: {error}. A folder can be given instead of a revision.",
        ) from None
    try:
        # --end-of-options: a name that begins with a hyphen is a name.
        found = _git(workspace.root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    except _GitError:
        raise _usage(
            f"There is no revision or folder “{revision}”.",
            "git log --oneline and git tag list the revisions; a folder is given as a path, such as ../older.",
        ) from None
    commit = found.decode("ascii").strip()
    manuscripts = f"./{workspace.label(slug)}/"
    try:
        listed = _git(workspace.root, "ls-tree", "-z", commit, "--", manuscripts)
        files = dict(_entries(listed))
        if FILE_NAME not in files:
            raise _usage(
                f"At {revision} there was no pamphlet “{slug}”.",
                f"git log --oneline -- {workspace.label(slug)} lists the revisions that have it.",
            )
        wanted = {name: blob for name, blob in files.items() if name == FILE_NAME or name.endswith(".md")}
        return PastPamphlet(
            commit, {name: _git(workspace.root, "cat-file", "blob", blob) for name, blob in wanted.items()}
        )
    except _GitError as error:
        raise PressError(
            f"“{slug}” cannot be read at {revision}: {error}.", hint="git fsck looks for what is damaged."
        ) from None


class _GitError(Exception):
    """What git said when it failed, its last line."""


def _usage(message: str, hint: str) -> PressError:
    return PressError(message, hint=hint, exit_code=ExitCode.USAGE)


def _entries(listed: bytes) -> list[tuple[str, str]]:
    """Name and blob of each file; links and submodules are none."""
    entries = []
    for line in filter(None, listed.split(b"\0")):
        told, _, path = line.partition(b"\t")
        mode, kind, blob = told.decode("ascii").split()
        if kind == "blob" and mode in ("100644", "100755"):
            entries.append((PurePosixPath(os.fsdecode(path)).name, blob))
    return entries


def _git(root: Path, *arguments: str) -> bytes:
    """What git says. Raises ``PressError`` where there is no git, ``_GitError`` where it fails."""
    command = ["git", *_OPTIONS, "-C", os.fspath(root), *arguments]
    try:
        done = subprocess.run(
            command,
            check=False,
            capture_output=True,
            stdin=subprocess.DEVNULL,
            timeout=_SECONDS,
            env={**os.environ, **_QUIET},
        )
    except FileNotFoundError:
        raise PressError(
            "git is not installed, and older revisions are read by it.",
            hint="Install git, or give a folder instead of a revision.",
            exit_code=ExitCode.ENVIRONMENT,
        ) from None
    except (subprocess.TimeoutExpired, ValueError) as error:
        raise _GitError(str(error)) from None
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise _GitError(said[-1].removeprefix("fatal: ").rstrip(".") if said else "it gave no reason")
    return done.stdout
