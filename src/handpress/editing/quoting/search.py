"""What a reply quotes from the text it replies to: every quotation found, located and graded.

A quotation is a block quotation, or a run of some words in quotation marks, in a part's text or its notes. It is
looked for in the part that ``replies_to`` names, and in the part that this one replies to, and so on.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from handpress.editing.quoting.grading import Verdict, judge
from handpress.editing.quoting.originals import Original
from handpress.editing.quoting.quotemarks import quoted_runs
from handpress.editing.quoting.stretches import Stretch, stretches
from handpress.editing.quoting.words import Wording, plain_words, quoted_words
from handpress.model import nodes, walk
from handpress.model.document import Document, Part
from handpress.model.quoted import Grade, QuotedPassage, paragraphs
from handpress.model.spans import Span

SHORTEST = 5
_MOST_PARAGRAPHS = 30  # in one run: a mark that nobody closed must not be looked for through a whole dialogue
_ANCHORED = nodes.Heading | nodes.Paragraph
_UNITS = re.compile(r"[,;:.()\"“”„«»]")
_TITLE_MARKS = frozenset('"“„«')
_ELISIONS = frozenset("'’")
_RANKS = (Grade.EXACT, Grade.ALTERED, Grade.MISQUOTED)


def find_quotations(document: Document, shortest: int = SHORTEST) -> tuple[QuotedPassage, ...]:
    """The quotations of replies from the texts they reply to, part by part, in the order they are read.

    Runs in quotation marks of fewer than ``shortest`` words, and those that are from none of these texts, are left
    out; every block quotation of a reply is in it. Quotations inside a quotation belong to the outer one.
    """
    parts = {part.slug: part for part in document.parts}
    originals: dict[str, Original] = {}
    found: list[QuotedPassage] = []
    for part in document.parts:
        targets = _targets(part, parts)
        for target in targets:
            if target.slug not in originals:
                originals[target.slug] = Original(stretches(target, marks=False))
        if targets:
            found += _Search(part, targets, originals, shortest).passages()
    return tuple(found)


def _targets(part: Part, parts: dict[str, Part]) -> list[Part]:
    """The part that a part replies to, the part that this one replies to, and so on: each once, the nearest first."""
    targets: list[Part] = []
    slug = part.replies_to
    while slug in parts and slug != part.slug and parts[slug] not in targets:
        targets.append(parts[slug])
        slug = parts[slug].replies_to
    return targets


@dataclass(frozen=True, slots=True)
class _Found:
    """A quotation with its verdict and the part this is about."""

    wording: Wording
    target: Part
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class _Piece:
    """A piece of a run in quotation marks: characters of the ``index``-th stretch."""

    index: int
    start: int
    end: int


class _Search:
    """The search through one part."""

    def __init__(self, part: Part, targets: list[Part], originals: dict[str, Original], shortest: int) -> None:
        self._part = part
        self._targets = targets
        self._originals = originals
        self._shortest = shortest
        self._stretches = list(stretches(part, marks=True))
        self._marks = [{} if stretch.quotation else quoted_runs(stretch.text) for stretch in self._stretches]
        self._blocks = [node for node in walk.part_nodes(part) if isinstance(node, nodes.Quotation)]
        self._runs = 0

    def passages(self) -> Iterator[QuotedPassage]:
        done, at, seen = 0, 0, 0
        for index, stretch in enumerate(self._stretches):
            if stretch.quotation:
                if stretch.quotation != seen:
                    seen = stretch.quotation
                    yield self._block(index)
                continue
            for start in self._marks[index]:
                # What lies inside a quotation already found belongs to it.
                if (index, start) < (done, at):
                    continue
                best = self._run(index, start)
                if best is not None:
                    found, pieces = best
                    done, at = pieces[-1].index, pieces[-1].end + 1
                    self._runs += 1
                    yield self._passage(found, stretch, self._runs, block=False, span=self._span(pieces))

    def _block(self, index: int) -> QuotedPassage:
        first = self._stretches[index]
        block = self._blocks[first.quotation - 1]
        texts = [stretch.text for stretch in self._stretches if stretch.quotation == first.quotation]
        wording = quoted_words("\n".join(texts))
        found = self._best(wording, block=True)
        if found is not None:
            return self._passage(found, first, first.quotation, block=True, span=block.span)
        named = next((target for target in self._targets if _names(block.source, target)), None)
        return QuotedPassage(
            part=self._part.slug,
            words=wording.text,
            block=True,
            ordinal=first.quotation,
            paragraph=first.ordinal,
            target_part=(named or self._targets[0]).slug,
            grade=Grade.MISSING if named else Grade.ABSENT,
            note=first.note,
            span=block.span,
        )

    def _run(self, index: int, start: int) -> tuple[_Found, list[_Piece]] | None:
        """The best reading of the quotation that opens here; None if none of them is from a text replied to."""
        best: tuple[_Found, list[_Piece]] | None = None
        for pieces in self._readings(index, start):
            wording = quoted_words("\n".join(self._stretches[p.index].text[p.start : p.end] for p in pieces))
            if len(wording.words) < self._shortest:
                continue
            found = self._best(wording, block=False)
            if found is not None and (best is None or _rank(found) <= _rank(best[0])):
                best = (found, pieces)
        return best

    def _readings(self, index: int, start: int) -> Iterator[list[_Piece]]:
        """Where the quotation that opens here may lie, the shortest first.

        One that does not close in its paragraph goes on in the next, if that opens with the same mark. An apostrophe
        that does not close is more likely an elision.
        """
        text = self._stretches[index].text
        mark = text[start]
        pieces: list[_Piece] = []
        while not (ends := self._marks[index].get(start, ())):
            pieces.append(_Piece(index, start + 1, len(text)))
            index, start = index + 1, 0
            if len(pieces) == _MOST_PARAGRAPHS or index == len(self._stretches) or not self._goes_on(index, mark):
                return
            text = self._stretches[index].text
        for end in ends:
            yield [*pieces, _Piece(index, start + 1, end)]

    def _goes_on(self, index: int, mark: str) -> bool:
        before, stretch = self._stretches[index - 1], self._stretches[index]
        opens = mark not in _ELISIONS and stretch.text.startswith(mark)
        return opens and stretch.note == before.note and not stretch.quotation

    def _best(self, wording: Wording, *, block: bool) -> _Found | None:
        """The most faithful place. Of equals that in the earliest text, since the later took it from there."""
        best: _Found | None = None
        for target in self._targets:
            verdict = judge(wording, self._originals[target.slug], block=block, shortest=self._shortest)
            if verdict is None:
                continue
            found = _Found(wording, target, verdict)
            if best is None or _rank(found)[:2] <= _rank(best)[:2]:
                best = found
        return best

    def _span(self, pieces: list[_Piece]) -> Span | None:
        first, last = (self._stretches[piece.index].span(piece.start, piece.end) for piece in (pieces[0], pieces[-1]))
        return first.to(last) if first else None

    def _passage(
        self, found: _Found, stretch: Stretch, ordinal: int, *, block: bool, span: Span | None
    ) -> QuotedPassage:
        original = self._originals[found.target.slug]
        begins, ends = (original.stretch_of[at] for at in (found.verdict.first, found.verdict.last))
        return QuotedPassage(
            part=self._part.slug,
            words=found.wording.text,
            block=block,
            ordinal=ordinal,
            paragraph=stretch.ordinal,
            target_part=found.target.slug,
            grade=found.verdict.grade,
            differences=found.verdict.differences,
            note=stretch.note,
            target_note=begins.note,
            target_paragraph=begins.ordinal,
            span=span,
            target_span=begins.block.span.to(ends.block.span) if begins.block.span else None,
        )


def _rank(found: _Found) -> tuple[int, int, int]:
    """The better the lower: by grade, by number of differences, then the longer quotation."""
    verdict = found.verdict
    return _RANKS.index(verdict.grade), len(verdict.differences), -len(found.wording.words)


def _names(source: nodes.Inlines, target: Part) -> bool:
    """Whether a source line names a part: by a link into it, its title, or its author and no other work."""
    anchors = {f"#{block.anchor}" for block in paragraphs(target.content) if isinstance(block, _ANCHORED)}
    if any(isinstance(node, nodes.Link) and node.target in anchors for node in walk.walk(source)):
        return True
    said = walk.inline_text(source)
    works = [walk.inline_text(node.content) for node in walk.walk(source) if isinstance(node, nodes.Emphasis)]
    # A title counts as a whole only: "Bread" is not named by "The Conquest of Bread".
    units = [_folds(unit) for unit in (said, *works, *_UNITS.split(said))]
    if any(_folds(title) in units for title in (walk.inline_text(target.title), target.short_title) if title):
        return True
    author = _folds(walk.inline_text(target.byline).partition(",")[0])
    return bool(author) and not works and not set(said) & _TITLE_MARKS and _within(author, _folds(said))


def _folds(text: str) -> list[str]:
    return [word.fold for word in plain_words(unicodedata.normalize("NFC", text))]


def _within(words: list[str], said: list[str]) -> bool:
    """Whether the words stand in what is said, in a row."""
    return any(said[at : at + len(words)] == words for at in range(len(said)))
