"""``handpress preflight``: reports, exit codes, and files that are not there."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.cli.counter import Run
from tests.preflighting.samples import print_file

from handpress.cli.reporting import show_findings
from handpress.diagnostics import Finding
from handpress.model.spans import PagePlace
from handpress.project.profiles import PROFILES

RED = "1 0 0 rg 100 200 50 50 re f"


@pytest.fixture
def pages(here: Path) -> Path:
    """Two files: a good one and one with a red area on its second page."""
    (here / "good.pdf").write_bytes(print_file())
    (here / "red.pdf").write_bytes(print_file("", RED))
    return here


def test_a_good_file_ends_with_0_and_one_line(pages: Path, run: Run) -> None:
    answer = run("preflight", "good.pdf")

    assert (answer.code, answer.err) == (0, "")
    assert answer.out == "good.pdf: 4 pages of 148 × 210 mm, for offset: no findings\n"


def test_a_file_the_printer_would_refuse_ends_with_1_and_says_where_and_what_to_do(pages: Path, run: Run) -> None:
    answer = run("preflight", "red.pdf")

    assert answer.code == 1
    assert answer.out == "red.pdf: 4 pages of 148 × 210 mm, for offset: 1 error\n"
    assert answer.err.splitlines() == [
        "Page 2",
        "  colour-rgb: A coloured area is in RGB, a screen’s colours; in print it will look otherwise.",
        "    32 mm from the left and 125 mm from the top",
        "    → Convert it to CMYK, or to gray, with the printer’s colour profile.",
    ]


def test_each_file_is_looked_at_though_one_is_bad(pages: Path, run: Run) -> None:
    (pages / "words.pdf").write_text("words")

    answer = run("preflight", "words.pdf", "missing.pdf", "good.pdf")

    assert answer.code == 2
    assert "This is not a PDF." in answer.err
    assert "missing.pdf cannot be read: No such file or directory." in answer.err
    assert "good.pdf: 4 pages" in answer.out


def test_machines_get_every_place_in_millimetres(pages: Path, run: Run) -> None:
    answer = run("preflight", "red.pdf", "good.pdf", "--json")
    told = json.loads(answer.out)

    assert (answer.code, answer.err, told["ok"]) == (1, "", False)
    red, good = told["files"]
    [finding] = red["findings"]
    [place] = finding["places"]
    assert (good["ready"], red["ready"], finding["code"]) == (True, False, "colour-rgb")
    assert place == {
        "page": 2, "folio": "", "left_mm": 32.28, "top_mm": 124.81, "width_mm": 17.64, "height_mm": 17.64
    }  # fmt: skip


def test_the_printer_and_the_size_can_be_named(pages: Path, run: Run) -> None:
    kdp = run("preflight", "good.pdf", "--profile", "kdp")
    small = run("preflight", "good.pdf", "--trim", "A6")

    assert "page-count: There are 4 pages; this printer takes 24 to 828." in kdp.err
    assert "trim-unlisted" in kdp.err
    assert "Sizes to choose from: A6 (105 × 148 mm)." in small.err


def test_a_single_page_is_told_as_one(here: Path, run: Run) -> None:
    (here / "one.pdf").write_bytes(print_file(pages=1))

    said = run("preflight", "one.pdf").err

    assert "page-multiple: There is 1 page, which cannot be divided by 4." in said
    assert "→ Add 3 blank pages.\n" in said


def test_creep_is_reckoned_with_where_pages_are_stitched(here: Path, run: Run) -> None:
    near = "0 0 0 .5 k 389 400 20 20 re f"  # 6.7 mm from the outer edge
    (here / "zine.pdf").write_bytes(print_file("", "", "", "", near, pages=8))

    assert run("preflight", "zine.pdf").code == 0
    assert "safe-area" in run("preflight", "zine.pdf", "--saddle", "--caliper", "1mm").err


def test_a_report_is_written_whole(pages: Path, run: Run) -> None:
    answer = run("preflight", "red.pdf", "--report", "red.html")

    assert answer.code == 1
    assert "<svg viewBox=" in (pages / "red.html").read_text(encoding="utf-8")
    assert sorted(path.name for path in pages.iterdir()) == ["good.pdf", "red.html", "red.pdf"]


def test_a_report_that_cannot_be_written_ends_with_4_and_words(pages: Path, run: Run) -> None:
    answer = run("preflight", "red.pdf", "--report", "nowhere/red.html")

    assert answer.code == 4
    assert "nowhere/red.html cannot be written: No such file or directory." in answer.err


def test_the_list_shows_every_printer(here: Path, run: Run) -> None:
    answer = run("preflight", "--list-profiles")

    assert answer.code == 0
    for profile in PROFILES.values():
        assert f"{profile.name}: {profile.product}" in answer.out
    assert "24 to 828, divisible by 2" in answer.out
    told = json.loads(run("preflight", "--list-profiles", "--json").out)
    assert [profile["name"] for profile in told["profiles"]] == list(PROFILES)


@pytest.mark.parametrize(
    "arguments",
    [[], ["--trim", "huge", "a.pdf"], ["--caliper", "thin", "a.pdf"], ["--profile", "x", "a.pdf"],
     ["a.pdf", "b.pdf", "--report", "c.html"]],
)  # fmt: skip
def test_a_wrong_command_line_ends_with_2(arguments: list[str], here: Path, run: Run) -> None:
    assert run("preflight", *arguments).code == 2


def test_a_build_tells_the_pages_where_a_finding_has_no_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    finding = Finding("colour-rgb", "A line is in RGB.", hint="Convert it.", places=(PagePlace(2), PagePlace(3)))

    show_findings([finding], tmp_path)

    assert capsys.readouterr().err == "pages 2, 3: colour-rgb: A line is in RGB.\n    → Convert it.\n"


def test_a_printer_of_ones_own_is_known_by_the_pamphlet_that_names_it(pages: Path, run: Run) -> None:
    folder = pages / "manuscripts" / "on-bread"
    folder.mkdir(parents=True)
    (folder / "pamphlet.toml").write_text(
        'title = "On Bread"\nlanguage = "en"\ndate = "2026"\n[print]\nprofile = "corner"\n'
        '[profiles.corner]\nlike = "offset"\nleast-pages = 400\n[[parts]]\nfile = "a.md"\nkind = "article"\n'
    )
    answer = run("preflight", "good.pdf", "--as", "on-bread")

    assert answer.code == 1
    assert "for corner: 1 error" in answer.out
    assert "page-count" in answer.err


def test_a_pamphlet_that_is_not_there_is_named(pages: Path, run: Run) -> None:
    (pages / "manuscripts").mkdir()
    answer = run("preflight", "good.pdf", "--as", "on-bred")

    assert answer.code == 2
    assert "There is no pamphlet “on-bred”." in answer.err
