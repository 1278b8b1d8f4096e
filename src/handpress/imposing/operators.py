"""PDF operators as text: numbers, hairlines, bars. Everything drawn here is black ink alone (K)."""

from __future__ import annotations

from collections.abc import Iterable

Point = tuple[float, float]
HAIRLINE = 0.25


def numbers(*values: float) -> str:
    """Numbers as a PDF writes them: four places are finer than any press, and no ``-0`` or ``1e-05``.

    A scale needs more: over a page of 14,400 units four places would be more than half a point out, hence six.
    """
    return " ".join(f"{round(value, 6) + 0:.6f}".rstrip("0").rstrip(".") for value in values)


def strokes(lines: Iterable[Iterable[Point]], *, weight: float = HAIRLINE, dash: str = "") -> str:
    """Lines through points, in black ink of ``weight`` pt; ``dash`` is an array such as ``2 2``."""
    paths = [" ".join(f"{numbers(*point)} {'l' if at else 'm'}" for at, point in enumerate(line)) for line in lines]
    dashed = f"[{dash}] 0 d " if dash else ""
    return f"q 0 0 0 1 K {numbers(weight)} w {dashed}{' '.join(paths)} S Q"


def bar(left: float, bottom: float, width: float, height: float) -> str:
    """A solid bar of black ink."""
    return f"q 0 0 0 1 k {numbers(left, bottom, width, height)} re f Q"
