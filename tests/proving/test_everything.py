"""Whatever a document holds, no output loses a word of it."""

import pytest
from hypothesis import HealthCheck, given, settings
from tests.proving.made import ebook, pages
from tests.strategies import documents

from handpress.editing import prepare
from handpress.model.document import Document
from handpress.proving import Outputs, prove

# WeasyPrint 70 drops a table's head where head and first row do not fit on the page together, and sets the rest of a
# row that breaks over two pages behind its other cells. A head that is a row, and rows that do not break, are safe.
_WHOLE_TABLES = "thead { display: table-row-group } tr { break-inside: avoid }"
_SLOW = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much)


def _nothing_lost(document: Document, outputs: Outputs) -> None:
    assert prove(document, prepare(document), outputs).findings() == ()


@given(documents())
@settings(deadline=None, max_examples=50, suppress_health_check=_SLOW)
def test_no_word_of_any_document_is_lost_in_an_ebook(document: Document) -> None:
    _nothing_lost(document, Outputs(epub=ebook(document)))


@given(documents(size=3))
@settings(deadline=None, max_examples=20, suppress_health_check=_SLOW)
def test_no_word_of_any_document_is_lost_on_the_pages(document: Document) -> None:
    _nothing_lost(document, Outputs(pdf=pages(document, _WHOLE_TABLES)))


@pytest.mark.stress
@given(documents(size=12))
@settings(deadline=None, max_examples=400, suppress_health_check=_SLOW)
def test_no_word_of_any_longer_document_is_lost_anywhere(document: Document) -> None:
    _nothing_lost(document, Outputs(epub=ebook(document), pdf=pages(document, _WHOLE_TABLES)))
