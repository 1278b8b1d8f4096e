"""A press of one's own, to be given bad input."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from handpress.cli import main

PAMPHLET = """title = "Bad Input"
language = "en"
date = "2026"

[[parties]]
siglum = "Ed."
name = "The editors"
role = "editor"
prefix = "ed"

[[parts]]
file = "article.md"
kind = "article"
"""


@dataclass(frozen=True)
class Said:
    """How a command ended, and all that it said."""

    code: int
    text: str


@dataclass(frozen=True)
class Desk:
    """A workspace with one pamphlet, ``bad``, and a hand that types commands there."""

    root: Path
    _capture: pytest.CaptureFixture[str]

    @property
    def folder(self) -> Path:
        return self.root / "manuscripts" / "bad"

    def lay(self, files: Mapping[str, str | bytes]) -> None:
        """Put files into the pamphlet's folder."""
        for name, content in {"pamphlet.toml": PAMPHLET, **files}.items():
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())

    def run(self, *arguments: str) -> Said:
        """Run a command to its end."""
        with pytest.raises(SystemExit) as ended:
            main(list(arguments))
        said = self._capture.readouterr()
        assert isinstance(ended.value.code, int)
        return Said(ended.value.code, said.out + said.err)

    def built(self) -> list[str]:
        """Everything that lies in ``build/``, hidden or not."""
        return sorted(path.relative_to(self.root).as_posix() for path in (self.root / "build").rglob("*"))


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Desk:
    desk = Desk(tmp_path, capsys)
    desk.lay({"article.md": "The text.\n"})
    monkeypatch.chdir(tmp_path)
    return desk
