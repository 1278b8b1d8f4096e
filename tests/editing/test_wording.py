"""The press's own words: every catalogue whole, numbers and dates as a language has them, tags that name nothing."""

from __future__ import annotations

import string
from collections.abc import Iterable
from importlib import resources
from typing import get_args

import pytest
from babel.messages.catalog import Catalog
from babel.messages.plurals import get_plural
from babel.messages.pofile import read_po

from handpress.comparing.compare import _PLAIN, HEADS
from handpress.comparing.items import _LOOSE
from handpress.comparing.merging import _NAMES
from handpress.editing import unknown_languages, worded_languages, wording_for
from handpress.editing.catalogues import read_catalogue
from handpress.editing.wording import is_worded, own_name, written_date
from handpress.model.document import Metadata, PartKind, PartyRole
from handpress.model.languages import is_right_to_left
from handpress.model.nodes import Block, ChangeKind, CodeBlock, Heading, Ornament, Paragraph
from handpress.model.proofmarks import Rule
from handpress.model.quoted import Grade
from handpress.press import ProofKind

LANGUAGES = worded_languages()


def catalogue(language: str) -> Catalog:
    folder = resources.files("handpress") / "locale" / language.replace("-", "_") / "LC_MESSAGES"
    with (folder / "handpress.po").open("rb") as file:
        return read_po(file, abort_invalid=True)


def messages(language: str) -> dict[str, tuple[str, ...]]:
    """The forms of every message by its key."""
    return {
        str(one.context): (one.string,) if isinstance(one.string, str) else tuple(one.string or ())
        for one in catalogue(language)
        if one.context
    }


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_the_languages_are_those_that_were_promised() -> None:
    promised = "en, de, fr, es, it, pt, nl, pl, ru, uk, el, tr, ar, fa, he, zh, ja"

    assert set(promised.split(", ")) <= set(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_has_every_key_once_and_with_its_placeholders(language: str) -> None:
    english, found = messages("en"), messages(language)

    assert list(found) == list(english)
    for key, forms in found.items():
        assert all(form.strip() and fields(form) == fields(english[key][0]) for form in forms), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_is_translated_from_todays_english(language: str) -> None:
    def sources(of: str) -> dict[str, object]:
        return {str(one.context): one.id for one in catalogue(of) if one.context}

    assert sources(language) == sources("en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_has_as_many_forms_of_a_count_as_the_language(language: str) -> None:
    base = language.partition("-")[0]
    wanted = get_plural(base)
    for key, forms in messages(language).items():
        assert len(forms) == (wanted.num_plurals if key.startswith("count-") else 1), key
    # The header's own rule and not only its number: a form too few would be an index behind the last.
    assert all(wording_for(language).counted("count-sic", number) for number in range(0, 120))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_part_and_role_of_a_party_has_its_word(language: str) -> None:
    words = wording_for(language)

    assert all(words[kind] for kind in PartKind)
    assert all(words[f"role-{role}"] for role in PartyRole)


def test_whatever_proofs_and_redlines_tell_of_has_its_word() -> None:
    """The keys are put together from the names of kinds and fields: no new one may come without its word."""
    names: dict[str, Iterable[str]] = {
        "proof": (*Grade, *Rule, *ChangeKind, *ProofKind),
        "proof-the": (*PartyRole, "printer"),
        "proof-note": PartyRole,
        "proof-turned": ("long", "short"),
        "proof-sheet": ("front", "back"),
        "field": (*Metadata.__struct_fields__, *HEADS, *_PLAIN, *_LOOSE, "parties"),
        "tei": ("correction", "normalization", "interpretation", "quotation"),
    }
    # What is told by other words: labels and anchors are the reader's own, a block's signature is its party's.
    untold = {"field-anchor", "field-label", "field-signature"}
    wanted = {f"{room}-{name.replace('_', '-')}" for room, given in names.items() for name in given} - untold

    assert sorted(wanted - set(wording_for("en"))) == []
    assert set(_NAMES.values()) <= set(wording_for("en"))
    assert set(_NAMES) | {Heading, Paragraph, CodeBlock, Ornament} == set(get_args(Block))


@pytest.mark.parametrize(
    ("language", "number", "said"),
    [
        ("en", 1, "1 correction"),
        ("ru", 1, "1 исправление"),
        ("ru", 3, "3 исправления"),
        ("ru", 11, "11 исправлений"),
        ("ru", 21, "21 исправление"),
        ("uk", 5, "5 виправлень"),
        ("pl", 22, "22 poprawki"),
        ("pl", 12, "12 poprawek"),
        ("fr", 0, "0 correction"),
        ("ar", 2, "تصويبان (2)"),
        ("ar", 3, "3 تصويبات"),
        ("ar", 11, "11 تصويبًا"),
        ("ja", 1, "1 か所の訂正"),
    ],
)
def test_a_number_chooses_the_form_of_what_it_counts(language: str, number: int, said: str) -> None:
    assert wording_for(language).counted("count-correction", number) == said


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "a, b and c"), ("de", "a, b und c"), ("ar", "a، b وc"), ("ja", "a、bおよびc"), ("he", "a, b ו־c")],
)
def test_an_enumeration_has_the_signs_of_its_language(language: str, said: str) -> None:
    assert wording_for(language).listed(["a", "b", "c"]) == said
    assert wording_for(language).listed(["a"]) == "a"


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "1 May 2026"),
        ("en-US", "May 1, 2026"),
        ("de", "1. Mai 2026"),
        ("pl", "1 maja 2026"),
        ("he", "1 במאי 2026"),
        ("ja", "2026年5月1日"),
        ("xx", "1 May 2026"),
    ],
)
def test_a_date_is_written_as_the_language_writes_it(language: str, said: str) -> None:
    assert written_date("2026-05-01", language) == said


def test_a_date_is_as_exact_as_it_was_given() -> None:
    assert [written_date(date, "en") for date in ("2026", "2026-05", "2026-02-31")] == [
        "2026",
        "May 2026",
        "2026-02-31",
    ]
    assert written_date("2026", "zh") == "2026年"


@pytest.mark.parametrize(
    ("tag", "served_by"),
    [
        ("pt-BR", "pt"),
        ("de-AT", "de"),
        ("zh-TW", "zh-Hant"),
        ("zh-Hant-HK", "zh-Hant"),
        ("zh-Hans", "zh"),
        ("EN", "en"),
    ],
)
def test_a_regional_tag_is_served_by_the_nearest_catalogue(tag: str, served_by: str) -> None:
    assert wording_for(tag) is wording_for(served_by)
    assert is_worded(tag)


def test_a_language_without_a_catalogue_is_served_in_english() -> None:
    assert wording_for("sw") is wording_for("en")
    assert not is_worded("sw")


def test_tags_that_name_nothing_are_told_from_those_that_do() -> None:
    good = ["en", "la", "grc", "zh-Hant", "de-1996", "sr-Latn-RS", "es-419", "lzh"]

    assert unknown_languages(good) == {}
    assert set(unknown_languages(["xx", "en-QQ", "en-Abcd", *good])) == {"xx", "en-QQ", "en-Abcd"}
    assert "Did you mean el (Greek)?" in unknown_languages(["gr"])["gr"]
    assert "Did you mean GB" in unknown_languages(["en-UK"])["en-UK"]


def test_a_language_is_named_in_its_own_words() -> None:
    assert [own_name(tag) for tag in ("de", "fr", "he", "xx")] == ["Deutsch", "Français", "עברית", "xx"]


@pytest.mark.parametrize(
    ("tag", "turned"),
    [("he", True), ("ar-EG", True), ("fa", True), ("az-Arab", True), ("az", False), ("he-Latn", False), ("en", False)],
)
def test_the_direction_of_a_language_is_that_of_its_script(tag: str, turned: bool) -> None:
    assert is_right_to_left(tag) is turned


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_is_read_as_babel_reads_it(language: str) -> None:
    folder = resources.files("handpress") / "locale" / language.replace("-", "_") / "LC_MESSAGES"
    read = read_catalogue((folder / "handpress.po").read_text(encoding="utf-8"))

    assert {**{key: (word,) for key, word in read.words.items()}, **read.counts} == messages(language)
    assert read.plural == catalogue(language).plural_expr


def test_a_message_may_go_on_over_lines_and_have_signs_behind_backslashes() -> None:
    read = read_catalogue('# A remark\n#, fuzzy\nmsgctxt "key"\nmsgid ""\n"one"\nmsgstr "a \\"b\\"\\\\\\n"\n"c"\n')

    assert read.words == {"key": 'a "b"\\\nc'}


@pytest.mark.parametrize("line", ['msgstr "open', "words", '"before any message"', 'msgctxt "a" "b"'])
def test_a_line_that_is_none_of_a_catalogue_is_named(line: str) -> None:
    with pytest.raises(ValueError, match="line 2 is none of a catalogue"):
        read_catalogue(f"\n{line}\n")
