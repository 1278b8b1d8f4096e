"""Printers' marks: where to cut, where to fold, whether the inks lie on each other.

    |                |         cut: 5 mm long, in black
    |       ⊕        |         in register: in every ink
—  ┌──────────────────┐  —
   │ bleed            │
            ¦                  fold: dashed, in black
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from handpress.model.format import MM
from handpress.prepress.boxes import Paper
from handpress.prepress.engine import Array, Dictionary, Name, Pdf

_GAP = 1 * MM
_LENGTH = 5 * MM
_RADIUS = 1.5 * MM
_RULE = 0.25  # pt
_ROUND = 0.5523  # a quarter of a circle as a Bézier curve


class Marks(Struct, frozen=True):
    """The marks wanted: at the corners for the knife, for the register of the inks, and where to fold.

    ``folds_mm`` are distances from the left edge of the trimmed page.
    """

    cut: bool = False
    register: bool = False
    folds_mm: tuple[float, ...] = ()

    @property
    def slug(self) -> float:
        """The room they need beyond the bleed, in pt."""
        return 2 * _GAP + _LENGTH if self.cut or self.register or self.folds_mm else 0.0


def draw_marks(pdf: Pdf, page: Any, paper: Paper, marks: Marks) -> None:
    """Draw the marks of a page in the room outside its bleed, as artifacts.

    Those for the knife and the fold are in black. Those for the register are in the colorant ``All``, which both
    PDF/X-4 and PDF/X-1a allow, and which is every ink there is: a mark in black alone would show no register.
    """
    if not marks.slug:
        return
    drawn = [f"0 0 0 1 K {_RULE} w", *(_line(*ends) for ends in (_cuts(paper) if marks.cut else ()))]
    if marks.folds_mm:
        drawn += ["[2 2] 0 d", *(_line(*ends) for ends in _folds(paper, marks.folds_mm)), "[] 0 d"]
    if marks.register:
        page.Resources.ColorSpace = Dictionary(All=_all_inks())
        drawn += ["/All CS 1 SCN", *(_target(x, y) for x, y in _targets(paper))]
    text = "\n".join(("/Artifact <</Type /Page>> BDC", "q", *drawn, "Q", "EMC"))
    page.Contents = pdf.make_stream(page.Contents.read_bytes() + b"\n" + text.encode())


def _line(x0: float, y0: float, x1: float, y1: float) -> str:
    return f"{x0:.3f} {y0:.3f} m {x1:.3f} {y1:.3f} l S"


def _cuts(paper: Paper) -> Iterator[tuple[float, float, float, float]]:
    bleed, trim = paper.bleed, paper.trim
    for x in (trim[0], trim[2]):
        yield x, bleed[1] - _GAP, x, bleed[1] - _GAP - _LENGTH
        yield x, bleed[3] + _GAP, x, bleed[3] + _GAP + _LENGTH
    for y in (trim[1], trim[3]):
        yield bleed[0] - _GAP, y, bleed[0] - _GAP - _LENGTH, y
        yield bleed[2] + _GAP, y, bleed[2] + _GAP + _LENGTH, y


def _folds(paper: Paper, folds: tuple[float, ...]) -> Iterator[tuple[float, float, float, float]]:
    for fold in folds:
        x = paper.trim[0] + fold * MM
        yield x, paper.bleed[1] - _GAP, x, paper.bleed[1] - _GAP - _LENGTH
        yield x, paper.bleed[3] + _GAP, x, paper.bleed[3] + _GAP + _LENGTH


def _targets(paper: Paper) -> Iterator[tuple[float, float]]:
    """The middles of the four sides, where no mark for the knife is; a fold in the middle has its mark beside them."""
    away = _GAP + _LENGTH / 2
    across, up = (paper.trim[0] + paper.trim[2]) / 2 + 3 * _RADIUS, (paper.trim[1] + paper.trim[3]) / 2
    yield across, paper.bleed[1] - away
    yield across, paper.bleed[3] + away
    yield paper.bleed[0] - away, up
    yield paper.bleed[2] + away, up


def _target(x: float, y: float) -> str:
    """A circle with a cross in it."""
    r, k = _RADIUS, _RADIUS * _ROUND
    points = (
        ((r, k), (k, r), (0, r)),
        ((-k, r), (-r, k), (-r, 0)),
        ((-r, -k), (-k, -r), (0, -r)),
        ((k, -r), (r, -k), (r, 0)),
    )
    curves = " ".join(" ".join(f"{x + a:.3f} {y + b:.3f}" for a, b in curve) + " c" for curve in points)
    reach = _LENGTH / 2
    cross = f"{_line(x - reach, y, x + reach, y)} {_line(x, y - reach, x, y + reach)}"
    return f"{x + r:.3f} {y:.3f} m {curves} S {cross}"


def _all_inks() -> Array:
    """The colorant of all inks (ISO 32000-1 §8.6.6.4), with what to show in its stead on a screen."""
    tint = Dictionary(
        FunctionType=2,
        Domain=Array([0, 1]),
        C0=Array([0, 0, 0, 0]),
        C1=Array([1, 1, 1, 1]),
        N=1,
        Range=Array([0, 1] * 4),
    )
    return Array([Name.Separation, Name.All, Name.DeviceCMYK, tint])
