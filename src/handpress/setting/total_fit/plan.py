"""The plan of a paragraph: its lines, looked up by where the engine resumes, and drawn up anew where a measure differs.

In: a line box, the measures of its lines. Out, line by line: what the engine must be told. The engine may ask for any
line again, for it sets a page several times; and it may go on with another measure, on a page of another width or beside
a float: then the rest of the paragraph is broken again from that line.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from handpress.setting.total_fit.account import Reason
from handpress.setting.total_fit.breaker import break_lines
from handpress.setting.total_fit.items import Galley
from handpress.setting.total_fit.lines import SetText, set_line
from handpress.setting.total_fit.opportunities import Mark
from handpress.setting.total_fit.paragraph import Paragraph, cast, read_paragraph
from handpress.setting.total_fit.shaping import Shaper
from handpress.setting.total_fit.taste import Taste

_RUNT = 3.2  # em
_SAME, _HAIR = 0.01, 0.0001  # px


@dataclass(frozen=True, slots=True)
class Line:
    """A line as the engine needs it: the set text of its leaves, and where the next line begins in the text."""

    texts: dict[int, SetText]
    next: int
    last: bool


@dataclass(frozen=True, slots=True)
class _Planned:
    """A line of the plan: places of the galley, and the measure it was planned for."""

    start: int
    end: int
    measure: float


@dataclass(slots=True)
class Plan:
    """How a paragraph is broken."""

    paragraph: Paragraph
    shaper: Shaper
    taste: Taste
    galley: Galley
    marks: list[Mark]
    _lines: dict[int, _Planned] = field(default_factory=dict)
    _set: dict[tuple[int, float], Line] = field(default_factory=dict)

    def line(self, place: int, measure: float, following: Callable[[], Sequence[float]]) -> Line | None:
        """The line that begins at a place of the text; None where none can.

        ``measure`` is the room this line has; ``following`` gives what those after it will have, the last value
        for all that follow; it is only asked where the paragraph must be broken.
        """
        planned = self._lines.get(place)
        if planned is None or abs(planned.measure - measure) > _SAME:
            if not self._break_from(place, (measure, *following())):
                return None
            planned = self._lines[place]
        key = place, planned.measure
        if key not in self._set:
            begins, ends = self.marks[planned.start], self.marks[planned.end]
            last = planned.end == len(self.marks) - 1
            # A hair less: a line that seems wider than its room by an error of rounding is put below the float beside it.
            room = planned.measure - _HAIR
            texts = set_line(self.paragraph, begins, ends, room, self.shaper, self.taste, last=last)
            self._set[key] = Line(texts, ends.next, last)
        return self._set[key]

    def _break_from(self, place: int, measures: Sequence[float]) -> bool:
        start = next((n for n, mark in enumerate(self.marks) if mark.next == place), None)
        if start is None:
            return False
        runt = _RUNT * self.paragraph.size
        ends = break_lines(self.galley, measures, self.taste, runt=runt, first=start)
        if ends is None:
            return False
        for number, end in enumerate(ends):
            measure = measures[min(number, len(measures) - 1)]
            self._lines[self.marks[start].next] = _Planned(start, end, measure)
            start = end
        return True


def draw_up(linebox: Any, shaper: Shaper, taste: Taste, narrowest: float) -> Plan | Reason:
    """A plan for a line box before layout, or why there can be none. ``narrowest`` is its narrowest line's measure."""
    paragraph = read_paragraph(linebox, shaper)
    if isinstance(paragraph, Reason):
        return paragraph
    if not paragraph.text.strip(" "):
        return Reason.RAGGED
    galley, marks = cast(paragraph, shaper, narrowest, taste)
    return Plan(paragraph, shaper, taste, galley, marks)
