"""What counts as a good line, in numbers: how far spaces and letters may give, and what each blemish costs."""

from __future__ import annotations

from msgspec import Struct


class Taste(Struct, frozen=True):
    """How lines are judged.

    ``stretch`` and ``shrink`` are the shares of a space that it gains at ratio 1 and loses at ratio −1, ``expand`` the
    share by which letters widen or narrow with it. Costs are demerits as Knuth and Plass count them ("Breaking
    Paragraphs into Lines", 1981); ``tolerances`` the greatest ratios allowed, tried in turn.
    """

    stretch: float = 0.5
    shrink: float = 0.26
    expand: float = 0.03
    tolerances: tuple[float, ...] = (1.2, 2.0, 4.0, 10.0, float("inf"))
    line: float = 10.0
    hyphen: float = 80.0
    own_hyphen: float = 50.0
    compound: float = 110.0
    torn: float = 3000.0
    ladder: float = 4000.0
    third_hyphen: float = 1e9
    last_hyphen: float = 3000.0
    page_hyphen: float = 4_000_000.0
    contrast: float = 2500.0
    runt: float = 15_000.0
    river: float = 8000.0
    river_rounds: int = 4
