"""Quarter sheets, cut: the stack cut once across, the upper halves laid around the lower ones, folded and stitched.

Sheet s of S, s from 0; H halves, P pages numbered from 1::

           front                          back
    +----------+----------+       +----------+----------+
    |   P−2s   :   1+2s   |       |   2+2s   :  P−1−2s  |   half s from the outside
    +----------+----------+ - cut +----------+----------+
    |   P−2h   :   1+2h   |       |   2+2h   :  P−1−2h  |   half h = S+s
    +----------+----------+       +----------+----------+
              fold                          fold

All pages stand upright. With an odd number of halves the last lower half is waste, and no page is blank for it.
"""

from msgspec.structs import replace

from handpress.imposing.schemes.folding import folded
from handpress.imposing.schemes.saddle_stitch import BACK, FRONT
from handpress.imposing.schemes.scheme import Joint, Placement, Scheme, Side


def arrange(total: int, _most_sheets: int | None) -> tuple[Side, ...]:
    """The sides of ``total`` pages, a multiple of 4: saddle stitch in halves, two halves on a sheet."""
    halves = folded(FRONT, BACK)(total, None)
    sheets = -(-len(halves) // 4)
    return tuple(
        replace(upper, placements=(*upper.placements, *_below(halves, at + 2 * sheets)))
        for at, upper in enumerate(halves[: 2 * sheets])
    )


def _below(halves: tuple[Side, ...], at: int) -> tuple[Placement, ...]:
    return tuple(replace(place, row=1) for half in halves[at : at + 1] for place in half.placements)


QUARTER_CUT = Scheme(
    name="quarter-cut",
    product="quarter booklet",
    summary="eight pages a sheet; cut in halves, nested, folded once and stapled",
    finish=(
        "Cut the stack across the middle, lay the upper halves open around the lower halves, fold the stack once "
        "and stitch it through the fold."
    ),
    columns=2,
    rows=2,
    multiple=4,
    arrange=arrange,
    across=Joint.FOLD,
    down=Joint.CUT,
    back_cover=True,
    stitched=True,
    thick=48,
    too_thick=64,
)
