"""Cut and stack: the printed stack is cut, and the piles laid on each other from the left and from the top.

S sheets, sheet s from 0, leaves numbered from 0; leaf n bears the pages 2n+1 in front and 2n+2 behind::

      front, two up         back            front, four up         back
    +-------+-------+ +-------+-------+   +-------+-------+ +-------+-------+
    |       |       | |       |       |   |   s   |  S+s  | |  S+s  |   s   |
    |   s   |  S+s  | |  S+s  |   s   |   +-------+-------+ +-------+-------+
    |       |       | |       |       |   | 2S+s  | 3S+s  | | 3S+s  | 2S+s  |
    +-------+-------+ +-------+-------+   +-------+-------+ +-------+-------+
           cut               cut                 cut               cut
"""

from __future__ import annotations

from handpress.imposing.schemes.scheme import Joint, Placement, Scheme, Side


def cut_and_stack(columns: int, rows: int) -> Scheme:
    """The row of the table for a sheet that is cut into ``columns`` × ``rows`` leaves."""
    piles = columns * rows

    def arrange(total: int, _most_sheets: int | None) -> tuple[Side, ...]:
        sheets = total // (2 * piles)
        return tuple(_side(sheet, face, sheets) for sheet in range(sheets) for face in ("front", "back"))

    def _side(sheet: int, face: str, sheets: int) -> Side:
        places = []
        for row in range(rows):
            for column in range(columns):
                pile = row * columns + (column if face == "front" else columns - 1 - column)
                leaf = pile * sheets + sheet
                places.append(Placement(2 * leaf + (face == "back"), column=column, row=row))
        return Side(sheet + 1, face, tuple(places))

    return Scheme(
        name=f"cut-and-stack-{piles}",
        product="stack of leaves",
        summary=f"{2 * piles} pages a sheet; cut, and the piles laid on each other",
        finish=f"Cut the stack into {piles} piles and lay them on each other, the first pile on top: "
        "from the left to the right, then the next row.",
        columns=columns,
        rows=rows,
        multiple=2 * piles,
        arrange=arrange,
        across=Joint.CUT,
        down=Joint.CUT if rows > 1 else Joint.NONE,
    )


CUT_AND_STACK = (cut_and_stack(2, 1), cut_and_stack(2, 2))
