"""The figures of an audit: how many of each blemish there are, and how even the lines."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Iterable
from itertools import groupby

from msgspec import Struct

from handpress.proving.audit.desk import Desk
from handpress.proving.audit.faults import LOOSE, VERY_LOOSE, Fault


class Figures(Struct, frozen=True):
    """What was counted on the pages.

    ``lines`` are those whose spaces could be measured; ``loose`` and ``very_loose`` how many of them have spaces wider
    than 1.5 and 2 natural ones; ``deviation`` the standard deviation of that ratio; ``hyphens`` the lines that end with
    one, ``stack`` the most of them in a row; ``blemishes`` how many findings there are by code.
    """

    pages: int
    paragraphs: int
    lines: int
    loose: int
    very_loose: int
    deviation: float
    hyphens: int
    stack: int
    blemishes: dict[str, int]

    def per_hundred(self, count: int) -> float:
        """How many that is in a hundred lines."""
        return round(100 * count / self.lines, 2) if self.lines else 0.0


def figures_of(desk: Desk, faults: Iterable[Fault]) -> Figures:
    """The figures of the pages on the desk."""
    ratios = [ratio for line in desk.lines if (ratio := desk.rule.looseness(line)) is not None]
    runs = (*desk.runs, *desk.note_runs)
    ends = [[line.hyphened for line in run.lines[:-1]] for run in runs]
    stacks = (len(list(group)) for run in ends for hyphened, group in groupby(run) if hyphened)
    found = Counter(fault.code for fault in faults)
    return Figures(
        len(desk.columns),
        len(runs),
        len(ratios),
        sum(ratio > LOOSE for ratio in ratios),
        sum(ratio > VERY_LOOSE for ratio in ratios),
        round(statistics.pstdev(ratios), 3) if ratios else 0.0,
        sum(map(sum, ends)),
        max(stacks, default=0),
        {code: found[code] for code in sorted(found)},
    )
