"""The quotations of one part in another as the ledger has them: found, graded, and accepted with a reason or not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from msgspec import Struct

from handpress.model.document import Document
from handpress.model.quoted import Grade, QuotedPassage, paragraph_numbers, word_diff
from handpress.model.spans import Span


class Cited(Struct, frozen=True):
    """A quotation of the pamphlet.

    ``reason`` is why its editor has accepted that the original does not say so; ``paragraph`` the number of the
    original's paragraph as readers are told it, 0 where it stands in none.
    """

    passage: QuotedPassage
    reason: str = ""
    paragraph: int = 0


def cited(document: Document, passages: Iterable[tuple[QuotedPassage, str]]) -> Iterator[Cited]:
    """The quotations of a document, each given with the reason of its acceptance (empty: there is none)."""
    numbers = {part.slug: paragraph_numbers(part.content) for part in document.parts}
    for passage, reason in passages:
        found = bool(passage.target_paragraph) and not passage.target_note
        yield Cited(passage, reason, numbers[passage.target_part][passage.target_paragraph - 1] if found else 0)


def as_json(item: Cited) -> dict[str, Any]:
    """A quotation as the ledger has it; what there is none of is left out."""
    passage = item.passage
    misquoted = passage.grade is Grade.MISQUOTED
    original = {
        "part": passage.target_part,
        "paragraph": item.paragraph,
        "note": passage.target_note,
        "place": _place(passage.target_span),
    }
    shown = {
        "state": passage.grade.value,
        "reason": item.reason,
        "words": passage.words,
        "differences": word_diff(passage) if misquoted else "",
        "block": passage.block,
        "marked": passage.marked,
        "part": passage.part,
        "note": passage.note,
        "place": _place(passage.span),
        "original": {key: value for key, value in original.items() if value},
    }
    if passage.grade is Grade.ABSENT:
        del shown["original"]
    return {key: value for key, value in shown.items() if value}


def _place(span: Span | None) -> dict[str, Any] | None:
    return {"file": span.file, "line": span.line} if span else None
