"""Finding the words of a tree again in the lines they came from.

Python-Markdown's tree has no lines. But the words of the tree are the words of the source, in order, less what is
markup; so aligning the two gives each word its line and column. A word of the source that aligns with nothing is
either at a place where markup may stand (an address, a list's number) or it was lost on the way, and is reported:
one mechanism gives both the places and the proof that the manuscript reached the model whole.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterator, Sequence
from itertools import accumulate, pairwise
from xml.etree.ElementTree import Element

from msgspec import Struct

from handpress.model.spans import letters_in
from handpress.reading import syntax
from handpress.reading.source import Line

_WORD = re.compile(r"(?:[^\W_]|&#?[0-9A-Za-z]+;)+")
_SPACE = re.compile(r"[ \t\n\r\f]+")
_PLAIN_WORD = re.compile(r"[^\W_]+")
_WORD_OR_NOT = re.compile(r"([^\W_]+)")
# Where words that stand in the source as they read go on in another place: behind a line's end, or further along.
_GAP = re.compile(r"[ \t\n\r\f]{2,}|\n")
_BEGINNING = re.compile(r"(?<![^\W_])[^\W_]+")
# What no text is without that has an entity, or markup whose words are words: to look for that alone is quick.
_SUSPECT = re.compile(r"&|\][({\[:]|\]\s\[|```|~~~|\n[ >*+\d.-]*\d\.[ \t]")
_ITEM = re.compile(r"[ >*+\d.-]*\d\.[ \t]")
# Places where words may be markup and not text. A word there need not come back in the tree, but may.
_MARKUP = (
    re.compile(rf"\]{syntax.TARGET.pattern}"),  # [text](address
    re.compile(r"\](?P<markup>\{[^{}\n]*\})"),  # [text]{attributes}
    re.compile(r"\]\s?\[(?P<reference>[^\]^][^\]]*)\]"),  # [text][reference]
    re.compile(r"^[ >*+\d.-]*?(?P<markup>\d+)\.[ \t]", re.M),  # 1. item
    re.compile(rf"(?P<markup>{syntax.REFERENCE.pattern})", syntax.REFERENCE.flags),  # [reference]: …
    re.compile(rf"^{syntax.FENCE.pattern}", re.M),  # ```language
)
_MARKUP_GROUPS = ("markup", "pointed", "bare", "info", "reference")
_LOOKAHEAD = 400
_RUN = 3
_STRIDE = 64  # words


class Place(Struct, frozen=True):
    """Where one word stands: line, first and last column."""

    line: int
    column: int
    last_column: int


class Source:
    """A stretch of lines as one text, in which each character has its place."""

    __slots__ = ("_lines", "_rows", "settled", "text")

    def __init__(self, lines: Sequence[Line]) -> None:
        self.text = "\n".join(line.text for line in lines)
        self._lines = lines
        self._rows = [0, *accumulate(len(line.text) + 1 for line in lines[:-1])]
        # Whether decided changes have put together what was typed in several places.
        self.settled = any(line.jumps for line in lines)

    def place(self, start: int, end: int) -> Place:
        """Where a word stands; of one that decided changes have put together, as far as it stands on one line."""
        line, at = self._on_line(start)
        number, column = line.place(at)
        if not line.jumps:
            return Place(number, column, column + end - start - 1)
        each = map(line.place, range(at, at + end - start))
        return Place(number, column, max((where[1] for where in each if where[0] == number), default=column))

    def point(self, offset: int) -> tuple[int, int]:
        """The line and the column of a character."""
        line, at = self._on_line(offset)
        return line.place(at)

    def _on_line(self, offset: int) -> tuple[Line, int]:
        row = bisect_right(self._rows, offset) - 1
        return self._lines[row], offset - self._rows[row]


class _Words:
    """The words of a source in order: ``words[n]`` stands at ``source.text[starts[n]:ends[n]]``.

    ``optional`` has a 1 for each word that may be markup.
    """

    __slots__ = ("ends", "optional", "source", "starts", "words")

    def __init__(self, source: Source, references: Container[str]) -> None:
        self.source = source
        if "&" in source.text:
            self.words, self.starts, self.ends = _readable_words(source.text)
        else:
            pieces = _WORD_OR_NOT.split(source.text)
            borders = list(accumulate(map(len, pieces)))
            self.words, self.starts, self.ends = pieces[1::2], borders[0:-1:2], borders[1::2]
        self.optional = bytearray(len(self.words))
        for start, end in _ranges(source.text, references):
            first, last = bisect_left(self.starts, start), bisect_left(self.starts, end)
            self.optional[first:last] = b"\1" * (last - first)

    def place(self, index: int) -> Place:
        """Where a word stands."""
        return self.source.place(self.starts[index], self.ends[index])


class Typed:
    """A run of text of the tree that stands in the source as it reads, ``shift`` characters farther on.

    Most of a manuscript is such text. Its words are looked for only where somebody asks for one.
    """

    __slots__ = ("_shift", "_source", "text")

    def __init__(self, text: str, source: Source, shift: int) -> None:
        self.text = text
        self._source = source
        self._shift = shift

    def between(self, start: int, end: int) -> tuple[Place | None, Place | None]:
        """The places of the first and the last word that begin in ``text[start:end]``."""
        text = self.text
        first = _BEGINNING.search(text, start, end)
        if first is None:
            return None, None
        last = end
        while not text[last - 1].isalnum():
            last -= 1
        begin = last
        while begin and text[begin - 1].isalnum():
            begin -= 1
        return self._place(first.start()), self._place(begin)

    def turns(self, start: int, end: int) -> tuple[tuple[int, int, int], ...]:
        """Where ``text[start:end]`` goes on in another place: at ends of lines, and behind more than one space."""
        turns: list[tuple[int, int, int]] = []
        first = _BEGINNING.search(self.text, start, end)
        letters, counted, before = 0, start, first.start() if first else end
        for gap in _GAP.finditer(self.text, before, end):
            word = _PLAIN_WORD.search(self.text, gap.end(), end)
            # Of several gaps before one word the first has told where that stands.
            if word and word.start() > before:
                before = word.start()
                letters += letters_in(self.text[counted:before])
                counted = before
                turns.append((letters, *self._source.point(before + self._shift)))
        return tuple(turns)

    def _place(self, word: int) -> Place:
        match = _PLAIN_WORD.match(self.text, word)
        assert match is not None
        return self._source.place(word + self._shift, match.end() + self._shift)


class Chunk:
    """A run of text of the tree between whose words the source has other signs, and where they stand in it.

    ``found`` has for each of its words the index of the same in ``words``, -1 where it was not found.
    """

    __slots__ = ("_found", "_offsets", "_words", "text")

    def __init__(self, text: str, words: _Words, found: Sequence[int]) -> None:
        self.text = text
        self._words = words
        self._found = found
        self._offsets = [match.start() for match in _PLAIN_WORD.finditer(text)]

    def between(self, start: int, end: int) -> tuple[Place | None, Place | None]:
        """The places of the first and the last word that begin in ``text[start:end]``."""
        known = [index for index in self._found[self._inside(start, end)] if index >= 0]
        return (self._words.place(known[0]), self._words.place(known[-1])) if known else (None, None)

    def turns(self, start: int, end: int) -> tuple[tuple[int, int, int], ...]:
        """Where ``text[start:end]`` does not stand in the source as it reads (see ``Span.turns``)."""
        found: list[tuple[int, int, int]] = []
        letters, counted, before = 0, start, None
        inside = self._inside(start, end)
        for offset, index in zip(self._offsets[inside], self._found[inside], strict=True):
            letters += letters_in(self.text[counted:offset])
            counted = offset
            if index < 0:
                continue
            place = self._words.place(index)
            if before:
                # As the text will be: with one space for any white space.
                passed = len(_SPACE.sub(" ", self.text[before[0] : offset]))
                if (before[1].line, before[1].column + passed) != (place.line, place.column):
                    found.append((letters, place.line, place.column))
            before = offset, place
        return tuple(found)

    def _inside(self, start: int, end: int) -> slice:
        return slice(bisect_left(self._offsets, start), bisect_left(self._offsets, end))


class Lost(Struct, frozen=True):
    """Words of the source that the tree does not have."""

    words: tuple[str, ...]
    place: Place


def chunks_of(root: Element) -> Iterator[tuple[Element, str, str]]:
    """Every run of text of a tree in reading order, as (element, ``text``/``tail``/attribute name, the run)."""
    if alternative := root.get("alt"):
        yield root, "alt", alternative
    if root.text:
        yield root, "text", root.text
    for child in root:
        yield from chunks_of(child)
        if child.tail:
            yield child, "tail", child.tail
    if root.tag == "a" and (title := root.get("title")):
        yield root, "title", title


def align(
    root: Element, lines: Sequence[Line], references: Container[str] = ()
) -> tuple[dict[tuple[int, str], Typed | Chunk], tuple[Lost, ...]]:
    """The places of every run of text in ``root``, by (``id`` of the element, kind of run), and what was lost.

    ``references`` are the names, in small letters, that the manuscript has addresses for.
    """
    source = Source(lines)
    runs = list(chunks_of(root))
    shifts = _as_typed(source, [text for _, _, text in runs])
    if shifts is not None:
        return {
            (id(element), kind): Typed(text, source, shift)
            for (element, kind, text), shift in zip(runs, shifts, strict=True)
        }, ()
    words = _Words(source, references)
    wanted: list[str] = []
    borders = [0]
    for _, _, text in runs:
        wanted += _PLAIN_WORD.findall(text)
        borders.append(len(wanted))
    found, lost = _match(words, wanted)
    chunks = {
        (id(element), kind): _run(text, words, found[first:last])
        for (element, kind, text), (first, last) in zip(runs, pairwise(borders), strict=True)
    }
    return chunks, lost


def _as_typed(source: Source, runs: Sequence[str]) -> list[int] | None:
    """How many characters farther on each run stands in the source, where all stand there as they read.

    Between them there must be no word, and none that may be markup anywhere. None where it is not so.
    """
    text = source.text
    if source.settled or _SUSPECT.search(text) or _ITEM.match(text):
        return None
    shifts = []
    at = 0
    for run in runs:
        if not _PLAIN_WORD.search(run):
            shifts.append(0)
            continue
        bare = run.strip()
        start = text.find(bare, at)
        # What is found farther on, behind other words, is not this run but its like; and no run ends within a word.
        parted = start == at > 0 and text[at - 1].isalnum() and bare[0].isalnum()
        if start < 0 or parted or _PLAIN_WORD.search(text, at, start):
            return None
        shifts.append(start - run.find(bare))
        at = start + len(bare)
    return None if _PLAIN_WORD.search(text, at) else shifts


def _run(text: str, words: _Words, found: Sequence[int]) -> Typed | Chunk:
    """A run whose words are found: one of text as it was typed, where it is that."""
    first, source = _PLAIN_WORD.search(text), words.source
    in_a_row = bool(found) and -1 not in found and found[-1] - found[0] == len(found) - 1
    if first and in_a_row and "&" not in text and not source.settled:
        start, end = words.starts[found[0]], words.ends[found[-1]]
        if text.startswith(source.text[start:end], first.start()):
            return Typed(text, source, start - first.start())
    return Chunk(text, words, found)


def _readable_words(text: str) -> tuple[list[str], list[int], list[int]]:
    """The words of a text that may have entities, which stand for letters, and where each begins and ends."""
    found = [
        (word, match.start(), match.end())
        for match in _WORD.finditer(text)
        for word in _PLAIN_WORD.findall(html.unescape(match.group()) if "&" in match.group() else match.group())
    ]
    return [word for word, _, _ in found], [start for _, start, _ in found], [end for _, _, end in found]


def _ranges(text: str, references: Container[str]) -> Iterator[tuple[int, int]]:
    for pattern in _MARKUP:
        for match in pattern.finditer(text):
            for name, value in match.groupdict().items():
                known = name != "reference" or " ".join((value or "").split()).lower() in references
                if value and known and name in _MARKUP_GROUPS:
                    yield match.span(name)


def _match(source: _Words, words: Sequence[str]) -> tuple[list[int], tuple[Lost, ...]]:
    """For each word the index of the same in the source, -1 where there is none; and what the words do not have."""
    found = [-1] * len(words)
    lost: list[Lost] = []
    i = j = 0
    while i < len(source.words) and j < len(words):
        # Most of a manuscript is words that are no markup and come back as they are: many of them are one step.
        same = words[j : j + _STRIDE]
        if source.words[i : i + _STRIDE] == same and source.optional.find(1, i, i + _STRIDE) < 0:
            found[j : j + len(same)] = range(i, i + len(same))
            i, j = i + len(same), j + len(same)
        elif source.words[i] == words[j] and not (source.optional[i] and _skipping_fits_better(source, words, i, j)):
            found[j] = i
            i, j = i + 1, j + 1
        elif source.optional[i]:
            i += 1
        else:
            skip, extra = _resynchronise(source, words, i, j)
            lost += _lost(source, i, i + skip)
            i, j = i + skip, j + extra
    lost += _lost(source, i, len(source.words))
    return found, tuple(lost)


def _skipping_fits_better(source: _Words, words: Sequence[str], i: int, j: int) -> bool:
    """Whether a word that may be markup is better left out: ``1. 1 apple`` has two readings, one of them right.

    Where both are as good it is left out, for what is markup is not missed, but what is text would be.
    """
    return _agreement(source, words, i + 1, j) >= _agreement(source, words, i, j)


def _agreement(source: _Words, words: Sequence[str], i: int, j: int) -> int:
    length = 0
    while length < 2 * _RUN and i < len(source.words) and j < len(words):
        if source.words[i] == words[j]:
            length, j = length + 1, j + 1
        elif not source.optional[i]:
            break
        i += 1
    return length


def _resynchronise(source: _Words, words: Sequence[str], i: int, j: int) -> tuple[int, int]:
    """How many words to pass over on either side until both agree again for a run of words."""
    for distance in range(1, _LOOKAHEAD):
        for skip in range(distance + 1):
            extra = distance - skip
            if i + skip > len(source.words) or j + extra > len(words):
                continue
            rest = min(_RUN, len(source.words) - i - skip, len(words) - j - extra)
            if rest and _agreement(source, words, i + skip, j + extra) >= rest:
                return skip, extra
    return len(source.words) - i, len(words) - j


def _lost(source: _Words, first: int, last: int) -> Iterator[Lost]:
    missing = [index for index in range(first, last) if not source.optional[index]]
    if missing:
        yield Lost(tuple(source.words[index] for index in missing), source.place(missing[0]))
