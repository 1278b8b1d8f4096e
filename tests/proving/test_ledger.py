"""The ledger is plain data: the same for the same outputs, and every loss in it becomes an error."""

import json

from tests.proving.made import SENTENCES, ebook, pamphlet

from handpress.diagnostics import Severity
from handpress.editing import prepare
from handpress.model.spans import Span
from handpress.proving import Ledger, Loss, LossKind, Outputs, Proof, prove

LOSS = Loss(LossKind.MISSING, "ten words", words=2, span=Span("article.md", 12, 12), note="article: 1", page=4)


def ledger(*losses: Loss, output: str = "pdf") -> Ledger:
    return Ledger("pamphlet", (Proof(output, "00ff", 9, 100, 98, 2, 2, losses),))


def test_it_is_json_with_the_numbers_a_person_asks_for() -> None:
    tree = json.loads(ledger(LOSS).to_json())
    assert (tree["ledger"], tree["document"], tree["whole"]) == (1, "pamphlet", False)
    assert tree["outputs"]["pdf"]["words"] == {"expected": 100, "found": 98}
    assert tree["outputs"]["pdf"]["losses"][0]["place"] == {"file": "article.md", "line": 12}


def test_it_is_the_same_text_for_the_same_outputs() -> None:
    document = pamphlet(*SENTENCES)
    outputs = Outputs(epub=ebook(document))
    once, again = (prove(document, prepare(document), outputs).to_json() for _ in range(2))
    assert once == again


def test_every_loss_is_an_error_at_its_line() -> None:
    (finding,) = ledger(LOSS).findings()
    assert (finding.code, finding.severity) == ("note-lost", Severity.ERROR)
    assert str(finding.span) == "article.md:12"
    assert "“ten words” is missing" in finding.message


def test_the_code_tells_what_kind_of_loss_it_is() -> None:
    told = {
        "word-lost": Loss(LossKind.CHANGED, "a", "b"),
        "word-added": Loss(LossKind.ADDED, found="b"),
        "word-moved": Loss(LossKind.MOVED, "a"),
        "note-astray": Loss(LossKind.MOVED, "a", note="article: 1"),
    }
    for code, loss in told.items():
        assert [finding.code for finding in ledger(loss).findings()] == [code]
    assert [finding.code for finding in ledger(LOSS, output="booklet").findings()] == ["booklet-differs"]
