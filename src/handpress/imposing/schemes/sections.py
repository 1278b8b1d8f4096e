"""Sections: several signatures of nested sheets, to be sewn one to the other.

Twenty pages in two signatures::

      sheet 1       sheet 2       sheet 3          sheet 4       sheet 5
    +-----+-----+ +-----+-----+ +-----+-----+    +-----+-----+ +-----+-----+
    | 12  :  1  | | 10  :  3  | |  8  :  5  |    | 20  : 13  | | 18  : 15  |
    +-----+-----+ +-----+-----+ +-----+-----+    +-----+-----+ +-----+-----+
    | signature 1: 1 around 2 around 3      |    | signature 2: 4 around 5 |

The backs are those of saddle stitch: two more than the front's right page at the left, and so on.
"""

from msgspec.structs import replace

from handpress.imposing.schemes.saddle_stitch import SADDLE_STITCH

SECTIONS = replace(
    SADDLE_STITCH,
    name="sections",
    product="sewn book",
    summary="the same in several signatures, to be sewn; usually four sheets each",
    finish="Fold each signature once, lay them on each other in order, and sew them through their folds.",
    back_cover=False,
    most_sheets=4,
    stitched=False,
)
