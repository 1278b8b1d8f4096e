"""Saddle stitch: sheets nested in one another, folded once and stitched through the fold.

Sheet k from the outside, k from 0, P pages numbered from 1::

          front                      back
    +---------+---------+     +---------+---------+
    |         :         |     |         :         |
    |  P−2k   :  1+2k   |     |  2+2k   : P−1−2k  |
    |         :         |     |         :         |
    +---------+---------+     +---------+---------+
            fold                      fold
"""

from handpress.imposing.schemes.folding import folded
from handpress.imposing.schemes.scheme import Joint, Scheme

FRONT = ((4, 1),)
BACK = ((2, 3),)

SADDLE_STITCH = Scheme(
    name="saddle-stitch",
    product="booklet",
    summary="four pages a sheet; all sheets nested, folded once and stapled",
    finish="Fold the stack once, across the middle, and stitch it through the fold.",
    columns=2,
    rows=1,
    multiple=4,
    arrange=folded(FRONT, BACK),
    across=Joint.FOLD,
    back_cover=True,
    nests=True,
    stitched=True,
    thick=48,
    too_thick=64,
)
