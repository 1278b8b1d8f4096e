"""The audit of pages: each blemish on a page that has it and on one that has not, and real pages read back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests import house
from tests.writing.pages import pamphlet, part, set_in_type

from handpress import editing
from handpress.model.document import Document
from handpress.proving import audit
from handpress.proving.audit.area import TypeArea
from handpress.proving.audit.column import Column, column_of
from handpress.proving.audit.desk import Desk
from handpress.proving.audit.faults import CHECKS
from handpress.proving.audit.figures import figures_of
from handpress.proving.audit.lines import Line, lines_of
from handpress.proving.audit.pages import PAGE_CHECKS
from handpress.proving.readback import Place, Sign

# A page of ten lines of thirty letters, each five points wide; spaces are naturally five points too.
AREA = TypeArea(width=250, height=200, inner=50, outer=50, top=40, size=10, leading=12, lines=10)
LEFT, RIGHT, SPACE = 50.0, 200.0, 3.0
WORDS = ["lorem", "ipsum", "dolor", "sitam", "etcon", "secte"]
_ALPHABET = "abcdefghijklmnopqrstuvwxyz"


def line(page: int, number: int, text: str = "", *, full: bool = True, indent: float = 0, spaces: float = 1.0) -> Line:
    """A line; without text, words that no other line begins or ends with."""
    own = _ALPHABET[(number * 3 + page) % 26]
    words = text.split() or [f"{own}{page}{number}lo", *WORDS[:4], f"{own}{number}{page}r"]
    left, right = LEFT + indent, RIGHT
    gaps, at = [], left + 10.0 + (number * 7 + page * 3) % 11
    for _ in words[1:]:
        gaps.append((at, at + SPACE * spaces))
        at += SPACE * spaces + 18
    end = right if full else at + 4
    return Line(page, number, " ".join(words), left, end, AREA.upper - 9 - 12 * (number - 1), 10.0, tuple(gaps), SPACE)


def last(page: int, number: int, text: str = "") -> Line:
    return line(page, number, text or "that was all of it then", full=False)


def column(page: int, *lines: Line) -> Column:
    return Column(page, lines, ())


def paragraph(page: int, first: int, count: int) -> list[Line]:
    """A paragraph that begins with an indent and ends with a short line."""
    middle = [line(page, number) for number in range(first + 1, first + count - 1)]
    return [line(page, first, indent=12), *middle, last(page, first + count - 1)]


def full_page(page: int) -> Column:
    return column(page, *paragraph(page, 1, 5), *paragraph(page, 6, 5))


def desk(*columns: Column, openings: tuple[int, ...] = (), headings: tuple[Place, ...] = ()) -> Desk:
    """The columns on a desk, with as many sound pages before them as it takes to know what is usual."""
    usual = [full_page(page) for page in (101, 102, 103, 104)]
    return Desk(AREA, (*columns, *usual), frozenset((101, *openings)), headings)


def codes(found: Desk) -> list[str]:
    return [fault.code for check in (*CHECKS, *PAGE_CHECKS) for fault in check(found)]


def sound() -> Desk:
    return desk(full_page(2), full_page(3))


def widow() -> Desk:
    over = [*paragraph(2, 1, 5), line(2, 6, indent=12), *(line(2, n) for n in range(7, 11))]
    return desk(column(2, *over), column(3, last(3, 1), *paragraph(3, 2, 4), *paragraph(3, 6, 5)))


def orphan() -> Desk:
    before = [*paragraph(2, 1, 5), *paragraph(2, 6, 4), line(2, 10, indent=12)]
    return desk(column(2, *before), column(3, line(3, 1), last(3, 2), *paragraph(3, 3, 4), *paragraph(3, 7, 4)))


def over_the_page(last_words: str) -> Desk:
    before = [*paragraph(2, 1, 5), line(2, 6, indent=12), *(line(2, n) for n in range(7, 10)), line(2, 10, last_words)]
    return desk(column(2, *before), column(3, line(3, 1), last(3, 2), *paragraph(3, 3, 4), *paragraph(3, 7, 4)))


def hyphens(count: int) -> Desk:
    lines = [line(2, 1, indent=12)]
    lines += [line(2, n, f"w{n}ord lorem ipsum dolor part{n}x-") for n in range(2, 2 + count)]
    return desk(column(2, *lines, *(line(2, n) for n in range(2 + count, 10)), last(2, 10)), full_page(3))


def runt(words: str) -> Desk:
    end = Line(2, 10, words, LEFT, LEFT + 5 * len(words), AREA.upper - 9 - 108, 10.0, ())
    return desk(column(2, line(2, 1, indent=12), *(line(2, n) for n in range(2, 10)), end), full_page(3))


def spaced(spaces: float) -> Desk:
    lines = [line(2, n, spaces=spaces if n == 4 else 1.0) for n in range(2, 10)]
    return desk(column(2, line(2, 1, indent=12), *lines, last(2, 10)), full_page(3))


def river(lines: int) -> Desk:
    gap = ((100.0, 103.0),)

    def flowing(n: int) -> Line:
        made = line(2, n)
        return Line(2, n, made.text, made.left, made.right, made.baseline, 10.0, gap if n < 2 + lines else ())

    return desk(column(2, line(2, 1, indent=12), *map(flowing, range(2, 10)), last(2, 10)), full_page(3))


def stacked(word: str, times: int) -> Desk:
    lines = [line(2, n, f"{word} u{n}n lorem ipsum dolor e{n}d") for n in range(2, 2 + times)]
    rest = [line(2, n) for n in range(2 + times, 10)]
    return desk(column(2, line(2, 1, indent=12), *lines, *rest, last(2, 10)), full_page(3))


def depth(verso: int, recto: int) -> Desk:
    first = column(2, *paragraph(2, 1, 5), *paragraph(2, 6, verso - 5))
    second = column(3, *paragraph(3, 1, 5), *paragraph(3, 6, recto - 5))
    return desk(first, second, full_page(4))


def heading(beneath: int) -> Desk:
    head = Line(2, 10 - beneath, "On the Oven", LEFT, 120, AREA.upper - 9 - 12 * (9 - beneath), 12.0, ((80.0, 83.0),))
    before = [*paragraph(2, 1, 4), *paragraph(2, 5, 5 - beneath)]
    below = [*(line(2, 10 - beneath + n) for n in range(1, beneath)), last(2, 10)]
    place = Place(2, LEFT, head.baseline + 10)
    return desk(column(2, *before, head, *below), full_page(3), headings=(place,))


def shifted(by: float) -> Desk:
    page = full_page(2)
    lines = [
        Line(2, n.number, n.text, n.left, n.right, n.baseline - by * (n.number > 5), 10.0, n.gaps) for n in page.lines
    ]
    return desk(column(2, *lines), full_page(3))


CASES = {
    "page-widow": (widow(), sound()),
    "page-orphan": (orphan(), sound()),
    "page-hyphen": (over_the_page("w10ord lorem ipsum dolor treas-"), over_the_page("w10ord lorem ipsum dolor treasu")),
    "hyphen-stack": (hyphens(3), hyphens(2)),
    "runt": (runt("it."), runt("all of them went")),
    "river": (river(4), river(3)),
    "line-loose": (spaced(1.7), spaced(1.4)),
    "line-very-loose": (spaced(2.1), spaced(1.0)),
    "words-stacked": (stacked("committee", 2), stacked("of", 2)),
    "page-short": (depth(8, 8), depth(9, 9)),
    "pages-unequal": (depth(10, 9), depth(9, 9)),
    "heading-at-foot": (heading(1), heading(2)),
    "line-off-grid": (shifted(4), shifted(0.3)),
}


@pytest.mark.parametrize("code", CASES)
def test_a_page_with_the_blemish_is_told_of_and_one_without_is_not(code: str) -> None:
    with_it, without = CASES[code]

    assert set(codes(with_it)) == {code}
    assert codes(without) == []


def test_every_code_of_the_pages_has_a_case() -> None:
    from handpress.diagnostics.catalogue import PAGES

    assert set(CASES) == PAGES


def test_where_the_text_does_not_go_on_a_page_may_end_early() -> None:
    first = column(2, *paragraph(2, 1, 5))

    assert codes(desk(first, full_page(3), openings=(3,))) == []


def test_figures_are_to_a_hundred_lines() -> None:
    found = hyphens(3)
    figures = figures_of(found, [])

    assert (figures.hyphens, figures.stack, figures.pages) == (3, 3, 6)
    assert figures.per_hundred(figures.hyphens) == pytest.approx(300 / figures.lines, abs=0.01)


# --- lines from characters ---------------------------------------------------------------------------------------


def signs(text: str, left: float, baseline: float, size: float = 10.0) -> Iterator[Sign]:
    for n, char in enumerate(text):
        yield Sign(char, left + 5 * n, left + 5 * n + 5, baseline, size)


def test_what_stands_on_one_baseline_is_a_line_and_the_call_of_a_note_belongs_to_it() -> None:
    found = list(lines_of(1, [*signs("Bread.", 50, 100), *signs("1", 80, 103.5, 7.0), *signs("Salt", 50, 88)]))

    assert [(one.text, one.baseline) for one in found] == [("Bread.1", 100), ("Salt", 88)]


def test_head_and_folio_are_no_lines_of_the_column_and_notes_are_its_foot() -> None:
    marks = [
        *signs("On Bread", 50, 180),
        *signs("Text of it", 50, 150),
        *signs("1 A note", 50, 50, 8.0),
        *signs("7", 50, 20),
    ]
    found = column_of(1, lines_of(1, marks), AREA)

    assert [one.text for one in found.lines] == ["Text of it"]
    assert [one.text for one in found.notes] == ["1 A note"]


# --- real pages --------------------------------------------------------------------------------------------------

SENTENCE = (
    "The committee met in the back room of the chandler’s shop, and had done so for as long as anybody remembered. "
)


@pytest.fixture(scope="module")
def set_pages() -> tuple[Document, bytes]:
    text = "\n\n".join((SENTENCE * (4 + n % 5)).strip() for n in range(30))
    document = pamphlet(part(f"---\ntitle: On Bread\n---\n\n{text}\n"))
    return editing.set_typography(document), set_in_type(document).printed.pdf


def test_real_pages_are_read_and_their_faults_have_a_place_in_the_manuscript(set_pages: tuple[Document, bytes]) -> None:
    document, pdf = set_pages
    design, mm = house.DESIGN, 72 / 25.4
    area = TypeArea(
        design.trim.width_mm * mm,
        design.trim.height_mm * mm,
        design.margins.inner_mm * mm,
        design.margins.outer_mm * mm,
        design.margins.top_mm * mm,
        design.size_pt,
        design.leading_pt,
        design.lines,
    )
    audited = audit.audit(pdf, area, document, editing.prepare(document))

    # The engine alone, without total fit, sets many loose lines.
    loose = [finding for finding in audited.findings if finding.code == "line-loose"]
    assert audited.figures.loose >= len(loose) > 3
    assert audited.figures.lines > 80
    assert "line-off-grid" not in audited.figures.blemishes
    assert all(finding.span and finding.span.file == "article.md" and finding.places for finding in loose)
    lines = [finding.span.line for finding in loose if finding.span]
    assert lines == sorted(lines)
