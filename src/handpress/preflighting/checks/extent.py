"""How many pages, of what size, and which of them are blank."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from math import lcm

from handpress.model.format import Trim
from handpress.preflighting.faults import Fault
from handpress.preflighting.job import Job
from handpress.preflighting.readout import FileRead, Leaf

_SAME_MM = 0.5


def pages_taken(_: FileRead, leaves: Sequence[Leaf], job: Job) -> Iterator[Fault]:
    """Not fewer and not more pages than the printer binds, and a number that its sheets divide into."""
    profile, pages = job.profile, len(leaves)
    there = "There is 1 page" if pages == 1 else f"There are {pages} pages"
    if not profile.least_pages <= pages <= profile.most_pages:
        yield Fault(
            "page-count",
            f"{there}; this printer takes {profile.least_pages} to {profile.most_pages}.",
            "Add or take away pages, or choose another printer.",
        )
    multiple = lcm(4, profile.page_multiple) if job.saddle else profile.page_multiple
    if missing := -pages % multiple:
        yield Fault(
            "page-multiple",
            f"{there}, which cannot be divided by {multiple}.",
            f"Add {missing} blank page{'s' if missing > 1 else ''}"
            + (f", or take away {pages % multiple}." if pages > multiple else "."),
        )


def sizes_equal(_: FileRead, leaves: Sequence[Leaf], job: Job) -> Iterator[Fault]:
    """All pages have one size, and it is one that the printer cuts."""
    usual = Counter(_size(leaf) for leaf in leaves).most_common(1)[0][0]
    for leaf in leaves:
        if abs(leaf.width_mm - usual[0]) > _SAME_MM or abs(leaf.height_mm - usual[1]) > _SAME_MM:
            yield Fault(
                "page-size-mixed",
                f"A page measures {_shown(_size(leaf))} mm, but most pages {_shown(usual)} mm.",
                "Give every page the same trim size.",
                about=_shown(_size(leaf)),
                page=leaf.number,
            )
    if job.trims and not any(_is(usual, trim) for trim in job.trims):
        taken = ", ".join(f"{trim.name} ({_shown((trim.width_mm, trim.height_mm))} mm)" for trim in job.trims)
        yield Fault(
            "trim-unlisted",
            f"The pages measure {_shown(usual)} mm when cut, which is not a size asked for.",
            f"Sizes to choose from: {taken}.",
        )


def blanks_few(_: FileRead, leaves: Sequence[Leaf], job: Job) -> Iterator[Fault]:
    """Many blank pages in a row look like a fault, and some printers take them for one."""
    for blank, run in groupby(leaves, key=lambda leaf: leaf.blank):
        pages = [leaf.number for leaf in run]
        if blank and len(pages) > job.profile.most_blanks:
            for page in pages:
                yield Fault(
                    "blank-run",
                    f"{len(pages)} pages in a row are blank; at most {job.profile.most_blanks} may be.",
                    "Take some of them out.",
                    about=str(pages[0]),
                    page=page,
                )


def _size(leaf: Leaf) -> tuple[float, float]:
    return round(leaf.width_mm, 1), round(leaf.height_mm, 1)


def _is(size: tuple[float, float], trim: Trim) -> bool:
    return abs(size[0] - trim.width_mm) <= _SAME_MM and abs(size[1] - trim.height_mm) <= _SAME_MM


def _shown(size: tuple[float, float]) -> str:
    return " × ".join(f"{side:.1f}".removesuffix(".0") for side in size)
