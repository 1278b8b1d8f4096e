"""Several pages on a side, to be read as they lie and not cut.

Two up, four up and so on::

 2-up, sheet 1        4-up              6-up
+-------+-------+   +-----+-----+    +-----+-----+-----+
|       |       |   |  1  |  2  |    |  1  |  2  |  3  |
|   1   |   2   |   +-----+-----+    +-----+-----+-----+
|       |       |   |  3  |  4  |    |  4  |  5  |  6  |
+-------+-------+   +-----+-----+    +-----+-----+-----+
"""

from __future__ import annotations

from handpress.imposing.schemes.scheme import Joint, Placement, Scheme, Side


def n_up(columns: int, rows: int) -> Scheme:
    """The row of the table for ``columns`` × ``rows`` pages on a side."""
    many = columns * rows

    def arrange(total: int, _most_sheets: int | None) -> tuple[Side, ...]:
        return tuple(
            Side(
                at // 2 + 1,
                "back" if at % 2 else "front",
                tuple(
                    Placement(at * many + place, column=place % columns, row=place // columns) for place in range(many)
                ),
            )
            for at in range(total // many)
        )

    return Scheme(
        name=f"{many}-up",
        product="handout",
        summary=f"{many} pages a side, to read as they lie",
        finish="There is nothing to fold or to cut.",
        columns=columns,
        rows=rows,
        multiple=many,
        arrange=arrange,
        across=Joint.NONE,
        trimmed=False,
    )


N_UP = (n_up(2, 1), n_up(2, 2), n_up(3, 2), n_up(4, 2), n_up(3, 3), n_up(4, 4))
