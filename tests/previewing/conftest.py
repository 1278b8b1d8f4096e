"""A desk over one small file, and patience with what another process does."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from tests.previewing.crafts import copier

from handpress.previewing import Desk, Journeyman, Watch

PATIENCE = 30.0  # seconds, for a machine that does much else besides


def eventually(right: Callable[[], Any]) -> Any:
    """Wait until something is true, and return it."""
    until = time.monotonic() + PATIENCE
    while not (found := right()):
        assert time.monotonic() < until, "it never came true"
        time.sleep(0.02)
    return found


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "text.txt").write_text("one")
    return tmp_path


@pytest.fixture
def desk(folder: Path) -> Iterator[Desk]:
    desk = Desk(Journeyman(partial(copier, folder)), Watch((folder,)), {"slug": "on-bread"})
    desk.open()
    yield desk
    desk.close()
