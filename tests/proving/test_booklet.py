"""A booklet bears the pages of the pamphlet, all of them, each once, each where the order says."""

from functools import cache

from tests.proving.made import SENTENCES, booklet, pages, pamphlet, with_pages

from handpress.editing import prepare
from handpress.imposing import Imposed
from handpress.proving import Loss, LossKind, Outputs, prove

DOCUMENT = pamphlet(*SENTENCES)


@cache
def pdf() -> bytes:
    return pages(DOCUMENT, ".opening ~ p { break-before: page }")


@cache
def imposed() -> Imposed:
    return booklet(pdf())


def losses(file: bytes, order: tuple[tuple[int | None, ...], ...]) -> tuple[Loss, ...]:
    outputs = Outputs(pdf=pdf(), booklet=file, order=order)
    _, proof = prove(DOCUMENT, prepare(DOCUMENT), outputs).proofs
    return proof.losses


def test_a_booklet_with_every_page_in_its_place_has_no_loss() -> None:
    assert losses(imposed().pdf, imposed().order) == ()


def test_two_pages_that_changed_places_are_both_moved() -> None:
    turned = booklet(with_pages(pdf(), (1, 2, 4, 3, *range(5, 11))))
    found = losses(turned.pdf, imposed().order)
    assert {(loss.kind, loss.page, loss.found) for loss in found} == {
        (LossKind.MOVED, 3, "page 4"),
        (LossKind.MOVED, 4, "page 3"),
    }


def test_a_side_of_a_sheet_that_is_gone_takes_its_pages_along() -> None:
    order = imposed().order
    found = losses(with_pages(imposed().pdf, range(1, len(order))), order)
    gone = {page for page in order[-1] if page}
    assert {loss.page for loss in found if loss.kind is LossKind.MISSING} == gone
    assert any(loss.found == f"{len(order) - 1} sides of sheets" for loss in found)


def test_an_order_that_forgets_a_page_is_told_even_if_the_sheets_agree_with_it() -> None:
    first, *rest = imposed().order
    found = losses(imposed().pdf, ((None, *first[1:]), *rest))
    assert LossKind.MISSING in {loss.kind for loss in found}


def test_a_blank_that_is_not_blank_is_told() -> None:
    order = tuple(tuple(None if page == 4 else page for page in side) for side in imposed().order)
    found = losses(imposed().pdf, order)
    assert any("a blank" in loss.expected and loss.found == "page 4" for loss in found)
