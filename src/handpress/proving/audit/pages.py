"""What a typographer would mark on whole pages: their depth, their grid, and headings at their foot."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from handpress.proving.audit.column import Column
from handpress.proving.audit.desk import Desk
from handpress.proving.audit.faults import Fault
from handpress.proving.audit.lines import Line

_OFF = 0.6  # pt
_BENEATH = 2  # lines of text that a heading must keep with it
_FIGURE = 4  # lines


def _missing(desk: Desk, column: Column) -> int:
    """How many lines a page ends above the foot of the type area. With notes it is they that end it."""
    grid = _grid(desk)
    return round((column.foot - grid) / desk.area.leading) if not column.notes else 0


def _grid(desk: Desk) -> float:
    """The baseline of the last line of a full page: the lowest that several pages have."""
    feet = Counter(round(c.lines[-1].baseline, 1) for c in desk.columns if c.lines and not c.notes)
    return min((foot for foot, count in feet.items() if count > 1), default=min(feet, default=desk.area.lower))


def short_pages(desk: Desk) -> Iterator[Fault]:
    """Pages that end two lines early and more, though the text goes on."""
    for column in desk.columns:
        missing = _missing(desk, column) if column.lines and desk.goes_on(column.page) else 0
        if missing > 1:
            last = column.lines[-1]
            yield Fault("page-short", last, last.text, f"the page ends {missing} lines early, and the text goes on")


def unequal_pages(desk: Desk) -> Iterator[Fault]:
    """Facing pages of which one ends lower than the other."""
    pages = desk.by_page
    for column in desk.columns:
        facing = pages.get(column.page + 1)
        if (column.page % 2 == 1) != desk.area.mirrored or not facing or not (column.lines and facing.lines):
            continue
        if not (desk.goes_on(column.page) and desk.goes_on(facing.page)):
            continue
        left, right = _missing(desk, column), _missing(desk, facing)
        if left != right:
            higher = column if left > right else facing
            said = f"the page ends {_lines(abs(left - right))} higher than the one it faces"
            yield Fault("pages-unequal", higher.lines[-1], higher.lines[-1].text, said)


def headings_at_foot(desk: Desk) -> Iterator[Fault]:
    """Headings with fewer than two lines of text beneath them on their page, though the text goes on."""
    pages = desk.by_page
    for place in desk.headings:
        column = pages.get(place.page)
        if column is None or not desk.goes_on(place.page):
            continue
        below = [line for line in column.lines if line.baseline < place.bottom]
        heading = [line for line in below if abs(line.size - below[0].size) < _OFF and line.number == below[0].number]
        text = [line for line in below if line not in heading]
        # A figure takes room and has hardly a word.
        room = heading[-1].baseline - column.lines[-1].baseline if heading else 0.0
        if heading and len(text) < _BENEATH and room < _FIGURE * desk.area.leading:
            said = f"a heading has {_lines(len(text))} of text beneath it at the page's foot"
            yield Fault("heading-at-foot", heading[0], heading[0].text, said)


def off_grid(desk: Desk) -> Iterator[Fault]:
    """Lines of justified text that do not stand on the lines of the other pages: the first of each page."""
    leading, lines = desk.area.leading, [line for column in desk.columns for line in column.lines]
    own = [line for line in lines if abs(line.size - desk.area.size) < _OFF / 2 and desk.rule.is_full(line)]
    if not own:
        return
    phase = Counter(round(line.baseline % leading, 1) for line in own).most_common(1)[0][0]
    told: set[int] = set()
    for line in own:
        if line.page not in told and (off := _distance(line, phase, leading)) > _OFF:
            told.add(line.page)
            yield Fault(
                "line-off-grid", line, line.text, f"a line stands {off:.1f} pt off the lines of the other pages"
            )


def _distance(line: Line, phase: float, leading: float) -> float:
    off = (line.baseline - phase) % leading
    return min(off, leading - off)


def _lines(count: int) -> str:
    return "no line" if not count else "1 line" if count == 1 else f"{count} lines"


PAGE_CHECKS: tuple[Callable[[Desk], Iterator[Fault]], ...] = (short_pages, unequal_pages, headings_at_foot, off_grid)
"""The checks of whole pages."""
