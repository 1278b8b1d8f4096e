"""The import on real texts, which are not ours to keep here: set HANDPRESS_REAL_TEXTS to the folder that has them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from tests.importing.samples import read

from handpress.importing import convert

FOLDER = os.environ.get("HANDPRESS_REAL_TEXTS", "")


@pytest.mark.skipif(not FOLDER, reason="HANDPRESS_REAL_TEXTS does not name the folder with the real texts")
@pytest.mark.parametrize(
    ("name", "front", "parties", "left_out"),
    [
        ("organization-and-spontaneity.txt", {"title", "byline", "dateline"}, 1, 3),
        ("common-sense.md", {"title", "byline", "source"}, 0, 4),
    ],
)
def test_a_real_text_is_imported_and_can_be_read(name: str, front: set[str], parties: int, left_out: int) -> None:
    result = convert((Path(FOLDER) / name).read_bytes(), name=name, today="2026-05-01")
    part = read(result)
    assert {key for key in ("title", "byline", "dateline", "source") if getattr(part, key)} == front
    assert dict(result.files)["pamphlet.toml"].count("\n[[parties]]") == parties
    assert sum(decision.action == "left-out" for decision in result.decisions) == left_out
