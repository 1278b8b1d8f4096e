"""The counter of the shop: run a command line as a user does, and see what comes back."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.pamphlets.shop import HERE

Run = Callable[..., "Answer"]


@dataclass(frozen=True)
class Answer:
    """What a command gave back: its exit code, standard output and standard error."""

    code: int
    out: str
    err: str


def lay_out(root: Path, *names: str) -> Path:
    """A workspace with these sample pamphlets."""
    for name in names:
        shutil.copytree(HERE / name, root / "manuscripts" / name, ignore=shutil.ignore_patterns("golden"))
    return root


def spoil(root: Path, name: str = "smallest", file: str = "bread.md") -> None:
    """Put an error and a note into a pamphlet: a note is called that nobody wrote."""
    path = root / "manuscripts" / name / file
    path.write_text(path.read_text(encoding="utf-8") + "\nAn end [as it seems].[^9]\n", encoding="utf-8")


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, hidden ones too."""
    found = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}
