"""Damage a web page as a writer, a tool or a hand could, and the ledger tells what and on which line."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from msgspec.structs import replace
from tests.proving.made import SENTENCES, note, pamphlet, paragraph
from tests.proving.mutating import DOCUMENT
from tests.strategies import documents

from handpress.diagnostics import ExitCode, PressError
from handpress.editing import prepare
from handpress.model.document import Document, Translation
from handpress.model.nodes import NoteCall
from handpress.proving import Loss, LossKind, Outputs, Proof, prove
from handpress.writing.web import write_web

TWO_NOTES = pamphlet(
    paragraph(3, "The first paragraph calls", NoteCall("1"), " a note."),
    paragraph(5, "The second calls", NoteCall("ed-1"), " another one."),
    notes=(note("1", 7, "What the author adds."), note("ed-1", 9, "What the editor adds.", party="Ed.")),
)


def page(document: Document) -> bytes:
    return write_web(document, prepare(document), styles="p { margin: 0 }", pictures={})


def proof(document: Document, file: bytes) -> Proof:
    (proof,) = prove(document, prepare(document), Outputs(more={"html": file})).proofs
    return proof


def damaged(change: Callable[[str], str], document: Document = TWO_NOTES) -> tuple[Loss, ...]:
    before = page(document).decode()
    after = change(before)
    assert after != before, "the damage did nothing"
    return proof(document, after.encode()).losses


def only(change: Callable[[str], str], document: Document = TWO_NOTES) -> Loss:
    (loss,) = damaged(change, document)
    return loss


def test_a_whole_page_has_no_loss_and_passes_every_check() -> None:
    found = proof(DOCUMENT, page(DOCUMENT))

    assert found.losses == ()
    assert found.output == "html"
    assert [check.name for check in found.checks if not check.passed] == []
    assert (found.notes_expected, found.notes_found) == (4, 4)


@given(documents())
@settings(max_examples=30)
def test_whatever_a_manuscript_can_say_is_whole_on_the_page(document: Document) -> None:
    assert proof(document, page(document)).losses == ()


def test_a_lost_word_is_one_loss_and_names_its_line() -> None:
    loss = only(lambda text: text.replace("first ", ""))

    assert (loss.kind, loss.expected, loss.span and loss.span.line) == (LossKind.MISSING, "first", 3)


def test_a_lost_note_is_named_by_its_label() -> None:
    loss = only(lambda text: re.sub('<div id="note-article-ed-1".*?</div>', "", text, flags=re.DOTALL))

    assert (loss.kind, loss.note) == (LossKind.MISSING, "article: ed-1")


def test_a_call_that_leads_nowhere_is_told() -> None:
    loss = only(lambda text: text.replace('href="#note-article-1"', 'href="#elsewhere"'))

    assert "no call leads to it" in loss.found


def test_a_note_that_does_not_lead_back_is_told() -> None:
    loss = only(lambda text: text.replace('href="#call-article-1"', 'href="#call-article-ed-1"'))

    assert "does not lead back" in loss.found


@pytest.mark.parametrize(
    "change",
    [
        lambda text: re.sub(r'<a class="to-paragraph press" href="#article-p2".*?</a>', "", text),
        lambda text: text.replace('press" href="#article-p2"', 'press" href="#article-p1"'),
        lambda text: text.replace("Link to paragraph 2", "Link to paragraph 3"),
        lambda text: re.sub(r"( another one\.)(<a class=\"to-p.*?</a>)", r"\2\1", text),
        lambda text: text.replace("</footer>", '<a class="to-paragraph" href="#article-p1">¶</a></footer>'),
    ],
    ids=["gone", "leads elsewhere", "numbered wrong", "not at the end", "one too many"],
)
def test_every_paragraph_must_have_its_link_and_nothing_else_one(change: Callable[[str], str]) -> None:
    assert "Link to paragraph" in only(change).expected or only(change).expected == " (#nothing)"


@pytest.mark.parametrize(
    ("change", "where"),
    [
        (lambda text: text.replace('class="skip" href="#part-article"', 'class="skip" href="#nowhere"'), "frame"),
        (lambda text: text.replace("<title>The Title</title>", "<title>The Titel</title>"), "frame"),
        (lambda text: text.replace('"headline": "The Title"', '"headline": "The Titel"'), "record"),
        (lambda text: text.replace('"og:title" content="The Title"', '"og:title" content="The Titel"'), "record"),
        (lambda text: text.replace('<li><a href="#part-article"', '<li><a href="#note-article-1"'), "contents"),
        (lambda text: text.replace(">Start of the text<", ">Start<"), "frame"),
    ],
)
def test_what_the_page_says_around_the_text_is_proved(change: Callable[[str], str], where: str) -> None:
    assert only(change).where.startswith(where)


def test_a_section_that_nothing_asks_for_is_told() -> None:
    loss = only(lambda text: text.replace("</main>", "<section><p>Buy now.</p></section></main>"))

    assert (loss.kind, loss.found) == (LossKind.ADDED, "Buy now.")


def test_a_paragraph_in_another_place_is_moved() -> None:
    def move(text: str) -> str:
        first, *_, last = re.findall('<p id="article-p.*?</p>', text)
        return text.replace(first, "").replace(last, last + first)

    assert LossKind.MOVED in {loss.kind for loss in damaged(move, pamphlet(*SENTENCES))}


@pytest.mark.parametrize("file", [b"", b"words", b"\xff", b"<html><p>", b"<html></p></html>", b"<p></p><html></html>"])
def test_a_file_that_is_no_page_stops_the_press(file: bytes) -> None:
    with pytest.raises(PressError) as caught:
        proof(TWO_NOTES, file)
    assert caught.value.exit_code is ExitCode.LOST


# Two of one address, as on a page where readers choose their language.
TRANSLATIONS = (Translation("de", "Über Roggen", "https://example.org/rye"),) * 2
TRANSLATED = replace(TWO_NOTES, metadata=replace(TWO_NOTES.metadata, translations=TRANSLATIONS))


def test_the_links_to_translations_lead_there() -> None:
    assert proof(TRANSLATED, page(TRANSLATED)).losses == ()

    loss = only(
        lambda text: text.replace('<a href="https://example.org/rye"', '<a href="https://a.org"', 1), TRANSLATED
    )
    assert (loss.kind, loss.expected, loss.found) == (
        LossKind.MOVED,
        "Über Roggen",
        "its link leads to https://a.org",
    )


def test_what_machines_are_told_of_a_translation_is_proved() -> None:
    loss = only(lambda text: text.replace('"inLanguage": "de"', '"inLanguage": "nl"', 1), TRANSLATED)

    assert loss.where == "record for libraries"
