"""The points P1 to P10: each fails for its own fault, and passes where nothing is amiss."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

import pikepdf
import pytest
from tests.proving.made import booklet, damaged, note, pages, pamphlet, paragraph, with_pages
from tests.proving.mutating import DOCUMENT, finished

from handpress.editing import prepare
from handpress.model import nodes
from handpress.model.document import Document
from handpress.proving import Outputs, Proof, prove
from handpress.proving.items import authors_letters


def proved(document: Document = DOCUMENT, *, epub: bytes | None = None, pdf: bytes | None = None) -> Proof:
    [proof] = prove(document, prepare(document), Outputs(epub=epub, pdf=pdf)).proofs
    return proof


def failed(proof: Proof) -> set[str]:
    return {check.name for check in proof.checks if not check.passed}


def counts(proof: Proof) -> dict[str, tuple[int, int]]:
    return {check.name: (check.expected, check.found) for check in proof.checks}


def test_a_whole_pamphlet_passes_every_point_in_every_output() -> None:
    files = finished()
    ledger = prove(
        DOCUMENT, prepare(DOCUMENT), Outputs(files.epub, files.pdf, booklet=files.booklet, order=files.order)
    )

    assert [failed(proof) for proof in ledger.proofs] == [set(), set(), set()]
    assert [len(proof.checks) for proof in ledger.proofs] == [9, 9, 10]
    for proof in ledger.proofs:
        found = counts(proof)
        assert found["P1"] == found["P2"] == (10, 10)  # 4 notes, a headnote, a sic, and 4 other marks
        assert found["P5"] == found["P6"] == (4, 4)
        assert found["P8"] == (2, 2)
        assert found["P10"] == (0, 0)


def test_the_authors_text_is_the_same_in_the_model_and_in_every_output() -> None:
    files = finished()
    ledger = prove(
        DOCUMENT, prepare(DOCUMENT), Outputs(files.epub, files.pdf, booklet=files.booklet, order=files.order)
    )
    letters = authors_letters(DOCUMENT)

    assert len({proof.author for proof in ledger.proofs}) == 1
    assert {counts(proof)["P7"] for proof in ledger.proofs} == {(len(letters), len(letters))}
    assert "Themillwasbiltbythevalleyandeverybodycarriedonestoneuphill." in letters
    assert "grandmother" not in letters
    assert "sic" not in letters


SPOILT: dict[str, tuple[Callable[[str], str], set[str]]] = {
    "a word of the author": (lambda page: page.replace("valley", ""), {"P3", "P5", "P7"}),
    "a word of a note": (lambda page: page.replace("baskets", ""), {"P3"}),
    "a note": (lambda page: re.sub('<div id="note-article-2".*?</div>', "", page), {"P3", "P4", "P6"}),
    "the words of a mark": (lambda page: page.replace("in 1840", ""), {"P3", "P5"}),
    "a mark": (lambda page: re.sub('<span class="omission">.*?</span>', "", page), {"P1", "P2", "P3", "P4"}),
    "the kind of a mark": (lambda page: page.replace('class="omission"', 'class="lost"'), {"P1", "P2"}),
    "a signature of the press": (lambda page: page.replace('press">—\u00a0Ed.', 'press">—\u00a0Tr.', 1), {"P4"}),
    "a link to a note": (lambda page: page.replace('href="#note-article-1"', 'href="#x"'), {"P2", "P6"}),
    "the place of a call": (
        lambda page: re.sub("( by the valley)(<sup.*?</sup>)", r"\2\1", page), {"P3", "P5", "P7"},
    ),
    "the place of an emendation": (lambda page: page.replace('id="article-emendation-2"', ""), {"P2", "P8"}),
}  # fmt: skip


@pytest.mark.parametrize("what", SPOILT)
def test_each_fault_of_an_ebook_fails_its_points(what: str) -> None:
    change, points = SPOILT[what]
    proof = proved(epub=damaged(finished().epub, change))

    assert failed(proof) >= {*points, "P10"}
    assert proof.losses


def test_an_entry_lost_from_the_list_of_emendations_fails_p8() -> None:
    def cut(page: str) -> str:
        return page.replace("wheels] weels", "wheels] wheels")

    proof = proved(epub=damaged(finished().epub, cut, "note-on-the-text.xhtml"))
    assert failed(proof) == {"P3", "P8", "P10"}


def one_note(sentence: str) -> Document:
    return pamphlet(paragraph(3, "Ten words", nodes.NoteCall("1"), sentence), notes=(note("1", 5, "A note."),))


def test_a_word_of_the_author_lost_on_the_pages_fails_p7_and_no_point_of_the_items() -> None:
    whole = one_note(" and then there came a good many more, of which one is lost.")
    proof = proved(whole, pdf=pages(one_note(" and then there came a good many more, of which is lost.")))

    assert failed(proof) == {"P3", "P7", "P10"}
    assert counts(proof)["P7"][0] - counts(proof)["P7"][1] == len("one")


def test_a_word_lost_near_a_call_fails_p5_too() -> None:
    proof = proved(one_note(" and then more."), pdf=pages(one_note(" and more.")))

    assert failed(proof) == {"P3", "P5", "P7", "P10"}


def test_pages_without_links_fail_p6() -> None:
    document = one_note(".")
    whole, out = pages(document), io.BytesIO()
    with pikepdf.open(io.BytesIO(whole)) as pdf:
        for page in pdf.pages:
            if "/Annots" in page.obj:
                del page.obj["/Annots"]
        pdf.save(out)

    assert failed(proved(document, pdf=whole)) == set()
    assert failed(proved(document, pdf=out.getvalue())) == {"P2", "P6", "P10"}


def test_sheets_with_two_pages_changed_fail_p9() -> None:
    files = finished()
    with_swap = with_pages(files.pdf, (1, 2, 4, 3, *range(5, _count(files.pdf) + 1)))
    outputs = Outputs(pdf=files.pdf, booklet=booklet(with_swap).pdf, order=files.order)
    _, proof = prove(DOCUMENT, prepare(DOCUMENT), outputs).proofs

    assert failed(proof) >= {"P3", "P9", "P10"}


def _count(pdf: bytes) -> int:
    [proof] = prove(DOCUMENT, prepare(DOCUMENT), Outputs(pdf=pdf)).proofs
    return proof.pages


def test_every_item_of_the_ledger_has_its_page_and_line() -> None:
    ledger = prove(DOCUMENT, prepare(DOCUMENT), Outputs(pdf=finished().pdf))

    assert [item.kind for item in ledger.items][:4] == ["headnote", "sic", "note", "interpolation"]
    assert all(item.page > 0 and item.part == "article" for item in ledger.items)
    pages_of = [item.page for item in ledger.items]
    assert pages_of == sorted(pages_of)
