import hashlib
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from PIL import ImageFont, features

from handpress.diagnostics import ExitCode, PressError
from handpress.setting import Cut, faces, licence, metrics, missing, subset


def opened(content: bytes) -> TTFont:
    return TTFont(io.BytesIO(content))


def test_the_face_comes_with_the_press_and_not_from_the_machine() -> None:
    assert all(face.path.is_file() for face in faces().values())


def test_the_licence_is_the_open_font_licence() -> None:
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence()


def test_each_cut_is_a_static_truetype_font_of_its_weight() -> None:
    found = {font.cut: opened(font.content) for font in subset("Press")}

    assert list(found) == [Cut.REGULAR, Cut.ITALIC, Cut.SEMIBOLD]
    assert [font["OS/2"].usWeightClass for font in found.values()] == [400, 400, 600]
    assert not any("fvar" in font or "gvar" in font for font in found.values())
    assert found[Cut.ITALIC]["post"].italicAngle < 0


def test_the_semibold_is_truly_heavier() -> None:
    regular, semibold = subset("l", [Cut.REGULAR, Cut.SEMIBOLD])

    def stem(content: bytes) -> int:
        glyph = opened(content)["glyf"]["l"]
        return int(glyph.xMax - glyph.xMin)

    assert stem(semibold.content) > stem(regular.content)


def test_only_the_asked_cuts_are_made_in_a_fixed_order() -> None:
    assert [font.name for font in subset("a", [Cut.SEMIBOLD, Cut.ITALIC])] == [
        "EBGaramond-Italic.ttf",
        "EBGaramond-SemiBold.ttf",
    ]


def test_a_cut_says_what_a_style_sheet_must_say_of_it() -> None:
    assert [(cut.style, cut.weight) for cut in Cut] == [("normal", 400), ("italic", 400), ("normal", 600)]


def test_a_subset_holds_what_is_used_and_what_a_reader_adds_and_little_else() -> None:
    [font] = subset("жé", [Cut.REGULAR])
    held = opened(font.content).getBestCmap()

    assert {ord(c) for c in "жé0129•‐"} <= set(held)
    assert ord("щ") not in held
    assert len(font.content) < 100_000


def test_small_capitals_figures_superiors_ligatures_and_kerning_survive() -> None:
    [font] = subset("Office 1917", [Cut.REGULAR])
    tables = [opened(font.content)[name].table for name in ("GSUB", "GPOS")]
    kept = {record.FeatureTag for table in tables for record in table.FeatureList.FeatureRecord}

    assert {"smcp", "c2sc", "onum", "sups", "liga", "kern"} <= kept
    assert "swsh" not in kept


def test_the_font_names_its_makers_and_licence() -> None:
    [font] = subset("a", [Cut.REGULAR])
    names = opened(font.content)["name"]

    assert "EB Garamond Project Authors" in names.getDebugName(0)
    assert "Open Font License" in names.getDebugName(13)


@pytest.mark.parametrize("character", ["漢", "☭", "א"])
def test_a_sign_the_face_lacks_is_missing(character: str) -> None:
    assert missing(f"a{character}ωж") == {character}


def test_characters_without_ink_are_never_missing() -> None:
    assert missing("\n\t \u00a0\u00ad\u200b\u202f\u2009") == frozenset()


PROBE = """
import hashlib
from handpress.setting import metrics, subset
print(*(hashlib.sha256(font.content).hexdigest() for font in subset("Vanguard, ﬁrst")))
print(metrics("Vanguard")[0])
"""


def test_another_process_makes_the_same_bytes() -> None:
    def digests(seed: str, epoch: str) -> str:
        source = str(Path(__file__).parents[2] / "src")
        env = os.environ | {"PYTHONHASHSEED": seed, "SOURCE_DATE_EPOCH": epoch, "PYTHONPATH": source}
        command = [sys.executable, "-c", PROBE]
        return subprocess.run(command, env=env, capture_output=True, text=True, check=True).stdout

    assert digests("1", "0") == digests("2", "1900000000")


def test_the_order_of_characters_and_cuts_does_not_matter() -> None:
    one, other = subset("abc", [Cut.REGULAR, Cut.ITALIC]), subset("cba", [Cut.ITALIC, Cut.REGULAR])

    assert [hashlib.sha256(font.content).digest() for font in one] == [
        hashlib.sha256(font.content).digest() for font in other
    ]


def test_metrics_tell_kerning_by_character() -> None:
    roman, _ = metrics("AVTol")

    def moved(pair: str) -> float:
        return roman.width(pair) - sum(roman.advances[char] for char in pair)

    assert moved("AV") < -0.05
    assert moved("To") < -0.05
    assert moved("ll") == pytest.approx(0)


def test_the_width_told_is_what_an_engine_with_opentype_layout_sets() -> None:
    if not features.check("raqm"):
        pytest.skip("Pillow has no Raqm here, which is the engine to compare with")
    [regular] = subset("AVTWoey.,’”l", [Cut.REGULAR])
    engine = ImageFont.truetype(io.BytesIO(regular.content), 1000, layout_engine=ImageFont.Layout.RAQM)
    roman = metrics("AVTWoey.,’”l", 400)[0]
    for words in ("AVTo", "We, Yo.", "l’Avoyel", "To To"):
        assert engine.getlength(words, features=["-liga"]) == pytest.approx(1000 * roman.width(words), abs=3)


def test_a_heavier_face_runs_wider_and_a_missing_sign_as_wide_as_its_box() -> None:
    light, heavy = metrics("Organⴰ", 400)[0], metrics("Organⴰ", 800)[0]

    assert heavy.width("Organ") > light.width("Organ") * 1.03
    assert "ⴰ" not in light.advances
    assert light.width("ⴰ") == light.other > 0


def test_without_the_package_of_the_face_the_press_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fontpkg_eb_garamond", None)

    with pytest.raises(PressError, match="EB Garamond") as caught:
        faces()
    assert caught.value.exit_code is ExitCode.ENVIRONMENT
    assert "fontpkg-eb-garamond" in caught.value.hint
