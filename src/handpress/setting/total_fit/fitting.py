"""How a line is brought to its measure: how wide its spaces become, and how much its letters widen or narrow."""

from __future__ import annotations

from typing import NamedTuple

from handpress.setting.total_fit.taste import Taste

STIFF = 1e-3
"""What a line without spaces gives, as a share of its measure: next to nothing, so that the fuller one wins."""


class Fit(NamedTuple):
    """``space`` and ``scale`` are factors on the natural spaces and letters; ``ratio`` is how far the line gives."""

    space: float
    scale: float
    ratio: float


def fit(ink: float, gap: float, measure: float, taste: Taste, *, last: bool = False) -> Fit:
    """Bring a line of so much ink and space to the measure.

    Spaces and letters give together until the letters have given all they may; a wide line's spaces take the rest. A
    paragraph's last line is never widened, nor a line without spaces, which would stay short all the same.
    """
    missing = measure - ink - gap
    letters = taste.expand * ink
    if missing >= 0:
        if last or not gap:
            return Fit(1.0, 1.0, 0.0 if last else missing / (letters + measure * STIFF))
        spaces = taste.stretch * gap
        ratio = missing / (spaces + letters)
        if ratio <= 1:
            return Fit(1 + taste.stretch * ratio, 1 + taste.expand * ratio, ratio)
        return Fit(1 + (missing - letters) / gap, 1 + taste.expand, (missing - letters) / spaces)
    give = taste.shrink * gap + letters
    ratio = missing / give if give else float("-inf")
    return Fit(1 + taste.shrink * ratio, 1 + taste.expand * ratio, ratio)
