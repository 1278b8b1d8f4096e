"""The first words of every page in print, as they were read back: what must stand behind the page's mark elsewhere.

A word that is parted over two pages belongs to the first; where a page has no running text, its notes decide. What only
paper has is left out: the addresses of links, the headings over long notes, signs of lists.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from handpress.model import nodes, walk
from handpress.model.document import Document
from handpress.model.facts import Facts
from handpress.proving.oddments import CONTENTS, NOTE_ON_TEXT
from handpress.proving.placing import Placed
from handpress.proving.streams import SLOTS, Stream, Word, letters

_SHOWN = 60  # letters
_DASHES = "\u2013\u2014"


class FirstWords(Struct, frozen=True):
    """How a page begins: its first letters, in every form that is right; none where nothing of the text stands on it.

    ``plain`` tells that only letters of the alphabet can be compared, since numbers or signs of lists stand between.
    """

    page: int
    label: str
    forms: tuple[str, ...] = ()
    plain: bool = False

    def stand_in(self, text: str) -> bool:
        """Whether a text that goes on to the end of its part begins so."""
        if not self.forms:
            return True
        found = self._compared(text)
        return any(self._agree(self._compared(form), found) for form in self.forms)

    def _agree(self, wanted: str, found: str) -> bool:
        length = min(len(wanted), len(found))
        return wanted[:length] == found[:length] and (length > 0 or not wanted)

    def _compared(self, text: str) -> str:
        return "".join(filter(str.isalpha, text)) if self.plain else letters(text)


def first_words(
    document: Document, facts: Facts, placed: Placed, labels: Iterable[str], covers: frozenset[int]
) -> Iterator[FirstWords]:
    """The beginning of every page. ``labels`` are their numbers as the file has them."""
    paper = _Paper(document, facts)
    body, notes = placed.parting.body, placed.parting.notes
    ends = [(0, 0), *zip(placed.body, placed.notes, strict=True)]
    for number, label in enumerate(labels, 1):
        (text, note), (text_end, note_end) = ends[number - 1 : number + 1]
        if number in covers:
            yield FirstWords(number, label)
        elif _any(body, text, text_end):
            forms, plain = paper.forms(body, text)
            yield FirstWords(number, label, forms, plain)
        elif _any(notes, note, note_end) and not paper.is_pointer(placed, note):
            forms, _ = paper.forms(notes, note)
            yield FirstWords(number, label, forms, plain=True)
        else:
            yield FirstWords(number, label)


def parts_word(before: str, after: str) -> bool:
    """Whether a word may end between two letters that touch: behind a dash, beside a Han sign."""
    return before in _DASHES or any(unicodedata.east_asian_width(char) in "WF" for char in (before, after))


def _any(stream: Stream, start: int, end: int) -> bool:
    return any(char not in SLOTS for char in stream.text[start:end])


class _Paper:
    def __init__(self, document: Document, facts: Facts) -> None:
        links = (node for node in walk.document_nodes(document) if isinstance(node, nodes.Link))
        self._addresses = {f"({address})" for link in links if (address := walk.printed_address(link))}
        self._titles = tuple(letters(facts.wording[key]) for key in ("long-notes", "notes"))
        self._facts = facts

    def is_pointer(self, placed: Placed, offset: int) -> bool:
        """Whether the notes at an offset are the pointer to a long one."""
        word = placed.parting.notes.words[placed.parting.notes.index(offset)]
        note = placed.copy.notes[word.note]
        return note.label in self._facts.parts[note.part].long

    def forms(self, stream: Stream, offset: int) -> tuple[tuple[str, ...], bool]:
        """The first letters from an offset on, in the forms that they may have elsewhere, and whether plainly."""
        while stream.text[offset : offset + 1] in SLOTS and offset < len(stream.text):
            offset += 1
        at = stream.index(offset)
        head = ""
        if not stream.begins_word(offset):
            if parts_word(stream.text[offset - 1], stream.text[offset]):
                head = stream.text[offset : stream.starts[at] + len(letters(stream.words[at].text))]
            at += 1
        text = head + self._said(stream.words, at, fresh=not head)
        forms = [text, *(text.removeprefix(title) for title in self._titles if text.startswith(title))]
        return tuple(forms), at < len(stream.words) and stream.words[at].where == CONTENTS

    def _said(self, words: Sequence[Word], at: int, *, fresh: bool) -> str:
        """The letters of the words from one on, as many as are compared."""
        said = ""
        for index in range(at, len(words)):
            word, after = words[index], words[index + 1] if index + 1 < len(words) else None
            if word.where == CONTENTS and word.lead and (after is None or after.lead != word.lead):
                continue  # the folio, which ends the line of the contents and may be in letters
            if word.where == NOTE_ON_TEXT and word.lead:
                if said:
                    break
                continue
            text = "" if word.text in SLOTS else word.text
            for address in self._addresses:
                text = text.replace(address, "")
            if text != word.text and fresh and not said:
                continue  # the stop behind an address belongs to the word before it
            said += letters(text)
            if len(said) > _SHOWN:
                break
        return said
