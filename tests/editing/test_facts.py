"""Note marks, anchors and contents: worked out beside the tree."""

import string

import pytest
from tests.editing.documents import document, heading, note, paragraph, part, text

from handpress.editing import prepare
from handpress.editing.facts import letters
from handpress.model.facts import ContentsEntry, NoteMark
from handpress.model.nodes import BulletList, Emphasis, Heading, LineBreak, ListItem, NoteCall, Quotation, Text


def call(label: str) -> NoteCall:
    return NoteCall(label)


# --- note marks ----------------------------------------------------------------------------------------------


def test_the_authors_notes_are_numbered_and_everybody_elses_are_lettered() -> None:
    notes = (note("1"), note("ed-1", party="Ed."), note("2"), note("tr-1", party="Tr."))
    text_part = part(paragraph("One", call("1"), call("ed-1"), call("2"), call("tr-1")), notes=notes)

    assert prepare(document(text_part)).parts["article"].marks == {
        "1": NoteMark("1"),
        "ed-1": NoteMark("a", "Ed."),
        "2": NoteMark("2"),
        "tr-1": NoteMark("b", "Tr."),
    }


def test_marks_follow_the_order_of_the_calls_and_not_of_the_notes() -> None:
    text_part = part(paragraph("One", call("z"), " two", call("a")), notes=(note("a"), note("z")))
    facts = prepare(document(text_part)).parts["article"]

    assert facts.called == ("z", "a")
    assert [facts.marks[label].sign for label in facts.called] == ["1", "2"]


def test_a_call_is_found_however_deep_it_stands() -> None:
    deep = BulletList((ListItem((Quotation((paragraph("x", call("in")),)),)),))
    text_part = part(deep, paragraph("y", call("out")), notes=(note("out"), note("in")))

    assert prepare(document(text_part)).parts["article"].called == ("in", "out")


def test_a_call_in_the_title_comes_before_those_of_the_text() -> None:
    text_part = part(paragraph("y", call("1")), notes=(note("1"), note("t")))
    titled = type(text_part)(
        text_part.slug, text_part.kind, (*text("On Bread"), call("t")), text_part.content, text_part.notes
    )

    assert prepare(document(titled)).parts["article"].called == ("t", "1")


def test_each_part_counts_for_itself() -> None:
    first = part(paragraph("x", call("1")), notes=(note("1"),))
    second = part(paragraph("x", call("1")), slug="reply", notes=(note("1"),))
    facts = prepare(document(first, second))

    assert [facts.parts[slug].marks["1"].sign for slug in ("article", "reply")] == ["1", "1"]


def test_a_note_nobody_calls_and_a_call_of_no_note_get_no_mark() -> None:
    facts = prepare(document(part(paragraph("x", call("lost")), notes=(note("idle"),)))).parts["article"]

    assert facts.marks == {}
    assert facts.called == ()


def test_a_note_called_twice_is_counted_once() -> None:
    facts = prepare(document(part(paragraph("x", call("1"), call("1")), notes=(note("1"),)))).parts["article"]

    assert facts.called == ("1",)


@pytest.mark.parametrize(("number", "sign"), [(1, "a"), (26, "z"), (27, "aa"), (52, "az"), (53, "ba"), (703, "aaa")])
def test_letters_go_on_behind_z(number: int, sign: str) -> None:
    assert letters(number) == sign


def test_no_two_notes_get_the_same_letters() -> None:
    signs = [letters(number) for number in range(1, 2000)]

    assert len(set(signs)) == len(signs)
    assert set("".join(signs)) <= set(string.ascii_lowercase)


# --- anchors -------------------------------------------------------------------------------------------------


def test_a_heading_keeps_the_anchor_it_was_given_and_gets_one_where_it_has_none() -> None:
    facts = prepare(document(part(heading("Rye", anchor="rye"), heading("Wheat"), heading("Flour", 2))))

    assert facts.parts["article"].headings == ("rye", "article-section-2", "article-section-3")


def test_every_anchor_tells_the_part_it_stands_in() -> None:
    facts = prepare(document(part(heading("Rye", anchor="rye")), part(heading("Oats"), slug="reply")))

    assert facts.anchors == {
        "part-article": "article",
        "rye": "article",
        "part-reply": "reply",
        "reply-section-1": "reply",
    }


def test_parts_with_the_same_headings_share_no_anchor() -> None:
    facts = prepare(document(part(heading("Rye")), part(heading("Rye"), slug="reply")))
    ids = [anchor for one in facts.parts.values() for anchor in one.headings]

    assert len(set(ids)) == len(ids) == 2


# --- contents ------------------------------------------------------------------------------------------------


def test_the_contents_are_the_parts_and_their_sections_and_nothing_deeper() -> None:
    facts = prepare(document(part(heading("Rye"), heading("Flour", 2), heading("Wheat"))))

    assert facts.contents == (
        ContentsEntry(0, text("On Bread"), "part-article", "article"),
        ContentsEntry(1, text("Rye"), "article-section-1", "article"),
        ContentsEntry(1, text("Wheat"), "article-section-3", "article"),
    )


def test_a_title_stands_in_the_contents_without_its_note_calls_and_breaks() -> None:
    title = (Text("Rye"), call("1"), LineBreak(), Emphasis(text("and")), Text(" Wheat"))
    facts = prepare(document(part(Heading(1, title), notes=(note("1"),))))

    assert facts.contents[1].title == (Text("Rye"), Text(" "), Emphasis(text("and")), Text(" Wheat"))


def test_a_part_without_a_title_is_called_by_its_kind_in_the_pamphlets_language() -> None:
    assert prepare(document(part(title=""), language="de")).contents[0].title == text("Aufsatz")


# --- wording -------------------------------------------------------------------------------------------------


def test_the_presss_own_words_are_in_the_pamphlets_language() -> None:
    assert prepare(document(part(), language="de-AT")).wording["contents"] == "Inhalt"


def test_a_language_not_yet_translated_gets_english() -> None:
    assert prepare(document(part(), language="sw")).wording == prepare(document(part(), language="en")).wording


def test_every_language_has_the_same_keys() -> None:
    english, german = (set(prepare(document(part(), language=tag)).wording) for tag in ("en", "de"))

    assert english == german
