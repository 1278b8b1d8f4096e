"""Characters become lines, as an eye sees them: what stands on one baseline, with the signs raised above it."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain, pairwise

from msgspec import Struct

from handpress.proving.readback import Sign

HYPHENS = ("-", "\u2010", "\u00ad")
"""What ends a line whose last word is parted."""
_SAME = 0.4  # pt: baselines nearer than that are one
_RAISED = 0.8  # of the size of its line: a sign no larger may be a call of a note
_HIGH = 0.6  # ems: how far above its baseline


class Line(Struct, frozen=True):
    """A line on a page; lengths in pt.

    ``number`` counts from the top of the type area. ``gaps`` are where its spaces begin and end, ``space`` is how wide
    one of them is in the face, before it was widened.
    """

    page: int
    number: int
    text: str
    left: float
    right: float
    baseline: float
    size: float
    gaps: tuple[tuple[float, float], ...]
    space: float = 0.0

    @property
    def hyphened(self) -> bool:
        """Whether a hyphen ends it."""
        return self.text.endswith(HYPHENS)

    @property
    def words(self) -> list[str]:
        """Its words."""
        return self.text.split()

    @property
    def letters(self) -> int:
        """How many letters and figures it has."""
        return sum(map(str.isalnum, self.text))


def lines_of(page: int, signs: Sequence[Sign]) -> Iterator[Line]:
    """The lines of a page from the top down."""
    rows = list(_rows(signs))
    order = {id(sign): place for place, sign in enumerate(signs)}
    for number, found in enumerate(_with_raised(rows), 1):
        row = list(chain.from_iterable(_stretches(sorted(found, key=lambda sign: order[id(sign)]))))
        inked = [sign for sign in row if sign.char.strip()]
        size = Counter(sign.size for sign in inked).most_common(1)[0][0]
        baseline = Counter(sign.baseline for sign in inked if sign.size == size).most_common(1)[0][0]
        gaps, spaces = tuple(_gaps(row, size)), [one.right - one.left for one in row if not one.char.strip()]
        left, right = min(sign.left for sign in inked), max(sign.right for sign in inked)
        space = statistics.median(spaces) if spaces else 0.0
        yield Line(page, number, _text(row, size), left, right, baseline, size, gaps, space)


def _rows(signs: Sequence[Sign]) -> Iterator[list[Sign]]:
    row: list[Sign] = []
    for sign in sorted(signs, key=lambda one: -one.baseline):
        if row and row[0].baseline - sign.baseline > _SAME:
            yield row
            row = []
        row.append(sign)
    if row:
        yield row


def _with_raised(rows: Sequence[list[Sign]]) -> Iterator[list[Sign]]:
    """The rows that have ink, calls of notes put back into the line they stand over."""
    waiting: list[Sign] = []
    for row in rows:
        if not any(sign.char.strip() for sign in row):
            continue
        largest = max(sign.size for sign in row if sign.char.strip())
        if waiting:
            over = waiting[0].baseline - row[0].baseline
            if max(sign.size for sign in waiting) <= _RAISED * largest and over < _HIGH * largest:
                waiting += row
                continue
            yield waiting
        waiting = row
    if waiting:
        yield waiting


def _stretches(row: Sequence[Sign]) -> list[list[Sign]]:
    """What follows each other in the file, from left to right; the signs of lists come last in it.

    Within a stretch its order stands: of a ligature only the first letter stands where it is read.
    """
    stretches = [[row[0]]]
    for before, sign in pairwise(row):
        if sign.left < before.left - sign.size:
            stretches.append([])
        stretches[-1].append(sign)
    return sorted(stretches, key=lambda one: one[0].left)


def _gaps(row: Sequence[Sign], size: float) -> Iterator[tuple[float, float]]:
    before: Sign | None = None
    spaced = False
    for sign in row:
        if not sign.char.strip():
            spaced = True
            continue
        if before and spaced and before.size == sign.size == size and sign.left > before.right:
            yield before.right, sign.left
        before, spaced = sign, False


def _text(row: Sequence[Sign], size: float) -> str:
    """The text of a row; where two signs stand apart, as in neighbouring columns, there is a space."""
    text, edge = "", row[0].left
    for sign in row:
        text += (" " if sign.left - edge > size / 2 and not text.endswith(" ") else "") + sign.char
        edge = sign.right
    return " ".join(text.split())
