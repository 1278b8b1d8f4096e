"""What is not to be seen on the pages is lost, whatever the layout engine thinks of it."""

from xml.etree.ElementTree import Element

import pytest
from tests import house
from tests.proving.made import SENTENCES, note, pages, pages_as_they_come, pamphlet, paragraph, with_pages

from handpress.diagnostics import ExitCode, PressError
from handpress.editing import prepare
from handpress.model.document import Document
from handpress.model.nodes import Align, Emphasis, ListItem, NoteCall, OrderedList, Ornament, Table, Text
from handpress.proving import Loss, LossKind, Outputs, prove
from handpress.setting.isolation import isolate_fonts
from handpress.writing import layout
from handpress.writing.layout import Enclosed


def losses(document: Document, pdf: bytes) -> tuple[Loss, ...]:
    (proof,) = prove(document, prepare(document), Outputs(pdf=pdf)).proofs
    return proof.losses


def test_pages_with_everything_on_them_have_no_loss() -> None:
    long = "and a note may be so long that it must go on at the foot of the next page, " * 40
    document = pamphlet(
        paragraph(3, "The first sentence", NoteCall("1"), " is long. " * 30),
        OrderedList((ListItem((paragraph(5, "an item"),)), ListItem((paragraph(6, "another"),))), start=3),
        Ornament(),
        paragraph(8, Emphasis((Text("And"),)), " office fluffy", NoteCall("ed-1"), " self-made men. " * 99),
        notes=(note("1", 10, long), note("ed-1", 12, "Short.", party="Ed.")),
    )
    (proof,) = prove(document, prepare(document), Outputs(pdf=pages(document))).proofs
    assert proof.losses == ()
    assert proof.words_expected == proof.words_found
    assert (proof.notes_expected, proof.notes_found) == (2, 2)


def test_a_paragraph_off_the_page_is_lost_and_names_its_line() -> None:
    pdf = pages(pamphlet(*SENTENCES), ".opening ~ p:nth-of-type(4) { position: relative; left: 400mm }")
    (loss,) = losses(pamphlet(*SENTENCES), pdf)
    assert (loss.kind, loss.expected) == (LossKind.MISSING, "Rain had ruined half of them.")
    assert loss.span is not None
    assert loss.span.line == 9


def test_a_note_off_the_page_is_lost() -> None:
    document = pamphlet(*SENTENCES[:3], paragraph(40, "Called", NoteCall("1"), "."), notes=(note("1", 42, "A note."),))
    pdf = pages_as_they_come(document, ".note .first { position: relative; top: 300mm }")
    (proof,) = prove(document, prepare(document), Outputs(pdf=pdf)).proofs
    (loss,) = proof.losses
    assert (loss.kind, loss.note, proof.notes_found) == (LossKind.MISSING, "article: 1", 0)
    assert loss.span is not None
    assert loss.span.line == 42


def test_a_word_that_no_manuscript_has_is_added() -> None:
    pdf = pages(pamphlet(*SENTENCES), '.opening ~ p:nth-of-type(4)::before { content: "Intruder " }')
    (loss,) = losses(pamphlet(*SENTENCES), pdf)
    assert (loss.kind, loss.found) == (LossKind.ADDED, "Intruder")


def test_paragraphs_in_another_order_are_moved() -> None:
    first, second, third, *rest = SENTENCES
    (loss,) = losses(pamphlet(*SENTENCES), pages(pamphlet(second, third, first, *rest)))
    assert (loss.kind, loss.words) == (LossKind.MOVED, 6)
    assert loss.span is not None
    assert loss.span.line == 3


def test_a_lost_hyphen_is_a_change() -> None:
    (loss,) = losses(pamphlet(paragraph(3, "Let us re-form it.")), pages(pamphlet(paragraph(3, "Let us reform it."))))
    assert (loss.expected, loss.found) == ("re-form", "reform")


def test_a_folio_that_is_not_the_pages_number_is_added_text() -> None:
    pdf = pages(pamphlet(*SENTENCES), "@page part:right { @bottom-right { content: '77' } }")
    (loss,) = losses(pamphlet(*SENTENCES), pdf)
    assert (loss.kind, loss.found, loss.page) == (LossKind.ADDED, "77", 3)


def test_a_running_head_too_long_for_its_line_is_no_loss() -> None:
    title = "On the freedom of printers and the duties of their readers, with remarks upon binders, paper and rain"
    document = pamphlet(*SENTENCES, title=title)
    heads = ".opening ~ p { break-before: page }"
    assert losses(document, pages(document, heads)) == ()


def test_a_page_that_is_gone_takes_its_words_along() -> None:
    document = pamphlet(*SENTENCES)
    pdf = pages(document, ".opening ~ p:nth-of-type(3) { break-before: page }")
    (proof,) = prove(document, prepare(document), Outputs(pdf=with_pages(pdf, (1, 2, 3, 5)))).proofs
    lost = [loss.expected for loss in proof.losses if loss.kind is LossKind.MISSING]
    assert len(lost) == 1
    assert lost[0].startswith("Our printer counted")
    assert lost[0].endswith("wrote angry letters.")


def test_a_wrong_number_in_a_list_is_a_change() -> None:
    items = tuple(ListItem((paragraph(n, f"item {n}"),)) for n in (3, 4))
    document = pamphlet(OrderedList(items, start=7))
    (first, second) = losses(document, pages(pamphlet(OrderedList(items))))
    assert (first.expected, first.found, second.expected, second.found) == ("7.", "1.", "8.", "2.")


def test_the_number_of_an_item_is_not_taken_for_the_beginning_of_the_next_page() -> None:
    """The signs of a page's lists end it: here with “29.”, and the next begins with a 9."""
    listed = OrderedList((ListItem((paragraph(3, "Nine and twenty."),)),), start=29)
    days = Table((Align.START,), ((Text("Day"),),), (((Text("9 May"),),), ((Text("10 May"),),)))
    document = pamphlet(listed, days)

    assert losses(document, pages(document, "tbody { break-before: page }")) == ()


def test_the_head_of_a_table_may_stand_again_on_every_page() -> None:
    cells = [(Text(f"cell {n} of a table that is long"),) for n in range(60)]
    table = Table((Align.START,), ((Text("Its head"),),), tuple((cell,) for cell in cells))
    document = pamphlet(table, paragraph(9, "The end."))
    assert losses(document, pages(document, "thead { display: table-header-group }")) == ()


def test_a_head_that_stands_again_elsewhere_is_added() -> None:
    table = Table((Align.START,), ((Text("Its head"),),), (((Text("cell"),),),))
    document = pamphlet(table, paragraph(9, "The end."))
    (loss,) = losses(document, pages(document, ".opening ~ p::before { content: 'Its head ' }"))
    assert (loss.kind, loss.found) == (LossKind.ADDED, "Its head")


def test_a_note_before_its_call_is_astray() -> None:
    def early(part: Element) -> None:
        first, second = part.findall("p")
        sup = second.find("sup")
        mark = second.find("span")
        assert sup is not None
        assert mark is not None
        sup.tail, mark.tail = mark.tail, None
        second.remove(mark)
        first.append(mark)

    document = pamphlet(
        paragraph(3, "The first page."),
        paragraph(5, "The second", NoteCall("1"), " page."),
        notes=(note("1", 7, "Me."),),
    )
    parted = ".opening ~ p + p { break-before: page }"
    assert losses(document, pages_as_they_come(document, parted)) == ()
    (loss,) = losses(document, pages_as_they_come(document, parted, early))
    assert (loss.kind, loss.note) == (LossKind.MOVED, "article: 1")
    assert "before its call" in loss.found


def test_notes_in_another_order_are_moved() -> None:
    def swap(part: Element) -> None:
        texts = [note.find("*") for note in part.iter("span") if note.get("role") == "doc-footnote"]
        first, second = (text for text in texts if text is not None)
        one, two = first[0], second[0]
        first.remove(one)
        second.remove(two)
        first.append(two)
        second.append(one)

    document = pamphlet(
        paragraph(3, "One", NoteCall("1"), ", two", NoteCall("2"), "."),
        notes=(note("1", 5, "Geese fly in autumn."), note("2", 7, "Printers drink in winter.")),
    )
    (loss,) = losses(document, pages_as_they_come(document, "", swap))
    assert loss.kind is LossKind.MOVED
    assert loss.note


_FORGETFUL = """
@font-face { font-family: G; src: url("press:roman") }
@page { size: 49mm 68mm; margin: 5mm }
html { font: 10pt/1.2 G }
p { margin: 0; orphans: 2; widows: 2 }
.parted { break-before: page }
.note { float: footnote }
.note::footnote-call, .note::footnote-marker { content: none }
"""


def test_a_note_that_weasyprint_drops_without_a_word_is_found_missing() -> None:
    """Two notes of one paragraph at a page's end: WeasyPrint 70 sets the first and forgets the second."""
    before = "one two three four five six seven eight nine ten eleven " * 3
    after = " delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron" * 3
    goose, duck = "goose" + " wa" * 25, "duck" + " wb" * 25
    document = pamphlet(
        paragraph(3, before),
        paragraph(5, "alpha beta gamma AAA", NoteCall("a"), " BBB", NoteCall("b"), after),
        notes=(note("a", 7, goose), note("b", 9, duck)),
    )
    html = (
        '<html lang="en"><p>The Title</p><p>2026</p><p>Article</p><p>On Freedom</p>'
        f'<p class="parted">{before}</p><p>alpha beta gamma AAA1<span class="note">1 {goose}</span> '
        f'BBB2<span class="note">2 {duck}</span> {after}</p>'
        '<p class="parted">The Title</p><p>2026</p><p>Set in EB Garamond with handpress.</p>'
    )
    isolate_fonts()
    pdf = layout.lay_out(html, _FORGETFUL, {"roman": Enclosed(house.fonts()[0].content, "font/ttf")}).to_pdf()
    (proof,) = prove(document, prepare(document), Outputs(pdf=pdf)).proofs
    (loss,) = proof.losses
    assert (loss.kind, loss.note, proof.notes_found) == (LossKind.MISSING, "article: b", 1)
    assert loss.span is not None
    assert loss.span.line == 9


def test_what_is_no_pdf_stops_the_press() -> None:
    with pytest.raises(PressError) as caught:
        losses(pamphlet(*SENTENCES), b"no pages")
    assert caught.value.exit_code is ExitCode.LOST
