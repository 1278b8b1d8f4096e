"""The printed file, read back by another engine: bound it reads in order, and everything stands where it must."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.imposing.bindery import UP, leafed_through
from tests.imposing.finishing import FLAT, finished_book
from tests.imposing.paper import made, numbered, page_size, paper_of, words_of
from tests.imposing.samples import MM
from tests.judges.epubcheck import required

from handpress.imposing import SCHEMES, SHEETS, Job, Sheet, impose
from handpress.imposing.schemes import Scheme

BOUND = [name for name in SCHEMES if name not in FLAT]
SHEET = SHEETS["sra3"]
NEAR = 0.01
SPARE = 8.0


def count_for(scheme: str) -> int:
    """As many pages as one signature holds, less one or so: the file does not say where a signature ends."""
    return {"zine": 7, "sections": 13, "signature-4": 3, "signature-8": 7, "signature-16": 14}.get(scheme, 21)


def pages_for(scheme: Scheme, count: int) -> bytes:
    return numbered(count, page_size(scheme, SHEET, SPARE))


@pytest.mark.parametrize("flip", [None, "long", "short"])
@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@pytest.mark.parametrize("scheme", BOUND)
def test_the_file_printed_folded_and_cut_reads_from_first_to_last(
    scheme: str, direction: str, flip: str | None
) -> None:
    row, count = SCHEMES[scheme], count_for(scheme)

    imposed = made(pages_for(row, count), SHEET, row, direction=direction, flip=flip)

    seen = leafed_through(finished_book(scheme, paper_of(imposed.pdf, row), direction))
    assert [page.page for page in seen if page.page] == list(range(1, count + 1))
    assert all(page.head == UP for page in seen if page.page)
    assert len(seen) - count >= imposed.blanks


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@pytest.mark.parametrize("scheme", FLAT)
def test_a_handout_is_read_row_by_row(scheme: str, direction: str) -> None:
    row, count = SCHEMES[scheme], 21
    way = 1 if direction == "ltr" else -1

    imposed = made(pages_for(row, count), SHEET, row, direction=direction)

    tall = SHEET.height_mm * MM / row.rows
    read = [
        word.number
        for side in words_of(imposed.pdf)
        for word in sorted(side, key=lambda word: (-(word.middle[1] // tall), way * word.middle[0]))
    ]
    assert read == list(range(1, count + 1))


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_letter_lands_where_spine_and_fold_say_to_a_hundredth_of_a_point(scheme: str) -> None:
    row, count = SCHEMES[scheme], min(8, count_for(scheme))
    pages = pages_for(row, count)
    width, height = page_size(row, SHEET, SPARE)
    cell_width, cell_height = SHEET.width_mm * MM / row.columns, SHEET.height_mm * MM / row.rows

    imposed = made(pages, SHEET, row)

    alone = {word.number: word for side in words_of(pages) for word in side}
    for word in (word for side in words_of(imposed.pdf) for word in side):
        x = word.middle[0] // cell_width * cell_width
        y = word.middle[1] // cell_height * cell_height
        spare = cell_width - width
        if row.across != "fold" or scheme == "zine":
            left = x + spare / 2
        else:
            left = x if (word.number % 2 == 1) == word.upright else x + spare
        bottom = y + (cell_height - height) / 2
        for found, box in ((word.first, alone[word.number].first), (word.last, alone[word.number].last)):
            upright = (left + box[0], bottom + box[1], left + box[2], bottom + box[3])
            over = (left + width - box[2], bottom + height - box[3], left + width - box[0], bottom + height - box[1])
            assert found == pytest.approx(upright if word.upright else over, abs=NEAR)


@pytest.mark.parametrize("scheme", [name for name in BOUND if SCHEMES[name].nests])
def test_creep_moves_each_leaf_to_the_spine_by_its_depth_in_its_own_signature(scheme: str) -> None:
    row = SCHEMES[scheme]
    pages = numbered(40, page_size(row, SHEET, SPARE))
    flat = made(pages, SHEET, row)
    crept = made(pages, SHEET, row, caliper_mm=0.1, creep_factor=1.5)

    where = {word.number: word for side in words_of(flat.pdf) for word in side}
    depths = {place.page: place.depth for side in flat.sides for place in side.placements}
    for word in (word for side in words_of(crept.pdf) for word in side):
        to_the_left = (word.number % 2 == 1) == word.upright
        shift = depths[word.number - 1] * 0.15 * MM * (-1 if to_the_left else 1)
        assert word.first[0] == pytest.approx(where[word.number].first[0] + shift, abs=NEAR)
        assert word.first[1] == pytest.approx(where[word.number].first[1], abs=NEAR)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_pages_too_large_are_all_made_smaller_by_one_factor_when_that_is_asked_for(scheme: str) -> None:
    row, count = SCHEMES[scheme], min(8, count_for(scheme))
    width, height = page_size(row, SHEET, 0)
    pages = numbered(count, (width * 1.5, height * 2))

    imposed = made(pages, SHEET, row, scale_to_fit=True)

    assert imposed.scale == pytest.approx(0.5, abs=1e-6)
    alone = {word.number: word for side in words_of(pages) for word in side}
    for word in (word for side in words_of(imposed.pdf) for word in side):
        run = abs(word.last[2] - word.first[0]) if word.upright else abs(word.first[2] - word.last[0])
        assert run == pytest.approx((alone[word.number].last[2] - alone[word.number].first[0]) / 2, abs=NEAR)


def test_letters_of_a_page_made_smaller_by_an_odd_factor_land_to_a_hundredth_of_a_point_too() -> None:
    size = (1.37 * 421 * 3, 1.37 * 500 * 3)
    pages, sheet = numbered(4, size), Sheet("large", 842 * 3 / MM, 595 * 3 / MM)

    imposed = made(pages, sheet, SCHEMES["saddle-stitch"], scale_to_fit=True)

    [first] = words_of(pages)[0]
    on_sheet = {word.number: word for word in words_of(imposed.pdf)[0]}[1]
    foot = (sheet.height - size[1] / 1.37) / 2
    expected = (sheet.width / 2 + first.first[0] / 1.37, foot + first.first[1] / 1.37)
    assert on_sheet.first[:2] == pytest.approx(expected, abs=NEAR)


def test_pages_that_fit_are_never_made_larger() -> None:
    imposed = made(numbered(4, (100, 150)), SHEET, SCHEMES["saddle-stitch"], scale_to_fit=True)

    assert imposed.scale == 1


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_sheet_lies_or_stands_as_leaves_most_room_and_says_on_which_edge_it_is_turned(scheme: str) -> None:
    row = SCHEMES[scheme]
    standing = page_size(row, SHEET, SPARE), page_size(row, SHEET.turned(), SPARE)

    flips = [made(numbered(3, size), SHEET, row).flip for size in standing]

    assert flips == (["none", "none"] if scheme == "zine" else ["short", "long"])


@pytest.mark.parametrize("scheme", SCHEMES)
def test_qpdf_finds_nothing_wrong(scheme: str, tmp_path: Path) -> None:
    if shutil.which("qpdf") is None:
        (pytest.fail if required() else pytest.skip)("qpdf judges nothing here: it is not installed")
    path = tmp_path / "sheets.pdf"
    path.write_bytes(made(pages_for(SCHEMES[scheme], 8), SHEET, SCHEMES[scheme]).pdf)

    done = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout + done.stderr


def test_every_scheme_gives_the_same_bytes_in_another_process_with_another_seed_of_hashes() -> None:
    pages = numbered(8, (120, 170))
    script = (
        "import hashlib, sys\n"
        "from handpress.imposing import SCHEMES, SHEETS, Job, Mark, impose\n"
        "pages = sys.stdin.buffer.read()\n"
        "for row in SCHEMES.values():\n"
        "    made = impose(pages, Job(SHEETS['sra3'], row, caliper_mm=0.1, marks=frozenset(Mark))).value\n"
        "    print(row.name, hashlib.sha256(made.pdf).hexdigest())\n"
    )
    answers = []
    for seed in ("0", "4711"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)}
        command = [sys.executable, "-c", script]
        answers.append(subprocess.run(command, input=pages, env=environment, capture_output=True, check=True).stdout)

    assert answers[0] == answers[1]
    assert len({line.split()[1] for line in answers[0].splitlines()}) == len(SCHEMES)
    again = impose(pages, Job(SHEET, SCHEMES["zine"])).value
    once = impose(pages, Job(SHEET, SCHEMES["zine"])).value
    assert again is not None
    assert once is not None
    assert hashlib.sha256(again.pdf).digest() == hashlib.sha256(once.pdf).digest()
