"""A signature of eight pages: a sheet folded twice.

The heads meet in the middle; ``v`` stands on its head::

     front               back
+-------+-------+   +-------+-------+
|  v5   :  v4   |   |  v3   :  v6   |
+- - - -+- - - -+   +- - - -+- - - -+   first fold: the upper half back and down
|   8   :   1   |   |   2   :   7   |
+-------+-------+   +-------+-------+   second fold: the left half back, which is the spine
"""

from handpress.imposing.schemes.signatures import signature

FRONT = (
    (-5, -4),
    (8, 1),
)
BACK = (
    (-3, -6),
    (2, 7),
)

SIGNATURE_8 = signature(FRONT, BACK, folds="twice (the upper half back and down, then the left half back)")
