"""What the judges say of the files of every pamphlet: veraPDF, Ghostscript, qpdf, and our own of PDF/X."""

from __future__ import annotations

import functools
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace
from tests.judges import pdfx
from tests.judges.epubcheck import required
from tests.judges.verapdf import Verdict, sample
from tests.pamphlets.shop import ALL
from tests.prepress.samples import ABOUT, colourful, plain, shelved

from handpress.model.format import PrintStandard, Profile
from handpress.prepress import Marks, finish_print, finish_reading
from handpress.project.profiles import PROFILES
from handpress.proving import Outputs, prove
from handpress.proving.pages import prove_texts
from handpress.proving.readback import anchors, pages_text

EVERY_MARK = Marks(cut=True, register=True, folds_mm=(30.0,))
OLD = replace(PROFILES["offset"], name="old", standard=PrintStandard.X1A)


RICH = ("article-and-reply", "editorial", "tables-and-figures", "verse-and-epigraph")
OTHER_THEMES = ("leaflet", "large")


@functools.cache
def reading(name: str, theme: str = "quiet") -> bytes:
    _, _, about, pages = shelved(name, theme)
    return finish_reading(pages, about)


@functools.cache
def printed(name: str, profile: Profile, theme: str = "quiet") -> bytes:
    _, _, about, pages = shelved(name, theme)
    return finish_print(pages, about, profile).value


FILES: dict[str, Callable[[], bytes]] = {
    **{f"{name}, to read": functools.partial(reading, name) for name in ALL},
    **{f"{name}, to print": functools.partial(printed, name, PROFILES["offset"]) for name in ALL},
    **{f"{name}, {theme}, to read": functools.partial(reading, name, theme) for theme in OTHER_THEMES for name in RICH},
    **{
        f"{name}, {theme}, to print": functools.partial(printed, name, PROFILES["offset"], theme)
        for theme in OTHER_THEMES
        for name in RICH
    },
    "colours, to read": lambda: finish_reading(colourful(), ABOUT),
    "colours, to print": lambda: finish_print(colourful(), ABOUT, PROFILES["offset"], marks=EVERY_MARK).value,
    "colours, in black": lambda: finish_print(colourful(), ABOUT, PROFILES["kdp"], one_ink=True).value,
    "a note overleaf, to read": lambda: finish_reading(plain()[1], ABOUT),
    "a note overleaf, to print": lambda: finish_print(plain()[1], ABOUT, PROFILES["lulu"]).value,
}
for _name, _make in FILES.items():
    sample(_name, _make)


@pytest.mark.parametrize("name", FILES)
def test_the_file_is_pdf_a_2a_and_pdf_ua_1(pdf_verdict: Verdict, name: str) -> None:
    assert [str(fault) for fault in pdf_verdict(name)] == []


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("profile", [PROFILES["offset"], PROFILES["kdp"], OLD], ids=lambda profile: profile.name)
def test_the_print_file_keeps_the_standard_of_its_profile(name: str, profile: Profile) -> None:
    assert pdfx.faults(printed(name, profile), profile.standard.value) == []


@pytest.mark.parametrize("theme", OTHER_THEMES)
@pytest.mark.parametrize("name", RICH)
def test_in_every_theme_too(name: str, theme: str) -> None:
    for profile in (PROFILES["offset"], OLD):
        assert pdfx.faults(printed(name, profile, theme), profile.standard.value) == []


@pytest.mark.parametrize("profile", ["offset", "kdp", "ingram", "lulu"])
def test_so_does_one_with_every_kind_of_colour(profile: str) -> None:
    row = PROFILES[profile]
    made = finish_print(colourful(faint=row.standard is PrintStandard.X4), ABOUT, row).value

    assert pdfx.faults(made, row.standard.value) == []


@pytest.mark.parametrize("name", ALL)
def test_every_word_and_link_is_proved_in_the_reading_file(name: str) -> None:
    document, facts, _, _ = shelved(name)
    [proof] = prove(document, facts, Outputs(pdf=reading(name))).proofs

    assert proof.losses == ()
    assert proof.words_found > 0


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("profile", [PROFILES["offset"], OLD], ids=lambda profile: profile.name)
def test_every_word_is_proved_in_the_print_file(name: str, profile: Profile) -> None:
    document, facts, _, _ = shelved(name)
    made = printed(name, profile)
    proof = prove_texts(
        document, facts, [page for (page,) in pages_text(made)], "print", "", places=anchors(made)
    ).proof

    assert proof.losses == ()
    assert proof.words_found > 0


def run(command: str, *arguments: str) -> str:
    """What a judge on this machine says; skips where it is absent, and fails where it is required."""
    if not shutil.which(command):
        (pytest.fail if required() else pytest.skip)(f"there is no {command}")
    done = subprocess.run([command, *arguments], capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("profile", [PROFILES["offset"], OLD], ids=lambda profile: profile.name)
def test_pages_in_black_take_no_ink_but_black(name: str, profile: Profile, tmp_path: Path) -> None:
    (tmp_path / "print.pdf").write_bytes(printed(name, profile))
    inks = [
        line.split()[:4]
        for line in run("gs", "-q", "-sDEVICE=inkcov", "-o", "-", str(tmp_path / "print.pdf")).splitlines()
    ]

    assert {tuple(map(float, cmy)) for *cmy, _ in inks} == {(0.0, 0.0, 0.0)}
    assert any(float(black) > 0.001 for *_, black in inks)


@pytest.mark.parametrize("name", FILES)
def test_the_file_is_in_order(name: str, tmp_path: Path) -> None:
    (tmp_path / "file.pdf").write_bytes(FILES[name]())

    assert "No syntax or stream encoding errors found" in run("qpdf", "--check", str(tmp_path / "file.pdf"))
