"""The lists at the back of a proof: queries, findings, quotations, editorial items, and how each is marked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from handpress.diagnostics import Finding
from handpress.model.proofmarks import Listing
from handpress.model.quoted import Grade, QuotedPassage
from handpress.model.spans import Span
from handpress.proofreading.places import Spot
from handpress.proofreading.slips import Item, Query, shortened

_LATIN = frozenset(("code", "what", "manuscript"))


class Quote(Struct, frozen=True):
    """A quotation of another part: ``paragraph`` of the original as readers count it, 0 where it has none."""

    passage: QuotedPassage
    paragraph: int = 0

    @property
    def state(self) -> str:
        """The key of the word that says how faithful it is."""
        return f"proof-{self.passage.grade}"

    def original(self, wording: Mapping[str, str]) -> str:
        """Where the words are from: ``article ¶3``."""
        if self.passage.grade is Grade.ABSENT:
            return wording["proof-not-in"].format(part=self.passage.target_part)
        return self.passage.target_part + (f" ¶{self.paragraph}" if self.paragraph else "")


def of_queries(found: Iterable[tuple[Query, Spot | None]], wording: Mapping[str, str]) -> Listing:
    """The queries in their order, with who is asked and whether there is an answer."""
    heads = ("number", "place", "asked", "asker", "state", "question", "manuscript")
    answered = wording["proof-answer"]
    rows = (
        (
            query.sign,
            _told(spot),
            query.addressee,
            query.asker or "–",
            wording[query.state],
            answered.format(question=query.words, answer=query.answer) if query.answer else query.words,
            source(query.node.span),
        )
        for query, spot in found
    )
    return _listing("queries", heads, rows, wording)


def of_findings(found: Iterable[tuple[int, Finding, Spot | None]], wording: Mapping[str, str]) -> Listing:
    """What ``check`` has found, errors, warnings and notes alike."""
    heads = ("number", "place", "code", "what", "manuscript")
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
    return _listing("findings", heads, rows, wording)


def of_quotations(found: Iterable[tuple[Quote, Spot | None]], wording: Mapping[str, str]) -> Listing:
    """The quotations of one part in another, with their state."""
    heads = ("place", "state", "words", "original", "manuscript")
    rows = (
        (
            _told(spot),
            wording[quote.state],
            shortened(quote.passage.words),
            quote.original(wording),
            source(quote.passage.span),
        )
        for quote, spot in found
    )
    return _listing("quotations", heads, rows, wording)


def of_items(found: Iterable[tuple[Item, Spot | None]], wording: Mapping[str, str]) -> Listing:
    """An index of the editorial items: by kind, and there in the order of the pages."""
    heads = ("kind", "place", "by", "words", "manuscript")
    ordered = sorted(found, key=lambda pair: (pair[0].kind, pair[1] is None, pair[1] or Spot(0, 0)))
    rows = ((item.kind, _told(spot), item.party or "–", item.words, source(item.node.span)) for item, spot in ordered)
    return _listing("items", heads, rows, wording)


def of_marks(used: Iterable[tuple[str, str]], wording: Mapping[str, str]) -> Listing:
    """How each kind that the pages have is marked."""
    return _listing("marks", ("kind", "mark"), used, wording)


def _listing(name: str, heads: Sequence[str], rows: Iterable[tuple[str, ...]], wording: Mapping[str, str]) -> Listing:
    titles = tuple(wording[f"proof-{head}"] for head in heads)
    latin = frozenset(column for column, head in enumerate(heads) if head in _LATIN)
    return Listing(wording[f"proof-{name}"], titles, tuple(rows), wording[f"proof-no-{name}"], latin)


def source(span: Span | None) -> str:
    """A file and line without their folder, as the margins have them."""
    return f"{span.file.rpartition('/')[2]}:{span.line}" if span else "–"


def numbered(findings: Iterable[Finding]) -> Iterator[tuple[int, Finding]]:
    """The findings with the numbers that the margin calls them by."""
    yield from enumerate(findings, 1)


def _told(spot: Spot | None) -> str:
    return str(spot) if spot else "–"
