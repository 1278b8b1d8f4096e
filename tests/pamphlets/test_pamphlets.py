"""Whole pamphlets, from manuscript to stitched sheets, before every judge there is.

Each folder here is a pamphlet with what the press made of it when a person last looked it over, in ``golden/``.
After a change that is meant: ``pytest tests/pamphlets --update-golden``, then read ``git diff``.
"""

from __future__ import annotations

import functools
import json
import os
import shutil
import subprocess
import typing
from itertools import pairwise

import pikepdf
import pytest
from tests.conftest import Golden
from tests.judges.epubcheck import Verdict, faults, required, sample
from tests.pamphlets.shop import (
    ALL,
    HERE,
    SAMPLES,
    epub_text,
    outline_text,
    pages_text,
    plain,
    product,
    sheets_text,
    words,
)

from handpress.model import nodes, walk
from handpress.model.languages import is_right_to_left

TEXTS = {"outline": outline_text, "pages": pages_text, "epub": epub_text, "sheets": sheets_text}
PDFS = (".pdf", "-print.pdf", "-cover.pdf", "-cover-a4.pdf", "-booklet-a4.pdf")


def judge(program: str) -> str:
    """Where a program lies that judges from outside; without it the test is skipped, or fails where it is required."""
    if (path := shutil.which(program)) is None:
        (pytest.fail if required() else pytest.skip)(f"{program} judges nothing here: it is not installed")
        raise AssertionError
    return path


# --- goldens -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", TEXTS)
@pytest.mark.parametrize("name", SAMPLES)
def test_a_pamphlet_is_what_it_was_when_a_person_last_looked_it_over(name: str, kind: str, golden: Golden) -> None:
    golden(HERE / name / "golden" / f"{kind}.txt", TEXTS[kind](product(name)))


# --- the press's own word ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ALL, scope="session")
def test_the_ledger_knows_of_no_loss(name: str) -> None:
    ledger = json.loads(product(name).folder.joinpath("ledger.json").read_text(encoding="utf-8"))

    assert ledger["whole"] is True
    assert set(ledger["outputs"]) == {"epub", "pdf", "print", "booklet"}
    for proof in ledger["outputs"].values():
        assert proof["words"]["found"] == proof["words"]["expected"] > 0
        assert proof["notes"]["found"] == proof["notes"]["expected"]


@pytest.mark.parametrize("name", ALL, scope="session")
def test_the_folder_of_a_build_holds_the_editions_and_their_accounts_and_nothing_else(name: str) -> None:
    made = product(name)
    editions = {f"{name}.epub", *(f"{name}{ending}" for ending in PDFS)}
    files = editions | {"ledger.json", "document.json", "report.html"}

    assert {path.name for path in made.folder.iterdir()} == files == {path.name for path in made.built.files}


# --- judges from outside -----------------------------------------------------------------------------------------

for _name in ALL:
    sample(f"the pamphlet {_name}")(functools.partial(lambda name: product(name).file(".epub").read_bytes(), _name))


@pytest.mark.parametrize("name", ALL, scope="session")
def test_epubcheck_finds_no_fault_in_the_e_book(name: str, verdict: Verdict) -> None:
    assert faults(verdict(f"the pamphlet {name}")) == ()


@pytest.mark.parametrize("ending", PDFS)
@pytest.mark.parametrize("name", ALL, scope="session")
def test_qpdf_finds_no_fault_in_the_file(name: str, ending: str) -> None:
    with pikepdf.open(product(name).file(ending)) as pdf:
        assert pdf.check_pdf_syntax() == []


@pytest.mark.parametrize("name", ALL, scope="session")
def test_ghostscript_renders_every_page_and_complains_of_none(name: str) -> None:
    command = [judge("gs"), "-q", "-dSAFER", "-dBATCH", "-dNOPAUSE", "-dPDFSTOPONERROR", "-sDEVICE=ppmraw", "-r18"]
    files = [str(product(name).file(ending)) for ending in PDFS]
    done = subprocess.run([*command, "-o", os.devnull, *files], capture_output=True, text=True, check=False)

    assert (done.returncode, done.stdout + done.stderr) == (0, "")


@pytest.mark.parametrize("name", ALL, scope="session")
def test_poppler_reads_every_word_of_the_manuscript_on_the_pages(name: str) -> None:
    made = product(name)
    command = [judge("pdftotext"), "-enc", "UTF-8", str(made.file(".pdf")), "-"]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    pages = [plain(page) for page in said.split("\f")]
    whole = "".join(pages)
    if is_right_to_left(made.document.metadata.language):
        # Poppler parts such a line where marks stand over letters, and has its pieces from left to right.
        whole += plain("".join(reversed(said.splitlines())))
    lost = [word for word in words(made) if word not in whole and not over_a_page(word, pages)]

    assert lost == []


def over_a_page(word: str, pages: list[str]) -> bool:
    """Whether a word begins on one page and ends on the next, where its hyphen parts it."""
    parted = ((word[:n], word[n:]) for n in range(2, len(word) - 1))
    return any(a in one and b in other for a, b in parted for one, other in pairwise(pages))


# --- the samples themselves ----------------------------------------------------------------------------------------


def test_the_samples_hold_every_kind_of_the_model() -> None:
    found = {type(node) for name in SAMPLES for node in walk.document_nodes(product(name).document)}
    working = {nodes.Query, nodes.Change}  # which no release has
    wanted = {*typing.get_args(nodes.Block), *typing.get_args(nodes.Inline)} - working

    assert {kind.__name__ for kind in wanted - found} == set()
