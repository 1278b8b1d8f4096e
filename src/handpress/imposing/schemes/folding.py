"""Folding: what all folded schemes have in common. A scheme gives the two faces of one sheet; this fills a book."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from handpress.imposing.schemes.scheme import Edge, Placement, Side

Face = tuple[tuple[int, ...], ...]
"""One face of a sheet, row by row: page numbers from 1 within the sheet; a minus is a page that stands on its head."""


def folded(front: Face, back: Face) -> Callable[[int, int | None], tuple[Side, ...]]:
    """An ``arrange`` that folds each sheet as ``front`` and ``back`` say and nests the sheets of a signature."""
    pages = 2 * sum(len(row) for row in front)

    def arrange(total: int, most_sheets: int | None) -> tuple[Side, ...]:
        sides: list[Side] = []
        start = 0
        for signature, sheets in enumerate(even_signatures(total // pages, most_sheets), 1):
            for nested in range(sheets):
                run = _pages_of(nested, sheets * pages, pages, start)
                for name, face in (("front", front), ("back", back)):
                    places = tuple(_places(face, run, nested * pages // 4))
                    sides.append(Side(len(sides) // 2 + 1, name, places, signature))
            start += sheets * pages
        return tuple(sides)

    return arrange


def even_signatures(sheets: int, most: int | None) -> tuple[int, ...]:
    """The sheets of each signature: as few signatures as may be, none larger than ``most``, the larger ones first.

    They differ by one sheet at most. Full signatures with what is left over at the end would give the same blanks,
    but a last signature of one sheet, which tears out.
    """
    count = -(-sheets // (most or sheets))
    small, larger = divmod(sheets, count)
    return (small + 1,) * larger + (small,) * (count - larger)


def _pages_of(nested: int, section: int, pages: int, start: int) -> tuple[int, ...]:
    """The page indices on a sheet with ``nested`` sheets around it, from the signature's front and from its end."""
    half = pages // 2
    first, last = start + nested * half, start + section - (nested + 1) * half
    return (*range(first, first + half), *range(last, last + half))


def _places(face: Face, run: tuple[int, ...], around: int) -> Iterator[Placement]:
    for row, numbers in enumerate(face):
        for column, number in enumerate(numbers):
            local = abs(number) - 1
            leaf = local // 2
            # A recto has its spine at its own left; of a page on its head that is the right of the sheet.
            at_left = (local % 2 == 0) == (number > 0)
            yield Placement(
                run[local],
                column=column,
                row=row,
                spine=Edge.LEFT if at_left else Edge.RIGHT,
                turn=0 if number > 0 else 180,
                depth=around + min(leaf, len(run) // 2 - 1 - leaf),
            )
