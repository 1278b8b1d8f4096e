"""The ledger keeps to the form that is published."""

from __future__ import annotations

import json
import random

import pytest
from tests.pamphlets.shop import ALL, product
from tests.proving.fitting import SCHEMA, misfits
from tests.proving.mutating import DOCUMENT, finished, spoil_ebook

from handpress.editing import prepare
from handpress.model.quoted import Grade
from handpress.proving import LossKind, Outputs, prove
from handpress.proving.items import EDITORIAL, NOTE, kind_name


@pytest.mark.parametrize("name", ALL)
def test_the_ledger_of_every_pamphlet_fits_the_schema(name: str) -> None:
    ledger = json.loads((product(name).folder / "ledger.json").read_text(encoding="utf-8"))

    assert list(misfits(ledger)) == []


def test_the_ledger_of_a_damaged_file_fits_it_too() -> None:
    for seed in range(5):
        _, epub = spoil_ebook(random.Random(seed))
        ledger = prove(DOCUMENT, prepare(DOCUMENT), Outputs(epub=epub, pdf=finished().pdf))
        assert not ledger.whole
        assert list(misfits(json.loads(ledger.to_json()))) == []


def test_the_schema_names_every_kind_of_item_and_of_loss() -> None:
    kinds = SCHEMA["$defs"]["item"]["properties"]["kind"]["enum"]
    losses = SCHEMA["$defs"]["loss"]["properties"]["kind"]["enum"]

    assert set(kinds) == {NOTE, *map(kind_name, EDITORIAL)}
    assert set(losses) == {kind.value for kind in LossKind}
    assert set(SCHEMA["$defs"]["quotation"]["properties"]["state"]["enum"]) == {grade.value for grade in Grade}


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"ledger": 2}, "ledger.ledger: 2 is not 1"),
        ({"whole": "yes"}, "ledger.whole: 'yes' is no boolean"),
        ({"more": 1}, "ledger: nobody knows more"),
        ({"items": [{"kind": "verse", "part": "a"}]}, "ledger.items[0].kind: 'verse' is none of"),
    ],
)
def test_the_test_itself_sees_what_does_not_fit(change: dict[str, object], told: str) -> None:
    ledger = json.loads(prove(DOCUMENT, prepare(DOCUMENT), Outputs(epub=finished().epub)).to_json())

    assert [fault[: len(told)] for fault in misfits(ledger | change)] == [told]
