"""How many sheets a pamphlet takes, and what would save one or fill it."""

from __future__ import annotations

from pathlib import Path

import pytest

from handpress import press
from handpress.model.format import Format, Margins
from handpress.press import Fit, fitting
from handpress.project import Workspace, load_pamphlet

TOML = 'title = "On Bread"\nlanguage = "en"\ndate = "2026"\n\n[[parts]]\nfile = "article.md"\nkind = "article"\n'
PARAGRAPH = "A loaf is made of flour, water, salt and time, and of these the last is the dearest by far. " * 5


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    folder = tmp_path / "manuscripts" / "on-bread"
    folder.mkdir(parents=True)
    (folder / "pamphlet.toml").write_text(TOML)
    (folder / "article.md").write_text("---\ntitle: On Bread\n---\n\n" + f"{PARAGRAPH}\n\n" * 26)
    return Workspace(tmp_path)


def test_one_page_more_than_the_sheets_hold_is_told(workspace: Workspace) -> None:
    """Title page, blank, six pages of text and the colophon: nine."""
    built = press.build(workspace, "on-bread")

    assert built.value is not None
    assert (built.value.pages, built.value.sheets, built.value.blanks) == (9, 3, 3)
    [over] = [finding for finding in built.findings if finding.code == "sheet-over"]
    assert over.message == "9 pages fill 2 sheets, and the last takes another, with three blank pages."
    assert "handpress fit on-bread" in over.hint


def test_a_fit_saves_the_sheet_and_is_applied_only_when_asked(workspace: Workspace) -> None:
    toml = workspace.manuscripts / "on-bread" / "pamphlet.toml"
    fits = press.fit(workspace, "on-bread").value

    assert fits is not None
    assert (fits.now.pages, fits.now.blanks) == (9, 3)
    assert toml.read_text() == TOML
    assert fits.better
    assert all(item.sheets < fits.now.sheets or not item.blanks for item in fits.better)

    press.apply_fit(workspace, "on-bread", fits.better[0])
    again = press.build(workspace, "on-bread").value
    assert again is not None
    assert again.pages == fits.better[0].pages


@pytest.mark.parametrize(
    "text",
    [
        TOML,
        TOML + '\n[format]\ntheme = "quiet"\n',
        TOML.replace("[[parts]]", '[format]  # ours\nsize = "11.5pt"\n# a note\ntheme = "quiet"\n\n[[parts]]'),
    ],
    ids=["without a format", "at the end", "in the middle"],
)
def test_applying_changes_the_format_and_nothing_else(workspace: Workspace, text: str) -> None:
    folder = workspace.manuscripts / "on-bread"
    (folder / "pamphlet.toml").write_text(text)
    made_up = Format(margins=Margins(17, 19, 22, 28), size_pt=10.8, leading_pt=14.2)

    press.apply_fit(workspace, "on-bread", Fit("", made_up, 4))

    pamphlet = load_pamphlet(folder, "on-bread")
    assert not pamphlet.findings
    assert pamphlet.value.format == made_up
    written = (folder / "pamphlet.toml").read_text()
    kept = [line for line in text.splitlines() if line and not line.startswith("size")]
    assert [line for line in written.splitlines() if line in kept] == kept


def test_what_cannot_be_changed_safely_is_left_as_it_is(workspace: Workspace) -> None:
    folder = workspace.manuscripts / "on-bread"
    text = f'format = {{ theme = "quiet" }}\n{TOML}'
    (folder / "pamphlet.toml").write_text(text)

    with pytest.raises(Exception, match="cannot be changed safely"):
        press.apply_fit(workspace, "on-bread", Fit("", Format(size_pt=10, leading_pt=13), 4))
    assert (folder / "pamphlet.toml").read_text() == text


def test_the_halving_finds_the_smallest_step() -> None:
    steps = [(str(number), Format(size_pt=number)) for number in range(1, 7)]
    now = Fit("", Format(), 13)

    found = fitting._smallest(steps, now, lambda made_up: 13 if made_up.size_pt < 4 else 12)

    assert found is not None
    assert found.change == "4"
