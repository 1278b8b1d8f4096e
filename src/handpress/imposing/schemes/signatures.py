"""What the four folded signatures have in common: one sheet is one signature, gathered on the next."""

from handpress.imposing.schemes.folding import Face, folded
from handpress.imposing.schemes.scheme import Joint, Scheme


def signature(front: Face, back: Face, folds: str) -> Scheme:
    """The row of the table for a sheet that is folded, by ``folds`` in words, into one signature."""
    pages = 2 * sum(len(row) for row in front)
    return Scheme(
        name=f"signature-{pages}",
        product="book block",
        summary=f"{pages} pages a sheet, each folded for itself; for a glued or sewn spine",
        finish=f"Fold each sheet {folds}, gather the signatures in order, bind them at the spine and trim the rest.",
        columns=len(front[0]),
        rows=len(front),
        multiple=pages,
        arrange=folded(front, back),
        across=Joint.FOLD,
        down=Joint.FOLD if len(front) > 1 else Joint.NONE,
        most_sheets=1,
        nests=True,
        thick=64,
        too_thick=96,
    )
