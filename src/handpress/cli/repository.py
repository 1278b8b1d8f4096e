"""How the machines that host a repository name its files."""

from __future__ import annotations

from pathlib import Path


def path_in_repository(root: Path, file: str) -> str:
    """A file of the workspace at ``root``, relative to the top of the repository that the workspace lies in.

    Without a repository it stays relative to the workspace, as findings have it.
    """
    top = next((folder for folder in (root, *root.parents) if (folder / ".git").exists()), root)
    return (root.relative_to(top) / file).as_posix()
