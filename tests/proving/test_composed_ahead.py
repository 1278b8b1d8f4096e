"""What pages must hold may be composed before they are there; whether it holds of them is asked of the file itself."""

from __future__ import annotations

from functools import cache

from msgspec.structs import replace
from tests.proving.made import SENTENCES, pages, pamphlet

from handpress.editing import prepare
from handpress.model.nodes import Heading, Text
from handpress.proving import Composed, Later, Ledger, LossKind, Outputs, compose_pages, prove
from handpress.proving.readback import anchors

HEADED = tuple(Heading(1, (Text(f"Chapter {name}"),), anchor=name.lower()) for name in ("One", "Two"))
DOCUMENT = pamphlet(HEADED[0], *SENTENCES[:3], HEADED[1], *SENTENCES[3:])
FACTS = prepare(DOCUMENT)


@cache
def pdf() -> bytes:
    return pages(DOCUMENT, ".opening ~ p { break-before: page }")


@cache
def standing() -> dict[str, int]:
    return {anchor: place.page for anchor, place in anchors(pdf()).items()}


def composed(**moved: int) -> Composed:
    return compose_pages(DOCUMENT, FACTS, standing() | moved)


def ledger(ahead: Composed | None) -> Ledger:
    outputs = Outputs(pdf=pdf())
    return prove(DOCUMENT, FACTS, outputs, Later(None, lambda: outputs, ahead))


def test_it_holds_of_pages_that_came_out_as_was_expected() -> None:
    assert {"one", "two"} <= composed().asked.keys()
    assert composed().holds(DOCUMENT, FACTS, standing())
    assert ledger(composed()) == ledger(None)
    assert ledger(None).whole


def test_where_nothing_names_its_page_an_anchor_may_stand_anywhere() -> None:
    unnamed = next(anchor for anchor in standing() if anchor not in composed().asked)
    assert composed(**{unnamed: 99}).holds(DOCUMENT, FACTS, standing())


def test_for_other_pages_it_is_composed_again() -> None:
    expected = composed(two=standing()["two"] + 1)
    assert not expected.holds(DOCUMENT, FACTS, standing())
    assert ledger(expected) == ledger(None)


def test_of_another_text_it_is_not_believed() -> None:
    other = pamphlet(HEADED[0], *SENTENCES[:3], HEADED[1], *SENTENCES[4:])
    assert not compose_pages(other, FACTS, standing()).holds(DOCUMENT, FACTS, standing())
    # And were it believed, the pages would be found wanting.
    forged = replace(compose_pages(other, FACTS, standing()), document=DOCUMENT)
    assert LossKind.ADDED in {loss.kind for loss in ledger(forged).proofs[0].losses}
