"""The plan of a paragraph: its lines, looked up by where the engine resumes, and drawn up anew where a measure differs.

In: a line box, the measures of its lines. Out, line by line: what the engine must be told. The engine may ask for any
line again, for it sets a page several times; and it may go on with another measure, on a page of another width or
beside a float: then the rest of the paragraph is broken again from that line.
"""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from msgspec import Struct, field

from handpress.setting.total_fit.account import Reason
from handpress.setting.total_fit.breaker import NO_WISH, Wish, break_lines
from handpress.setting.total_fit.lines import Setter, SetText
from handpress.setting.total_fit.opportunities import HYPHENS, Mark
from handpress.setting.total_fit.paragraph import Paragraph, cast, make_passages, read_paragraph
from handpress.setting.total_fit.shaping import Shaper
from handpress.setting.total_fit.taste import Taste

_RUNT = 3.2  # em
_SAME, _HAIR = 0.01, 0.0001  # px


class Drawn(NamedTuple):
    """A line of a plan: the marks where it begins and ends, and the measure it was planned for."""

    begins: Mark
    ends: Mark
    measure: float


Memory = dict[tuple[object, ...], tuple[Drawn, ...] | None]
"""How paragraphs were broken, by all that it depends on: pages are laid out in rounds, and most paragraphs stay."""


class Line(Struct, frozen=True):
    """A line as the engine needs it: the set text of its leaves, and where the next line begins in the text.

    ``hyphen`` tells whether a hyphen ends it, one that the text has or one that it has not.
    """

    texts: dict[int, SetText]
    next: int
    last: bool
    hyphen: bool


class Plan(Struct):
    """How a paragraph is broken."""

    paragraph: Paragraph
    shaper: Shaper
    taste: Taste
    memory: Memory
    _drawn: dict[int, Drawn] = field(default_factory=dict)
    _set: dict[tuple[int, float], Line] = field(default_factory=dict)

    def line(self, place: int, measure: float, following: Callable[[], Sequence[float]]) -> Line | None:
        """The line that begins at a place of the text; None where none can.

        ``measure`` is the room this line has; ``following`` gives what those after it will have, the last value
        for all that follow; it is only asked where the paragraph must be broken.
        """
        drawn = self._drawn.get(place)
        if drawn is None or abs(drawn.measure - measure) > _SAME:
            if not self._break_from(place, (measure, *following())):
                return None
            drawn = self._drawn[place]
        key = place, drawn.measure
        if key not in self._set:
            last = drawn.ends.next == len(self.paragraph.text)
            # A hair less: a line that an error of rounding makes wider than its room is put below the float beside it.
            room = drawn.measure - _HAIR
            setter = Setter(self.paragraph, self.shaper, self.taste)
            texts = setter.set_line(drawn.begins, drawn.ends, room, last=last)
            self._set[key] = Line(texts, drawn.ends.next, last, self._ends_with_hyphen(drawn))
        return self._set[key]

    def count(self, place: int) -> int:
        """How many lines there are from the one on that begins at a place; 0 where none does."""
        return sum(1 for _ in self._following(place))

    def grant(self, place: int, wish: Wish) -> bool:
        """Break the paragraph again from the line that begins at a place; False where a wish cannot be granted.

        Lines before it stay, and all do where the answer is False.
        """
        before = dict(self._drawn)
        if not (measures := self._measures(place)) or not self._break_from(place, measures, wish):
            return False
        lines = tuple(self._following(place))
        hyphened = any(self._ends_with_hyphen(line) for n, line in enumerate(lines) if n in wish.unhyphened)
        if hyphened or (wish.lines and self._is_runt(lines[-1])):
            self._drawn = before
            return False
        self._set = {key: line for key, line in self._set.items() if key[0] < place}
        return True

    def _measures(self, place: int) -> tuple[float, ...]:
        measures = [line.measure for line in self._following(place)]
        while measures[1:] and measures[-1] == measures[-2]:
            measures.pop()  # the last holds for all that follow
        return tuple(measures)

    def _following(self, place: int) -> Iterator[Drawn]:
        while place in self._drawn:
            yield self._drawn[place]
            place = self._drawn[place].ends.next

    def _ends_with_hyphen(self, line: Drawn) -> bool:
        end = line.ends
        return end.next < len(self.paragraph.text) and (end.hyphen or self.paragraph.text[end.end - 1] in HYPHENS)

    def _is_runt(self, line: Drawn) -> bool:
        places = self.paragraph.places
        return places[line.ends.end] - places[line.begins.next] < _RUNT * self.paragraph.size

    def _break_from(self, place: int, measures: tuple[float, ...], wish: Wish = NO_WISH) -> bool:
        paragraph, passages = self.paragraph, make_passages(self.paragraph, self.shaper)
        styles = tuple((run.start, self.shaper.key(run.style)) for run in paragraph.runs)
        key = paragraph.text, passages, styles, place, tuple(round(measure, 3) for measure in measures), wish
        if key not in self.memory:
            with _without_collection():
                galley, marks = cast(paragraph, passages, self.shaper, min(measures), self.taste)
                start = next((n for n, mark in enumerate(marks) if mark.next == place), None)
                runt, ends = _RUNT * paragraph.size, None
                if start is not None:
                    ends = break_lines(galley, measures, self.taste, runt=runt, first=start, wish=wish)
                self.memory[key] = _draw(marks, start or 0, ends, measures) if ends else None
        drawn = self.memory[key]
        self._drawn |= {line.begins.next: line for line in drawn or ()}
        return drawn is not None


@contextlib.contextmanager
def _without_collection() -> Iterator[None]:
    """Let no garbage be looked for: breaking makes many small objects and no cycles among them.

    The collector would go through all the boxes of the engine again and again, and find nothing.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _draw(marks: Sequence[Mark], start: int, ends: Sequence[int], measures: Sequence[float]) -> tuple[Drawn, ...]:
    begins = (start, *ends[:-1])
    widths = (*measures, *(measures[-1] for _ in range(len(ends) - len(measures))))
    return tuple(Drawn(marks[a], marks[b], width) for a, b, width in zip(begins, ends, widths, strict=False))


def draw_up(linebox: Any, shaper: Shaper, taste: Taste, memory: Memory) -> Plan | Reason:
    """A plan for a line box before layout, or why there can be none."""
    paragraph = read_paragraph(linebox, shaper)
    if isinstance(paragraph, Reason):
        return paragraph
    return Plan(paragraph, shaper, taste, memory) if paragraph.text.strip(" ") else Reason.RAGGED
