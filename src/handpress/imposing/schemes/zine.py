"""Zine: eight pages on one side of one sheet, with one slit and no staple.

``v`` stands on its head::

    +------+------+------+------+
    |  v5  :  v4  :  v3  :  v2  |
    +- - - +======+======+ - - -+    ==== the slit, over the two middle pages
    |   6  :   7  :   8  :   1  |
    +------+------+------+------+

Fold it lengthwise with the print outside, take it at both ends and push: the slit opens, and the pages fall round.
"""

from __future__ import annotations

from handpress.imposing.schemes.scheme import Joint, Placement, Scheme, Side

FACE = (
    (-5, -4, -3, -2),
    (6, 7, 8, 1),
)


def arrange(_total: int, _most_sheets: int | None) -> tuple[Side, ...]:
    """The one side of a zine."""
    places = (
        Placement(abs(number) - 1, column=column, row=row, turn=0 if number > 0 else 180)
        for row, numbers in enumerate(FACE)
        for column, number in enumerate(numbers)
    )
    return (Side(1, "front", tuple(places)),)


ZINE = Scheme(
    name="zine",
    product="zine",
    summary="eight pages on one side of one sheet, with one slit and no staple",
    finish=(
        "Fold the sheet in eight, slit the fold between the two middle pages and their upper neighbours, fold it "
        "lengthwise with the print outside and push the ends together."
    ),
    columns=4,
    rows=2,
    multiple=8,
    arrange=arrange,
    across=Joint.FOLD,
    down=Joint.SLIT,
    trimmed=False,
    two_sided=False,
    back_cover=True,
    holds=8,
)
