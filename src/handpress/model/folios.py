"""Folios: the numbers that pages bear on the paper, as against their places in the file.

In: a document, and the page on which each of its parts begins. Out: one value that turns the place of a page, counted
from 1 through the whole file, into its folio and back. Whoever names a page to a reader asks it, and nobody reckons
for himself.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from handpress.model.document import Document, FrontMatter, PartKind
from handpress.model.facts import part_anchor

BEFORE_THE_TEXT = frozenset((PartKind.INTRODUCTION, PartKind.PREFACE, PartKind.FOREWORD))
"""The kinds of parts that are front matter, as long as no other part stands before them."""

_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)


class Folios(Struct, frozen=True):
    """How the pages of a file are numbered: the first ``front`` of them i, ii, iii …, and all others from 1 on."""

    front: int = 0

    def of(self, page: int) -> str:
        """The folio of a page, which is counted from 1 through the file."""
        return roman(page) if page <= self.front else str(page - self.front)

    def page(self, folio: str) -> int:
        """The page that bears a folio, counted from 1 through the file; 0 where none can bear it."""
        page = int(folio) + self.front if folio.isascii() and folio.isdecimal() else roman_value(folio)
        return page if page and self.of(page) == folio else 0


ALIKE = Folios()
"""All pages count alike, from the first."""


def text_begins(document: Document) -> str:
    """The slug of the part with which the text begins; where all are of kinds that go before it, of the first.

    Where the front is not counted apart the text begins with the first part too.
    """
    apart = document.front_matter is FrontMatter.ROMAN
    text = (part.slug for part in document.parts if not (apart and part.kind in BEFORE_THE_TEXT))
    return next(text, document.parts[0].slug)


def folios_of(document: Document, page_of: Mapping[str, int]) -> Folios:
    """The folios of a document; ``page_of`` is the page of every anchor, or as many of them as are known."""
    if document.front_matter is FrontMatter.ARABIC or not document.parts:
        return ALIKE
    return Folios(page_of.get(part_anchor(text_begins(document)), 1) - 1)


def roman(number: int) -> str:
    """A number from 1 on in roman numerals, in small letters."""
    told = ""
    for value, sign in _ROMAN:
        told += sign * (number // value)
        number %= value
    return told


def roman_value(text: str) -> int:
    """The number that a text is in roman numerals, in small letters and as they are written today; 0 for another."""
    number, rest = 0, text
    for value, sign in _ROMAN:
        while rest.startswith(sign):
            number, rest = number + value, rest.removeprefix(sign)
    return number if not rest and roman(number) == text else 0
