"""Quotations of one part in another: what they say must stand there, and there must be such a part."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator

from handpress.diagnostics import Finding
from handpress.model import nodes, walk
from handpress.model.document import Document, Part
from handpress.model.quoted import Grade, QuotedPassage, paragraph_numbers, word_diff


def check_quotations(passages: Iterable[QuotedPassage]) -> Iterator[Finding]:
    """Quotations that differ from their original without saying so, and those of words that are not there."""
    for passage in passages:
        if passage.grade is Grade.MISQUOTED:
            where = f" ({passage.target_span})" if passage.target_span else ""
            message = f"“{passage.target_part}” says it otherwise{where}: {word_diff(passage)}"
            hint = "Mend it; mark what you changed by […] or [brackets]; or accept it in pamphlet.toml with a reason."
            yield Finding("misquotation", message, passage.span, hint)
        elif passage.grade is Grade.MISSING and passage.marked:
            where = (
                f"paragraph {passage.named} of “{passage.target_part}”" if passage.named else f"“{passage.target_part}”"
            )
            message = f"“{passage.words}” does not stand in {where}, which its mark says it is from."
            hint = "Look for the words there, or mend the mark; {.elsewhere} says that somebody else is quoted."
            yield Finding("quotation-missing", message, passage.span, hint)
        elif passage.grade is Grade.MISSING:
            message = f"“{passage.words}” does not stand in “{passage.target_part}”, which it names as its source."
            yield Finding("quotation-missing", message, passage.span, "Look for the words there, or mend the source.")


def check_origins(document: Document) -> Iterator[Finding]:
    """Marks that name a part or a paragraph to be quoted which the pamphlet does not have."""
    parts = {part.slug: part for part in document.parts}
    for part in document.parts:
        for node in walk.part_nodes(part):
            if isinstance(node, nodes.Quoted | nodes.Quotation) and node.claim is nodes.Claim.QUOTED:
                yield from _origin(node, part, parts)


def _origin(node: nodes.Quoted | nodes.Quotation, part: Part, parts: dict[str, Part]) -> Iterator[Finding]:
    slug = node.part or part.replies_to
    if slug == part.slug:
        message = f"The mark names “{slug}”, in which the quotation stands."
        yield Finding("quoted-unknown", message, node.span, "Name the part that the words are from.")
    elif not slug:
        message = f"“{part.slug}” replies to no part, so that nobody can tell which one is quoted."
        yield Finding("quoted-unknown", message, node.span, f"Say which: {{quotes={_another(part, parts)}}}.")
    elif slug not in parts and node.part:
        near = difflib.get_close_matches(slug, sorted(parts), 1)
        hint = f"Did you mean {near[0]}?" if near else f"The parts are {', '.join(sorted(parts))}."
        yield Finding("quoted-unknown", f"There is no part “{slug}” to quote from.", node.span, hint)
    elif slug in parts and node.paragraph > (most := max(paragraph_numbers(parts[slug].content), default=0)):
        count = "1 paragraph" if most == 1 else f"{most} paragraphs"
        message = f"“{slug}” has {count}, and no paragraph {node.paragraph}."
        hint = "Without a number the words are looked for in the whole part."
        yield Finding("quoted-unknown", message, node.span, hint)


def _another(part: Part, parts: dict[str, Part]) -> str:
    return next((slug for slug in parts if slug != part.slug), "article")
