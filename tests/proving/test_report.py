"""The report shows the ledger to a person: complete in itself, readable by anybody, the same for the same build."""

from __future__ import annotations

import base64
import io
import re
from functools import cache
from html.parser import HTMLParser

import pikepdf
import pytest
from msgspec.structs import replace
from tests.proving.mutating import DOCUMENT, finished

from handpress.editing import prepare
from handpress.model.document import Document, Metadata
from handpress.proving import Ledger, Loss, LossKind, Outputs, Setting, prove
from handpress.proving.report import report, small_pages


@cache
def ledger() -> Ledger:
    files = finished()
    proved = prove(
        DOCUMENT, prepare(DOCUMENT), Outputs(files.epub, files.pdf, booklet=files.booklet, order=files.order)
    )
    accepted = (("misquotation", "article", "of <old> & new", "The author meant it."),)
    return replace(proved, setting=Setting(order=files.order, accepted=accepted))


@cache
def page(document: Document = DOCUMENT) -> str:
    return report(document, ledger(), small_pages(document, finished().pdf))


class Elements(HTMLParser):
    """The elements of a page with their attributes, and whether each is closed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag not in ("meta", "img", "rect"):
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_it_is_complete_in_itself() -> None:
    elements = Elements(page()).found

    assert {tag for tag, _ in elements} & {"script", "link", "iframe", "object"} == set()
    addresses = [value for _, attributes in elements for name in ("src", "href") if (value := attributes.get(name))]
    assert all(address.startswith("data:image/png;base64,") for address in addresses)
    assert "url(" not in page()
    assert "@import" not in page()


def test_it_says_what_each_thing_is_to_those_who_cannot_see_it() -> None:
    parsed = Elements(page())
    elements = parsed.found

    assert parsed.open == []
    assert ("html", {"lang": "en"}) in elements
    assert all(attributes.get("alt") for tag, attributes in elements if tag == "img")
    assert all(attributes.get("aria-label") for tag, attributes in elements if tag == "svg")
    assert all(attributes.get("scope") for tag, attributes in elements if tag == "th")
    headings = [tag for tag, _ in elements if re.fullmatch(r"h\d", tag)]
    assert headings[0] == "h1"
    assert set(headings[1:]) == {"h2"}
    # What scrolls can be reached with the keyboard.
    assert all(a.get("tabindex") == "0" for tag, a in elements if a.get("class") == "wide")


def test_it_has_every_item_every_point_every_page_and_every_sheet() -> None:
    shown = page()
    with pikepdf.open(io.BytesIO(finished().pdf)) as pdf:
        count = len(pdf.pages)

    assert shown.count("data:image/png;base64,") == count
    assert shown.count("<svg") == len(finished().order)
    assert [point for point in ("P1", "P5", "P9", "P10") if f">{point}</span>" not in shown] == []
    assert "10 in reading order" in shown
    assert "article.md:50" in shown
    assert "[in 1840 — Ed.]" in shown


def test_what_a_manuscript_says_stays_words() -> None:
    shown = page(replace(DOCUMENT, metadata=Metadata("<b>Bold</b> & $title", "en", "2026")))

    assert "&lt;b&gt;Bold&lt;/b&gt; &amp; $title" in shown
    assert "“of &lt;old&gt; &amp; new”. The author meant it." in shown


def test_it_is_the_same_for_the_same_build() -> None:
    assert report(DOCUMENT, ledger(), small_pages(DOCUMENT, finished().pdf)) == page()


def test_its_pictures_say_nothing_of_time_or_maker() -> None:
    found = re.search(r"data:image/png;base64,([^\"]+)", page())
    assert found
    picture = base64.b64decode(found[1])

    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    assert [kind for kind in (b"tIME", b"tEXt", b"pHYs") if kind in picture] == []


@pytest.mark.parametrize(("losses", "said"), [((), "Whole:"), ((Loss(LossKind.MISSING, "a"),), "Not whole:")])
def test_the_verdict_is_the_ledgers(losses: tuple[Loss, ...], said: str) -> None:
    first, *rest = ledger().proofs
    shown = report(
        DOCUMENT,
        replace(ledger(), proofs=(replace(first, losses=losses), *rest)),
        small_pages(DOCUMENT, finished().pdf),
    )

    assert said in shown
