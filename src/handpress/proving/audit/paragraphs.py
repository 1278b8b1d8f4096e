"""Lines become paragraphs again, over the ends of pages too: told by their indents, sizes and short last lines."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from msgspec import Struct

from handpress.proving.audit.area import TypeArea
from handpress.proving.audit.column import Rule
from handpress.proving.audit.lines import Line

_INDENT = 0.7  # ems: an indent is wider than that
_APART = 1.4  # leadings: what stands farther apart is no paragraph


class Run(Struct, frozen=True):
    """Lines that follow each other as one paragraph."""

    lines: tuple[Line, ...]

    def on(self, page: int) -> tuple[Line, ...]:
        """Those of its lines that stand on a page."""
        return tuple(line for line in self.lines if line.page == page)


def paragraphs(lines: Sequence[Line], rule: Rule, area: TypeArea, openings: Container[int]) -> Iterator[Run]:
    """The paragraphs of lines that follow each other, page after page; none goes on to one of the ``openings``."""
    run: list[Line] = []
    for line in lines:
        opens = bool(run) and line.page != run[-1].page and line.page in openings
        if run and (opens or not _goes_on(run, line, rule, area)):
            yield Run(tuple(run))
            run = []
        run.append(line)
    if run:
        yield Run(tuple(run))


def _goes_on(run: Sequence[Line], line: Line, rule: Rule, area: TypeArea) -> bool:
    before = run[-1]
    if not rule.is_full(before) or rule.is_table(line) or abs(before.size - line.size) > 0.1:
        return False
    if line.page == before.page and before.baseline - line.baseline > _APART * area.leading:
        return False
    edge = min(_start(one, area) for one in run[1:] or run)
    return _start(line, area) < edge + _INDENT * line.size


def _start(line: Line, area: TypeArea) -> float:
    return line.left - area.left(line.page)
