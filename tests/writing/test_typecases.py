"""Faces are taken up once by a process, and set one text after the other."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from handpress import setting
from handpress.diagnostics import PressError
from handpress.press.typesetting import fonts
from handpress.writing import faces, layout, typecases

_HTML = "<html><body><p>Words.</p></body></html>"


@pytest.fixture(autouse=True)
def emptied(monkeypatch: pytest.MonkeyPatch) -> None:
    setting.isolate_fonts()
    monkeypatch.setattr(typecases, "_known", {})
    monkeypatch.setattr(typecases, "_borrowed", [])
    monkeypatch.setattr(typecases, "_stocks", {})


def composer(*names: str) -> layout.Composer:
    named = [font for font in fonts() if font.name in names]
    return layout.Composer((faces.face_rules(named), "p { font-size: 12pt }"), faces.enclosed(named))


def test_texts_of_the_same_faces_share_what_the_engine_took_up() -> None:
    one, other = composer("roman"), composer("roman")

    assert one._configuration is other._configuration
    assert one.lay_out(_HTML).to_pdf() == other.lay_out(_HTML).to_pdf()


def test_other_faces_are_another_typecase() -> None:
    assert composer("roman")._configuration is not composer("italic")._configuration


def test_a_face_of_the_same_name_and_other_content_is_another() -> None:
    [roman] = [font for font in fonts() if font.name == "roman"]
    [italic] = [font for font in fonts() if font.name == "italic"]
    rules = roman.rule
    kept = layout.Composer((rules,), faces.enclosed([roman]))
    changed = {roman.name: layout.Enclosed(italic.content, "font/ttf")}

    assert layout.Composer((rules,), changed)._configuration is not kept._configuration


def test_a_sheet_that_says_more_than_faces_keeps_what_it_says() -> None:
    [roman] = [font for font in fonts() if font.name == "roman"]
    rules = roman.rule + "@page { size: 50mm 50mm }"
    files = faces.enclosed([roman])

    one, other = layout.Composer((rules,), files), layout.Composer((rules,), files)

    assert one._configuration is not other._configuration
    assert other.lay_out(_HTML)._document.pages[0].width == pytest.approx(50 / 25.4 * 96)


def test_faces_in_two_sheets_belong_to_their_text_alone() -> None:
    roman, italic = (next(font for font in fonts() if font.name == name) for name in ("roman", "italic"))
    sheets, files = (roman.rule, italic.rule), faces.enclosed([roman, italic])

    assert layout.Composer(sheets, files)._configuration is not layout.Composer(sheets, files)._configuration


def test_a_face_that_cannot_be_taken_up_fails_every_time() -> None:
    broken = {"roman": layout.Enclosed(b"no font at all", "font/ttf")}
    rules = '@font-face { font-family: "Broken"; src: url("press:roman") }'

    for _ in range(2):
        with pytest.raises(PressError, match="cannot be loaded"):
            layout.Composer((rules,), broken)
    assert typecases._known == {}


def test_no_more_are_kept_than_a_pamphlet_needs() -> None:
    made = [typecases.typecase(number, object) for number in range(5)]

    assert len(typecases._known) == 3
    assert typecases.typecase(4, object) is made[4]
    assert typecases.typecase(0, object) is not made[0]


def test_the_faces_of_another_process_are_not_taken_away(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    class Configuration:
        def __del__(self) -> None:
            (tmp_path / "faces").unlink()

    (tmp_path / "faces").touch()
    typecases.typecase("theirs", Configuration)
    monkeypatch.setattr(os, "getpid", lambda: -1)

    for number in range(4):
        typecases.typecase(number, object)

    assert all(kept != "theirs" for kept, _ in typecases._known)
    assert len(typecases._borrowed) == 1
    assert (tmp_path / "faces").exists()


def test_faces_taken_up_beside_the_fonts_of_the_machine_are_not_those_without(monkeypatch: pytest.MonkeyPatch) -> None:
    isolated = composer("roman")
    monkeypatch.delenv("FONTCONFIG_FILE")

    assert composer("roman")._configuration is not isolated._configuration


def test_texts_of_the_same_sheets_and_faces_share_the_styles_that_were_made() -> None:
    one = composer("roman")
    alone = one.lay_out(_HTML).to_pdf()
    styles = len(one._wardrobe.elements)

    other = composer("roman")

    assert other.lay_out(_HTML).to_pdf() == alone
    assert len(other._wardrobe.elements) == styles > 0


def test_other_sheets_share_no_styles() -> None:
    one = composer("roman")
    [roman] = [font for font in fonts() if font.name == "roman"]
    other = layout.Composer((roman.rule, "p { font-size: 13pt }"), faces.enclosed([roman]))

    assert one._configuration is other._configuration
    assert one._wardrobe is not other._wardrobe


def test_a_full_wardrobe_is_put_away_for_an_empty_one() -> None:
    one = composer("roman")
    one._wardrobe.elements.update((number, None) for number in range(5000))

    assert len(composer("roman")._wardrobe.elements) == 0


def test_a_sheet_with_ways_to_count_shares_none() -> None:
    [roman] = [font for font in fonts() if font.name == "roman"]
    sheets = roman.rule, '@counter-style own { system: cyclic; symbols: "✥" }'
    one, other = (layout.Composer(sheets, faces.enclosed([roman])) for _ in range(2))

    assert one._configuration is other._configuration
    assert one._wardrobe is not other._wardrobe
