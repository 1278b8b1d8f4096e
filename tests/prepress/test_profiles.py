"""Colour profiles: the one that comes with the press, and those that somebody names."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from PIL import ImageCms
from tests.prepress.reading import look
from tests.prepress.samples import ABOUT, plain

from handpress import prepress
from handpress.diagnostics import PressError
from handpress.prepress import CmykProfile, finish_print, named_profile, press_profile
from handpress.prepress.colour import srgb
from handpress.project.profiles import PROFILES

PRESS = press_profile().content


def test_the_profiles_are_the_files_their_account_says_they_are() -> None:
    folder = Path(prepress.__file__).parent / "profiles"
    account = (folder / "README.md").read_text(encoding="utf-8")

    for path in folder.glob("*.icc"):
        assert f"`{path.name}` | `{hashlib.sha256(path.read_bytes()).hexdigest()}`" in account


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "no ICC profile"),
        (b"a picture, perhaps" * 20, "no ICC profile"),
        (PRESS[:-1], "not a whole one"),
        (srgb(), "for RGB and not for CMYK"),
        (ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes(), "for Lab and not for CMYK"),
        (PRESS[:12] + b"scnr" + PRESS[16:], "of a scanner and not of a printing press"),
        (PRESS[:400] + bytes(len(PRESS) - 400), "is a broken ICC profile"),
    ],
    ids=["empty", "something else", "cut short", "a screen's", "a measure", "a scanner's", "hollow"],
)
def test_what_is_no_profile_of_a_press_is_refused_with_what_it_is(content: bytes, said: str) -> None:
    with pytest.raises(PressError, match=said) as caught:
        named_profile(content, "our.icc")

    assert str(caught.value).startswith("our.icc ")
    assert "FOGRA39" in caught.value.hint


def intents(icc: CmykProfile) -> list[tuple[str, str, str, str, bytes]]:
    made = finish_print(plain()[1], ABOUT, PROFILES["offset"], icc=icc).value
    return look(
        made,
        lambda pdf: [
            (
                str(one.S),
                str(one.OutputConditionIdentifier),
                str(one.get("/RegistryName", "")),
                str(one.Info),
                one.DestOutputProfile.read_bytes(),
            )
            for one in pdf.Root.OutputIntents
        ],
    )


def test_the_press_names_its_condition_for_printers_and_for_archives() -> None:
    told = ("FOGRA39", "http://www.color.org", "FOGRA39L Coated", PRESS)

    assert intents(press_profile()) == [("/GTS_PDFX", *told), ("/GTS_PDFA1", *told)]


def test_another_profile_is_embedded_under_its_own_name() -> None:
    other = PRESS.replace(b"FOGRA39L Coated", b"OUR PRESS Coated"[:15])

    assert intents(named_profile(other, "our.icc"))[0][1:] == ("Custom", "", "OUR PRESS Coate", other)
    assert intents(named_profile(other, "our.icc", "FOGRA51"))[0][1:3] == ("FOGRA51", "http://www.color.org")


def test_the_old_standard_takes_no_new_profile() -> None:
    new = CmykProfile(PRESS[:8] + b"\x04" + PRESS[9:], "New", "Custom", "")

    with pytest.raises(PressError, match="version 4"):
        finish_print(plain()[1], ABOUT, PROFILES["ingram"], icc=new)
