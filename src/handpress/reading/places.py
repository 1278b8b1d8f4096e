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
from dataclasses import dataclass
from itertools import accumulate, pairwise
from xml.etree.ElementTree import Element

from handpress.model.spans import letters_in
from handpress.reading import syntax
from handpress.reading.source import Line

_WORD = re.compile(r"(?:[^\W_]|&#?[0-9A-Za-z]+;)+")
_SPACE = re.compile(r"[ \t\n\r\f]+")
_PLAIN_WORD = re.compile(r"[^\W_]+")
_WORD_OR_NOT = re.compile(r"([^\W_]+)")
# Where words that stand in the source as they read go on in another place: behind a line's end, or further along.
_GAP = re.compile(r"[ \t\n\r\f]{2,}|\n")
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


@dataclass(frozen=True, slots=True)
class Place:
    """Where one word stands: line, first and last column."""

    line: int
    column: int
    last_column: int


class Source:
    """The words of a stretch of lines in order: ``words[n]`` stands at ``text[starts[n]:ends[n]]``.

    ``optional`` has a 1 for each word that may be markup. The place of a word is reckoned when somebody asks for it: of
    most words nobody ever does.
    """

    __slots__ = ("_lines", "_rows", "ends", "optional", "starts", "text", "words")

    def __init__(self, lines: Sequence[Line], references: Container[str]) -> None:
        self.text = "\n".join(line.text for line in lines)
        self._lines = lines
        self._rows = [0, *accumulate(len(line.text) + 1 for line in lines[:-1])]
        if "&" in self.text:
            self.words, self.starts, self.ends = _readable_words(self.text)
        else:
            pieces = _WORD_OR_NOT.split(self.text)
            borders = list(accumulate(map(len, pieces)))
            self.words, self.starts, self.ends = pieces[1::2], borders[0:-1:2], borders[1::2]
        self.optional = bytearray(len(self.words))
        for start, end in _ranges(self.text, references):
            first, last = bisect_left(self.starts, start), bisect_left(self.starts, end)
            self.optional[first:last] = b"\1" * (last - first)

    def place(self, index: int) -> Place:
        """Where a word stands; of one that decided changes have put together, as far as it stands on one line."""
        line, start = self._on_line(self.starts[index])
        end = start + self.ends[index] - self.starts[index]
        number, column = line.place(start)
        if not line.jumps:
            return Place(number, column, column + end - start - 1)
        last = max((where[1] for where in map(line.place, range(start, end)) if where[0] == number), default=column)
        return Place(number, column, last)

    def point(self, offset: int) -> tuple[int, int]:
        """The line and the column of a character of ``text``."""
        line, start = self._on_line(offset)
        return line.place(start)

    def settled(self, start: int, end: int) -> bool:
        """Whether decided changes have put something together between two characters of ``text``."""
        first, last = bisect_right(self._rows, start) - 1, bisect_right(self._rows, end)
        return any(line.jumps for line in self._lines[first:last])

    def _on_line(self, offset: int) -> tuple[Line, int]:
        row = bisect_right(self._rows, offset) - 1
        return self._lines[row], offset - self._rows[row]


class Chunk:
    """A run of text of the tree, and where its words stand in the source.

    ``found`` has for each of its words the index of that word in ``source``, -1 where it was not found.
    """

    __slots__ = ("_found", "_offsets", "_source", "text")

    def __init__(self, text: str, source: Source, found: Sequence[int]) -> None:
        self.text = text
        self._source = source
        self._found = found
        self._offsets: list[int] | None = None

    def between(self, start: int, end: int) -> tuple[Place | None, Place | None]:
        """The places of the first and the last word that begin in ``text[start:end]``."""
        first, last = self._inside(start, end)
        known = [index for index in self._found[first:last] if index >= 0]
        return (self._source.place(known[0]), self._source.place(known[-1])) if known else (None, None)

    def turns(self, start: int, end: int) -> tuple[tuple[int, int, int], ...]:
        """Where ``text[start:end]`` does not stand in the source as it reads (see ``Span.turns``)."""
        first, last = self._inside(start, end)
        if last - first < 2:
            return ()
        turns = self._turns_as_typed(start, first, last)
        return tuple(self._turns_by_words(start, first, last) if turns is None else turns)

    def _turns_as_typed(self, start: int, first: int, last: int) -> list[tuple[int, int, int]] | None:
        """The turns of words that stand in the source as they read; None where they do not.

        Such words go on elsewhere at ends of lines, and where white space is more than one space.
        """
        source, found = self._source, self._found
        begin, end = source.starts[found[first]], source.starts[found[last - 1]]
        as_typed = found[last - 1] - found[first] == last - 1 - first and -1 not in found[first:last]
        if not as_typed or source.settled(begin, end):
            return None
        offset = self._offset(first)
        if not self.text.startswith(source.text[begin:end], offset):
            return None
        turns: list[tuple[int, int, int]] = []
        letters, counted = 0, start
        for gap in _GAP.finditer(self.text, offset, offset + end - begin):
            word = _PLAIN_WORD.search(self.text, gap.end())
            assert word is not None  # the last one, at the latest
            if word.start() > counted:
                letters += letters_in(self.text[counted : word.start()])
                counted = word.start()
                turns.append((letters, *source.point(begin + counted - offset)))
        return turns

    def _turns_by_words(self, start: int, first: int, last: int) -> Iterator[tuple[int, int, int]]:
        """The same for words between which the tree has other signs than the source, looked at one by one."""
        offsets = self._all_offsets()
        letters, counted, before = 0, start, None
        for offset, index in zip(offsets[first:last], self._found[first:last], strict=True):
            letters += letters_in(self.text[counted:offset])
            counted = offset
            if index < 0:
                continue
            place = self._source.place(index)
            if before:
                # As the text will be: with one space for any white space.
                passed = len(_SPACE.sub(" ", self.text[before[0] : offset]))
                if (before[1].line, before[1].column + passed) != (place.line, place.column):
                    yield letters, place.line, place.column
            before = offset, place

    def _inside(self, start: int, end: int) -> tuple[int, int]:
        """Which words begin in ``text[start:end]``: the first, and the first behind them."""
        if start <= 0 and end >= len(self.text):
            return 0, len(self._found)
        offsets = self._all_offsets()
        return bisect_left(offsets, start), bisect_left(offsets, end)

    def _offset(self, word: int) -> int:
        if word or self._offsets:
            return self._all_offsets()[word]
        first = _PLAIN_WORD.search(self.text)
        return first.start() if first else 0

    def _all_offsets(self) -> list[int]:
        if self._offsets is None:
            self._offsets = [match.start() for match in _PLAIN_WORD.finditer(self.text)]
        return self._offsets


@dataclass(frozen=True, slots=True)
class Lost:
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
) -> tuple[dict[tuple[int, str], Chunk], tuple[Lost, ...]]:
    """The places of every run of text in ``root``, by (``id`` of the element, kind of run), and what was lost.

    ``references`` are the names, in small letters, that the manuscript has addresses for.
    """
    source = Source(lines, references)
    runs = list(chunks_of(root))
    words: list[str] = []
    borders = [0]
    for _, _, text in runs:
        words += _PLAIN_WORD.findall(text)
        borders.append(len(words))
    found, lost = _match(source, words)
    chunks = {
        (id(element), kind): Chunk(text, source, found[first:last])
        for (element, kind, text), (first, last) in zip(runs, pairwise(borders), strict=True)
    }
    return chunks, lost


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


def _match(source: Source, words: Sequence[str]) -> tuple[list[int], tuple[Lost, ...]]:
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


def _skipping_fits_better(source: Source, words: Sequence[str], i: int, j: int) -> bool:
    """Whether a word that may be markup is better left out: ``1. 1 apple`` has two readings, one of them right.

    Where both are as good it is left out, for what is markup is not missed, but what is text would be.
    """
    return _agreement(source, words, i + 1, j) >= _agreement(source, words, i, j)


def _agreement(source: Source, words: Sequence[str], i: int, j: int) -> int:
    length = 0
    while length < 2 * _RUN and i < len(source.words) and j < len(words):
        if source.words[i] == words[j]:
            length, j = length + 1, j + 1
        elif not source.optional[i]:
            break
        i += 1
    return length


def _resynchronise(source: Source, words: Sequence[str], i: int, j: int) -> tuple[int, int]:
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


def _lost(source: Source, first: int, last: int) -> Iterator[Lost]:
    missing = [index for index in range(first, last) if not source.optional[index]]
    if missing:
        yield Lost(tuple(source.words[index] for index in missing), source.place(missing[0]))
