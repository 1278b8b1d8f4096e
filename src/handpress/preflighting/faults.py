"""A fault at one place, as a check yields it; ``gathering`` makes findings of them."""

from __future__ import annotations

from msgspec import Struct

from handpress.preflighting.geometry import Box


class Fault(Struct, frozen=True):
    """One place where something is wrong.

    Faults of the same ``code`` and ``about`` are told as one finding, with the words of the one that weighs most.
    ``box`` is in pt on the page as read; None means the whole page. ``page`` is given by checks that look at more than
    one page: 0 is the page at hand, or the whole file.
    """

    code: str
    message: str
    hint: str
    box: Box | None = None
    about: str = ""
    weight: float = 0.0
    page: int = 0
