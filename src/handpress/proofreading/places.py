"""From a place in a manuscript to its line on a page, and from a line back to the manuscript.

A block's lines tell how many letters they hold; its text tells which letter stands at which line and column. Letters
are what both have alike: hyphens, spaces and quotation marks are not.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from msgspec import Struct

from handpress.model import nodes, walk
from handpress.model.document import Document, Note
from handpress.model.folios import ALIKE, Folios
from handpress.model.pagelines import PageLines, Stretch, name_of
from handpress.model.spans import Span, letters_in

_SAME_LINE = 1.5  # pt between the baselines of cells in one row
_FURTHEST_BACK = 60  # blocks within one another, and what may stand between their beginnings
_Owner: TypeAlias = walk.Node | Note


@dataclass(frozen=True, slots=True, order=True)
class Spot:
    """A line of a page: both are counted from 1, the lines from the top of the page, notes among them.

    ``folio`` is the number that the page bears, by which people are told of it.
    """

    page: int
    line: int
    folio: str = field(default="", compare=False)

    def __str__(self) -> str:
        return f"{self.folio or self.page}:{self.line}"


class _Start(Struct, frozen=True):
    """Where a line begins in its block: after how many letters."""

    letters: int
    spot: Spot


class _Run(Struct, frozen=True):
    """Text of a block that stands in the manuscript in one piece: the letters before it, and its line and column."""

    letters: int
    line: int
    column: int
    text: str


def rows(page: PageLines) -> tuple[float, ...]:
    """The baselines of a page's lines from the top; what stands side by side is one line."""
    found: list[float] = []
    for baseline in sorted(line.baseline for line in page.lines):
        if not found or baseline - found[-1] > _SAME_LINE:
            found.append(baseline)
    return tuple(found)


class Places:
    """The lines of some pages with their folios, and the document that was set on them."""

    def __init__(self, document: Document, pages: Sequence[PageLines], folios: Folios = ALIKE) -> None:
        self._folios = folios
        self.rows = tuple(rows(page) for page in pages)
        self._starts: defaultdict[str, list[_Start]] = defaultdict(list)
        self.stretches: defaultdict[str, list[tuple[int, Stretch]]] = defaultdict(list)
        letters: defaultdict[str, int] = defaultdict(int)
        for number, page in enumerate(pages, 1):
            for line in page.lines:
                spot = self.spot(number, line.baseline)
                self._starts[line.owner].append(_Start(letters[line.owner], spot))
                letters[line.owner] += line.letters
            for stretch in page.stretches:
                self.stretches[stretch.name].append((number, stretch))
        self._texts: dict[str, tuple[Span, Sequence[nodes.Inline | nodes.CodeBlock]]] = {}
        for owner, texts in _owners(document):
            if owner.span and (name := name_of(owner, owner.span)) in self._starts:
                self._texts.setdefault(name, (owner.span, texts))
        self._order: dict[str, list[tuple[int, int, str]]] = {}
        for name, (span, _) in self._texts.items():
            self._order.setdefault(span.file, []).append((span.line, span.column, name))
        for order in self._order.values():
            order.sort()
        self._runs: dict[str, tuple[_Run, ...]] = {}

    def spot(self, page: int, baseline: float) -> Spot:
        """The line of a page (from 1) that has a baseline."""
        line = max(1, bisect_right(self.rows[page - 1], baseline + _SAME_LINE / 2))
        return Spot(page, line, self._folios.of(page))

    def of(self, node: _Owner) -> Spot | None:
        """Where a node begins: its own stretch or block where the pages have it, else its place in the manuscript."""
        name = name_of(node, node.span)
        if found := self.stretches.get(name):
            page, stretch = found[0]
            return self.spot(page, stretch.baseline)
        if name in self._starts and name:
            return self._starts[name][0].spot
        if not isinstance(node, Note | nodes.Inline):
            # A headnote has no line of its own: the first of the blocks in it has.
            inner = (self._starts.get(name_of(one, one.span)) for one in walk.walk(walk.children(node)) if one.span)
            if starts := next(filter(None, inner), None):
                return starts[0].spot
        return self.at(node.span)

    def at(self, span: Span | None) -> Spot | None:
        """The line on which a place in a manuscript was set; None for what is in no manuscript on these pages."""
        order = self._order.get(span.file) if span else None
        if span is None or not order:
            return None
        index = bisect_right(order, (span.line, span.column, "\U0010ffff")) - 1
        around = (order[at][2] for at in range(index, max(index - _FURTHEST_BACK, -1), -1))
        name = next((one for one in around if self._texts[one][0].last_line >= span.line), "")
        if not name:  # between two blocks: the one that follows, or behind all of them
            return self._starts[order[min(index + 1, len(order) - 1)][2]][0].spot
        letters = self._letters_before(name, span.line, span.column)
        starts = self._starts[name]
        return starts[max(0, bisect_right(starts, letters, key=lambda start: start.letters) - 1)].spot

    def begun(self, page: int, line_owner: str) -> int | None:
        """The line of the manuscript that a block begins with on a page (from 1); None for what has none."""
        first = next((start for start in self._starts[line_owner] if start.spot.page == page), None)
        if first is None or line_owner not in self._texts:
            return None
        runs = self._runs_of(line_owner)
        index = bisect_right(runs, first.letters, key=lambda run: run.letters) - 1
        if index < 0 or not first.letters:
            return self._texts[line_owner][0].line
        run = runs[index]
        return run.line + run.text[: _after(run.text, first.letters - run.letters)].count("\n")

    def _letters_before(self, name: str, line: int, column: int) -> int:
        runs = [run for run in self._runs_of(name) if (run.line, run.column) <= (line, column)]
        if not runs:
            return 0
        run = max(runs, key=lambda run: (run.line, run.column, run.letters))
        if run.line < line:  # lines of code, or words that typography has made of none
            behind = run.text.split("\n")[: line - run.line]
            return run.letters + letters_in("".join(behind))
        return run.letters + letters_in(run.text[: column - run.column])

    def _runs_of(self, name: str) -> tuple[_Run, ...]:
        if name not in self._runs:
            self._runs[name] = tuple(_runs(self._texts[name][1]))
        return self._runs[name]


def _owners(document: Document) -> Iterator[tuple[_Owner, Sequence[nodes.Inline | nodes.CodeBlock]]]:
    """Everything that lines may be named after, each with the text in those lines."""
    for part in document.parts:
        for content in (part.title, part.subtitle, part.byline, part.dateline, part.source):
            if content:
                yield content[0], content
        for blocks in (part.content, *(note.content for note in part.notes)):
            for node in walk.walk(blocks):
                if not isinstance(node, nodes.Inline):
                    yield node, (node,) if isinstance(node, nodes.CodeBlock) else tuple(_own_words(node))
        for note in part.notes:
            first = note.content[0] if note.content else None
            # At the foot the first paragraph of a note is a stretch of its lines, at a part's end a block.
            yield note, first.content if isinstance(first, nodes.Paragraph) else ()


def _own_words(node: walk.Node) -> Iterator[nodes.Inline]:
    """The words right in a block: those of the blocks in it have lines of their own."""
    for child in walk.children(node):
        if isinstance(child, nodes.Inline):
            yield child
        elif isinstance(child, nodes.Definition):
            yield from _own_words(child)


def _runs(content: Iterable[walk.Node], before: int = 0) -> Iterator[_Run]:
    for node in content:
        words = walk.words(node)
        if node.span and words:
            yield from _pieces(before, words, node.span)
        before += letters_in(words)
        inner = tuple(walk.children(node))
        yield from _runs(inner, before)
        before += letters_in(walk.inline_text(inline for inline in inner if isinstance(inline, nodes.Inline)))
        before += letters_in(walk.closing(node))


def _pieces(before: int, words: str, span: Span) -> Iterator[_Run]:
    """A text, parted where it goes on in another line or column of its manuscript."""
    turns = [(0, span.line, span.column), *span.turns]
    for (letters, line, column), follows in zip(turns, [*turns[1:], None], strict=True):
        end = _after(words, follows[0]) if follows else len(words)
        yield _Run(before + letters, line, column, words[_after(words, letters) : end])


def _after(text: str, letters: int) -> int:
    """The place in a text behind so many letters, and behind what follows them that is none."""
    met = 0
    for place, char in enumerate(text):
        if char.isalnum():
            if met == letters:
                return place
            met += 1
    return len(text)
