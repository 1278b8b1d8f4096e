"""A signature of thirty-two pages: a sheet folded four times.

``v`` stands on its head; ``:`` is a spine::

                 front                              back
    +-----+-----+-----+-----+          +-----+-----+-----+-----+
    | v5  : v28 | v29 : v4  |          | v3  : v30 | v27 : v6  |
    +- - -+- - -+- - -+- - -+          +- - -+- - -+- - -+- - -+   heads meet
    | 12  : 21  | 20  : 13  |          | 14  : 19  | 22  : 11  |
    +-----+-----+-----+-----+          +-----+-----+-----+-----+   feet meet
    | v9  : v24 | v17 : v16 |          | v15 : v18 | v23 : v10 |
    +- - -+- - -+- - -+- - -+          +- - -+- - -+- - -+- - -+   heads meet
    |  8  : 25  | 32  :  1  |          |  2  : 31  | 26  :  7  |
    +-----+-----+-----+-----+          +-----+-----+-----+-----+

Folds: the upper half back and down; the left half back; both again, and the last one is the spine.
"""

from handpress.imposing.schemes.signatures import signature

FRONT = (
    (-5, -28, -29, -4),
    (12, 21, 20, 13),
    (-9, -24, -17, -16),
    (8, 25, 32, 1),
)
BACK = (
    (-3, -30, -27, -6),
    (14, 19, 22, 11),
    (-15, -18, -23, -10),
    (2, 31, 26, 7),
)

SIGNATURE_32 = signature(
    FRONT, BACK, folds="four times (the upper half back and down, the left half back, and both again)"
)
