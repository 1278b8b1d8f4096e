"""What the bindery has to do with the sheets of each scheme, as its instruction says; and sheets made of sides."""

from __future__ import annotations

from collections.abc import Sequence

from tests.imposing import bindery
from tests.imposing.bindery import LEFT, NOWHERE, RIGHT, UP, Pile, Print

from handpress.imposing import Job
from handpress.imposing.schemes import Edge, Placement, Side

# How each sheet is folded: s a side back, t the top back.
FOLDS = {
    "saddle-stitch": "s",
    "sections": "s",
    "signature-4": "s",
    "signature-8": "ts",
    "signature-16": "sts",
    "signature-32": "tsts",
    "quarter-folded": "ts",
}
FLAT = ("2-up", "4-up", "6-up", "8-up", "9-up", "16-up")


def finished_book(scheme: str, sheets: Sequence[bindery.Sheet], direction: str) -> list[Pile]:
    """The sheets as a person has them in hand in the end: signatures, or a pile of leaves."""
    match scheme:
        case "zine":
            return [bindery.pushed_together(sheets[0].paper, direction)]
        case "quarter-cut":
            return bindery.quarters_cut(sheets, direction)
        case "cut-and-stack-2" | "cut-and-stack-4":
            return bindery.stacked(sheets, direction)
        case _:
            return bindery.bound(sheets, FOLDS[scheme], direction)


def sheets_of(job: Job, count: int, *, lies: bool) -> list[bindery.Sheet]:
    """The sheets that the sides of a job become in a printer that turns them on the edge the job names."""
    sides = job.sides(count, lies=lies)
    axis = "upright" if (job.edge(lies=lies) == "short") == lies else "level"
    size = (job.scheme.columns, job.scheme.rows)
    by_sheet: dict[int, list[Side]] = {}
    for side in sides:
        by_sheet.setdefault(side.sheet, []).append(side)
    sheets = []
    for faces in by_sheet.values():
        front = prints(faces[0])
        back = prints(faces[1]) if len(faces) > 1 else {}
        sheets.append(bindery.Sheet(bindery.printed(front, back, size, axis), faces[0].signature))
    return sheets


def prints(side: Side) -> dict[tuple[int, int], Print]:
    return {(place.column, place.row): _print(place) for place in side.placements}


def _print(place: Placement) -> Print:
    head = {0: UP, 180: bindery.DOWN}[place.turn]
    spine = {Edge.LEFT: LEFT, Edge.RIGHT: RIGHT, None: NOWHERE}[place.spine]
    return Print(place.page, head, spine, place.depth)
