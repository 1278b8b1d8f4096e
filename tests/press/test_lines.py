"""The switch between lines broken by total fit and one by one: other lines, the same words."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.pamphlets.shop import SHIPPED_FOLDER
from tests.writing.pages import read_back

from handpress import press
from handpress.project import Workspace

SLUG = "organization-and-spontaneity"


def build(root: Path, *, greedy: bool) -> tuple[press.Built, bytes]:
    shutil.copytree(SHIPPED_FOLDER / SLUG, root / "manuscripts" / SLUG)
    if greedy:
        with (root / "manuscripts" / SLUG / "pamphlet.toml").open("a") as toml:
            toml.write('\n[setting]\nlines = "greedy"\n')
    result = press.build(Workspace(root), SLUG)
    assert result.value is not None, result.findings
    return result.value, (root / "build" / SLUG / f"{SLUG}.pdf").read_bytes()


def test_the_words_are_the_same_and_the_lines_are_not(tmp_path_factory: pytest.TempPathFactory) -> None:
    whole, pages = build(tmp_path_factory.mktemp("whole"), greedy=False)
    single, other = build(tmp_path_factory.mktemp("single"), greedy=True)

    assert (whole.words, whole.notes) == (single.words, single.notes)
    assert [page.text for page in read_back(pages)] != [page.text for page in read_back(other)]
    assert dict(single.left) == {}
