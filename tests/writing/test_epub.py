import io
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.judges.epubcheck import Verdict, faults, sample
from tests.writing.books import METADATA, full, page, picture, small

from handpress.diagnostics import PressError
from handpress.model.access import AccessClaim, Exemption
from handpress.model.document import Contributor, Metadata, Series
from handpress.setting import licence, subset
from handpress.writing.description import identify, print_edition
from handpress.writing.epub import write_epub
from handpress.writing.package import (
    Accessibility,
    Book,
    Chapter,
    Enclosure,
    Entry,
    PageMark,
    ascii_name,
    creators,
    modified_on,
)
from handpress.writing.pagemarks import mark

DC = "{http://purl.org/dc/elements/1.1/}"
OPF = "{http://www.idpf.org/2007/opf}"
NCX = "{http://www.daisy.org/z3986/2005/ncx/}"
XHTML = "{http://www.w3.org/1999/xhtml}"
TYPE = "{http://www.idpf.org/2007/ops}type"


def mark_of_page(label: str, identifier: str) -> bytes:
    return ElementTree.tostring(mark(label, identifier))


def read(book: Book, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(write_epub(book))) as archive:
        return archive.read(f"EPUB/{name}")


def package(book: Book) -> ElementTree.Element:
    return ElementTree.fromstring(read(book, "content.opf"))


def metas(book: Book, key: str) -> list[str]:
    return [meta.text or "" for meta in package(book).iter(f"{OPF}meta") if meta.get("property") == key]


def said_of(book: Book, uid: str) -> dict[str, str]:
    found = (meta for meta in package(book).iter(f"{OPF}meta") if meta.get("refines") == f"#{uid}")
    return {meta.attrib["property"]: meta.text or "" for meta in found}


# --- the judge -----------------------------------------------------------------------------------------------


@sample("the smallest book")
def smallest() -> bytes:
    return write_epub(small())


@sample("a book with everything")
def everything() -> bytes:
    cut = tuple(Enclosure(f"fonts/{font.name}", font.content, font.media_type) for font in subset("Freedom"))
    text = Enclosure("fonts/OFL.txt", licence().encode(), "text/plain")
    rules = "".join(f"@font-face {{ font-family: Text; src: url({font.name}) }}\n" for font in cut)
    return write_epub(replace(full(), fonts=(*cut, text), styles=rules.encode()))


@sample("a book that says little of itself")
def bare() -> bytes:
    people = (Contributor("C. Editor", "edt"),)
    data = Metadata("Was tun? \u2014 „Ja“", "de", "1912-03", contributors=people, series=Series("Hefte", "III"))
    return write_epub(replace(small(), metadata=data, modified=modified_on("1912-03"), identifier="A house number 7"))


@pytest.mark.parametrize(
    "name",
    [
        "the smallest book",
        "a book with everything",
        "a book that says little of itself",
        "a book that somebody answers for",
    ],
)
def test_epubcheck_finds_no_fault(name: str, verdict: Verdict) -> None:
    assert faults(verdict(name)) == ()


# --- the archive ---------------------------------------------------------------------------------------------


def test_the_first_entry_is_the_media_type_plainly_stored() -> None:
    data = write_epub(full())

    assert data[30:58] == b"mimetypeapplication/epub+zip"
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.infolist()[0].compress_type == zipfile.ZIP_STORED
        assert archive.infolist()[0].extra == b""


def test_a_page_goes_in_as_it_was_given() -> None:
    odd = b'<?xml version="1.0"?>\n<html xmlns="http://www.w3.org/1999/xhtml" class="x"><head/>\n<body id="b"/></html>'

    assert read(replace(small(), chapters=(Chapter("article.xhtml", odd),)), "article.xhtml") == odd


PROBE = """
import hashlib, random, sys, time
now = float(sys.argv[1])
time.time = lambda: now
from tests.writing.books import full
from handpress.writing.epub import write_epub
print(hashlib.sha256(write_epub(full())).hexdigest())
"""


def test_another_process_on_another_day_in_another_zone_writes_the_same_bytes() -> None:
    root = Path(__file__).parents[2]

    def digest(seed: str, zone: str, now: str) -> str:
        path = os.pathsep.join([str(root), str(root / "src")])
        env = os.environ | {"PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": path}
        command = [sys.executable, "-c", PROBE, now]
        return subprocess.run(command, env=env, capture_output=True, text=True, check=True).stdout

    assert digest("1", "UTC", "1000000000") == digest("2", "Asia/Tokyo", "1900000000")


# --- what the book says of itself ----------------------------------------------------------------------------


def test_authors_are_creators_and_others_contributors_each_with_role_and_sort_name() -> None:
    data = package(full())

    assert [one.text for one in data.iter(f"{DC}creator")] == ["A. N. Author", "B. Respondent"]
    assert [one.text for one in data.iter(f"{DC}contributor")] == ["C. Editor"]
    assert said_of(full(), "person-1") == {"role": "aut", "file-as": "Author, A. N."}
    assert said_of(full(), "person-3") == {"role": "edt"}


def test_where_no_author_is_named_the_first_contributor_stands_for_the_book() -> None:
    people = (Contributor("E", "edt"), Contributor("T", "trl"))

    assert creators(replace(METADATA, contributors=people)) == people[:1]


def test_title_and_subtitle_are_told_apart_and_the_rest_is_there() -> None:
    data = package(full())

    assert [one.text for one in data.iter(f"{DC}title")] == ["Freedom & <Order>", "With a Reply"]
    assert said_of(full(), "subtitle") == {"title-type": "subtitle", "display-seq": "2"}
    for term, value in {
        "publisher": "The Quiet Press",
        "date": "2026-05-01",
        "description": "What is owed, and by whom.",
        "rights": "Public domain",
    }.items():
        assert [one.text for one in data.iter(f"{DC}{term}")] == [value]
    assert [one.text for one in data.iter(f"{DC}language")] == ["en", "de"]
    sources = {one.get("id"): one.text for one in data.iter(f"{DC}source")}
    assert sources == {None: "First printed in 1912", "print-edition": "urn:isbn:9780306406157"}
    assert said_of(full(), "print-edition") == {"source-of": "pagination"}


@pytest.mark.parametrize(("number", "position"), [("3", "3"), ("2.10", "2.10"), ("III", None), ("", None)])
def test_a_series_has_its_number_where_it_is_one(number: str, position: str | None) -> None:
    book = replace(full(), metadata=replace(METADATA, series=Series("Pamphlets", number)))

    assert metas(book, "belongs-to-collection") == ["Pamphlets"]
    assert said_of(book, "series").get("group-position") == position


def test_the_date_of_change_is_the_one_given() -> None:
    assert metas(full(), "dcterms:modified") == ["2026-05-01T00:00:00Z"]
    assert [modified_on(date) for date in ("1776", "1776-01")] == ["1776-01-01T00:00:00Z"] * 2


@pytest.mark.parametrize(
    ("flags", "modes", "sufficient", "described"),
    [
        (Accessibility(""), ["textual"], "textual", False),
        (Accessibility("", pictures=True), ["textual", "visual"], "textual,visual", False),
        (Accessibility("", pictures=True, alternatives=True), ["textual", "visual"], "textual", True),
    ],
)
def test_access_is_claimed_as_far_as_it_goes(
    flags: Accessibility, modes: list[str], sufficient: str, described: bool
) -> None:
    book = replace(small(), accessibility=flags)

    assert metas(book, "schema:accessMode") == modes
    assert metas(book, "schema:accessModeSufficient") == [sufficient]
    assert ("alternativeText" in metas(book, "schema:accessibilityFeature")) is described
    assert metas(book, "schema:accessibilityHazard") == ["none"]
    assert len(metas(book, "schema:accessibilitySummary")) == 1
    assert metas(book, "dcterms:conformsTo") == ["none"]


def claimed() -> Book:
    claim = AccessClaim("A & B", "A badge", "https://example.org/report", exemption=Exemption.MICROENTERPRISE)
    return replace(full(), accessibility=Accessibility("All can be read.", claim=claim))


sample("a book that somebody answers for")(lambda: write_epub(claimed()))


def test_conformance_is_claimed_only_with_the_one_who_has_evaluated_it() -> None:
    book = claimed()

    assert metas(book, "dcterms:conformsTo") == ["EPUB Accessibility 1.1 - WCAG 2.2 Level AA"]
    assert said_of(book, "conformance") == {"a11y:certifiedBy": "A & B"}
    assert said_of(book, "certifier") == {"a11y:certifierCredential": "A badge"}
    [link] = package(book).iter(f"{OPF}link")
    assert link.attrib == {
        "rel": "a11y:certifierReport",
        "refines": "#certifier",
        "href": "https://example.org/report",
    }
    assert metas(book, "a11y:exemption") == ["eaa-microenterprise"]


def test_a_sign_that_xml_cannot_hold_is_an_error_and_not_a_lost_title() -> None:
    with pytest.raises(PressError, match=r"U\+0001"):
        write_epub(replace(small(), metadata=Metadata("Why\x01?", "en", "2026")))


# --- the identifier ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given_one", "borne"),
    [
        ("978-0-306-40615-7", "urn:isbn:9780306406157"),
        ("ISBN 0-8044-2957-x", "urn:isbn:080442957X"),
        ("urn:isbn:9780306406157", "urn:isbn:9780306406157"),
        ("978-0-306-40615-8", "978-0-306-40615-8"),
        ("https://example.org/7", "https://example.org/7"),
    ],
)
def test_an_isbn_becomes_a_urn_only_when_its_check_digit_holds(given_one: str, borne: str) -> None:
    assert identify(replace(small(), metadata=replace(METADATA, identifier=given_one))) == borne


def test_a_made_identifier_names_the_text_and_not_its_dress() -> None:
    book = small()
    dressed = replace(book, styles=b"p { margin: 0 }", fonts=full().fonts)
    changed = replace(book, chapters=(Chapter("article.xhtml", page("Why?", "<h1>Why not?</h1>")),))

    assert identify(book).startswith("urn:uuid:")
    assert identify(dressed) == identify(book) != identify(changed)


# --- the way through the book --------------------------------------------------------------------------------


def test_the_cover_opens_the_reading_order_and_the_contents_stand_where_asked() -> None:
    data = package(full())
    names = {item.get("id"): item.get("href") for item in data.iter(f"{OPF}item")}
    spine = list(data.iter(f"{OPF}itemref"))

    assert [names[item.get("idref")] for item in spine] == [
        "cover.xhtml",
        "title.xhtml",
        "nav.xhtml",
        "article.xhtml",
        "reply.xhtml",
    ]
    assert {item.get("linear", "yes") for item in spine} == {"yes"}


def test_the_manifest_tells_what_each_item_is() -> None:
    found = {item.get("href"): item.get("properties") for item in package(full()).iter(f"{OPF}item")}

    assert (found["cover.jpg"], found["nav.xhtml"], found["title.xhtml"]) == ("cover-image", "nav", "svg")


def navs(book: Book) -> dict[str | None, list[tuple[str | None, str | None]]]:
    page_of_lists = ElementTree.fromstring(read(book, "nav.xhtml"))
    return {
        nav.get(TYPE): [(link.text, link.get("href")) for link in nav.iter(f"{XHTML}a")]
        for nav in page_of_lists.iter(f"{XHTML}nav")
    }


def test_the_navigation_document_holds_contents_landmarks_and_pages() -> None:
    assert navs(full()) == {
        "toc": [("Freedom", "article.xhtml#a"), ("Order", "article.xhtml#b"), ("Reply", "reply.xhtml")],
        "landmarks": [("Cover", "cover.xhtml"), ("Contents", "nav.xhtml#toc"), ("Start", "article.xhtml")],
        "page-list": [("1", "article.xhtml#p1"), ("2", "article.xhtml#p2")],
    }


def test_without_pages_there_is_no_page_list_and_no_word_of_pages() -> None:
    assert "page-list" not in navs(small())
    assert "pageNavigation" not in metas(small(), "schema:accessibilityFeature")
    assert metas(full(), "pageBreakSource") == ["urn:isbn:9780306406157"]


def test_the_edition_in_print_is_named_by_its_identifier_or_by_its_title() -> None:
    assert print_edition(replace(METADATA, identifier="ISBN 0-8044-2957-X")) == "urn:isbn:080442957X"
    assert print_edition(METADATA) == "Freedom & <Order>. With a Reply, The Quiet Press, London, 2026"


def test_marks_of_pages_stand_on_the_cover_and_in_the_contents_too() -> None:
    marks = (PageMark("1", "page-1"), PageMark("2", "page-2", 2))
    book = replace(full(), cover_marks=marks[:1], contents_marks=(PageMark("3", "page-3"), marks[1]))
    cover, nav = (read(book, name).decode() for name in ("cover.xhtml", "nav.xhtml"))

    assert 'aria-label="1" /><img' in cover
    assert 'aria-label="3" /><nav epub:type="toc"' in nav
    assert '<a href="article.xhtml#b"><span id="page-2"' in nav


def test_a_made_identifier_does_not_depend_on_the_pages_of_print() -> None:
    book = small()
    marked = mark_of_page("7", "page-7")
    paged = replace(book, chapters=(Chapter("article.xhtml", book.chapters[0].body.replace(b"<p>", b"<p>" + marked)),))

    assert identify(paged) == identify(book)


def test_old_readers_find_the_same_contents_in_the_ncx() -> None:
    ncx = ElementTree.fromstring(read(full(), "toc.ncx"))
    heads = {meta.get("name"): meta.get("content") for meta in ncx.iter(f"{NCX}meta")}
    points = [(p.findtext(f"{NCX}navLabel/{NCX}text"), p.get("playOrder")) for p in ncx.iter(f"{NCX}navPoint")]

    assert points == [("Freedom", "1"), ("Order", "2"), ("Reply", "3")]
    assert (heads["dtb:uid"], heads["dtb:depth"]) == (identify(full()), "2")
    pages = [
        (p.get("value"), p.find(f"{NCX}content").get("src"))  # type: ignore[union-attr]
        for p in ncx.iter(f"{NCX}pageTarget")
    ]
    assert pages == [("1", "article.xhtml#p1"), ("2", "article.xhtml#p2")]
    assert (heads["dtb:totalPageCount"], heads["dtb:maxPageNumber"]) == ("2", "2")


def test_the_cover_page_says_in_words_what_the_picture_shows() -> None:
    image = ElementTree.fromstring(read(small(), "cover.xhtml")).find(f".//{XHTML}img")

    assert image is not None
    assert (image.get("src"), image.get("alt")) == ("cover.jpg", "Cover: Why?")


# --- names and faults of the caller --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "broken",
    [
        lambda book: replace(book, chapters=()),
        lambda book: replace(book, navigation=()),
        lambda book: replace(book, modified="2026-05-01"),
        lambda book: replace(book, pictures=(Enclosure("../x.png", b"", "image/png"),)),
        lambda book: replace(book, pictures=(Enclosure("images/ü.png", b"", "image/png"),)),
        lambda book: replace(book, pictures=(Enclosure("STYLE.css", b"", "text/css"),)),
    ],
)
def test_a_book_that_cannot_be_packed_is_refused(broken: Callable[[Book], Book]) -> None:
    with pytest.raises(ValueError, match=r".+"):
        write_epub(broken(small()))


def test_a_fit_name_stays_and_another_is_made_fit_without_meeting_its_neighbour() -> None:
    assert ascii_name("images/map-1.png") == "images/map-1.png"
    assert ascii_name("images/über.png").startswith("images/uber-")
    assert ascii_name("images/über.png").endswith(".png")
    assert ascii_name("images/über.png") != ascii_name("images/uber.png") == "images/uber.png"


@given(st.text(st.characters(exclude_categories=["Cs"])) | st.text("./ -aü"))
def test_every_name_can_be_made_fit(name: str) -> None:
    fit = ascii_name(f"images/{name}")

    book = replace(small(), pictures=(Enclosure(fit, b"", "image/png"),))
    with zipfile.ZipFile(io.BytesIO(write_epub(book))) as archive:
        assert f"EPUB/{fit}" in archive.namelist()


def test_deep_contents_keep_their_order() -> None:
    deep = Entry("1", "article.xhtml", (Entry("2", "article.xhtml", (Entry("3", "article.xhtml"),)),))

    assert [words for words, _ in navs(replace(small(), navigation=(deep,)))["toc"]] == ["1", "2", "3"]


def test_a_picture_is_carried_unchanged() -> None:
    assert read(full(), "images/map.png") == picture("PNG")
