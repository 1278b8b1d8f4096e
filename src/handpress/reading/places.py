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
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from handpress.model.spans import letters_in
from handpress.reading import syntax
from handpress.reading.source import Line

_WORD = re.compile(r"(?:[^\W_]|&#?[0-9A-Za-z]+;)+")
_SPACE = re.compile(r"[ \t\n\r\f]+")
_PLAIN_WORD = re.compile(r"[^\W_]+")
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


@dataclass(frozen=True, slots=True)
class Place:
    """Where one word stands: line, first and last column."""

    line: int
    column: int
    last_column: int


@dataclass(frozen=True, slots=True)
class Chunk:
    """A run of text of the tree, and the places of its words by their offset in it."""

    text: str
    offsets: tuple[int, ...]
    places: tuple[Place | None, ...]

    def between(self, start: int, end: int) -> tuple[Place | None, Place | None]:
        """The places of the first and the last word that begin in ``text[start:end]``."""
        inside = slice(bisect_left(self.offsets, start), bisect_left(self.offsets, end))
        known = [place for place in self.places[inside] if place is not None]
        return (known[0], known[-1]) if known else (None, None)

    def turns(self, start: int, end: int) -> tuple[tuple[int, int, int], ...]:
        """Where ``text[start:end]`` does not stand in the source as it reads (see ``Span.turns``)."""
        found: list[tuple[int, int, int]] = []
        letters, counted, before = 0, start, None
        for index in range(bisect_left(self.offsets, start), bisect_left(self.offsets, end)):
            offset, place = self.offsets[index], self.places[index]
            letters += letters_in(self.text[counted:offset])
            counted = offset
            if place is None:
                continue
            if before:
                # As the text will be: with one space for any white space.
                passed = len(_SPACE.sub(" ", self.text[before[0] : offset]))
                if (before[1].line, before[1].column + passed) != (place.line, place.column):
                    found.append((letters, place.line, place.column))
            before = offset, place
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Lost:
    """Words of the source that the tree does not have."""

    words: tuple[str, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    place: Place
    optional: bool


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
    source = _source_words(lines, references)
    runs = list(chunks_of(root))
    words: list[str] = []
    starts: list[tuple[int, tuple[int, ...]]] = []
    for _, _, text in runs:
        found = list(_PLAIN_WORD.finditer(text))
        starts.append((len(words), tuple(match.start() for match in found)))
        words += [match.group() for match in found]
    places, lost = _match(source, words)
    chunks = {
        (id(element), kind): Chunk(text, offsets, tuple(places[first : first + len(offsets)]))
        for (element, kind, text), (first, offsets) in zip(runs, starts, strict=True)
    }
    return chunks, lost


def _source_words(lines: Sequence[Line], references: Container[str]) -> list[_Word]:
    text = "\n".join(line.text for line in lines)
    line_starts = [0]
    for line in lines[:-1]:
        line_starts.append(line_starts[-1] + len(line.text) + 1)
    optional = sorted(_ranges(text, references))
    words = []
    cursor = 0
    for match in _WORD.finditer(text):
        while cursor < len(optional) and optional[cursor][1] <= match.start():
            cursor += 1
        markup = cursor < len(optional) and optional[cursor][0] <= match.start()
        row = bisect_right(line_starts, match.start()) - 1
        place = _place(lines[row], match.start() - line_starts[row], match.end() - line_starts[row])
        readable = html.unescape(match.group()) if "&" in match.group() else match.group()
        words += [_Word(word, place, markup) for word in _PLAIN_WORD.findall(readable)]
    return words


def _place(line: Line, start: int, end: int) -> Place:
    """The place of a word; of one that decided changes have put together, as far as it stands on one line."""
    number, column = line.place(start)
    last = max((where[1] for where in map(line.place, range(start, end)) if where[0] == number), default=column)
    return Place(number, column, last)


def _ranges(text: str, references: Container[str]) -> Iterator[tuple[int, int]]:
    for pattern in _MARKUP:
        for match in pattern.finditer(text):
            for name, value in match.groupdict().items():
                known = name != "reference" or " ".join((value or "").split()).lower() in references
                if value and known and name in _MARKUP_GROUPS:
                    yield match.span(name)


def _match(source: Sequence[_Word], words: Sequence[str]) -> tuple[list[Place | None], tuple[Lost, ...]]:
    places: list[Place | None] = [None] * len(words)
    lost: list[Lost] = []
    i = j = 0
    while i < len(source) and j < len(words):
        word = source[i]
        if word.text == words[j] and not (word.optional and _skipping_fits_better(source, words, i, j)):
            places[j] = word.place
            i, j = i + 1, j + 1
        elif word.optional:
            i += 1
        else:
            skip, extra = _resynchronise(source, words, i, j)
            lost += _lost(source[i : i + skip])
            i, j = i + skip, j + extra
    lost += _lost(source[i:])
    return places, tuple(lost)


def _skipping_fits_better(source: Sequence[_Word], words: Sequence[str], i: int, j: int) -> bool:
    """Whether a word that may be markup is better left out: ``1. 1 apple`` has two readings, one of them right.

    Where both are as good it is left out, for what is markup is not missed, but what is text would be.
    """
    return _agreement(source, words, i + 1, j) >= _agreement(source, words, i, j)


def _agreement(source: Sequence[_Word], words: Sequence[str], i: int, j: int) -> int:
    length = 0
    while length < 2 * _RUN and i < len(source) and j < len(words):
        if source[i].text == words[j]:
            length, j = length + 1, j + 1
        elif not source[i].optional:
            break
        i += 1
    return length


def _resynchronise(source: Sequence[_Word], words: Sequence[str], i: int, j: int) -> tuple[int, int]:
    """How many words to pass over on either side until both agree again for a run of words."""
    for distance in range(1, _LOOKAHEAD):
        for skip in range(distance + 1):
            extra = distance - skip
            if i + skip > len(source) or j + extra > len(words):
                continue
            rest = min(_RUN, len(source) - i - skip, len(words) - j - extra)
            if rest and _agreement(source, words, i + skip, j + extra) >= rest:
                return skip, extra
    return len(source) - i, len(words) - j


def _lost(passed: Iterable[_Word]) -> Iterator[Lost]:
    missing = [word for word in passed if not word.optional]
    if missing:
        yield Lost(tuple(word.text for word in missing), missing[0].place)
