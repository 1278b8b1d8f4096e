"""The one file that knows python-stdnum: whether an identifier is an ISBN, and how it is hyphenated (ISO 2108)."""

from __future__ import annotations

import re

from msgspec import Struct

_CLAIMED = re.compile(r"(?:urn:isbn:|isbn(?:-1[03])?:?)\s*", re.IGNORECASE)
_BARE = re.compile(r"97[89](?:[ -]?\d){10}|\d(?:[ -]?\d){8}[ -]?[\dXx]")


class Isbn(Struct, frozen=True):
    """An ISBN with hyphens, as it is printed; or a sentence on what is wrong with it, and what to do."""

    number: str = ""
    problem: str = ""
    hint: str = ""


def read_isbn(identifier: str) -> Isbn:
    """The ISBN that an identifier is: ``urn:isbn:…``, ``ISBN …`` or thirteen digits. Empty for other identifiers."""
    given = identifier.strip()
    claimed = _CLAIMED.match(given)
    text = given[claimed.end() :] if claimed else given
    if not claimed and not _BARE.fullmatch(text):
        return Isbn()
    # Imported late: its tables are read only where there is an ISBN.
    from stdnum import isbn
    from stdnum.exceptions import InvalidChecksum, ValidationError

    try:
        number = isbn.validate(text)
    except InvalidChecksum:
        if not claimed and len(_digits(text)) == 10:
            return Isbn()  # ten digits that nobody calls an ISBN may be any number
        right = _digits(text)[:-1] + _check_digit(_digits(text))
        hint = f"Compare it with the one you were given. If all other digits are right, it is {isbn.format(right)}."
        return Isbn("", f"“{text}” is no ISBN: its last digit does not agree with the others.", hint)
    except ValidationError:
        message = f"“{text}” is no ISBN: an ISBN has thirteen digits, of which the first are 978 or 979."
        return Isbn("", message, "Compare it with the one you were given.")
    if len(number) == 10:
        hint = f"Its thirteen digits are {isbn.format(isbn.to_isbn13(number))}: write those."
        return Isbn("", f"“{text}” is an ISBN of ten digits, which no barcode can show.", hint)
    return Isbn(isbn.format(number))


def _digits(text: str) -> str:
    return re.sub(r"[ -]", "", text).upper()


def _check_digit(digits: str) -> str:
    from stdnum import ean, isbn

    if len(digits) == 13:
        return str(ean.calc_check_digit(digits[:-1]))
    return next(sign for sign in "0123456789X" if isbn.is_valid(digits[:-1] + sign))
