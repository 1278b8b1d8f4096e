"""The lists at the back of a proof: queries, findings, quotations, editorial items, and how each is marked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from handpress.diagnostics import Finding
from handpress.model.proofmarks import Listing
from handpress.model.quoted import Grade, QuotedPassage
from handpress.model.spans import Span
from handpress.proofreading.places import Spot
from handpress.proofreading.slips import Item, Query, shortened

STATES = {
    Grade.EXACT: "exact",
    Grade.ALTERED: "altered as declared",
    Grade.MISQUOTED: "misquoted",
    Grade.MISSING: "missing",
    Grade.ABSENT: "from elsewhere",
}
"""How faithful a quotation is, in words."""

_PLACE, _SOURCE = "Page:line", "Manuscript"


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation of another part: ``paragraph`` of the original as readers count it, 0 where it has none."""

    passage: QuotedPassage
    paragraph: int = 0

    @property
    def state(self) -> str:
        """Whether it says what its original says."""
        return STATES[self.passage.grade]

    @property
    def original(self) -> str:
        """Where the words are from: ``article ¶3``."""
        if self.passage.grade is Grade.ABSENT:
            return "not in “" + self.passage.target_part + "”"
        return self.passage.target_part + (f" ¶{self.paragraph}" if self.paragraph else "")


def of_queries(found: Iterable[tuple[Query, Spot | None]]) -> Listing:
    """The queries in their order, with who is asked and whether there is an answer."""
    heads = ("No.", _PLACE, "To", "From", "State", "Question", _SOURCE)
    rows = (
        (
            query.sign,
            _told(spot),
            query.addressee,
            query.asker or "–",
            query.state,
            query.words + (f" — Answer: {query.answer}" if query.answer else ""),
            source(query.node.span),
        )
        for query, spot in found
    )
    return Listing("Queries", heads, tuple(rows), "No queries are open.")


def of_findings(found: Iterable[tuple[int, Finding, Spot | None]]) -> Listing:
    """What ``check`` has found, errors, warnings and notes alike."""
    heads = ("No.", _PLACE, "Code", "What", _SOURCE)
    rows = (
        (
            f"F{number}",
            _told(spot),
            f"{one.code} ({one.severity})",
            shortened(one.message, 400),
            source(one.span),
        )
        for number, one, spot in found
    )
    return Listing("Findings", heads, tuple(rows), "The check has found nothing.")


def of_quotations(found: Iterable[tuple[Quote, Spot | None]]) -> Listing:
    """The quotations of one part in another, with their state."""
    heads = (_PLACE, "State", "Words", "Original", _SOURCE)
    rows = (
        (_told(spot), quote.state, shortened(quote.passage.words), quote.original, source(quote.passage.span))
        for quote, spot in found
    )
    return Listing("Quotations", heads, tuple(rows), "No part quotes another.")


def of_items(found: Iterable[tuple[Item, Spot | None]]) -> Listing:
    """An index of the editorial items: by kind, and there in the order of the pages."""
    heads = ("Kind", _PLACE, "By", "Words", _SOURCE)
    ordered = sorted(found, key=lambda pair: (pair[0].kind, pair[1] is None, pair[1] or Spot(0, 0)))
    rows = ((item.kind, _told(spot), item.party or "–", item.words, source(item.node.span)) for item, spot in ordered)
    return Listing("Editorial items", heads, tuple(rows), "There is no editorial item.")


def of_marks(used: Sequence[tuple[str, str]]) -> Listing:
    """How each kind that the pages have is marked."""
    return Listing("How they are marked", ("Kind", "Mark"), tuple(used), "Nothing is marked in the text.")


def source(span: Span | None) -> str:
    """A file and line without their folder, as the margins have them."""
    return f"{span.file.rpartition('/')[2]}:{span.line}" if span else "–"


def numbered(findings: Iterable[Finding]) -> Iterator[tuple[int, Finding]]:
    """The findings with the numbers that the margin calls them by."""
    yield from enumerate(findings, 1)


def _told(spot: Spot | None) -> str:
    return str(spot) if spot else "–"
