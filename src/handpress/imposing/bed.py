"""The bed: where on the sheet each place lies, and each page in its place. Geometry only, in pt, origin bottom left."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from handpress.imposing.job import Job
from handpress.imposing.schemes import Edge, Joint, Placement
from handpress.imposing.sheets import POINTS_PER_MM, Sheet

Size = tuple[float, float]
Rect = tuple[float, float, float, float]
"""Left, bottom, right, top."""

# Makers of PDFs round to whole points: an A5 page of 420 × 596 pt is still half an A4 sheet.
ROUNDING = 1.0


class Leaf(Struct, frozen=True):
    """A finished page as it is to be placed: its number from 1, and its measure.

    ``trim`` is the finished page and ``bleed`` the page with what is printed beyond its edges, both in the page's own
    units; ``unit`` is the size of one such unit in pt, ``turn`` the clockwise degrees by which a reader is shown it.
    """

    number: int
    trim: Rect
    bleed: Rect
    turn: int
    unit: float

    @property
    def name(self) -> str:
        """The name by which a drawing calls the page."""
        return f"P{self.number}"

    @property
    def size(self) -> Size:
        """Width and height of the finished page in pt as a reader sees it."""
        left, bottom, right, top = self.trim
        width, height = (right - left) * self.unit, (top - bottom) * self.unit
        return (height, width) if self.turn % 180 else (width, height)

    @property
    def bleed_width(self) -> float:
        """The width in pt of the widest bleed the page has at any edge."""
        return max(abs(out - trim) for out, trim in zip(self.bleed, self.trim, strict=True)) * self.unit


class Bed(Struct, frozen=True):
    """The sheet as it lies for a job. ``frame`` is the widest by the tallest page, ``bleed`` the widest bleed (pt)."""

    job: Job
    sheet: Sheet
    frame: Size
    bleed: float

    @property
    def cell(self) -> Size:
        """The width and height of one place on the sheet."""
        return cell_size(self.job, self.sheet)

    @property
    def room_for_bleed(self) -> float:
        """How much bleed there is room for at the narrowest edge that is trimmed."""
        across, up = (room - size for room, size in zip(self.cell, self.frame, strict=True))
        return max(0.0, min(across if self.job.scheme.across is Joint.FOLD else across / 2, up / 2))

    def corner(self, place: Placement) -> Size:
        """The bottom left corner of a place."""
        width, height = self.cell
        return place.column * width, (self.job.scheme.rows - 1 - place.row) * height

    def stand(self, place: Placement, size: Size, creep: float = 0.0) -> Size:
        """Where the bottom left corner of a page of ``size`` stands: at the spine if there is one, at mid height.

        ``creep`` carries it over the spine: inner leaves stand out at the fore-edge, so that their pages must move
        inwards for their outer margins to survive the knife.
        """
        (x, y), (cell_width, cell_height), (width, height) = self.corner(place), self.cell, size
        match place.spine:
            case Edge.LEFT:
                left = x - creep
            case Edge.RIGHT:
                left = x + cell_width - width + creep
            case None:
                left = x + (cell_width - width) / 2
        return left, y + (cell_height - height) / 2


def cell_size(job: Job, sheet: Sheet) -> Size:
    """The width and height in pt of one place on ``sheet``. Folds halve the sheet, so all places are alike."""
    return sheet.width / job.scheme.columns, sheet.height / job.scheme.rows


def frame_of(leaves: Sequence[Leaf]) -> Size:
    """The widest by the tallest page."""
    return max(leaf.size[0] for leaf in leaves), max(leaf.size[1] for leaf in leaves)


def best_way(job: Job, sheet: Sheet, frame: Size) -> Sheet:
    """The sheet on the edge that leaves most room for pages of ``frame``; where both do alike, as it was given."""
    return max((sheet, sheet.turned()), key=lambda way: round(largest_scale(cell_size(job, way), frame), 6))


def largest_scale(room: Size, size: Size) -> float:
    """The factor by which a page of ``size`` just fills ``room``."""
    return min(room[0] / size[0], room[1] / size[1])


def fits(size: Size, room: Size) -> bool:
    """Whether a page of ``size`` goes into ``room``, but for what makers of PDFs round."""
    return all(side <= most + ROUNDING for side, most in zip(size, room, strict=True))


def in_mm(size: Size) -> str:
    """A size in pt as ``148.5 × 210``, in mm to a tenth."""
    return " × ".join(f"{edge / POINTS_PER_MM:.1f}".removesuffix(".0") for edge in size)
