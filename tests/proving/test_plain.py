"""Damage a plain text, and the ledger tells what and on which line."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from tests.proving.made import note, pamphlet, paragraph
from tests.proving.mutating import DOCUMENT
from tests.strategies import documents

from handpress.diagnostics import ExitCode, PressError
from handpress.editing import prepare
from handpress.model.document import Document
from handpress.model.nodes import Code, Emphasis, Interpolation, NoteCall, Text
from handpress.proving import LossKind, Outputs, Proof, prove
from handpress.writing.plaintext import write_text

SHORT = pamphlet(
    paragraph(3, "The first ", Emphasis((Text("paragraph"),)), " calls", NoteCall("1"), " a note."),
    paragraph(5, "The second", Interpolation((Text("of two"),), "Ed.", " — Ed."), " calls", NoteCall("ed-1"), " one."),
    notes=(note("1", 7, "What the author adds."), note("ed-1", 9, "What the editor adds.", party="Ed.")),
)


def text(document: Document) -> bytes:
    return write_text(document, prepare(document))


def proof(document: Document, file: bytes) -> Proof:
    (proof,) = prove(document, prepare(document), Outputs(more={"text": file})).proofs
    return proof


def damaged(change: Callable[[str], str]) -> Proof:
    before = text(SHORT).decode()
    after = change(before)
    assert after != before, "the damage did nothing"
    return proof(SHORT, after.encode())


def failed(found: Proof) -> set[str]:
    return {check.name for check in found.checks if not check.passed}


def test_a_whole_text_has_no_loss_and_passes_every_check() -> None:
    found = proof(DOCUMENT, text(DOCUMENT))

    assert (found.output, found.losses, failed(found)) == ("text", (), set())
    assert (found.notes_expected, found.notes_found) == (4, 4)


@given(documents())
@settings(max_examples=30)
def test_whatever_a_manuscript_can_say_is_whole_in_the_text(document: Document) -> None:
    assert proof(document, text(document)).losses == ()


def test_a_lost_word_is_one_loss_and_names_its_line() -> None:
    (loss,) = damaged(lambda said: said.replace("first ", "")).losses

    assert (loss.kind, loss.expected, loss.span and loss.span.line) == (LossKind.MISSING, "first", 3)


def test_a_lost_note_is_named_by_its_label_and_counted() -> None:
    found = damaged(lambda said: said.replace("[a] What the editor adds. — Ed.\n", ""))

    assert [(loss.kind, loss.note) for loss in found.losses] == [(LossKind.MISSING, "article: ed-1")]
    assert (found.notes_expected, found.notes_found) == (2, 1)
    assert {"P3", "P6"} <= failed(found)


def test_a_call_at_another_word_is_told() -> None:
    found = damaged(lambda said: said.replace(" calls[1] a note", " calls a[1] note"))

    assert {loss.expected for loss in found.losses} == {"calls[1] a"} or len(found.losses) == 2
    assert "P5" in failed(found)


def test_who_signs_is_proved() -> None:
    assert "P4" in failed(damaged(lambda said: said.replace("[of two — Ed.]", "of two")))


def test_underscores_of_the_manuscript_are_words_and_those_of_stress_are_none() -> None:
    document = pamphlet(paragraph(3, "Call ", Code("__init__"), " or ", Emphasis((Text("snake_case"),)), "."))
    file = text(document)

    assert b"Call __init__ or _snake_case_." in file
    assert proof(document, file).losses == ()
    assert proof(document, file.replace(b"__init__", b"init")).losses != ()


def test_bytes_that_are_no_text_stop_the_press() -> None:
    with pytest.raises(PressError) as caught:
        proof(SHORT, b"\xff\xfe")
    assert caught.value.exit_code is ExitCode.LOST
