"""The way back: from the words of a line on a page to the line of the manuscript they come from."""

from __future__ import annotations

from handpress.model.document import Document
from handpress.model.facts import Facts
from handpress.model.spans import Span
from handpress.proving.audit.lines import HYPHENS, Line
from handpress.proving.paper import compose_pages, parting_of
from handpress.proving.streams import Stream, letters

_SURE = 12  # letters: what is shorter may stand anywhere


class Origins:
    """Knows where in the manuscripts the lines of pages come from, if they are asked for in the order of the pages."""

    def __init__(self, document: Document, facts: Facts) -> None:
        parting = parting_of(compose_pages(document, facts, {}))
        self._streams = (parting.body, parting.notes)
        self._reached = [0, 0]

    def place(self, line: Line, before: Line | None) -> Span | None:
        """Where a line comes from; None where its words are not found, or are the press's.

        ``before`` is the line above it, which helps where a line has few words.
        """
        own = _letters(line)
        led = _letters(before) if before and len(own) < 2 * _SURE else ""
        if len(led + own) < _SURE:
            return None
        for number, stream in enumerate(self._streams):
            at = stream.text.find(led + own, self._reached[number])
            if at >= 0:
                self._reached[number] = at
                return _span(stream, at + len(led))
        return None


def _letters(line: Line) -> str:
    return letters(line.text[:-1] if line.text.endswith(HYPHENS) else line.text)


def _span(stream: Stream, at: int) -> Span | None:
    return stream.words[stream.index(at)].span if stream.words else None
