"""Smart punctuation: what a typewriter could not type, by language; never a letter more or less."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.editing.documents import document, letters, note, paragraph, part, text

from handpress.editing import set_typography
from handpress.editing.typography import set_text
from handpress.model.document import Contributor, Document, Metadata, Series
from handpress.model.nodes import (
    Code,
    CodeBlock,
    Emphasis,
    Foreign,
    Interpolation,
    NoteCall,
    Paragraph,
    Table,
    Text,
    Verse,
    VerseLine,
)

NARROW = "\u202f"


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "“Bread”"),
        ("en-GB", "“Bread”"),
        ("de", "„Bread“"),
        ("fr", f"«{NARROW}Bread{NARROW}»"),
        ("ru", "«Bread»"),
        ("pl", "„Bread”"),
        ("sv", "”Bread”"),
        ("sw", "“Bread”"),
    ],
)
def test_quotation_marks_are_those_of_the_language(language: str, expected: str) -> None:
    assert set_text('"Bread"', language) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("1912--1914", "1912–1914"),
        ("bread---and roses", "bread—and roses"),
        ("bread - and roses", "bread – and roses"),
        ("well-off", "well-off"),
        ("----", "----"),
        ("so...", "so…"),
        ("....", "...."),
        ("don't", "don’t"),
        ("the workers' bread", "the workers’ bread"),
        ("'tis so", "’tis so"),
        ("the '90s", "the ’90s"),
        ("she said 'yes'", "she said ‘yes’"),
        ("\"'Yes,' she said\"", "“‘Yes,’ she said”"),
        ("“typed right” — already", "“typed right” — already"),
    ],
)
def test_a_typewriters_signs_become_a_printers(typed: str, expected: str) -> None:
    assert set_text(typed, "en") == expected


def test_french_gets_its_narrow_spaces() -> None:
    assert set_text("Quoi ? Du pain; du pain!", "fr") == f"Quoi{NARROW}? Du pain{NARROW}; du pain{NARROW}!"


def set_in(*content: object, language: str = "en") -> tuple[object, ...]:
    [block] = set_typography(document(part(Paragraph(content)), language=language)).parts[0].content  # type: ignore[arg-type]
    assert isinstance(block, Paragraph)
    return block.content


def test_a_quotation_that_ends_within_stress_is_closed() -> None:
    assert set_in(Text('"so '), Emphasis(text('it is"'))) == (Text("“so "), Emphasis(text("it is”")))


def test_a_quotation_that_ends_behind_a_note_call_is_closed() -> None:
    assert set_in(Text('"so'), NoteCall("1"), Text('" he')) == (Text("“so"), NoteCall("1"), Text("” he"))


def test_words_of_another_language_are_set_by_theirs() -> None:
    assert set_in(Text('"a" '), Foreign("de", text('"b"'))) == (Text("“a” "), Foreign("de", text("„b“")))


def test_code_is_never_touched() -> None:
    assert set_in(Code('"--"')) == (Code('"--"'),)
    block = CodeBlock('print("--")')
    assert set_typography(document(part(block))).parts[0].content == (block,)


def test_notes_signatures_verse_and_tables_are_set_too() -> None:
    verse = Verse(((VerseLine(text("so...")),),))
    table = Table((), (text("1--2"),), ((text("don't"),),))
    call = Paragraph((Interpolation(text("it's"), "Ed.", " -- Ed."), NoteCall("1")))
    made = set_typography(document(part(verse, table, call, notes=(note("1", "No...", "Ed.", " -- Ed."),)))).parts[0]

    assert made.content == (
        Verse(((VerseLine(text("so…")),),)),
        Table((), (text("1–2"),), ((text("don’t"),),)),
        Paragraph((Interpolation(text("it’s"), "Ed.", " – Ed."), NoteCall("1"))),
    )
    assert made.notes == (note("1", "No…", "Ed.", " – Ed."),)


def test_the_title_page_and_the_heads_of_pages_are_set_like_the_text() -> None:
    data = Metadata(
        '"Bread"',
        "en",
        "2026",
        contributors=(Contributor("A. O'Hara", sort="O'Hara, A."),),
        series=Series("The Workers' Shelf"),
        identifier='urn:x:"1"',
    )
    made = set_typography(Document("x", data, parts=(replace(part(), short_title="It's Bread"),)))

    assert made.metadata.title == "“Bread”"
    assert made.metadata.contributors == (Contributor("A. O’Hara", sort="O'Hara, A."),)
    assert made.metadata.series == Series("The Workers’ Shelf")
    assert made.metadata.identifier == 'urn:x:"1"'
    assert made.parts[0].short_title == "It’s Bread"


SIGNS = st.text(st.sampled_from("abß1 \"'.-–—…“”‘’?!;:([\u202f\n"), max_size=40)


@given(SIGNS, st.sampled_from(["en", "de", "fr", "es", "ru", "pl", "sv", "sw"]))
def test_typography_changes_no_letter_and_no_digit(typed: str, language: str) -> None:
    before = document(part(paragraph(typed, NoteCall("1")), notes=(note("1", typed),)), language=language)

    assert letters(set_typography(before)) == letters(before)


@given(SIGNS, st.sampled_from(["en", "de", "fr", "es", "ru", "pl", "sv", "sw"]))
def test_typography_done_twice_changes_nothing_more(typed: str, language: str) -> None:
    once = set_text(typed, language)

    assert set_text(once, language) == once


@given(SIGNS)
def test_words_are_parted_where_they_were_parted_before(typed: str) -> None:
    def words(text: str) -> list[str]:
        return "".join(char if char.isalnum() else " " for char in text).split()

    assert words(set_text(typed, "en")) == words(typed)
