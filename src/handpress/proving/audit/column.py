"""The column of a page: its lines of text and of notes, and which of them fill the measure."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from handpress.proving.audit.area import TypeArea
from handpress.proving.audit.lines import Line

_NOTE = 0.8  # of the text's size, as in print.css: what is so small and at the foot is a note
_LIKE = 0.1  # pt
_EDGE = 3.2  # pt: how far signs lean or hang over the edge
_SHARE = 0.4  # of the lines of a size end at the edge where they are justified
_FEWEST = 3  # spaces by which a line can be judged
_ALIKE = 1.5
_TABLE = 2.5  # ems: a wider gap parts columns and not words


class Column(Struct, frozen=True):
    """The text of a page from the top down, and the notes at its foot."""

    page: int
    lines: tuple[Line, ...]
    notes: tuple[Line, ...]

    @property
    def foot(self) -> float:
        """The baseline of its lowest line."""
        return min(line.baseline for line in (*self.lines, *self.notes))


def column_of(page: int, lines: Iterable[Line], area: TypeArea) -> Column:
    """The lines that stand in the type area, running head and folio left out."""
    standing = (line for line in lines if area.lower - 1 < line.baseline < area.upper)
    inside = [replace(line, number=number) for number, line in enumerate(standing, 1)]
    first = len(inside)
    while first and abs(inside[first - 1].size - _NOTE * area.size) < _LIKE:
        first -= 1
    return Column(page, tuple(inside[:first]), tuple(inside[first:]))


class Measure(Struct, frozen=True):
    """What holds for lines of one size: how far they end before the edge of the type area, and their natural space."""

    inset: float
    space: float
    justified: bool


class Rule:
    """Tells full lines from others, by what most lines of their size do."""

    def __init__(self, lines: Sequence[Line], area: TypeArea) -> None:
        self._area = area
        self._measures: dict[float, Measure] = {}
        by_size: dict[float, list[Line]] = {}
        for line in lines:
            by_size.setdefault(round(line.size, 1), []).append(line)
        for size, group in by_size.items():
            self._measures[size] = self._measure(group)

    def is_full(self, line: Line) -> bool:
        """Whether a line is brought to the measure."""
        measure = self._measures[round(line.size, 1)]
        # What is set to the right ends there too, but begins far in.
        across = self._area.right(line.page) - self._area.left(line.page)
        begun = line.left - self._area.left(line.page) < across / 2
        return measure.justified and begun and self._inset(line) < measure.inset + _EDGE and not self.is_table(line)

    def is_table(self, line: Line) -> bool:
        """Whether its words stand in columns: some of its gaps are wide, and not all alike, as in a loose line."""
        wide = sorted(right - left for left, right in line.gaps) or [0.0]
        return wide[-1] > _TABLE * line.size and (len(wide) == 1 or wide[-1] > _ALIKE * wide[0])

    def looseness(self, line: Line) -> float | None:
        """How wide the spaces of a full line are, natural ones being 1; None where it cannot be told."""
        space = self._measures[round(line.size, 1)].space
        if not space or len(line.gaps) < _FEWEST or not self.is_full(line):
            return None
        return statistics.mean(right - left for left, right in line.gaps) / space

    def _inset(self, line: Line) -> float:
        return self._area.right(line.page) - line.right

    def _measure(self, lines: Sequence[Line]) -> Measure:
        insets = Counter(round(self._inset(line)) for line in lines)
        inset = max(insets, key=lambda one: (insets[one - 1] + insets[one] + insets[one + 1], -one))
        full = [abs(self._inset(line) - inset) < _EDGE for line in lines]
        # Over all lines, since the letters of each, and its spaces with them, may be a little wider or narrower.
        space = statistics.median([line.space for line in lines if line.space] or [0.0])
        return Measure(inset, space, sum(full) >= _SHARE * len(full))
