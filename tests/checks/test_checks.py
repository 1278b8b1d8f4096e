"""Every finding the press can make, provoked: a small pamphlet a code, and the whole report as a user sees it.

``tests/checks/<code>/`` holds the pamphlet and ``expected.txt``. A report is judged by eye when it changes: does the
sentence say what is wrong, is the place exact, does the hint help? ``pytest --update-golden``, then ``git diff``.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.conftest import Golden

from handpress.cli import main
from handpress.diagnostics import Severity
from handpress.diagnostics.catalogue import CATALOGUE, PAGES, PROSE
from handpress.preflighting.checks import FILE_CHECKS, PAGE_CHECKS

FOLDER = Path(__file__).parent
CASES = sorted(path.parent for path in FOLDER.glob("*/pamphlet.toml"))
# These are found in what the press has made and not in a manuscript; the tests of their rooms provoke them.
ELSEWHERE = {
    "sheet-over": "tests/press",
    "annotations-left-out": "tests/imposing",
    "bleed-cut": "tests/imposing",
    "cover-size": "tests/writing",
    "booklet-thick": "tests/imposing",
    "booklet-too-thick": "tests/imposing",
    "booklet-differs": "tests/proving",
    "marks-left-out": "tests/imposing",
    "line-breaking": "tests/setting",
    **dict.fromkeys(sorted(PAGES), "tests/proving"),
    "note-astray": "tests/proving",
    "note-lost": "tests/proving",
    "picture-on-white": "tests/prepress",
    "word-added": "tests/proving",
    "word-lost": "tests/proving",
    "word-moved": "tests/proving",
    **{code: "tests/preflighting" for check in (*PAGE_CHECKS, *FILE_CHECKS) for code in check.codes},
    "shop-metadata": "tests/checking",
    "shop-cover": "tests/checking",
    "shop-picture": "tests/checking",
    "shop-file": "tests/checking",
    "shop-advice": "tests/checking",
}


@pytest.fixture
def report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Reporter:
    """Runs ``handpress check`` over a copy of a case, in a workspace of its own."""

    def run(case: Path) -> tuple[int, str]:
        shutil.copytree(case, tmp_path / "manuscripts" / "pamphlet", ignore=shutil.ignore_patterns("expected.txt"))
        monkeypatch.chdir(tmp_path)
        with pytest.raises(SystemExit) as ended:
            main(["check", "pamphlet", *(["--prose"] if case.name in PROSE else [])])
        said = capsys.readouterr()
        return int(ended.value.code or 0), said.err + said.out

    return run


Reporter = Callable[[Path], tuple[int, str]]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_report_is_what_a_user_should_read(case: Path, report: Reporter, golden: Golden) -> None:
    _, said = report(case)
    golden(case / "expected.txt", said)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_pamphlet_earns_the_finding_of_its_folder_and_no_other(case: Path, report: Reporter) -> None:
    code, said = report(case)
    found = [line.split(": ")[1] for line in said.splitlines() if line.startswith("manuscripts/")]
    assert set(found) == {case.name}
    assert code == (1 if CATALOGUE[case.name].severity is Severity.ERROR else 0)


def test_every_code_of_the_catalogue_has_its_folder_and_every_folder_its_code() -> None:
    assert {case.name for case in CASES} | set(ELSEWHERE) == set(CATALOGUE)
    assert not {case.name for case in CASES} & set(ELSEWHERE)


@pytest.mark.parametrize("code", ELSEWHERE)
def test_what_is_not_provoked_here_is_provoked_where_it_is_said_to_be(code: str) -> None:
    tests = (FOLDER.parents[1] / ELSEWHERE[code]).glob("test_*.py")
    assert any(f'"{code}"' in path.read_text(encoding="utf-8") for path in tests)
