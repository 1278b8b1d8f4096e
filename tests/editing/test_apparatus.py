"""The note on the text: who had a hand in it, what the marks mean, what was put right, where quotations stand."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from tests.editing.documents import document, heading, note, paragraph, part, text

from handpress.editing import find_quotations, prepare
from handpress.editing.facts import NOTE_LETTERS_A_PAGE, symbols
from handpress.model import nodes
from handpress.model.document import Document, NoteRestart, NoteSeries, NoteStyle, Part
from handpress.model.facts import Emendation, NoteMark, NoteOnText, QuotedPlace
from handpress.model.nodes import (
    AddedEmphasis,
    Correction,
    Headnote,
    Inline,
    Interpolation,
    NoteCall,
    Omission,
    Paragraph,
    Quotation,
    Regularised,
    Sic,
    Supplied,
    Text,
    Unclear,
)

PUT_IN = Interpolation(text("rye"), "Ed.", " — Ed.")


def about(*content: Inline, language: str = "en") -> NoteOnText:
    """What the press says of a text of one paragraph."""
    return prepare(document(part(Paragraph((Text("Words. "), *content))), language=language)).note_on_text


def counted(*content: Inline, language: str = "en") -> str:
    return about(*content, language=language).sentences[-1]


def entries(*parts: Part) -> list[tuple[int, str, str]]:
    """Paragraph, entry and note of every emendation."""
    found = prepare(document(*parts)).note_on_text.emendations
    return [(one.paragraph, one.entry, one.note) for one in found]


# --- sentences -----------------------------------------------------------------------------------------------


def test_where_only_the_author_had_a_hand_in_it_there_is_nothing_to_say() -> None:
    plain = prepare(document(part(paragraph("Words.", NoteCall("1")), notes=(note("1"),))))

    assert plain.note_on_text == NoteOnText()
    assert plain.note_on_text.empty
    assert [entry.part for entry in plain.contents] == ["article"]


def test_source_parties_series_of_notes_and_counts_are_told_in_this_order() -> None:
    sourced = replace(
        part(Paragraph((PUT_IN, NoteCall("ed-1"))), notes=(note("ed-1", party="Ed."),)),
        source=text("The first printing."),
    )

    assert prepare(document(sourced)).note_on_text.sentences == (
        "“On Bread”: The first printing.",
        "Ed. stands for The editor, editor.",
        "The author’s notes are numbered; those with other signs are not the author’s, and are signed.",
        "This edition has 1 interpolation and 1 note that is not the author’s.",
    )


def test_a_party_that_signs_nothing_is_not_named_unless_nobody_signs() -> None:
    editor = "Ed. stands for The editor, editor."
    translator = "Tr. stands for The translator, translator."

    assert about(PUT_IN, Sic()).sentences[:-1] == (editor,)
    assert about(Interpolation(text("rye"), "Tr.", " — Tr.")).sentences[:-1] == (translator,)
    assert about(Sic()).sentences[:-1] == (editor, translator)


def test_the_sign_of_interpolations_has_the_siglum_of_one_who_made_some() -> None:
    made = about(Interpolation(text("rye"), "Tr.", " — Tr."), Correction(text("rye"), "rie", "Ed."))

    assert made.marks[0][0] == "[… — Tr.]"


def test_a_part_without_a_title_is_called_by_its_kind() -> None:
    untitled = replace(part(Paragraph((PUT_IN,)), title=""), source=text("A paper."))

    assert prepare(document(untitled)).note_on_text.sentences[0] == "“Article”: A paper."


@pytest.mark.parametrize(
    ("mark", "one", "two"),
    [
        (PUT_IN, "1 interpolation", "2 interpolations"),
        (Sic(), "1 place marked as it stood", "2 places marked as they stood"),
        (Correction(text("rye"), "rie"), "1 correction", "2 corrections"),
        (Regularised(text("rye"), "rie"), "1 spelling brought to today’s", "2 spellings brought to today’s"),
        (Supplied(text("rye")), "1 supplied passage", "2 supplied passages"),
        (Unclear(text("rye")), "1 doubtful reading", "2 doubtful readings"),
        (Omission(), "1 omission", "2 omissions"),
        (AddedEmphasis(), "1 emphasis added", "2 emphases added"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_each_kind_is_counted_as_one_or_as_several(mark: Inline, one: str, two: str) -> None:
    assert counted(mark) == f"This edition has {one}."
    assert counted(mark, mark) == f"This edition has {two}."


def test_several_kinds_are_listed_with_commas_and_one_and() -> None:
    assert counted(Sic(), Omission()) == "This edition has 1 place marked as it stood and 1 omission."
    assert counted(PUT_IN, Sic(), Omission(), Omission()) == (
        "This edition has 1 interpolation, 1 place marked as it stood and 2 omissions."
    )


def test_what_stands_in_notes_and_blocks_of_editors_is_counted_too() -> None:
    inside = note("1", "x")
    noted = replace(inside, content=(Paragraph((Sic(),)),))
    found = prepare(document(part(Headnote((Paragraph((Sic(),)),)), paragraph("x", NoteCall("1")), notes=(noted,))))

    assert found.note_on_text.sentences[-1] == "This edition has 2 places marked as they stood and 1 headnote."


def test_the_note_is_in_the_pamphlets_language() -> None:
    assert counted(Sic(), Omission(), Omission(), language="de") == (
        "Diese Ausgabe hat 1 als so überliefert bezeichnete Stelle und 2 Auslassungen."
    )


def test_the_note_on_the_text_closes_the_contents() -> None:
    facts = prepare(document(part(heading("Rye"), Paragraph((Sic(),)))))

    assert [(entry.anchor, entry.part) for entry in facts.contents] == [
        ("part-article", "article"),
        ("article-section-1", "article"),
        ("note-on-the-text", ""),
    ]


# --- marks ---------------------------------------------------------------------------------------------------


def test_only_the_marks_that_occur_are_explained() -> None:
    assert about(Sic(), Correction(text("rye"), "rie")).marks == (
        ("[sic]", "the words before it stand so in the original"),
    )
    assert [sign for sign, _ in about(Omission(), PUT_IN, Supplied(text("x")), Unclear(text("x"))).marks] == [
        "[… — Ed.]",
        "⟨…⟩",
        "[…?]",
        "[…]",
    ]


# --- emendations ---------------------------------------------------------------------------------------------


def test_an_emendation_names_what_is_printed_and_what_stood_there() -> None:
    corrected = Correction((nodes.Emphasis(text("rye")), Text(" bread")), "rie bred")

    assert entries(part(Paragraph((Text("The "), corrected)))) == [(1, "rye bread] rie bred", "")]
    assert entries(part(Paragraph((Regularised(text("show"), "shew"),)))) == [(1, "show] shew", "")]


def test_a_sic_names_the_word_before_it_and_what_should_stand_there() -> None:
    marked = Sic(correction=(nodes.Emphasis(text("Provisional")), Text(" Government")))

    assert entries(part(Paragraph((Text("The provincal "), marked)))) == [
        (1, "provincal] read Provisional Government", "")
    ]


def test_a_sic_that_corrects_nothing_is_no_emendation() -> None:
    assert entries(part(Paragraph((Text("The provincal "), Sic())))) == []


def test_an_emendation_is_found_by_its_part_and_paragraph() -> None:
    here = Correction(text("b"), "c")
    quoted = Quotation((paragraph("one"), Paragraph((here,))))
    found = prepare(document(part(paragraph("x"), quoted), part(Paragraph((here,)), slug="reply"))).note_on_text

    assert found.emendations == (
        Emendation("article-emendation-1", "article", 3, "b] c"),
        Emendation("reply-emendation-1", "reply", 1, "b] c"),
    )


def test_what_is_put_right_in_a_title_is_in_no_paragraph_and_in_a_note_has_the_notes_sign() -> None:
    here = Correction(text("b"), "c")
    noted = replace(note("ed-1", party="Ed."), content=(Paragraph((here,)),))
    titled = replace(part(Paragraph((here, NoteCall("ed-1"))), notes=(noted,)), title=(here,))

    assert entries(titled) == [(0, "b] c", ""), (1, "b] c", ""), (0, "b] c", "a")]


def test_the_emendations_of_notes_are_counted_in_the_order_of_their_calls() -> None:
    notes = tuple(replace(note(label), content=(Paragraph((Correction(text(label), "x"),)),)) for label in "ba")
    facts = prepare(document(part(paragraph("x", NoteCall("a"), NoteCall("b")), notes=notes)))

    assert [one.entry for one in facts.note_on_text.emendations] == ["a] x", "b] x"]
    assert facts.parts["article"].emended == {"a": ("article-emendation-1",), "b": ("article-emendation-2",)}


# --- quotations ----------------------------------------------------------------------------------------------


def quoted(words: str, *content: nodes.Block) -> tuple[QuotedPlace, ...]:
    answer = replace(part(paragraph(f"He says “{words}”."), slug="reply", title="An Answer"), replies_to="article")
    made = document(part(*content), answer)
    return prepare(made, find_quotations(made)).note_on_text.quotations


def test_a_passage_is_traced_to_its_paragraph_by_its_first_words() -> None:
    words = "bread is dear and stones are cheap in every town by the river"

    assert quoted(words, paragraph("Nothing."), paragraph(f"We know that {words}.")) == (
        QuotedPlace("bread is dear and stones are cheap in …", "On Bread", "article", "article-p2", 2),
    )


def test_a_passage_under_a_heading_leads_to_the_paragraph_and_its_own_anchor_where_it_has_one() -> None:
    anchored = replace(paragraph("We know that bread is dear and stones are cheap."), anchor="dear")
    [place] = quoted("bread is dear and stones are cheap", heading("Rye"), anchored)

    assert (place.anchor, place.paragraph) == ("dear", 1)


def test_a_passage_quoted_twice_has_one_line() -> None:
    twice = paragraph("He says “stones are cheap in every town” and, once more, “stones are cheap in every town”.")
    answer = replace(part(twice, slug="reply"), replies_to="article")
    made = document(part(paragraph("But stones are cheap in every town.")), answer)

    assert len(find_quotations(made)) == 2
    assert len(prepare(made, find_quotations(made)).note_on_text.quotations) == 1


def test_a_passage_from_a_note_leads_to_the_note() -> None:
    answer = replace(part(paragraph("He says “stones are cheap in every town”."), slug="reply"), replies_to="article")
    noted = part(paragraph("Bread.", NoteCall("1")), notes=(note("1", "But stones are cheap in every town."),))
    made = document(noted, answer)
    [place] = prepare(made, find_quotations(made)).note_on_text.quotations

    assert (place.anchor, place.paragraph, place.note) == ("note-article-1", 0, "1")


def test_a_pamphlet_with_quotations_and_no_marks_has_a_note_of_them_alone() -> None:
    answer = replace(
        part(paragraph("He says “bread is dear and stones are cheap”."), slug="reply"), replies_to="article"
    )
    made = document(part(paragraph("Bread is dear and stones are cheap.")), answer)
    found = prepare(made, find_quotations(made)).note_on_text

    assert (found.empty, found.sentences, len(found.quotations)) == (False, (), 1)


# --- how the house sets notes ---------------------------------------------------------------------------------


def styled(style: NoteStyle, *parts: Part) -> Document:
    return replace(document(*parts), notes=style)


def with_notes(slug: str, *labels: str) -> Part:
    notes = tuple(note(label, party="Ed." if label.startswith("ed") else "") for label in labels)
    return part(paragraph("x", *(NoteCall(label) for label in labels)), slug=slug, notes=notes)


def signs(made: Document) -> list[list[str]]:
    return [[mark.sign for mark in one.marks.values()] for one in prepare(made).parts.values()]


@pytest.mark.parametrize(
    ("number", "sign"), [(1, "*"), (2, "†"), (3, "‡"), (4, "§"), (5, "‖"), (6, "¶"), (7, "**"), (8, "††"), (13, "***")]
)
def test_symbols_are_doubled_when_they_are_used_up(number: int, sign: str) -> None:
    assert symbols(number) == sign


def test_the_notes_of_parties_may_be_called_by_symbols_and_the_authors_never() -> None:
    made = styled(NoteStyle(parties=NoteSeries.SYMBOLS), with_notes("article", "1", "ed-1", "2", "ed-2", "ed-3"))

    assert prepare(made).parts["article"].marks["ed-1"] == NoteMark("*", "Ed.")
    assert signs(made) == [["1", "*", "2", "†", "‡"]]


@pytest.mark.parametrize(
    ("restart", "second"), [(NoteRestart.PART, ["1", "a", "2"]), (NoteRestart.PAMPHLET, ["3", "b", "4"])]
)
def test_both_series_begin_anew_where_the_house_says(restart: NoteRestart, second: list[str]) -> None:
    parts = (with_notes("article", "1", "ed-1", "2"), with_notes("reply", "1", "ed-1", "2"))

    assert signs(styled(NoteStyle(restart=restart), *parts)) == [["1", "a", "2"], second]


@pytest.mark.parametrize(("percent", "long"), [(50, {"1"}), (51, set())])
def test_a_note_is_long_that_would_fill_more_of_a_page_than_the_house_allows(percent: int, long: set[str]) -> None:
    words = "x" * (NOTE_LETTERS_A_PAGE // 2 + 1)
    made = part(paragraph("x", NoteCall("1"), NoteCall("2")), notes=(note("1", words), note("2", words[2:])))

    assert prepare(styled(NoteStyle(longest_percent=percent), made)).parts["article"].long == long
