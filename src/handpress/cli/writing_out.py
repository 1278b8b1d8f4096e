"""Putting new manuscripts on the disk without touching old ones."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import click

from handpress.diagnostics import ExitCode, PressError

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def check_slug(slug: str) -> None:
    """Raises ``PressError`` for a name that a folder in ``manuscripts/`` may not have, such as one that leads out."""
    if not _SLUG.fullmatch(slug):
        raise PressError(
            f"“{slug}” cannot name a pamphlet.",
            hint="Use small letters, digits and hyphens, as in on-bread.",
            exit_code=ExitCode.USAGE,
        )


def write_new(folder: Path, files: Mapping[str, str]) -> None:
    """Write files into a folder that must not exist yet; all of them or none.

    Raises ``PressError`` where the folder exists or cannot be written.
    """
    if folder.exists():
        raise PressError(
            f"{folder.name} is there already: {folder}.", hint="Choose another name.", exit_code=ExitCode.USAGE
        )
    beside = folder.with_name(f".{folder.name}-new")
    try:
        beside.mkdir(parents=True)
        for name, text in files.items():
            (beside / name).write_text(text, encoding="utf-8", newline="\n")
        beside.rename(folder)
    except OSError as error:
        raise PressError(f"{folder} cannot be written: {error.strerror}.", exit_code=ExitCode.ENVIRONMENT) from None
    finally:
        if beside.exists():
            for path in beside.iterdir():
                path.unlink()
            beside.rmdir()


def tell_written(folder: Path, files: Mapping[str, str]) -> None:
    """Name the files written, relative to where the user is."""
    here = Path.cwd()
    shown = folder.relative_to(here) if folder.is_relative_to(here) else folder
    for name in files:
        click.echo(f"  {shown / name}")
