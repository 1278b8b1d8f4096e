"""What a reply quotes from the text it replies to: every quotation found, located and graded.

A quotation is a block quotation, a run of some words in quotation marks, or whatever the manuscript marks as one, in a
part's text or its notes. It is looked for in the part that ``replies_to`` names, and in the part that this one replies
to, and so on; a marked one in the part and paragraph that its mark names. What is marked as being from elsewhere is not
looked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct, field
from msgspec.structs import replace

from handpress.editing.quoting.grading import Sureness, Verdict, judge
from handpress.editing.quoting.originals import Original
from handpress.editing.quoting.quotemarks import quoted_runs
from handpress.editing.quoting.sourcelines import names
from handpress.editing.quoting.stretches import Stretch, stretches
from handpress.editing.quoting.words import Wording, length, quoted_words
from handpress.model import nodes, walk
from handpress.model.document import Document, Part
from handpress.model.quoted import Grade, Piece, QuotedPassage, paragraph_numbers
from handpress.model.spans import Span

SHORTEST = 5
_MOST_PARAGRAPHS = 30  # in one run: a mark that nobody closed must not be looked for through a whole dialogue
_ELISIONS = frozenset("'’")
_QUOTATION_MARKS = "\"“”„«»‹›「」『』'‘’‚ \u00a0\u202f"
_RANKS = (Grade.EXACT, Grade.ALTERED, Grade.MISQUOTED)


def find_quotations(document: Document, shortest: int = SHORTEST) -> tuple[QuotedPassage, ...]:
    """The quotations of one part from another, part by part, in the order they are read.

    Runs in quotation marks of fewer than ``shortest`` words, and those that are from none of the texts replied to, are
    left out; every block quotation of a reply is in it, unless its mark names a part or paragraph that there is not,
    and so is all else that is marked as a quotation of a part that there is. Quotations inside a quotation belong to
    the outer one; one that is marked, as from elsewhere too, stands for itself, and its words are none of the outer's.
    """
    library = _Library({part.slug: part for part in document.parts})
    answering = (part for part in document.parts if _may_quote(part, library))
    return tuple(passage for part in answering for passage in _Search(part, library, shortest).passages())


class _Library(Struct, frozen=True):
    """The parts by slug, and each as an original, with the number of its paragraphs, once it is asked for."""

    parts: Mapping[str, Part]
    originals: dict[str, Original] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)

    def original(self, slug: str) -> Original:
        if slug not in self.originals:
            self.originals[slug] = Original(stretches(self.parts[slug], marks=False))
        return self.originals[slug]

    def paragraphs(self, slug: str) -> int:
        """How many paragraphs a part has."""
        if slug not in self.counts:
            self.counts[slug] = max(paragraph_numbers(self.parts[slug].content), default=0)
        return self.counts[slug]

    def replied_to(self, part: Part) -> list[Part]:
        """The part that a part replies to, the part that this one replies to, and so on: each once, nearest first."""
        targets: list[Part] = []
        slug = part.replies_to
        while slug in self.parts and slug != part.slug and self.parts[slug] not in targets:
            targets.append(self.parts[slug])
            slug = self.parts[slug].replies_to
        return targets


class _Aim(Struct, frozen=True):
    """What a quotation is compared with: parts, and one paragraph of them where one is named (0: any)."""

    targets: list[Part]
    sure: Sureness
    paragraph: int = 0


class _Found(Struct, frozen=True):
    """A quotation with its verdict, the part this is about, and the text it was found in."""

    wording: Wording
    target: Part
    original: Original
    verdict: Verdict


class _Extract(Struct, frozen=True):
    """A piece of a quotation within sentences: characters of the ``index``-th stretch."""

    index: int
    start: int
    end: int


def _may_quote(part: Part, library: _Library) -> bool:
    """Whether a part replies to another, or marks something as quoted: any other one need not be looked through."""
    return bool(library.replied_to(part)) or any(
        isinstance(node, nodes.Quoted | nodes.Quotation) and node.claim is nodes.Claim.QUOTED
        for node in walk.part_nodes(part)
    )


class _Search:
    """The search through one part."""

    def __init__(self, part: Part, library: _Library, shortest: int) -> None:
        self._part = part
        self._library = library
        self._targets = library.replied_to(part)
        self._shortest = shortest
        self._stretches = list(stretches(part, marks=True))
        self._marks = [{} if stretch.quotation else quoted_runs(stretch.text) for stretch in self._stretches]
        self._blocks = [node for node in walk.part_nodes(part) if isinstance(node, nodes.Quotation)]
        self._count = 0

    def passages(self) -> Iterator[QuotedPassage]:
        done, seen = (0, 0), set[int]()
        for index, stretch in enumerate(self._stretches):
            if stretch.quotation and stretch.quotation not in seen:
                seen.add(stretch.quotation)
                yield from self._block(index)
            own = [_widened(stretch.text, start, end) for start, end, _ in stretch.marked]
            # Of a mark and a run that begin together the mark comes first: it is the one that decides.
            places = [(start, 0, end, node) for start, end, node in stretch.marked]
            for start, _, end, node in sorted(
                [*places, *((start, 1, 0, None) for start in self._marks[index])], key=lambda place: place[:3]
            ):
                if node is not None:
                    yield from self._marked(_Extract(index, start, end), node)
                # What lies inside a quotation already found belongs to it.
                elif (index, start) < done or any(begin <= start < behind for begin, behind in own):
                    continue
                elif (best := self._run(index, start)) is not None:
                    found, extracts = best
                    done = extracts[-1].index, extracts[-1].end + 1
                    yield self._within(found, extracts)

    def _block(self, index: int) -> Iterator[QuotedPassage]:
        first = self._stretches[index]
        block = self._blocks[first.quotation - 1]
        texts = [stretch.text for stretch in self._stretches if stretch.quotation == first.quotation]
        wording = quoted_words("\n".join(texts))
        aim = self._aim(block, Sureness.BLOCK)
        found = self._best(wording, aim) if block.claim is not nodes.Claim.ELSEWHERE else None
        if found is not None:
            yield self._passage(
                found, first, ordinal=first.quotation, span=block.span, marked=aim.sure is Sureness.MARKED
            )
        elif aim.targets:
            marked = block.claim is nodes.Claim.QUOTED
            named_by = (target for target in aim.targets if marked or names(block.source, target))
            named = None if block.claim is nodes.Claim.ELSEWHERE else next(named_by, None)
            yield QuotedPassage(
                part=self._part.slug,
                words=wording.text,
                block=True,
                ordinal=first.quotation,
                paragraph=first.ordinal,
                target_part=(named or aim.targets[0]).slug,
                grade=Grade.MISSING if named else Grade.ABSENT,
                note=first.note,
                span=block.span,
                marked=block.claim is not nodes.Claim.OPEN,
                named=aim.paragraph,
            )

    def _aim(self, node: nodes.Quoted | nodes.Quotation, sure: Sureness) -> _Aim:
        if node.claim is not nodes.Claim.QUOTED:
            return _Aim(self._targets, sure)
        named = self._library.parts.get(node.part)
        targets = [named] if named and named is not self._part else []
        if not node.part:
            # A paragraph by its number is one of the text that is answered, and of no text behind that.
            targets = self._targets[:1] if node.paragraph else self._targets
        there = [target for target in targets if node.paragraph <= self._library.paragraphs(target.slug)]
        return _Aim(there, Sureness.MARKED, node.paragraph)

    def _marked(self, extract: _Extract, node: nodes.Quoted) -> Iterator[QuotedPassage]:
        """What the manuscript marks within a sentence, unless it says that it is from elsewhere."""
        if node.claim is not nodes.Claim.QUOTED:
            return
        stretch = self._stretches[extract.index]
        wording = quoted_words(stretch.text[extract.start : extract.end].strip(_QUOTATION_MARKS))
        aim = self._aim(node, Sureness.MARKED)
        if not aim.targets or not wording.words:
            return
        found = self._best(wording, aim)
        if found is not None:
            yield self._within(found, [extract], marked=True, named=node.paragraph)
            return
        self._count += 1
        yield QuotedPassage(
            part=self._part.slug,
            words=wording.text,
            block=False,
            ordinal=self._count,
            paragraph=stretch.ordinal,
            target_part=aim.targets[0].slug,
            grade=Grade.MISSING,
            note=stretch.note,
            span=stretch.span(extract.start, extract.end),
            pieces=(Piece(stretch.ordinal, extract.start, extract.end),),
            marked=True,
            named=node.paragraph,
        )

    def _run(self, index: int, start: int) -> tuple[_Found, list[_Extract]] | None:
        """The best reading of the quotation that opens here; None if none of them is from a text replied to."""
        best: tuple[_Found, list[_Extract]] | None = None
        for pieces in self._readings(index, start):
            wording = quoted_words("\n".join(self._stretches[p.index].text[p.start : p.end] for p in pieces))
            if length(wording.words) < self._shortest:
                continue
            found = self._best(wording, _Aim(self._targets, Sureness.RUN))
            if found is not None and (best is None or _rank(found) <= _rank(best[0])):
                best = (found, pieces)
        return best

    def _readings(self, index: int, start: int) -> Iterator[list[_Extract]]:
        """Where the quotation that opens here may lie, the shortest first.

        One that does not close in its paragraph goes on in the next, if that opens with the same mark. An apostrophe
        that does not close is more likely an elision.
        """
        text = self._stretches[index].text
        mark = text[start]
        pieces: list[_Extract] = []
        while not (ends := self._marks[index].get(start, ())):
            pieces.append(_Extract(index, start + 1, len(text)))
            index, start = index + 1, 0
            if len(pieces) == _MOST_PARAGRAPHS or index == len(self._stretches) or not self._goes_on(index, mark):
                return
            text = self._stretches[index].text
        for end in ends:
            yield [*pieces, _Extract(index, start + 1, end)]

    def _goes_on(self, index: int, mark: str) -> bool:
        before, stretch = self._stretches[index - 1], self._stretches[index]
        opens = mark not in _ELISIONS and stretch.text.startswith(mark)
        return opens and stretch.note == before.note and not stretch.quotation

    def _best(self, wording: Wording, aim: _Aim) -> _Found | None:
        """The most faithful place. Of equals that in the earliest text, since the later took it from there."""
        best: _Found | None = None
        for target in aim.targets:
            original = self._library.original(target.slug)
            verdict = judge(wording, original, sure=aim.sure, shortest=self._shortest, paragraph=aim.paragraph)
            if verdict is None:
                continue
            found = _Found(wording, target, original, verdict)
            if best is None or _rank(found)[:2] <= _rank(best)[:2]:
                best = found
        return best

    def _within(
        self, found: _Found, extracts: list[_Extract], *, marked: bool = False, named: int = 0
    ) -> QuotedPassage:
        """A quotation within sentences."""
        self._count += 1
        first, last = (self._stretches[one.index].span(one.start, one.end) for one in (extracts[0], extracts[-1]))
        stretch = self._stretches[extracts[0].index]
        pieces = tuple(Piece(self._stretches[one.index].ordinal, one.start, one.end) for one in extracts)
        span = first.to(last) if first else None
        passage = self._passage(found, stretch, ordinal=self._count, span=span, marked=marked)
        return replace(passage, block=False, pieces=pieces, named=named)

    def _passage(
        self, found: _Found, stretch: Stretch, *, ordinal: int, span: Span | None, marked: bool
    ) -> QuotedPassage:
        original, verdict = found.original, found.verdict
        begins = original.stretch_of[verdict.first]
        first, last = (original.place(at) for at in (verdict.first, verdict.last))
        return QuotedPassage(
            part=self._part.slug,
            words=found.wording.text,
            block=True,
            ordinal=ordinal,
            paragraph=stretch.ordinal,
            target_part=found.target.slug,
            grade=verdict.grade,
            differences=verdict.differences,
            note=stretch.note,
            target_note=begins.note,
            target_paragraph=begins.ordinal,
            span=span,
            target_span=first.to(last) if first else None,
            marked=marked,
        )


def _widened(text: str, start: int, end: int) -> tuple[int, int]:
    """A marked span with the quotation marks that stand right around it."""
    before, after = text[:start].rstrip(), text[end:].lstrip()
    if before[-1:] in _QUOTATION_MARKS and after[:1] in _QUOTATION_MARKS and before and after:
        return len(before) - 1, len(text) - len(after) + 1
    return start, end


def _rank(found: _Found) -> tuple[int, int, int]:
    """The better the lower: by grade, by number of differences, then the longer quotation."""
    verdict = found.verdict
    return _RANKS.index(verdict.grade), len(verdict.differences), -len(found.wording.words)
