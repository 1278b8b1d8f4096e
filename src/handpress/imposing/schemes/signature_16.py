"""A signature of sixteen pages: a sheet folded three times.

``v`` stands on its head; ``:`` is a spine::

                 front                              back
    +-----+-----+-----+-----+          +-----+-----+-----+-----+
    | v5  : v12 | v9  : v8  |          | v7  : v10 | v11 : v6  |
    +- - -+- - -+- - -+- - -+          +- - -+- - -+- - -+- - -+
    |  4  : 13  | 16  :  1  |          |  2  : 15  | 14  :  3  |
    +-----+-----+-----+-----+          +-----+-----+-----+-----+

Folds: the left half back; the upper half back and down; the left half back, which is the spine.
"""

from handpress.imposing.schemes.signatures import signature

FRONT = (
    (-5, -12, -9, -8),
    (4, 13, 16, 1),
)
BACK = (
    (-7, -10, -11, -6),
    (2, 15, 14, 3),
)

SIGNATURE_16 = signature(
    FRONT, BACK, folds="three times (the left half back, the upper half back and down, the left half back)"
)
