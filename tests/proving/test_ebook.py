"""Damage an e-book as a writer, a tool or a hand could, and the ledger tells what and on which line."""

import re

import pytest
from tests.proving.made import SENTENCES, damaged, ebook, note, pamphlet, paragraph

from handpress.diagnostics import ExitCode, PressError
from handpress.editing import prepare
from handpress.model.document import Document
from handpress.model.nodes import Figure, Interpolation, ListItem, NoteCall, OrderedList, Sic, Text
from handpress.proving import Loss, LossKind, Outputs, prove

TWO_NOTES = pamphlet(
    paragraph(3, "The first paragraph calls", NoteCall("1"), " a note."),
    paragraph(5, "The second calls", NoteCall("ed-1"), " another one."),
    notes=(note("1", 7, "What the author adds."), note("ed-1", 9, "What the editor adds.", party="Ed.")),
)


def losses(document: Document, file: bytes) -> tuple[Loss, ...]:
    (proof,) = prove(document, prepare(document), Outputs(epub=file)).proofs
    return proof.losses


def only(document: Document, file: bytes) -> Loss:
    (loss,) = losses(document, file)
    return loss


def line(loss: Loss) -> int:
    assert loss.span is not None
    return loss.span.line


def test_a_whole_ebook_has_no_loss_and_its_words_and_notes_are_counted() -> None:
    (proof,) = prove(TWO_NOTES, prepare(TWO_NOTES), Outputs(epub=ebook(TWO_NOTES))).proofs
    assert (proof.losses, proof.notes_expected, proof.notes_found) == ((), 2, 2)
    assert proof.words_expected == proof.words_found == 2 + 6 + 5 + 4 + 4


def test_a_lost_word_is_one_loss_and_names_its_line() -> None:
    loss = only(TWO_NOTES, damaged(ebook(TWO_NOTES), lambda page: page.replace("first ", "")))
    assert (loss.kind, loss.expected, line(loss)) == (LossKind.MISSING, "first", 3)


def test_a_changed_word_is_told_with_what_became_of_it() -> None:
    loss = only(TWO_NOTES, damaged(ebook(TWO_NOTES), lambda page: page.replace("second", "secund")))
    assert (loss.kind, loss.expected, loss.found, line(loss)) == (LossKind.CHANGED, "second", "secund", 5)


def test_two_words_run_together_are_a_change() -> None:
    loss = only(TWO_NOTES, damaged(ebook(TWO_NOTES), lambda page: page.replace("another one", "anotherone")))
    assert (loss.kind, loss.expected, loss.found) == (LossKind.CHANGED, "another one.", "anotherone.")


def test_a_paragraph_that_stands_twice_is_added() -> None:
    def twice(page: str) -> str:
        return re.sub("(<p[^>]*>The second.*?</p>)", lambda m: m[1] + re.sub("<sup.*?</sup>", "", m[1]), page)

    loss = only(TWO_NOTES, damaged(ebook(TWO_NOTES), twice))
    assert (loss.kind, loss.found) == (LossKind.ADDED, "The second calls another one.")


def test_a_paragraph_in_another_place_is_moved() -> None:
    document = pamphlet(*SENTENCES)

    def move(page: str) -> str:
        first, *_, last = re.findall("<p id.*?</p>", page)
        return page.replace(first, "").replace(last, last + first)

    loss = only(document, damaged(ebook(document), move))
    assert (loss.kind, line(loss)) == (LossKind.MOVED, 3)


def test_a_lost_note_is_named_by_its_label() -> None:
    cut = damaged(ebook(TWO_NOTES), lambda page: re.sub('<div id="note-article-ed-1".*?</div>', "", page, flags=re.S))
    loss = only(TWO_NOTES, cut)
    assert (loss.kind, loss.note, line(loss)) == (LossKind.MISSING, "article: ed-1", 9)
    (finding,) = prove(TWO_NOTES, prepare(TWO_NOTES), Outputs(epub=cut)).findings()
    assert finding.code == "note-lost"


def test_a_word_lost_from_a_note_names_the_note_and_its_line() -> None:
    loss = only(TWO_NOTES, damaged(ebook(TWO_NOTES), lambda page: page.replace("the author ", "the ")))
    assert (loss.kind, loss.expected, loss.note, line(loss)) == (LossKind.MISSING, "author", "article: 1", 7)


def test_notes_that_changed_places_are_both_astray() -> None:
    def swap(page: str) -> str:
        return (
            page.replace("What the author", "WHAT")
            .replace("What the editor", "What the author")
            .replace("WHAT", "What the editor")
        )

    found = losses(TWO_NOTES, damaged(ebook(TWO_NOTES), swap))
    assert [(loss.kind, loss.note) for loss in found] == [
        (LossKind.MOVED, "article: 1"),
        (LossKind.MOVED, "article: ed-1"),
    ]


def test_a_call_that_leads_nowhere_is_told() -> None:
    cut = damaged(ebook(TWO_NOTES), lambda page: page.replace('href="#note-article-1"', 'href="#elsewhere"'))
    assert "no call leads to it" in only(TWO_NOTES, cut).found


def test_a_note_that_does_not_lead_back_is_told() -> None:
    cut = damaged(ebook(TWO_NOTES), lambda page: page.replace('href="#call-article-1"', 'href="#call-article-ed-1"'))
    assert "does not lead back" in only(TWO_NOTES, cut).found


def test_a_call_at_another_word_is_a_change_even_if_no_word_is_lost() -> None:
    def shift(page: str) -> str:
        call = re.search("<sup.*?</sup>", page)
        assert call
        return page.replace(call[0], "", 1).replace("The first paragraph", f"The first{call[0]} paragraph")

    found = losses(TWO_NOTES, damaged(ebook(TWO_NOTES), shift))
    assert [(loss.expected, loss.found) for loss in found] == [("first", "first1"), ("calls1", "calls")]


def test_a_call_must_be_the_link_itself_and_not_a_sign_that_looks_like_it() -> None:
    def fake(page: str) -> str:
        call = re.search("<sup.*?</sup>", page)
        assert call
        return page.replace(call[0], "1", 1).replace("</h1>", f"{call[0].replace('>1<', '><')}</h1>")

    found = only(TWO_NOTES, damaged(ebook(TWO_NOTES), fake))
    assert found.found == "it is called after “OnFreedom”"


def test_marks_of_the_editor_are_words_too() -> None:
    document = pamphlet(paragraph(3, "He go ", Sic(), " to ", Interpolation((Text("that is"),), "Ed.", " — Ed."), "."))
    cut = damaged(ebook(document), lambda page: re.sub('<span class="sic">.*?</span>', "", page))
    assert only(document, cut).expected == "[sic]"


def test_the_numbers_of_a_list_are_the_manuscripts() -> None:
    items = tuple(ListItem((paragraph(n, "an item"),)) for n in (3, 4))
    document = pamphlet(OrderedList(items, start=7))
    found = losses(document, damaged(ebook(document), lambda page: page.replace(' start="7"', "")))
    assert [(loss.expected, loss.found) for loss in found] == [("7.", "1."), ("8.", "2.")]


def test_the_words_for_a_picture_are_proved() -> None:
    document = pamphlet(Figure("images/a.png", "A map of the town"))
    assert losses(document, ebook(document)) == ()
    assert only(document, damaged(ebook(document), lambda page: page.replace(" of the town", ""))).words == 3


def test_a_file_that_is_no_ebook_stops_the_press() -> None:
    with pytest.raises(PressError) as caught:
        prove(TWO_NOTES, prepare(TWO_NOTES), Outputs(epub=b"no archive"))
    assert caught.value.exit_code is ExitCode.LOST
