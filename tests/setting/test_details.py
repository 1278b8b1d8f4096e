"""Details of type: which passages get features of the face, and that the text of the pages stays as it was."""

from __future__ import annotations

import contextlib
import inspect

import pytest
from tests.setting.sheet import Sheet, set_type

from handpress.setting import details
from handpress.setting.details import engine
from handpress.setting.details.joints import joints
from handpress.setting.details.passages import FRACTION, PARTED, SUPERIOR, find_passages

# Where a bar stands no ligature may: as a German reader would part the words.
PARTED_WORDS = """auf|finden auf|fallend unauf|fällig Auf|lage auf|lösen hinauf|laufen darauf|legen Auf|input Schaf|fell
Hof|fest Schlaf|film Brief|freund Kauf|fieber Tief|flug Kopf|form Schiff|fahrt Stoff|flicken höf|lich treff|lich
arbeits|los straf|los hoff|los Chef|ling Kauf|interesse Stoff|lager Kauf|leute schlaf|los Dorf|lehrer"""
WHOLE_WORDS = """hoffen Hoffnung Kaffee treffen schaffen Schaffner schaffte schlaffer straffen Graffiti Griff Schiffe
finden Film Flug Pflicht Konflikt Pfiff öffentlich zweifle zweifler Schaufler schaufle Würfler Löffler Tafler Muffige
streifig häufig Profil offiziell Koffer Waffe Affe Flagge Mufflon Trüffler Gipfler"""


@pytest.mark.parametrize("word", PARTED_WORDS.split())
def test_no_ligature_stands_over_a_joint(word: str) -> None:
    before, _, after = word.partition("|")
    over = before[-1] == "f" and after[0] in "fil"
    place = len(before)
    doubled = after[0] == "f" and not before.endswith("ff")

    assert list(joints(before + after)) == ([place - 1 if doubled else place] if over else [])


@pytest.mark.parametrize("word", WHOLE_WORDS.split())
def test_where_no_words_are_joined_the_ligature_stands(word: str) -> None:
    assert list(joints(word)) == []


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "1/2 and (3/4), 7/8.", ["1/2", "3/4", "7/8"]),
        ("en", "24/7, 11/12, 1917/18, 1/2/2020, a/2, 3/2, 1/0, No. 5/6", []),
        ("fr", "1er, 2e, XIXe, Ve, Ier, 1res", ["er", "e", "e", "e", "er", "res"]),
        ("fr", "Ce, Le, Vers, Ver, Les, Ie’s, x1er", []),
        ("en", "1st, 2nd, 1er", []),
    ],
)
def test_fractions_and_ordinals_are_told_from_what_only_looks_like_them(
    language: str, text: str, expected: list[str]
) -> None:
    found = [text[one.start : one.end] for one in find_passages(text, language)]

    assert found == expected


def test_each_kind_has_its_feature() -> None:
    kinds = [next(find_passages(*one)).features for one in (("1/2", "en"), ("1er", "fr"), ("Auflage", "de"))]

    assert kinds == [FRACTION, SUPERIOR, PARTED]


BODY = """<p lang="de">Eine Auflage von Schaffell, höflich gefunden, 1/2 Elle.</p>
<p lang="fr">Le 1er mai du XIXe siècle.</p><p lang="de" style="text-align: left">Ragged: 1/2</p>"""


def widths(sheet: Sheet) -> list[float]:
    return [line.right - line.left for line in sheet.lines]


def letters(sheet: Sheet) -> str:
    return "".join(sign.char for page in sheet.pages for sign in page.signs if sign.char.strip())


@pytest.mark.parametrize("on", [True, False], ids=["total fit", "greedy"])
def test_the_type_changes_and_the_text_read_back_does_not(on: bool) -> None:
    with details.applied():
        ours = set_type(BODY, on=on)
    plain = set_type(BODY, on=on)

    assert letters(ours) == letters(plain)
    assert "Auflage" in letters(ours)
    assert "1/2" in letters(ours)
    assert all(abs(a - b) > 0.05 for a, b in zip(widths(ours), widths(plain), strict=True))


def test_in_code_nothing_is_a_fraction() -> None:
    body = '<p><code style="font-variant-ligatures: none; font-family: EB Garamond">1/2</code></p>'
    with details.applied():
        ours = set_type(body)

    assert widths(ours) == widths(set_type(body))


def test_the_engine_is_put_back_as_it_was() -> None:
    from weasyprint.text.line_break import Layout

    before = Layout.set_text
    with details.applied():
        assert Layout.set_text is not before
    assert Layout.set_text is before

    with contextlib.suppress(KeyError), details.applied():
        raise KeyError
    assert Layout.set_text is before


def test_the_engine_of_today_is_the_one_it_was_made_for(monkeypatch: pytest.MonkeyPatch) -> None:
    from weasyprint.text.line_break import Layout

    assert tuple(inspect.signature(Layout.set_text).parameters) == engine._PARAMETERS
    other = lambda self, text: None  # noqa: E731
    monkeypatch.setattr(Layout, "set_text", other)
    with details.applied():
        assert Layout.set_text is other
