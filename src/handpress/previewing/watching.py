"""Watching: has anything in some folders changed since the last look?

It looks, again and again, and asks nobody: what the system tells of changes differs from one system to the next, may be
dropped when there is much of it, and is not told at all of drives in a network. A pamphlet has a dozen files; a look
takes a fraction of a millisecond.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct

# A file may change twice within one tick of the file system's clock, and have the same times and size after both. As
# long as it is this fresh its content is looked at, whatever its times say.
_FRESH_NS = 3_000_000_000
_PASSING = ("~", ".swp", ".swx", ".tmp", ".part")


class _Seen(Struct, frozen=True):
    """A file as it was seen: its times, size and number, and the hash of its content, with when that was taken."""

    state: tuple[int, int, int, int]
    digest: bytes
    at: int


class Watch:
    """Keeps an eye on files. Hidden ones and the passing ones of editors do not count."""

    def __init__(self, folders: Iterable[Path]) -> None:
        self._folders = tuple(folders)
        self._known: dict[str, _Seen] = {}
        self._look()

    def changed(self) -> bool:
        """Whether a file has come, gone or changed since the last look."""
        before = {path: seen.digest for path, seen in self._known.items()}
        self._look()
        return before != {path: seen.digest for path, seen in self._known.items()}

    def _look(self) -> None:
        found = {}
        for path in self._paths():
            if (seen := self._see(path)) is not None:
                found[path] = seen
        self._known = found

    def _paths(self) -> Iterator[str]:
        for folder in self._folders:
            for above, folders, files in os.walk(folder):
                folders[:] = [name for name in folders if not name.startswith(".")]
                yield from (
                    os.path.join(above, name)
                    for name in files
                    if not name.startswith(".") and not name.endswith(_PASSING)
                )

    def _see(self, path: str) -> _Seen | None:
        """A file as it is now; None for one that vanishes before it is seen."""
        known, now = self._known.get(path), time.time_ns()
        try:
            stat = os.stat(path)
            state = (stat.st_mtime_ns, stat.st_ctime_ns, stat.st_size, stat.st_ino)
            if known and known.state == state and known.at - max(state[:2]) > _FRESH_NS:
                return known
            with open(path, "rb") as file:
                digest = hashlib.file_digest(file, "sha256").digest()
        except OSError:
            return None
        return _Seen(state, digest, now)
