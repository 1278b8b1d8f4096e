"""Quarter sheets, folded: each sheet folded twice, the folded sheets nested and stitched, the heads cut open.

A sheet that holds eight pages is ``signature_8``'s; more of them lie in one another. Sixteen pages::

     sheet 1 front      sheet 2 front
    +------+------+    +------+------+
    | v13  :  v4  |    |  v9  :  v8  |    v: on its head
    +- - - + - - -+    +- - - + - - -+    first fold, where the knife opens the heads in the end
    |  16  :  1   |    |  12  :  5   |
    +------+------+    +------+------+    second fold: the spine
"""

from handpress.imposing.schemes.folding import folded
from handpress.imposing.schemes.scheme import Joint, Scheme
from handpress.imposing.schemes.signature_8 import BACK, FRONT

QUARTER_FOLDED = Scheme(
    name="quarter-folded",
    product="quarter booklet",
    summary="eight pages a sheet; folded twice, nested, stapled, heads cut open",
    finish=(
        "Fold each sheet twice (the upper half back and down, then the left half back), put the folded sheets into "
        "each other, stitch them through the fold and cut the heads open."
    ),
    columns=2,
    rows=2,
    multiple=8,
    arrange=folded(FRONT, BACK),
    across=Joint.FOLD,
    down=Joint.FOLD,
    back_cover=True,
    nests=True,
    stitched=True,
    thick=48,
    too_thick=64,
)
