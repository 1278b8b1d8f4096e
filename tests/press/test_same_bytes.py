"""Same manuscripts, same bytes: on another day, in another place, in another country, in another order."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.pamphlets.shop import HERE

SLUGS = ("article-and-reply", "tables-and-figures")
ROOT = Path(__file__).resolve().parents[2]
ELSEWHERE = Path(__file__).with_name("elsewhere")
BUILD = "from handpress.cli import main; main(['build', '--web', '--text', '--markdown', '--parts'])"

# What may differ between two machines, and must not be seen in what they make.
PLACES = {
    "here": {"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C", "LANG": "C"},
    "elsewhere": {
        "PYTHONHASHSEED": "4711",
        "TZ": "Asia/Kolkata",
        "LC_ALL": "tr_TR.UTF-8",
        "LANG": "tr_TR.UTF-8",
        "SOURCE_DATE_EPOCH": "1234567890",
        "PYTHONPATH": str(ELSEWHERE),
        "XDG_DATA_HOME": "fonts-of-this-machine",
    },
}


def make(root: Path, place: dict[str, str]) -> dict[str, str]:
    """The hash of every file that is built in a fresh workspace, in a process of its own."""
    for slug in SLUGS:
        shutil.copytree(HERE / slug, root / "manuscripts" / slug, ignore=shutil.ignore_patterns("golden"))
    paths = [place.get("PYTHONPATH", ""), str(ROOT / "src")]
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR") if name in os.environ}
    environment = kept | place | {"PYTHONPATH": os.pathsep.join(filter(None, paths))}
    done = subprocess.run(
        [sys.executable, "-c", BUILD], cwd=root, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    files = sorted(path for path in (root / "build").rglob("*.*") if path.is_file() and ".cache" not in path.parts)
    return {path.relative_to(root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, str]]:
    roots = {"here": tmp_path_factory.mktemp("here"), "elsewhere": tmp_path_factory.mktemp("Über the hills")}
    return {name: make(roots[name], place) for name, place in PLACES.items()}


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("ending", [".epub", ".pdf", "-booklet-a4.pdf", ".html", ".txt", ".md"])
def test_every_edition_is_the_same_byte_by_byte(made: dict[str, dict[str, str]], slug: str, ending: str) -> None:
    name = f"build/{slug}/{slug}{ending}"

    assert made["here"][name] == made["elsewhere"][name]


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("name", ["ledger.json", "document.json", "report.html"])
def test_the_accounts_are_the_same(made: dict[str, dict[str, str]], slug: str, name: str) -> None:
    assert made["here"][f"build/{slug}/{name}"] == made["elsewhere"][f"build/{slug}/{name}"]


def test_the_other_place_is_truly_another() -> None:
    program = (
        "import datetime, os, time; print(time.time(), datetime.date.today(), os.listdir() == sorted(os.listdir()))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=HERE,
        env=os.environ | {"PYTHONPATH": str(ELSEWHERE), "TZ": "UTC"},
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout.split() == ["4102444800.5", "2100-01-01", "False"]
