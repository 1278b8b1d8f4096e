"""Whatever a document holds, no output loses a word of it."""

import pytest
from hypothesis import HealthCheck, example, given, settings
from tests.proving.made import ebook, pages
from tests.strategies import documents, working_documents

from handpress.editing import prepare
from handpress.model.document import Contributor, Document, Metadata, Part, PartKind
from handpress.model.nodes import Paragraph, Text
from handpress.proving import Outputs, prove

_SLOW = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much)


def _nothing_lost(document: Document, outputs: Outputs) -> None:
    assert prove(document, prepare(document), outputs).findings() == ()


_NAMED_TWICE = (Contributor("A. Reader", "edt"), Contributor("A. Reader", "edt"))
_TEXT = Part("article", PartKind.ARTICLE, (), (Paragraph((Text("Bread."),)),))


@given(documents())
@example(Document("pamphlet", Metadata("On Bread", "en", "2026", "", _NAMED_TWICE), (), (_TEXT,)))
@settings(deadline=None, max_examples=50, suppress_health_check=_SLOW)
def test_no_word_of_any_document_is_lost_in_an_ebook(document: Document) -> None:
    _nothing_lost(document, Outputs(epub=ebook(document)))


@given(documents(size=3))
@settings(deadline=None, max_examples=20, suppress_health_check=_SLOW)
def test_no_word_of_any_document_is_lost_on_the_pages(document: Document) -> None:
    _nothing_lost(document, Outputs(pdf=pages(document)))


@given(working_documents())
@settings(deadline=None, max_examples=10, suppress_health_check=_SLOW)
def test_no_word_of_a_pamphlet_under_discussion_is_lost_in_a_proof(document: Document) -> None:
    _nothing_lost(document, Outputs(pdf=pages(document)))


@pytest.mark.stress
@given(documents(size=12))
@settings(deadline=None, max_examples=400, suppress_health_check=_SLOW)
def test_no_word_of_any_longer_document_is_lost_anywhere(document: Document) -> None:
    _nothing_lost(document, Outputs(epub=ebook(document), pdf=pages(document)))
