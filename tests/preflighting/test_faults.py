"""Every finding of a preflight, provoked: a good print file broken in one way a code, and nothing else found in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from pikepdf import Array, Dictionary, Encryption, Name, OutlineItem, Pdf, String
from tests.conftest import Golden
from tests.preflighting.samples import (
    A5,
    BLEED,
    SHOP,
    X1A_SHOP,
    Change,
    font,
    form,
    icc,
    image,
    print_file,
    with_fonts,
    with_objects,
    x1a,
)

from handpress.diagnostics.catalogue import CATALOGUE
from handpress.model.format import MM, Gutter, Profile, Trim
from handpress.model.spans import pages_in_words
from handpress.preflighting import preflight
from handpress.preflighting.checks import FILE_CHECKS, PAGE_CHECKS


@dataclass(frozen=True)
class Case:
    """How the good file is spoilt, and for whom it is then looked at."""

    content: str = ""
    change: Change = lambda _: None
    profile: Profile = SHOP
    pages: int = 4
    save: dict[str, Any] = field(default_factory=dict)
    look: dict[str, Any] = field(default_factory=dict)

    def pdf(self) -> bytes:
        return print_file(self.content, pages=self.pages, change=self.change, **self.save)


def info(key: str, value: Any = None) -> Change:
    def change(pdf: Pdf) -> None:
        if value is None:
            del pdf.docinfo[f"/{key}"]
        else:
            pdf.docinfo[f"/{key}"] = value

    return change


def root(**values: Any) -> Change:
    def change(pdf: Pdf) -> None:
        for key, value in values.items():
            pdf.Root[f"/{key}"] = value

    return change


def page(number: int, **values: Any) -> Change:
    def change(pdf: Pdf) -> None:
        for key, value in values.items():
            pdf.pages[number - 1].obj[f"/{key}"] = value

    return change


def without(key: str) -> Change:
    def change(pdf: Pdf) -> None:
        for each in pdf.pages:
            del each.obj[f"/{key}"]

    return change


def bookmark(pdf: Pdf) -> None:
    with pdf.open_outline() as outline:
        outline.root.append(OutlineItem("A part", 0))


def attach(pdf: Pdf) -> None:
    pdf.attachments["notes.txt"] = b"notes"


def narrow_bleed(pdf: Pdf) -> None:
    for each in pdf.pages:
        each.obj.BleedBox = Array([4, 4, 148 * MM + 2 * BLEED - 4, 210 * MM + 2 * BLEED - 4])


def small_page(pdf: Pdf) -> None:
    pdf.pages[1].obj.TrimBox = Array([BLEED, BLEED, BLEED + 140 * MM, BLEED + 210 * MM])


def emptied(*numbers: int) -> Change:
    def change(pdf: Pdf) -> None:
        for number in numbers:
            pdf.pages[number - 1].obj.Contents = pdf.make_stream(b"1 g 0 0 600 700 re f")

    return change


def states(**settings: Any) -> Change:
    return with_objects("ExtGState", lambda _: {"G1": Dictionary(**settings)})


def pictures(make: Callable[[Pdf], Any]) -> Change:
    return with_objects("XObject", lambda pdf: {"I1": make(pdf)})


def spaces(make: Callable[[Pdf], Any]) -> Change:
    return with_objects("ColorSpace", lambda pdf: {"S1": make(pdf)})


def separation(name: str) -> Any:
    tint = Dictionary(FunctionType=2, N=1, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[0, 1, 1, 0])
    return Array([Name.Separation, Name(f"/{name}"), Name.DeviceCMYK, tint])


def unembedded(pdf: Pdf) -> dict[str, Any]:
    return {"F2": Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)}


def drawn_font(pdf: Pdf) -> dict[str, Any]:
    box = pdf.make_stream(b"500 0 0 0 500 700 d1 0 0 500 700 re f")
    return {
        "F2": Dictionary(
            Type=Name.Font, Subtype=Name.Type3, FontBBox=[0, 0, 500, 700], FontMatrix=[0.001, 0, 0, 0.001, 0, 0],
            CharProcs=Dictionary(box=box), Encoding=Dictionary(Differences=[97, Name.box]), FirstChar=97,
            LastChar=97, Widths=[500],
        )
    }  # fmt: skip


def bold_font(pdf: Pdf) -> dict[str, Any]:
    return {"F2": font(pdf, "GHIJKL+Garamond-Bold")}


def see_through(pdf: Pdf) -> None:
    x1a(pdf)
    states(ca=0.5)(pdf)


LINK = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[100, 100, 200, 120], Border=[0, 0, 0])
SCRIPT = Dictionary(S=Name.JavaScript, JS=String("app.alert('hello')"))
TEXT = "BT /F1 {size} Tf {x} {y} Td (Words) Tj ET"
PLACED = "q 144 0 0 144 100 400 cm /I1 Do Q"  # two inches square

CASES: dict[str, Case] = {
    "pdf-encrypted": Case(save={"encryption": Encryption(owner="owner", user="", R=4)}),
    "pdf-version": Case(save={"force_version": "2.0"}),
    "pdf-script": Case(change=root(OpenAction=SCRIPT)),
    "pdf-form": Case(change=root(AcroForm=Dictionary(Fields=[Dictionary(T=String("name"), FT=Name.Tx)]))),
    "pdf-attachment": Case(change=attach),
    "pdf-layer": Case(change=root(OCProperties=Dictionary(OCGs=[Dictionary(Type=Name.OCG, Name=String("draft"))]))),
    "pdf-bookmark": Case(change=bookmark),
    "pdf-annotation": Case(change=page(2, Annots=Array([LINK]))),
    "standard-claim": Case(change=info("GTS_PDFXVersion")),
    "output-intent": Case(change=root(OutputIntents=Array([]))),
    "metadata-missing": Case(change=info("Title")),
    "trapping-unsaid": Case(change=info("Trapped")),
    "page-count": Case(profile=replace(SHOP, least_pages=24)),
    "page-multiple": Case(pages=6),
    "page-size-mixed": Case(change=small_page),
    "trim-unlisted": Case(look={"trims": (Trim("6x9", 152.4, 228.6),)}),
    "blank-run": Case(pages=8, change=emptied(3, 4, 5), profile=replace(SHOP, most_blanks=2)),
    "page-unread": Case(content="(never closed Tj"),
    "trim-missing": Case(change=without("TrimBox"), look={"trims": (A5,)}),
    "boxes-crossed": Case(change=page(3, BleedBox=Array([20, 20, 400, 580]))),
    "bleed-box": Case(change=narrow_bleed),
    "bleed-short": Case(content=f"0 0 0 .5 k {BLEED} 200 100 50 re f"),
    "safe-area": Case(content=f"0 0 0 1 k {TEXT.format(size=11, x=BLEED + 3 * MM, y=400)}"),
    "gutter-narrow": Case(
        content=f"0 0 0 1 k {TEXT.format(size=11, x=BLEED + 8 * MM, y=400)}",
        profile=replace(SHOP, gutters=(Gutter(100, 12.0),)),
    ),
    "font-missing": Case(content="0 0 0 1 k BT /F2 11 Tf 100 200 Td (Words) Tj ET", change=with_fonts(unembedded)),
    "font-type3": Case(content="0 0 0 1 k BT /F2 11 Tf 100 200 Td (aaa) Tj ET", change=with_fonts(drawn_font)),
    "text-small": Case(content=f"0 0 0 1 k {TEXT.format(size=5, x=100, y=200)}"),
    "text-reversed": Case(content=f"0 0 0 1 k 90 190 100 30 re f 0 0 0 0 k {TEXT.format(size=7, x=100, y=200)}"),
    "text-black-mixed": Case(content=f"0 0 0 rg {TEXT.format(size=11, x=100, y=200)}"),
    "text-small-mixed": Case(content=f"0 1 1 0 k {TEXT.format(size=9, x=100, y=200)}"),
    "colour-rgb": Case(content="1 0 0 rg 100 200 50 50 re f"),
    "colour-managed": Case(
        content="/S1 cs .2 .4 .6 scn 100 200 50 50 re f",
        change=spaces(lambda pdf: Array([Name.ICCBased, pdf.make_stream(icc(b"RGB "), N=3)])),
    ),
    "colour-spot": Case(content="/S1 cs 1 scn 100 200 50 50 re f", change=spaces(lambda _: separation("Reflex Blue"))),
    "registration-colour": Case(
        content="/S1 cs 1 scn 100 200 50 50 re f", change=spaces(lambda _: separation("All"))
    ),
    "ink-heavy": Case(content="1 .9 .8 .7 k 100 200 50 50 re f"),
    "transparency": Case(
        content="/G1 gs 0 0 0 .5 k 100 200 50 50 re f",
        change=see_through,
        profile=X1A_SHOP,
        save={"force_version": "1.4"},
    ),
    "white-overprint": Case(
        content="/G1 gs 0 0 0 0 k 100 200 50 50 re f", change=states(op=True, OP=True, OPM=1)
    ),
    "picture-coarse": Case(content=PLACED, change=pictures(lambda pdf: image(pdf, bytes(200 * 200), (200, 200)))),
    "line-art-coarse": Case(
        content=PLACED,
        change=pictures(lambda pdf: image(pdf, bytes(100 * 800), (800, 800), BitsPerComponent=1)),
    ),
    "picture-unread": Case(
        content=PLACED,
        change=pictures(lambda pdf: image(pdf, b"cut short", (9000, 9000), Name.DeviceCMYK, Filter=Name.FlateDecode)),
    ),
    "stroke-hair": Case(content="0 w 100 200 m 200 200 l S"),
    "stroke-thin": Case(content=".1 w 100 200 m 200 200 l S"),
}  # fmt: skip


@pytest.mark.parametrize("code", CASES)
def test_a_file_broken_on_purpose_has_this_fault_and_no_other(code: str) -> None:
    case = CASES[code]

    findings = preflight(case.pdf(), case.profile, **case.look).findings

    assert [finding.code for finding in findings] == [code]


def test_the_file_that_they_are_made_of_is_good() -> None:
    assert preflight(print_file(), SHOP, trims=(A5,)).findings == ()
    assert preflight(print_file(change=x1a, force_version="1.4"), X1A_SHOP).findings == ()


def test_every_code_of_every_check_has_a_case_and_stands_in_the_catalogue() -> None:
    codes = {code for check in (*PAGE_CHECKS, *FILE_CHECKS) for code in check.codes}

    assert codes == set(CASES)
    assert codes <= set(CATALOGUE)


def test_the_sentences_are_what_a_user_should_read(golden: Golden) -> None:
    told = []
    for code, case in CASES.items():
        [finding] = preflight(case.pdf(), case.profile, **case.look).findings
        where = pages_in_words(finding.places) or "the file"
        told.append(f"{code} ({finding.severity}, {where})\n    {finding.message}\n    → {finding.hint}\n")

    golden(Path(__file__).parent / "sentences.txt", "".join(told))


@pytest.mark.parametrize("code", CASES)
def test_every_code_is_explained_in_the_docs(code: str) -> None:
    docs = Path(__file__).resolve().parents[2] / "docs" / "preflight.md"

    assert f"\n### {code}\n" in docs.read_text(encoding="utf-8")


def test_a_form_is_looked_into_as_the_page_is() -> None:
    case = Case(
        content="/X1 Do", change=with_objects("XObject", lambda pdf: {"X1": form(pdf, "1 0 0 rg 100 200 9 9 re f")})
    )

    assert [f.code for f in preflight(case.pdf(), SHOP).findings] == ["colour-rgb"]
