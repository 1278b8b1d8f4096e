"""What the tests of the press share, some of it with those of the command line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.cli.conftest import cut_each_font_once
from tests.cli.counter import lay_out
from tests.press.edited import SLUG, build

from handpress.project import Workspace

__all__ = ["cut_each_font_once"]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with a build and all that was kept of it, to be copied."""
    root = lay_out(tmp_path_factory.mktemp("built"), SLUG)
    build(Workspace(root))
    return root


@pytest.fixture
def workspace(built: Path, tmp_path: Path) -> Workspace:
    """A copy of it."""
    return Workspace(Path(shutil.copytree(built, tmp_path / "workspace")))
