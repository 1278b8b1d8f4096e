"""The boxes of a page (ISO 32000-1 §14.11.2): what is cut, what bleeds, and the paper round both.

A page laid out with a bleed has its corner at the trim's, and a paper that begins below zero; printers' programs want
paper that begins at zero. So for print a page moves, and what points at places on it moves along.
"""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy
from typing import Any

from msgspec import Struct

from handpress.model.format import MM, BleedSides, Profile
from handpress.prepress.engine import Array, Dictionary, Name, Page, Pdf, Stream, drop, key_of

Box = tuple[float, float, float, float]
"""Left, bottom, right and top in pt."""


class Paper(Struct, frozen=True):
    """The boxes of a page on its paper; ``shift`` is how far the page has moved, across and up, in pt."""

    media: Box
    bleed: Box
    trim: Box
    shift: tuple[float, float]


def cut_to_trim(pdf: Pdf) -> None:
    """Let every page end where the knife goes. Nothing needs to move: the engine has the trim's corner at zero."""
    for page in pdf.pages:
        trim = _trim(page.obj)
        _write(page.obj, Paper(trim, trim, trim, (0, 0)))


def pad(pdf: Pdf, multiple: int) -> None:
    """Add blank pages of the last one's size, not yet on paper, until there is a multiple of ``multiple`` pages."""
    left, bottom, right, top = _trim(pdf.pages[-1].obj)
    for _ in range(-len(pdf.pages) % multiple):
        blank = Dictionary(Type=Name.Page, Contents=pdf.make_stream(b""), Resources=Dictionary())
        blank.TrimBox = Array([0, 0, round(right - left, 4), round(top - bottom, 4)])
        pdf.pages.append(Page(blank))


def paper_for(page: Any, number: int, profile: Profile, slug: float, *, right_to_left: bool) -> Paper:
    """The paper for the page of a number, from 1. ``slug`` is the room for marks beyond the bleed, in pt.

    Where a printer wants no bleed at the binding, the bind edge is the left of a recto, and the right of a verso; with
    a binding at the right it is the other way round.
    """
    old = _trim(page)
    edge = profile.bleed_mm * MM if profile.bleed_sides is not BleedSides.NONE else 0.0
    left = right = edge
    if profile.bleed_sides is BleedSides.OUTER:
        bound_left = (number % 2 == 1) != right_to_left
        left, right = (0.0, edge) if bound_left else (edge, 0.0)
    width, height = old[2] - old[0], old[3] - old[1]
    trim = (slug + left, slug + edge, slug + left + width, slug + edge + height)
    bleed = (slug, slug, trim[2] + right, trim[3] + edge)
    media = (0.0, 0.0, bleed[2] + slug, bleed[3] + slug)
    return Paper(media, bleed, trim, (trim[0] - old[0], trim[1] - old[1]))


def place(pdf: Pdf, page: Any, paper: Paper) -> None:
    """Move a page to its place on the paper; what bleeds further than it may is cut off."""
    left, bottom, right, top = paper.bleed
    across, up = paper.shift
    before = f"q {left:.4f} {bottom:.4f} {right - left:.4f} {top - bottom:.4f} re W n 1 0 0 1 {across:.4f} {up:.4f} cm"
    content = page.Contents.read_bytes()
    page.Contents = pdf.make_stream(before.encode() + b"\n" + content + b"\nQ")
    page.Resources = _moved(pdf, page.Resources, across, up)
    _write(page, paper)


def move_figures(figures: Iterable[Any], shifts: dict[tuple[int, int], tuple[float, float]]) -> None:
    """Tell the tags of pictures where these stand now."""
    for figure in figures:
        across, up = shifts[key_of(figure.Pg)]
        box = figure.A.BBox
        moved = (across, up, across, up)
        figure.A.BBox = Array([round(float(edge) + by, 4) for edge, by in zip(box, moved, strict=True)])


def _moved(pdf: Pdf, resources: Any, across: float, up: float) -> Any:
    """The resources of a moved page: a pattern is fixed to the paper and not to what is drawn (§8.7.3.1)."""
    copied = copy(resources)
    patterns = resources.get("/Pattern", {})
    if not patterns:
        return copied
    copied.Pattern = Dictionary()
    for name in patterns.keys():  # noqa: SIM118
        old = patterns[name]
        new = copy(old)
        matrix = [float(value) for value in old.get("/Matrix", [1, 0, 0, 1, 0, 0])]
        new.Matrix = Array([*matrix[:4], round(matrix[4] + across, 4), round(matrix[5] + up, 4)])
        copied.Pattern[name] = new if isinstance(new, Stream) else pdf.make_indirect(new)
    return copied


def _trim(page: Any) -> Box:
    left, bottom, right, top = (float(edge) for edge in page.TrimBox)
    return left, bottom, right, top


def _write(page: Any, paper: Paper) -> None:
    drop(page, "/CropBox", "/ArtBox")
    for name, box in (("/MediaBox", paper.media), ("/BleedBox", paper.bleed), ("/TrimBox", paper.trim)):
        page[name] = Array([round(edge, 4) for edge in box])
