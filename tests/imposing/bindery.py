"""A bindery of paper: printed sheets are turned, folded, cut, stacked and leafed through as hands would do it.

It knows nothing of how the press orders pages. A print is a page number with the direction its head and its spine
point to, as seen from above while the paper lies as it came from the printer; folding moves these directions as it
moves the paper. Columns count from the left, rows from the top.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

Direction = tuple[int, int]
UP, DOWN, LEFT, RIGHT, NOWHERE = (0, 1), (0, -1), (-1, 0), (1, 0), (0, 0)


class Print(NamedTuple):
    """What is printed on one place of one face."""

    page: int | None
    head: Direction = UP
    spine: Direction = NOWHERE
    depth: int = 0


class Leaf(NamedTuple):
    """A piece of paper the size of a page: what is seen from above, and what lies on its other face."""

    above: Print
    below: Print


Pile = list[Leaf]  # from the top to the bottom
Paper = dict[tuple[int, int], Pile]  # one pile for each place, by column and row


class Sheet(NamedTuple):
    """A printed sheet, and the signature it belongs to."""

    paper: Paper
    signature: int = 1


NOTHING = Print(None, NOWHERE)


def turned_sideways(seen: Print) -> Print:
    """As a print looks from above when its paper is turned about an upright axis."""
    page, (x, y), (spine_x, spine_y), depth = seen
    return Print(page, (-x, y), (-spine_x, spine_y), depth)


def turned_over(seen: Print) -> Print:
    """As a print looks from above when its paper is turned about a level axis."""
    page, (x, y), (spine_x, spine_y), depth = seen
    return Print(page, (x, -y), (spine_x, -spine_y), depth)


def printed(
    front: dict[tuple[int, int], Print], back: dict[tuple[int, int], Print], size: tuple[int, int], axis: str
) -> Paper:
    """A sheet of paper as it comes out, face up; the printer has turned it about an ``upright`` or a ``level`` axis."""
    columns, rows = size
    turn = turned_sideways if axis == "upright" else turned_over
    paper = {}
    for column in range(columns):
        for row in range(rows):
            behind = (columns - 1 - column, row) if axis == "upright" else (column, rows - 1 - row)
            leaf = Leaf(front.get((column, row), NOTHING), turn(back.get(behind, NOTHING)))
            paper[column, row] = [leaf]
    return paper


def _back(pile: Pile, turn: Callable[[Print], Print]) -> Pile:
    """A pile as it comes to lie when it is folded back under its neighbour."""
    return [Leaf(turn(leaf.below), turn(leaf.above)) for leaf in reversed(pile)]


def fold_left_back(paper: Paper) -> Paper:
    columns = 1 + max(column for column, _ in paper)
    half = columns // 2
    return {
        (column - half, row): pile + _back(paper[columns - 1 - column, row], turned_sideways)
        for (column, row), pile in paper.items()
        if column >= half
    }


def fold_right_back(paper: Paper) -> Paper:
    columns = 1 + max(column for column, _ in paper)
    return {
        (column, row): pile + _back(paper[columns - 1 - column, row], turned_sideways)
        for (column, row), pile in paper.items()
        if column < columns // 2
    }


def fold_top_back(paper: Paper) -> Paper:
    rows = 1 + max(row for _, row in paper)
    half = rows // 2
    return {
        (column, row - half): pile + _back(paper[column, rows - 1 - row], turned_over)
        for (column, row), pile in paper.items()
        if row >= half
    }


def folded(paper: Paper, folds: str, direction: str) -> Pile:
    """A sheet folded to a page: ``s`` folds a side back, ``t`` the top. A book bound right is folded from the right."""
    for fold in folds:
        if fold == "t":
            paper = fold_top_back(paper)
        else:
            paper = fold_left_back(paper) if direction == "ltr" else fold_right_back(paper)
    assert list(paper) == [(0, 0)]
    return paper[0, 0]


def nested(piles: Sequence[Pile]) -> Pile:
    """Folded sheets put into each other, the first outside."""
    half = len(piles[0]) // 2
    front = [leaf for pile in piles for leaf in pile[:half]]
    return front + [leaf for pile in reversed(piles) for leaf in pile[half:]]


def bound(sheets: Sequence[Sheet], folds: str, direction: str) -> list[Pile]:
    """Every sheet folded, the sheets of each signature nested; the signatures in order."""
    numbers = sorted({sheet.signature for sheet in sheets})
    return [
        nested([folded(sheet.paper, folds, direction) for sheet in sheets if sheet.signature == number])
        for number in numbers
    ]


def cut_in_rows(paper: Paper) -> list[Paper]:
    rows = 1 + max(row for _, row in paper)
    return [{(column, 0): pile for (column, at), pile in paper.items() if at == row} for row in range(rows)]


def quarters_cut(sheets: Sequence[Sheet], direction: str) -> list[Pile]:
    """The stack cut across, the upper halves laid around the lower ones, waste thrown away, the lot folded."""
    halves = [cut_in_rows(sheet.paper) for sheet in sheets]
    stack = [half[0] for half in halves] + [half[1] for half in halves]
    kept = [half for half in stack if any(leaf.above is not NOTHING for pile in half.values() for leaf in pile)]
    return [nested([folded(half, "s", direction) for half in kept])]


def stacked(sheets: Sequence[Sheet], direction: str) -> list[Pile]:
    """The stack cut into piles, which are laid on each other row by row, from the side where reading begins."""
    places = sorted(sheets[0].paper, key=lambda at: (at[1], at[0] if direction == "ltr" else -at[0]))
    return [[leaf for place in places for sheet in sheets for leaf in sheet.paper[place]]]


def pushed_together(paper: Paper, direction: str) -> Pile:
    """A sheet of 4 × 2 folded lengthwise, slit between the two middle columns, and its ends pushed together.

    The eight places hang together as a ring. Each leaf is two neighbours of the ring laid back to back; the leaf that
    shows the first page is the one at the end of the lower row.
    """
    ring = [(3, 1), (3, 0), (2, 0), (1, 0), (0, 0), (0, 1), (1, 1), (2, 1)]
    if direction == "rtl":
        ring = [(3 - column, row) for column, row in ring]
    leaves = []
    for recto, verso in zip(ring[::2], ring[1::2], strict=True):
        across = recto[0] == verso[0]  # back to back over the fold at the heads, or over an upright one
        turn = turned_over if across else turned_sideways
        leaf = Leaf(paper[recto][0].above, turn(paper[verso][0].above))
        # The upper row hangs upside down from the ring; a hand that opens the zine there holds it upright.
        leaves.append(
            leaf if UP in (leaf.above.head, leaf.below.head) else Leaf(_half_turn(leaf.above), _half_turn(leaf.below))
        )
    return leaves


def _half_turn(seen: Print) -> Print:
    return turned_sideways(turned_over(seen))


def leafed_through(piles: Sequence[Pile]) -> list[Print]:
    """Every page in turn, as the reader sees it: the face of a leaf, then, the leaf turned sideways, what is behind."""
    return [seen for pile in piles for leaf in pile for seen in (leaf.above, turned_sideways(leaf.below))]
