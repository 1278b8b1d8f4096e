"""Many faults become few findings: one for each kind, with the pages and places where it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct, field

from handpress.diagnostics import Finding
from handpress.model.format import MM
from handpress.model.spans import PagePlace
from handpress.preflighting.faults import Fault
from handpress.preflighting.geometry import Box

_NEAR = 9.0  # pt: the lines of a paragraph are one place
_MOST_PLACES = 6  # on one page; more are one place that holds them all


class _Group(Struct):
    """Faults of one kind: the one that weighs most, and boxes by page; ``page`` is where it was seen first."""

    worst: Fault
    page: int
    places: dict[int, list[Box]] = field(default_factory=dict)


class Gathering:
    """Takes faults in as pages are checked and gives findings out at the end."""

    def __init__(self) -> None:
        self._groups: dict[tuple[str, str], _Group] = {}
        self._corners: dict[int, tuple[float, float, str]] = {}

    def take(self, faults: Iterable[Fault], page: int = 0, folio: str = "", trim: Box | None = None) -> None:
        """Take in the faults of a page whose trimmed area is ``trim``; those of the whole file without any."""
        if trim is not None:
            self._corners[page] = (trim.left, trim.top, folio)
        for fault in faults:
            at = fault.page or page
            group = self._groups.setdefault((fault.code, fault.about), _Group(fault, at))
            if fault.weight > group.worst.weight:
                group.worst = fault
            if at:
                boxes = group.places.setdefault(at, [])
                if fault.box is not None:
                    _add(boxes, fault.box)

    def findings(self) -> tuple[Finding, ...]:
        """One finding for each kind of fault: those of the file first, then by their first page."""
        groups = sorted(self._groups.items(), key=lambda item: (item[1].page, item[0]))
        return tuple(
            Finding(group.worst.code, group.worst.message, hint=group.worst.hint, places=tuple(self._places(group)))
            for _, group in groups
        )

    def _places(self, group: _Group) -> Iterator[PagePlace]:
        for page, boxes in sorted(group.places.items()):
            left, top, folio = self._corners[page]
            shown = boxes if len(boxes) <= _MOST_PLACES else [_round_all(boxes)]
            if not shown:
                yield PagePlace(page, folio)
            for box in shown:
                # A hairline without breadth is still a place: a hundredth of a millimetre marks it.
                yield PagePlace(
                    page,
                    folio,
                    round((box.left - left) / MM, 2),
                    round((top - box.top) / MM, 2),
                    max(round(box.width / MM, 2), 0.01),
                    max(round(box.height / MM, 2), 0.01),
                )


def _add(boxes: list[Box], box: Box) -> None:
    """Join a box to the last one where they make one place, as the lines of a paragraph do."""
    if boxes and _one_place(boxes[-1], box):
        boxes[-1] = boxes[-1].joined(box)
    elif len(boxes) > 4 * _MOST_PLACES:
        boxes[:] = [_round_all([*boxes, box])]
    else:
        boxes.append(box)


def _one_place(one: Box, other: Box) -> bool:
    """Whether two boxes are near, and what holds both is not mostly empty, as round two edges of a page."""
    if not one.grown(_NEAR).common(other):
        return False
    return _area(one.joined(other)) <= 2 * (_area(one) + _area(other))


def _area(box: Box) -> float:
    """An area in square pt; a line has one, too."""
    return (box.width + _NEAR) * (box.height + _NEAR)


def _round_all(boxes: list[Box]) -> Box:
    whole = boxes[0]
    for box in boxes[1:]:
        whole = whole.joined(box)
    return whole
