"""The stick: letters gathered into words in reading order, each knowing its place and whose its letters are.

A word may come from several nodes: ``<em>half</em>way`` is one.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from handpress.model.spans import Span
from handpress.proving.streams import PRESS, Owned, Word, clean, words_of

_AUTHOR = -1


class Stick:
    """Takes text piece by piece and gives words. ``note`` is the index of the note they belong to, -1 for none."""

    def __init__(self) -> None:
        self.note = -1
        self._words: list[Word] = []
        self._begun = ""
        self._begun_at: Span | None = None
        self._owners: list[Owned] = []
        self._owner = _AUTHOR
        self._sign = False

    @property
    def length(self) -> int:
        """How many whole words it holds."""
        return len(self._words)

    @property
    def begun(self) -> int:
        """How many letters of the next word it holds."""
        return len(self._begun)

    # --- whose words -------------------------------------------------------------------------------------

    @contextlib.contextmanager
    def owned(self, owner: int) -> Iterator[None]:
        """What is written within is not the author's running text, but an item's (see ``Owned``)."""
        with self._set(owner, sign=False):
            yield

    @contextlib.contextmanager
    def signing(self) -> Iterator[None]:
        """What is written within is what the item at hand is known by."""
        with self._set(self._owner, sign=True):
            yield

    @contextlib.contextmanager
    def by_press(self, *, sign: bool = False) -> Iterator[None]:
        """What is written within is the press's; in an item it is part of that item."""
        with self._set(PRESS if self._owner == _AUTHOR else self._owner, sign=sign):
            yield

    @contextlib.contextmanager
    def _set(self, owner: int, *, sign: bool) -> Iterator[None]:
        outside = self._owner, self._sign
        self._owner, self._sign = owner, sign
        yield
        self._owner, self._sign = outside

    # --- words -------------------------------------------------------------------------------------------

    def write(self, text: str, span: Span | None) -> None:
        """Take text; its lines stand on the lines of ``span``."""
        for number, line in enumerate(text.split("\n")):
            if number:
                self.end_word()
            place = span
            if span is not None and span.line + number <= span.last_line:
                place = Span(span.file, span.line + number, span.last_line) if number else replace(span, last_column=0)
            self._write_line(clean(line), place)

    def _write_line(self, line: str, span: Span | None) -> None:
        words = line.split()
        if line[:1].isspace():
            self.end_word()
        if words:
            self._take(words[0], span)
        if len(words) > 1:
            self.end_word()
            # Words with a space on either side are whole: nothing before or behind the line can be part of them.
            self._words += self._whole(words[1:-1], span)
            self._take(words[-1], span)
        if line[-1:].isspace():
            self.end_word()

    def _take(self, piece: str, span: Span | None) -> None:
        """A piece of a word, of which more may come."""
        start = len(self._begun)
        if not start:
            self._begun_at = span
        if self._owner != _AUTHOR:
            self._owners.append(Owned(start, start + len(piece), self._owner, self._sign))
        self._begun += piece

    def _whole(self, words: Sequence[str], span: Span | None) -> Iterable[Word]:
        note, owner, sign = self.note, self._owner, self._sign
        if owner == _AUTHOR:
            return words_of(words, span, note)
        return [Word(word, span, note, None, (Owned(0, len(word), owner, sign),)) for word in words]

    def slot(self, kind: str, span: Span | None, number: int | None = None) -> None:
        """Put in the place of a sign that the style sheet makes, ``ORNAMENT`` or ``MARKER``."""
        self.end_word()
        self._words.append(Word(kind, span, self.note, number))

    def end_word(self) -> None:
        """What comes next begins a new word."""
        if self._begun:
            self._words.append(Word(clean(self._begun), self._begun_at, self.note, None, tuple(self._owners)))
            self._begun = ""
            self._owners = []

    def taken(self) -> tuple[Word, ...]:
        """The words it holds; it is then empty."""
        self.end_word()
        words, self._words = tuple(self._words), []
        return words
