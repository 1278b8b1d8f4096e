"""What lies on the typographer's desk: the columns of all pages, their paragraphs, and where headings stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from handpress.proving.audit.area import TypeArea
from handpress.proving.audit.column import Column, Rule
from handpress.proving.audit.lines import Line
from handpress.proving.audit.paragraphs import Run, paragraphs
from handpress.proving.readback import Place


@dataclass(slots=True)
class Desk:
    """Pages of running text.

    ``openings`` are the pages on which something begins that takes a page of its own; ``headings`` where headings
    stand, the upper edge of each.
    """

    area: TypeArea
    columns: Sequence[Column]
    openings: frozenset[int]
    headings: Sequence[Place]
    rule: Rule = field(init=False)
    runs: tuple[Run, ...] = field(init=False)
    note_runs: tuple[Run, ...] = field(init=False)

    def __post_init__(self) -> None:
        lines = [line for column in self.columns for line in column.lines]
        notes = [line for column in self.columns for line in column.notes]
        self.rule = Rule([*lines, *notes], self.area)
        self.runs = tuple(paragraphs(lines, self.rule, self.area, self.openings))
        self.note_runs = tuple(paragraphs(notes, self.rule, self.area, self.openings))

    @property
    def lines(self) -> list[Line]:
        """Every line of text and notes."""
        return [line for column in self.columns for line in (*column.lines, *column.notes)]

    @property
    def by_page(self) -> Mapping[int, Column]:
        """The columns by the number of their page."""
        return {column.page: column for column in self.columns}

    def goes_on(self, page: int) -> bool:
        """Whether the text goes on from a page to the next, which begins nothing new."""
        return page + 1 in self.by_page and page + 1 not in self.openings
