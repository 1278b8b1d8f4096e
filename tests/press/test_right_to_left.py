"""Pages that run from right to left: what a theme or a redline sets on the left stands on the right."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from tests.writing.pages import MM, read_back

from handpress import press
from handpress.project import Workspace

SETTINGS = """title = "ספר"
language = "he"
date = "2026"

[[parts]]
file = "article.md"
kind = "article"

[format]
theme = "{theme}"
"""
ARTICLE = "---\ntitle: פרק\n---\n\nחוברת מקפלים ביד.\n"


def write(folder: Path, theme: str, text: str) -> Path:
    """Put a pamphlet into a workspace, and give its folder."""
    home = folder / "manuscripts" / "small"
    home.mkdir(parents=True)
    (home / "pamphlet.toml").write_text(SETTINGS.format(theme=theme), encoding="utf-8")
    (home / "article.md").write_text(text, encoding="utf-8")
    return home


@pytest.mark.parametrize(("theme", "first"), [("leaflet", "ספר"), ("large", "חוברת")])
def test_a_ragged_line_begins_on_the_right(theme: str, first: str, tmp_path: Path) -> None:
    write(tmp_path, theme, ARTICLE)
    built = press.build(Workspace(tmp_path), "small").value
    assert built is not None
    pages = read_back(next(path for path in built.files if path.name == "small.pdf").read_bytes())
    # The title is the masthead's or, in large print, the text's first line; heads stand at the very top.
    lines = [line for page in pages for line in page.body if first in line.text and line.right - line.left > 20]

    assert [line.left + line.right > 2 * 260 for line in lines[:1]] == [True]


def test_a_redline_has_its_bars_on_the_right_and_its_list_is_proved(tmp_path: Path) -> None:
    before = write(tmp_path / "before", "quiet", ARTICLE)
    write(tmp_path, "quiet", ARTICLE.replace("ביד", "ברגל"))

    made = press.redline(Workspace(tmp_path), "small", str(before))

    assert [finding.message for finding in made.findings] == []
    with pypdfium2.PdfDocument(tmp_path / "build" / "small" / "small-redline.pdf") as pdf:
        paths = [path.get_bounds() for page in pdf for path in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH])]
    # The block's frame is as wide as the type area (from 23 mm, 107 mm wide), and sticks out where its bar is.
    frames = [(left, right) for left, _, right, _ in paths if right - left > 100 * MM]
    assert frames == [(pytest.approx(23 * MM, abs=0.1), pytest.approx(130 * MM + 6, abs=0.1))]
