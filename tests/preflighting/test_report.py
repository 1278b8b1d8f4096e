"""The report for eyes: it names every finding, frames every place, and needs nothing but itself."""

from __future__ import annotations

import re
from html import unescape

from tests.preflighting.samples import BLEED, SHOP, print_file

from handpress.model.format import MM
from handpress.model.spans import PagePlace, pages_in_words
from handpress.preflighting import marked_pages, preflight, report

RED = f"1 0 0 rg {BLEED + 30 * MM} {BLEED + 160 * MM} {10 * MM} {10 * MM} re f"


def test_every_finding_stands_in_the_report_with_its_page_and_what_to_do() -> None:
    pdf = print_file("", RED, pages=6)
    result = preflight(pdf, SHOP)

    said = unescape(report("words & pages.pdf", pdf, SHOP, result))

    assert len(result.findings) == 2
    for finding in result.findings:
        assert finding.message in said
        assert finding.hint in said
        assert pages_in_words(finding.places) in said
    assert "<h1>words & pages.pdf</h1>" in said
    assert "Not ready for this printer." in said


def test_a_good_file_is_called_ready() -> None:
    pdf = print_file()

    assert "Ready: nothing was found." in report("good.pdf", pdf, SHOP, preflight(pdf, SHOP))


def test_the_report_asks_nothing_of_any_network() -> None:
    pdf = print_file(RED)
    said = report("pages.pdf", pdf, SHOP, preflight(pdf, SHOP))

    assert not re.search(r'(?:src|href)="(?!data:|#)', said)
    assert "<script" not in said


def test_a_place_is_framed_on_the_page_it_is_on() -> None:
    pdf = print_file("", RED)
    result = preflight(pdf, SHOP)

    [page] = marked_pages(pdf, result.value, result.findings)

    assert (page.page, page.numbers) == (2, (1,))
    assert 'viewBox="-3 -3 154 216"' in page.svg
    assert '<rect class="frame" x="29.00" y="39.00" width="12.00" height="12.00"/>' in page.svg


def test_the_number_of_a_place_at_the_papers_end_is_not_cut_off() -> None:
    pdf = print_file("1 0 0 rg 0 0 600 700 re f")
    result = preflight(pdf, SHOP)

    [page] = marked_pages(pdf, result.value, result.findings)

    assert '<circle cx="-0.40" cy="-0.40" r="2.6"/>' in page.svg


def test_a_report_of_many_pages_shows_the_first_and_says_how_many_more() -> None:
    pdf = print_file(*[RED] * 44, pages=44)
    said = report("pages.pdf", pdf, SHOP, preflight(pdf, SHOP))

    assert said.count("<figure>") == 40
    assert "More pages with findings that are not shown: 4." in said


def test_the_same_file_gives_the_same_report() -> None:
    pdf = print_file(RED)

    assert report("a.pdf", pdf, SHOP, preflight(pdf, SHOP)) == report("a.pdf", pdf, SHOP, preflight(pdf, SHOP))


def test_pages_are_told_in_runs() -> None:
    def told(*pages: int) -> str:
        return pages_in_words(PagePlace(page, str(page)) for page in pages)

    assert told() == ""
    assert told(3) == "page 3"
    assert told(3, 5, 7, 8, 9, 10) == "pages 3, 5, 7–10"
    assert told(1, 2, 2, 4) == "pages 1, 2, 4"
    assert pages_in_words([PagePlace(3, "iii")]) == "page 3 (“iii”)"
