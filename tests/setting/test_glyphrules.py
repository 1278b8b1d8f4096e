"""What is read from the bytes of a font's table of substitutions is what fontTools finds in the table taken apart."""

import io
from pathlib import Path

import pytest
import uharfbuzz
from fontTools.feaLib.builder import addOpenTypeFeaturesFromString
from fontTools.ttLib import TTFont

from handpress.setting import faces, further, glyphrules

FONTS = {
    **{name: face.path for name, face in faces().items()},
    **{
        f"{script.name} {file}": (script.folder / file)
        for script in further.SCRIPTS
        if script.folder
        for _, _, file in script.cuts
    },
}
ONE_FOR_ONE = "feature ccmp { sub A by B; sub C by D; } ccmp;"
TWO_FOR_ONE = "feature ccmp { sub A by B C; } ccmp;"


def table_of(content: bytes) -> bytes:
    return bytes(uharfbuzz.Face(uharfbuzz.Blob(content)).reference_table("GSUB").data)


@pytest.mark.parametrize("name", FONTS)
def test_it_says_of_every_face_what_font_tools_says(name: str) -> None:
    content = Path(FONTS[name]).read_bytes()
    lookups = TTFont(io.BytesIO(content))["GSUB"].table.LookupList.Lookup
    subtables = [getattr(one, "ExtSubTable", one) for lookup in lookups for one in lookup.SubTable]
    multiple = [one for one in subtables if one.LookupType == glyphrules.MULTIPLE]

    assert glyphrules.divides(table_of(content)) is any(len(to) > 1 for one in multiple for to in one.mapping.values())


@pytest.mark.parametrize(("rules", "divides"), [(ONE_FOR_ONE, False), (TWO_FOR_ONE, True)])
@pytest.mark.parametrize("far", [False, True])
def test_two_glyphs_for_one_are_found_however_far_off_they_stand(rules: str, divides: bool, far: bool) -> None:
    font = TTFont(faces()["roman"].path)
    extended = rules.replace("{ sub", "{ lookup far useExtension { sub").replace("; }", "; } far; }") if far else rules
    addOpenTypeFeaturesFromString(font, extended)
    out = io.BytesIO()
    font.save(out)

    assert glyphrules.divides(table_of(out.getvalue())) is divides


def test_a_font_without_the_table_divides_nothing() -> None:
    assert not glyphrules.divides(b"")
