"""Files, put in their place whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from handpress.diagnostics import ExitCode, PressError
from handpress.project import Workspace

_CROSSED = (errno.ENOENT, errno.ENOTEMPTY, errno.EEXIST)
_TURNS = 20


def put_file(workspace: Workspace, path: Path, content: bytes) -> None:
    """Write a file beside the old one, then put it in its place. Raises ``PressError`` where that is not allowed."""
    with machine_errors(workspace):
        put(path, content)


def put(path: Path, content: bytes) -> None:
    """Write a file beside the old one, then put it in its place. Raises ``OSError`` where that is not allowed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, made = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.chmod(made, 0o644)
        os.replace(made, path)
    finally:
        Path(made).unlink(missing_ok=True)


def proofs_in(folder: Path, slug: str) -> list[Path]:
    """The proofs and redlines in the folder of a build: no part of it, and somebody may be at work on them."""
    if not folder.is_dir():
        return []
    return sorted(
        path
        for path in folder.iterdir()
        if path.name.startswith((f"{slug}-proof", f"{slug}-redline")) and path.is_file()
    )


def put_away(build: Path, slug: str, files: dict[str, bytes]) -> tuple[Path, ...]:
    """Write the files beside the old ones, then change the folders: a build is there whole or not at all.

    Proofs and redlines are taken along.
    """
    build.mkdir(parents=True, exist_ok=True)
    final = build / slug
    if final.exists() and not final.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, "a file stands in the folder's place", final)
    made = Path(tempfile.mkdtemp(prefix=f".{slug}-", dir=build))
    old = made.with_name(made.name + "-old")
    try:
        made.chmod(0o755)
        for name, content in files.items():
            (made / name).write_bytes(content)
        for proof in proofs_in(final, slug):
            if proof.name not in files:
                shutil.copy2(proof, made)
        _change(made, final, old)
    finally:
        # Whatever has come between the two, be it Ctrl-C: the build that was there is there.
        if old.exists() and not final.exists():
            os.replace(old, final)
        shutil.rmtree(made, ignore_errors=True)
        shutil.rmtree(old, ignore_errors=True)
    return tuple(final / name for name in files)


def _change(made: Path, final: Path, old: Path) -> None:
    """Put a folder in the place of another; of two builds at once the one that comes later stays."""
    for turn in range(1, _TURNS + 1):
        try:
            if final.exists():
                os.replace(final, old)
            os.replace(made, final)
            return
        except OSError as error:
            # Another build has taken the folder away, or put its own there, since we looked.
            if error.errno not in _CROSSED or turn == _TURNS:
                raise
            shutil.rmtree(old, ignore_errors=True)


@contextlib.contextmanager
def machine_errors(place: Workspace | Path) -> Iterator[None]:
    """Turn what the operating system refuses into one sentence; ``place`` is named where the system names none."""
    try:
        yield
    except OSError as error:
        where = error.filename or (place.build if isinstance(place, Workspace) else place)
        raise PressError(
            f"{where} cannot be written: {error.strerror or error}.",
            hint="Look at the folder's owner and the room left on the disk.",
            exit_code=ExitCode.ENVIRONMENT,
        ) from None
