"""Diagrams: the sheets as a drawing in letters, for a person to compare with the paper in their hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from handpress.imposing.schemes import Joint, Placement, Scheme, Side

_CELL = 7
_APART = "    "
_ON_ITS_HEAD = "v"


def draw_diagram(sides: Sequence[Side], scheme: Scheme, folio: Callable[[int], str] = str) -> str:
    """Each sheet with its front and its back side by side, and what the signs mean.

    ``:`` and ``- -`` are folds, ``|`` and ``---`` are cuts or edges, ``===`` is a slit; a page marked ``v`` stands on
    its head and ``·`` is a blank page. ``folio`` gives the number that a page bears, which is counted from 1.
    """
    sheets: dict[int, list[Side]] = {}
    for side in sides:
        sheets.setdefault(side.sheet, []).append(side)
    several = sides[-1].signature > 1
    drawn = [_sheet(faces, scheme, folio, several=several) for faces in sheets.values()]
    return "\n\n".join([*drawn, "\n".join(_legend(sides, scheme))]) + "\n"


def _sheet(faces: Sequence[Side], scheme: Scheme, folio: Callable[[int], str], *, several: bool) -> str:
    signature = f", signature {faces[0].signature}" if several else ""
    titles = [f"sheet {side.sheet}{signature}" if side.face == "front" else "back" for side in faces]
    blocks = [[title, *_grid(side, scheme, folio)] for title, side in zip(titles, faces, strict=True)]
    width = scheme.columns * (_CELL + 1) + 1
    return "\n".join(_APART.join(cell.ljust(width) for cell in row).rstrip() for row in zip(*blocks, strict=True))


def _grid(side: Side, scheme: Scheme, folio: Callable[[int], str]) -> Iterator[str]:
    places = {(place.row, place.column): place for place in side.placements}
    edge = "+" + ("-" * _CELL + "+") * scheme.columns
    yield edge
    between = ":" if scheme.across is Joint.FOLD else "|"
    for row in range(scheme.rows):
        cells = [_cell(places.get((row, column)), folio) for column in range(scheme.columns)]
        yield f"|{between.join(cells)}|"
        yield edge if row + 1 == scheme.rows else _line(scheme)


def _line(scheme: Scheme) -> str:
    """The line between two rows."""
    fold = "- " * (_CELL // 2) + "-"
    match scheme.down:
        case Joint.FOLD:
            parts = [fold] * scheme.columns
        case Joint.SLIT:
            middle = scheme.columns // 2
            parts = ["=" * _CELL if column in (middle - 1, middle) else fold for column in range(scheme.columns)]
        case Joint.CUT | Joint.NONE:
            parts = ["-" * _CELL] * scheme.columns
    return "+" + "+".join(parts) + "+"


def _cell(place: Placement | None, folio: Callable[[int], str]) -> str:
    if place is None:
        return " " * _CELL
    head = _ON_ITS_HEAD if place.turn == 180 else ""
    return (f"{head}{folio(place.page + 1)}" if place.page is not None else "·").center(_CELL)


def _legend(sides: Sequence[Side], scheme: Scheme) -> Iterator[str]:
    joints = {scheme.across, scheme.down}
    places = [place for side in sides for place in side.placements]
    if Joint.FOLD in joints:
        yield ":  - -   fold" if scheme.down in (Joint.FOLD, Joint.SLIT) else ":   fold"
    if Joint.CUT in joints:
        yield "|  ---   cut" if scheme.across is Joint.CUT else "---   cut"
    if Joint.SLIT in joints:
        yield "===   slit"
    if any(place.turn == 180 for place in places):
        yield f"{_ON_ITS_HEAD}   page that stands on its head"
    if any(place.page is None for place in places):
        yield "·   blank page"
