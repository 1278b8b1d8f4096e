"""What a print file must say of itself, and what it must not do, wherever it says or does it."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace
from pikepdf import Array, Dictionary, Name, Pdf, String
from tests.preflighting.samples import SHOP, X1A_SHOP, Change, form, found, icc, print_file, with_objects, x1a

SCRIPT = Dictionary(S=Name.JavaScript, JS=String("app.alert('hello')"))


def intent(space: bytes | None, condition: str = "FOGRA39") -> Change:
    def change(pdf: Pdf) -> None:
        given = Dictionary(Type=Name.OutputIntent, S=Name.GTS_PDFX, OutputConditionIdentifier=String(condition))
        if space is not None:
            given.DestOutputProfile = pdf.make_stream(icc(space), N=len(space.strip()))
        pdf.Root.OutputIntents = Array([given])

    return change


def both(*changes: Change) -> Change:
    def change(pdf: Pdf) -> None:
        for each in changes:
            each(pdf)

    return change


@pytest.mark.parametrize(
    ("space", "words"),
    [(b"RGB ", "is for RGB, not for CMYK inks"), (b"GRAY", "is for GRAY"), (None, "no colour profile")],
)
def test_an_output_intent_must_have_a_profile_and_be_for_inks(space: bytes | None, words: str) -> None:
    findings = found(print_file(change=intent(space)))

    assert set(findings) == {"output-intent"}
    assert words in findings["output-intent"].message


def test_pdf_x_1a_may_name_its_condition_instead() -> None:
    assert found(print_file(change=both(x1a, intent(None)), force_version="1.4"), X1A_SHOP) == {}
    unnamed = print_file(change=both(x1a, intent(None, "")), force_version="1.4")
    assert set(found(unnamed, X1A_SHOP)) == {"output-intent"}


def test_a_printer_of_x4_takes_x1a_but_not_the_other_way_round() -> None:
    assert found(print_file(change=x1a)) == {}
    assert set(found(print_file(), X1A_SHOP)) == {"standard-claim", "pdf-version"}


def test_what_only_the_metadata_say_is_heard() -> None:
    said = (
        b"<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF><rdf:Description pdfxid:GTS_PDFXVersion='PDF/X-4' "
        b"xmp:CreateDate='2026-05-01'><pdf:Trapped>False</pdf:Trapped><xmp:ModifyDate>2026-05-01</xmp:ModifyDate>"
        b"<dc:title><rdf:Alt><rdf:li xml:lang='x-default'>Words</rdf:li></rdf:Alt></dc:title>"
        b"</rdf:Description></rdf:RDF></x:xmpmeta>"
    )

    def change(pdf: Pdf) -> None:
        del pdf.trailer["/Info"]
        pdf.Root.Metadata = pdf.make_stream(said)

    assert found(print_file(change=change)) == {}


def test_what_shows_through_as_a_whole_shows_through_though_its_parts_do_not() -> None:
    def change(pdf: Pdf) -> None:
        x1a(pdf)
        own = Dictionary(ExtGState=Dictionary(G2=Dictionary(ca=1)))
        inner = form(pdf, "/G2 gs 0 0 0 .5 k 100 200 50 50 re f", Resources=own, Group=Dictionary(S=Name.Transparency))
        with_objects("XObject", lambda _: {"X1": inner})(pdf)
        with_objects("ExtGState", lambda _: {"G1": Dictionary(ca=0.5)})(pdf)

    pdf = print_file("/G1 gs /X1 Do", change=change, force_version="1.4")

    assert "A coloured area has an opacity of 50%" in found(pdf, X1A_SHOP)["transparency"].message


def on_page(**values: Any) -> Change:
    def change(pdf: Pdf) -> None:
        for key, value in values.items():
            pdf.pages[1].obj[f"/{key}"] = value

    return change


def named(pdf: Pdf) -> None:
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("a"), SCRIPT])))


def clicked(pdf: Pdf) -> None:
    outside = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 1, 1], A=SCRIPT)
    pdf.pages[1].obj.Annots = Array([outside])
    pdf.pages[1].obj.BleedBox = Array([4, 4, 430, 600])


@pytest.mark.parametrize("change", [on_page(AA=Dictionary(O=SCRIPT)), named, clicked], ids=["page", "names", "link"])
def test_a_script_is_found_wherever_it_hides(change: Change) -> None:
    assert "pdf-script" in found(print_file(change=change))


def test_annotations_outside_of_the_bleed_and_printers_own_marks_are_taken() -> None:
    mark = Dictionary(Type=Name.Annot, Subtype=Name.PrinterMark, Rect=[100, 100, 200, 120])
    hidden = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[100, 100, 200, 120], F=2)

    assert found(print_file(change=on_page(Annots=Array([mark, hidden])))) == {}


def test_links_are_taken_by_who_takes_annotations() -> None:
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[100, 100, 200, 120])
    pdf = print_file(change=on_page(Annots=Array([link])))

    assert found(pdf, replace(SHOP, annotations=True)) == {}
