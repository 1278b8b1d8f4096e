"""Marking up: every page of a proof with its marks, and the lists behind them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from handpress.diagnostics import Finding
from handpress.model import nodes, walk
from handpress.model.document import Document
from handpress.model.facts import Facts
from handpress.model.folios import ALIKE, Folios
from handpress.model.pagelines import PageLines, name_of
from handpress.model.proofmarks import Frame, Head, PageMarks, ProofMarks, ProofSheet, Rule
from handpress.model.quoted import QuotedPassage, paragraph_numbers
from handpress.proofreading import lists, margins, slips
from handpress.proofreading.lists import Quote
from handpress.proofreading.margins import Beside
from handpress.proofreading.places import Places, Spot
from handpress.proofreading.slips import Item, Query

_RULES: Mapping[type, Rule] = {
    nodes.Interpolation: Rule.DASHED_BOX,
    nodes.Supplied: Rule.BOX,
    nodes.Omission: Rule.DOTTED_BOX,
    nodes.Sic: Rule.DOUBLE,
    nodes.AddedEmphasis: Rule.DOUBLE,
    nodes.Unclear: Rule.DOTTED,
    nodes.Correction: Rule.BETWEEN,
    nodes.Regularised: Rule.BETWEEN,
    nodes.Query: Rule.HEAVY_BOX,
}
_CHANGES: Mapping[nodes.ChangeKind, Rule] = {
    nodes.ChangeKind.INSERTION: Rule.UNDERLINE,
    nodes.ChangeKind.DELETION: Rule.STRIKE,
    nodes.ChangeKind.HIGHLIGHT: Rule.DASHED_BOX,
    nodes.ChangeKind.COMMENT: Rule.DOTTED_BOX,
}


class Laid(Struct, frozen=True):
    """Pages to mark: the document as it was set on them, its facts, its lines, pages without text, and folios."""

    document: Document
    facts: Facts
    pages: Sequence[PageLines]
    covers: frozenset[int] = frozenset()
    folios: Folios = ALIKE


def mark_up(
    shown: Document,
    laid: Laid,
    *,
    findings: Iterable[Finding],
    quotations: Iterable[QuotedPassage],
    sheet: ProofSheet,
    head: Head,
) -> ProofMarks:
    """The marks of a proof.

    ``shown`` is the pamphlet with its changes and queries in it, which the pages need not have: what they lack is
    marked where it would stand. ``head`` is what stands over every page. The words are those of the facts.
    """
    wording = laid.facts.wording
    places = Places(laid.document, laid.pages, laid.folios)
    on_pages = laid.document is shown
    queries = [(query, places.of(query.node)) for query in slips.queries(shown, wording)]
    items = [(item, places.of(item.node)) for item in slips.items(shown, wording)]
    told = [(number, one, places.at(one.span)) for number, one in lists.numbered(findings)]
    quotes = [(quote, places.at(quote.passage.span)) for quote in _quotes(laid.document, quotations)]
    notes = [(noted, places.of(noted.note)) for noted in slips.notes(laid.document, laid.facts)]
    labels = [
        *((spot, _asked(query, wording, on_pages=on_pages), True) for query, spot in queries),
        *((spot, f"F{number} {one.code}", True) for number, one, spot in told),
        *((spot, wording["proof-quotation"].format(state=wording[quote.state]), False) for quote, spot in quotes),
        *((spot, item.label, False) for item, spot in items),
        *((spot, noted.label, False) for noted, spot in notes),
    ]
    beside = _beside(labels, places)
    paragraphs = dict(_paragraphs(laid.document))
    rules = {name_of(node, node.span): rule for node, rule in _ruled(queries, items)}
    frames = _frames(places, rules)
    pages = [
        PageMarks(page.left, page.right)
        if number in laid.covers
        else PageMarks(
            page.left,
            page.right,
            margins.numbers(places.rows[number - 1]),
            tuple(margins.tags(places, number, page, sheet, paragraphs)),
            margins.stacked(
                beside.get(number, ()), sheet, last=sheet.height - sheet.top - 30, more=wording["proof-more"]
            ),
            tuple(frames.get(number, ())),
        )
        for number, page in enumerate(laid.pages, 1)
    ]
    behind = (
        lists.of_queries(queries, wording),
        lists.of_findings(told, wording),
        lists.of_quotations(quotes, wording),
        lists.of_items(items, wording),
        lists.of_marks(sorted(_kinds(queries, items, wording)), wording),
    )
    title = wording["proof-title"].format(title=shown.metadata.title)
    return ProofMarks(title, head, sheet, tuple(pages), behind, laid.folios)


def _asked(query: Query, wording: Mapping[str, str], *, on_pages: bool) -> str:
    """What the margin says of a query, with its words where the page does not have them."""
    said = wording["proof-asks"].format(sign=query.sign, person=query.addressee)
    return said if on_pages else f"{said}: {slips.shortened(query.words)}"


def _beside(labels: Iterable[tuple[Spot | None, str, bool]], places: Places) -> dict[int, list[Beside]]:
    """What stands beside each line, by page: the labels of one line in a row."""
    rows: dict[tuple[Spot, bool], list[str]] = {}
    for spot, label, heavy in labels:
        if spot:
            rows.setdefault((spot, heavy), []).append(label)
    found: dict[int, list[Beside]] = {}
    for (spot, heavy), words in sorted(rows.items()):
        baseline = places.rows[spot.page - 1][spot.line - 1]
        found.setdefault(spot.page, []).append(Beside(spot.line, baseline, " · ".join(words), heavy))
    return found


def _quotes(document: Document, passages: Iterable[QuotedPassage]) -> Iterator[Quote]:
    numbers = {part.slug: paragraph_numbers(part.content) for part in document.parts}
    for one in passages:
        found = bool(one.target_paragraph) and not one.target_note
        yield Quote(one, numbers[one.target_part][one.target_paragraph - 1] if found else 0)


def _paragraphs(document: Document) -> Iterator[tuple[str, int]]:
    for part in document.parts:
        counted = (node for node in walk.walk(part.content) if isinstance(node, nodes.Paragraph))
        yield from margins.paragraph_numbers(counted)


def _rule(node: walk.Node) -> Rule | None:
    return _CHANGES[node.kind] if isinstance(node, nodes.Change) else _RULES.get(type(node))


def _ruled(
    queries: Iterable[tuple[Query, Spot | None]], items: Iterable[tuple[Item, Spot | None]]
) -> Iterator[tuple[walk.Node, Rule]]:
    for node in (*(query.node for query, _ in queries), *(item.node for item, _ in items)):
        if rule := _rule(node):
            yield node, rule


def _kinds(
    queries: Sequence[object], items: Iterable[tuple[Item, Spot | None]], wording: Mapping[str, str]
) -> set[tuple[str, str]]:
    """What there is, and how it is marked, in words."""
    found = {(item.kind, rule) for item, _ in items if (rule := _rule(item.node))}
    found |= {(wording["proof-query"], Rule.HEAVY_BOX)} if queries else set()
    return {(kind, wording[f"proof-{rule}"]) for kind, rule in found}


def _frames(places: Places, rules: Mapping[str, Rule]) -> dict[int, list[Frame]]:
    found: dict[int, list[Frame]] = {}
    for name, rule in rules.items():
        for page, one in places.stretches.get(name, ()):
            found.setdefault(page, []).append(Frame(rule, one.left, one.right, one.baseline, one.size))
    return found
