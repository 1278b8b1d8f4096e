"""Quotations of one part in another: what they say must stand there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from handpress.diagnostics import Finding
from handpress.model.quoted import Grade, QuotedPassage, word_diff


def check_quotations(passages: Iterable[QuotedPassage]) -> Iterator[Finding]:
    """Quotations that differ from their original without saying so, and those of words that are not there."""
    for passage in passages:
        if passage.grade is Grade.MISQUOTED:
            where = f" in line {passage.target_span.line}" if passage.target_span else ""
            message = f"“{passage.target_part}” says it otherwise{where}: {word_diff(passage)}"
            hint = "Mend it; mark what you changed by […] or [brackets]; or accept it in pamphlet.toml with a reason."
            yield Finding("misquotation", message, passage.span, hint)
        elif passage.grade is Grade.MISSING:
            message = f"“{passage.words}” does not stand in “{passage.target_part}”, which it names as its source."
            yield Finding("quotation-missing", message, passage.span, "Look for the words there, or mend the source.")
