"""The workspace: a folder with ``manuscripts/`` in it, where everything else has its place."""

from __future__ import annotations

import os
from importlib import resources
from pathlib import Path

from msgspec import Struct

from handpress.diagnostics import ExitCode, PressError, not_utf8

MANUSCRIPTS, BUILD, STYLES = "manuscripts", "build", "styles"


class Workspace(Struct, frozen=True):
    """A press's folder on this machine."""

    root: Path

    @property
    def manuscripts(self) -> Path:
        """The folder with one folder a pamphlet."""
        return self.root / MANUSCRIPTS

    @property
    def build(self) -> Path:
        """The folder for what the press makes."""
        return self.root / BUILD

    def slugs(self) -> tuple[str, ...]:
        """The pamphlets of the workspace, by name."""
        if not self.manuscripts.is_dir():
            return ()
        return tuple(sorted(entry.name for entry in self.manuscripts.iterdir() if (entry / "pamphlet.toml").is_file()))

    def label(self, slug: str) -> str:
        """How messages name a pamphlet's folder: relative to the workspace, with forward slashes."""
        return f"{MANUSCRIPTS}/{slug}"

    def style(self, name: str) -> str:
        """The text of a style sheet: the workspace's own ``styles/name`` wins over the house's.

        Raises ``PressError`` for one that cannot be read, or is not UTF-8 text.
        """
        own = self.root / STYLES / name
        if not own.is_file():
            return house_style(name)
        label = f"{STYLES}/{name}"
        try:
            return own.read_text(encoding="utf-8")
        except OSError as error:
            hint = "Look who may read it, or take it away: the press has its own."
            raise PressError(f"{label} cannot be read: {error.strerror or error}.", hint=hint) from None
        except UnicodeDecodeError as error:
            found = not_utf8(label, error)
            raise PressError(found.message, span=found.span, hint=found.hint) from None


def find_workspace(start: Path) -> Workspace:
    """The workspace that ``start`` lies in: the nearest folder upwards that has ``manuscripts/``.

    Raises ``PressError`` where there is none.
    """
    here = start.resolve()
    for folder in (here, *here.parents):
        if (folder / MANUSCRIPTS).is_dir():
            return Workspace(folder)
    raise PressError(
        f"{os.fspath(start)} is not inside a workspace: no folder above it has {MANUSCRIPTS}/.",
        hint="handpress new SLUG makes one here.",
        exit_code=ExitCode.USAGE,
    )


def house_style(name: str) -> str:
    """The text of a style sheet that the press carries.

    A wheel holds them inside the package; a checkout at its top level, where people look for them.
    """
    inside = resources.files("handpress") / STYLES / name
    if inside.is_file():
        return inside.read_text(encoding="utf-8")
    checkout = Path(__file__).resolve().parents[3] / STYLES / name
    if checkout.is_file():
        return checkout.read_text(encoding="utf-8")
    raise PressError(f"The house style {name} is not installed.", exit_code=ExitCode.ENVIRONMENT)
