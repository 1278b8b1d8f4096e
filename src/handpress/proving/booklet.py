"""Proves a booklet: under its page order, every page of the reading PDF stands where the order says, once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from handpress.proving.checks import finished
from handpress.proving.ledger import Check, Loss, LossKind, Proof
from handpress.proving.losses import shorten
from handpress.proving.readback import Texts
from handpress.proving.righting import known_by

Order = Sequence[tuple[int | None, ...]]


def fields_of(order: Order) -> tuple[int, int]:
    """How many columns and rows of pages a side of a sheet has."""
    columns = min(max((len(side) for side in order), default=1), 2)
    return columns, max((len(side) for side in order), default=1) // columns


def prove_booklet(pages: Sequence[str], booklet: Texts, order: Order, prove: Callable[[Sequence[str]], Proof]) -> Proof:
    """Compare the text of each field of each side of a sheet with that of the page it bears.

    ``pages`` is the text of the reading PDF's pages; ``booklet`` that of the sides by fields, as ``fields_of`` has
    them; ``prove`` proves the pages as the folded booklet has them.
    """
    sides = booklet.pages
    fields = list(_fields(pages, sides, order))
    losses = (*_numbers(len(pages), len(sides), order), *fields)
    wanted = sum(len(page.split()) for page in pages)
    lost = sum(loss.words for loss in losses)
    bound = prove(_bound(sides, order))
    places = sum(len(side) for side in order)
    checks = [check for check in bound.checks if check.name != "P10"]
    checks.append(Check("P9", places, places - len(fields), same=not losses))
    judged, told = finished(checks, losses)
    found = max(wanted - lost, 0)
    return Proof(
        "booklet",
        booklet.sha256,
        len(sides),
        wanted,
        found,
        bound.notes_expected,
        bound.notes_found,
        told,
        judged,
        bound.author,
    )


def _bound(sides: Sequence[tuple[str, ...]], order: Order) -> list[str]:
    """The text of the pages as they follow each other in the folded booklet."""
    texts = {
        page: text
        for side, fields in zip(order, sides, strict=False)
        for page, text in zip(side, fields, strict=False)
        if page is not None
    }
    return [texts[page] for page in sorted(texts)]


def _numbers(pages: int, sides: int, order: Order) -> Iterator[Loss]:
    placed = Counter(page for side in order for page in side if page is not None)
    for page in range(1, pages + 1):
        if placed[page] != 1:
            kind = LossKind.ADDED if placed[page] else LossKind.MISSING
            yield Loss(kind, f"page {page}", f"page {page}, {placed[page]} times", page=page)
    if sides != len(order):
        yield Loss(LossKind.CHANGED, f"{len(order)} sides of sheets", f"{sides} sides of sheets")


def _fields(pages: Sequence[str], sides: Sequence[tuple[str, ...]], order: Order) -> Iterator[Loss]:
    whole = {known_by(page): number for number, page in enumerate(pages, 1)}
    for number, side in enumerate(order, 1):
        fields = sides[number - 1] if number <= len(sides) else ("",) * len(side)
        for page, text in zip(side, fields, strict=False):
            wanted = pages[page - 1] if page is not None and page <= len(pages) else ""
            if known_by(wanted) == known_by(text):
                continue
            place = f"side {number}, page {page}" if page else f"side {number}, a blank"
            other = whole.get(known_by(text)) if text else None
            found = f"page {other}" if other else shorten(text.split())
            kind = LossKind.MOVED if other else LossKind.CHANGED if text else LossKind.MISSING
            lost = 0 if other else len(wanted.split())
            yield Loss(kind, f"{place}: {shorten(wanted.split())}", found, lost, page=page or 0)
