"""What "preserved" means, point by point (P1 to P10), from what was read back of an output and where it differs.

P1 as many editorial items as there must be, P2 in their order, P3 every word, P4 what each item is known by (its
brackets, its mark, its signature), P5 the letters either side of each call, P6 links and no note before its call,
P7 the author's running text alone, P8 both readings of every emendation, P9 a booklet's pages, P10 nothing else amiss.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

from msgspec import Struct, field

from handpress.proving.copytext import Copy
from handpress.proving.ledger import Check, Loss, LossKind
from handpress.proving.losses import Gap
from handpress.proving.streams import SLOTS, Owned, Stream, emended, letters

CONTEXT = 30
"""How many letters either side of a call must be the manuscript's."""


class View(Struct, frozen=True):
    """A stream beside what was found of it: ``gaps`` are all the places where the output differs."""

    stream: Stream
    gaps: tuple[Gap, ...] = ()
    running: bool = True

    def whole(self, start: int, end: int) -> bool:
        """Whether the output has these letters, and nothing between them."""
        return not any(
            (gap.start < end and gap.end > start) or (gap.start == gap.end and start < gap.start < end)
            for gap in self.gaps
        )

    def gone(self, start: int, end: int) -> bool:
        """Whether the output has none of these letters."""
        return any(gap.start <= start and gap.end >= end and not gap.found for gap in self.gaps)

    def authors(self, ranges: Sequence[Owned]) -> str:
        """The letters of the author's running text that the output has: all that is found less what is not theirs."""
        kept: list[str] = []
        at = 0
        for part in (*ranges, Owned(len(self.stream.text), len(self.stream.text), 0)):
            kept.append(self._found(at, part.start))
            at = max(at, part.end)
        text = "".join(kept)
        for slot in SLOTS:
            text = text.replace(slot, "")
        return letters(text)

    def _found(self, start: int, end: int) -> str:
        pieces: list[str] = []
        at = start
        for gap in self.gaps:
            if gap.end < start or gap.start > end or start >= end:
                continue
            pieces += [self.stream.text[at : max(gap.start, at)], gap.found if gap.start >= start else ""]
            at = max(at, min(gap.end, end))
        return "".join([*pieces, self.stream.text[at:end]])


class Seen(Struct):
    """What an output has beside its words.

    ``kinds`` are the kinds of its items as it names them itself, where it can; ``signs_missing`` counts the press's own
    signatures and marks that are not there; ``calls`` has the view and the offsets of each call's sign; ``links``
    counts the notes whose links, or whose place behind their call, are right; ``unled`` are the places, as ids after
    ``#``, to which the line that names them does not lead.
    """

    views: list[View] = field(default_factory=list)
    kinds: list[str] | None = None
    signs_missing: int = 0
    calls: list[tuple[View, int, int]] = field(default_factory=list)
    calls_astray: int = 0
    links: int = 0
    unled: frozenset[str] = frozenset()


class _Items(Struct):
    """Which items, signs and lines of the list of emendations are there."""

    seen: set[int] = field(default_factory=set)
    broken: set[int] = field(default_factory=set)
    signed: set[int] = field(default_factory=set)
    unsigned: set[int] = field(default_factory=set)

    def count(self) -> int:
        """How many editorial items there are."""
        return sum(owner >= 0 for owner in self.seen)


def judge(
    model: str, copy: Copy, emendations: Sequence[str], seen: Seen, losses: Sequence[Loss]
) -> tuple[tuple[Check, ...], str]:
    """The checks of one output, without P9, and the hash of the author's text in it.

    ``model`` are the author's letters as the document has them (``authors_letters``); ``emendations`` are the ids of
    the emended places in the order of their list.
    """
    ranges = [view.stream.owned for view in seen.views]
    items = _look(seen.views, ranges)
    author = "".join(view.authors(mine) for view, mine in zip(seen.views, ranges, strict=True) if view.running)
    wanted = [item.kind for item in copy.items]
    words = sum(view.stream.count() for view in seen.views)
    lost = sum(loss.words for loss in losses if loss.kind is not LossKind.MOVED)
    doubled = sum(loss.kind is LossKind.ADDED for loss in losses)
    moved = sum(loss.kind is LossKind.MOVED for loss in losses)
    found = len(seen.kinds) if seen.kinds is not None else items.count() + _doubled(copy, losses)
    in_order = _in_order(wanted, seen.kinds) if seen.kinds is not None else items.count()
    signed = len(items.signed)
    called = sum(
        view.whole(max(start - CONTEXT, 0), min(end + CONTEXT, len(view.stream.text)))
        for view, start, end in seen.calls
    )
    checks = [
        Check("P1", len(wanted), found),
        Check("P2", len(wanted), max(in_order - moved, 0)),
        Check("P3", words, words - lost + doubled),
        Check("P4", signed, signed - len(items.unsigned) - seen.signs_missing),
        Check("P5", len(copy.calls), called - seen.calls_astray),
        Check("P6", len(copy.calls), seen.links),
        Check("P7", len(model), len(author), author == model),
        Check("P8", len(emendations), _readings(copy, emendations, items, seen.unled)),
    ]
    return tuple(checks), hashlib.sha256(author.encode("utf-8")).hexdigest()


def finished(checks: Iterable[Check], losses: Sequence[Loss]) -> tuple[tuple[Check, ...], tuple[Loss, ...]]:
    """The checks with P10, that nothing is amiss, and a loss for a check that failed without any."""
    told = list(losses)
    kept = tuple(checks)
    if not told:
        told += [
            Loss(LossKind.CHANGED, f"{check.name}: {check.expected}", f"{check.found}")
            for check in kept
            if not check.passed
        ]
    amiss = len(losses) + sum(not check.passed for check in kept)
    return (*kept, Check("P10", 0, amiss)), tuple(told)


def _look(views: Sequence[View], ranges: Sequence[Sequence[Owned]]) -> _Items:
    items = _Items()
    for view, mine in zip(views, ranges, strict=True):
        for part in mine:
            if part.sign:
                items.signed.add(part.owner)
            if not view.gaps or view.whole(part.start, part.end):
                items.seen.add(part.owner)
                continue
            items.broken.add(part.owner)
            if part.sign:
                items.unsigned.add(part.owner)
            if not view.gone(part.start, part.end):
                items.seen.add(part.owner)
    # The press's own letters belong to no item.
    for found in (items.signed, items.unsigned):
        found.difference_update([owner for owner in found if owner < 0])
    return items


def _doubled(copy: Copy, losses: Sequence[Loss]) -> int:
    texts = {letters(item.words) for item in copy.items}
    return sum(loss.kind is LossKind.ADDED and letters(loss.found) in texts for loss in losses)


def _in_order(wanted: Sequence[str], found: Sequence[str]) -> int:
    return sum(one == other for one, other in zip(wanted, found, strict=False))


def _readings(copy: Copy, emendations: Sequence[str], items: _Items, unled: frozenset[str]) -> int:
    """How many emendations have the reading in the text and the other one in the list, which leads to the place."""
    where = {item.anchor: number for number, item in enumerate(copy.items) if item.anchor}
    whole = items.seen - items.broken
    in_text = [anchor in where and where[anchor] not in items.broken for anchor in emendations]
    in_list = [emended(number) in whole and f"#{anchor}" not in unled for number, anchor in enumerate(emendations)]
    return sum(one and other for one, other in zip(in_text, in_list, strict=True))
