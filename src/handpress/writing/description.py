"""What an e-book says of itself: Dublin Core and the properties of EPUB 3.3 §5.5, as plain statements.

In: a ``Book``. Out: its identifier, and its statements in a fixed order.
"""

from __future__ import annotations

import hashlib
import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field

from handpress.diagnostics import PressError
from handpress.model.document import Contributor, Metadata, Series
from handpress.writing.package import Accessibility, Book, creators

_MAKER = uuid.uuid5(uuid.NAMESPACE_URL, "urn:handpress:pamphlet")
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing said: a Dublin Core ``term``, or a ``meta`` property where ``term`` is empty."""

    term: str
    value: str
    attributes: dict[str, str] = field(default_factory=dict)


def describe(book: Book) -> Iterator[Statement]:
    """All the book says of itself but identifier and date of change, each on one line.

    Raises ``PressError`` at a character that XML cannot carry.
    """
    data = book.metadata
    yield from _titles(data)
    yield _dublin("language", data.language)
    for number, person in enumerate(data.contributors, 1):
        yield from _person(person, f"person-{number}", first=person in creators(data))
    for term, value in (
        ("publisher", data.publisher),
        ("date", data.date),
        ("description", data.description),
        ("rights", data.rights),
        *(("source", source) for source in book.sources),
    ):
        if value:
            yield _dublin(term, value)
    if data.series:
        yield from _series(data.series)
    for number, one in enumerate(data.translations, 1):
        if one.address:
            uid = f"translation-{number}"
            yield _meta(one.address, property="dcterms:relation", id=uid)
            yield _meta(one.title, refines=f"#{uid}", property="dcterms:title")
            yield _meta(one.language, refines=f"#{uid}", property="dcterms:language")
    for key, value in _access(book):
        yield _meta(value, property=key)


def identify(book: Book) -> str:
    """The identifier the book bears: its own, as ``urn:isbn:`` if it is an ISBN, or one made from its content.

    A made one stays the same when only fonts, styles or the cover change: it names the text and not its dress.
    """
    given = (book.identifier or book.metadata.identifier).strip()
    if given:
        isbn = re.sub(r"^(urn:isbn:|isbn(-1[03])?:?)|[\s-]", "", given, flags=re.IGNORECASE).upper()
        return f"urn:isbn:{isbn}" if _is_isbn(isbn) else one_line(given)
    digest = hashlib.sha256(repr(book.metadata).encode())
    for name, content in [(c.name, c.body) for c in book.chapters] + [(p.name, p.content) for p in book.pictures]:
        digest.update(f"{name} {len(content)}\n".encode() + content)
    return f"urn:uuid:{uuid.uuid5(_MAKER, digest.hexdigest())}"


def _is_isbn(digits: str) -> bool:
    """Whether the check digit holds (ISO 2108). A wrong one must not be given the authority of ``urn:isbn:``."""
    if re.fullmatch(r"\d{13}", digits):
        return sum(int(d) * (3 if i % 2 else 1) for i, d in enumerate(digits)) % 10 == 0
    if re.fullmatch(r"\d{9}[\dX]", digits):
        return sum((10 if d == "X" else int(d)) * (10 - i) for i, d in enumerate(digits)) % 11 == 0
    return False


def one_line(text: str) -> str:
    """``text`` with its white space made single spaces. Raises ``PressError`` at a character XML cannot carry.

    Not left to EbookLib, which would leave such a value out with no more than a log line.
    """
    if bad := _NOT_XML.search(text):
        raise PressError(
            f"the metadata hold the character U+{ord(bad[0]):04X}, which no e-book may hold: {text!r}",
            hint="take it out of pamphlet.toml",
        )
    return " ".join(text.split())


def _titles(data: Metadata) -> Iterator[Statement]:
    yield _dublin("title", data.title, id="title")
    yield _meta("main", refines="#title", property="title-type")
    if data.subtitle:
        yield _dublin("title", data.subtitle, id="subtitle")
        yield _meta("subtitle", refines="#subtitle", property="title-type")
        yield _meta("1", refines="#title", property="display-seq")
        yield _meta("2", refines="#subtitle", property="display-seq")


def _person(person: Contributor, uid: str, *, first: bool) -> Iterator[Statement]:
    yield _dublin("creator" if first else "contributor", person.name, id=uid)
    yield _meta(person.role, refines=f"#{uid}", property="role", scheme="marc:relators")
    if person.sort:
        yield _meta(person.sort, refines=f"#{uid}", property="file-as")


def _series(series: Series) -> Iterator[Statement]:
    yield _meta(series.name, property="belongs-to-collection", id="series")
    yield _meta("series", refines="#series", property="collection-type")
    if re.fullmatch(r"\d+(\.\d+)*", series.number):  # the only form allowed (EPUB 3.3, group-position)
        yield _meta(series.number, refines="#series", property="group-position")


def _access(book: Book) -> Iterator[tuple[str, str]]:
    """The five properties of EPUB Accessibility 1.1 §2.2, in a fixed order. No conformance is claimed."""
    flags = book.accessibility
    readable = not flags.pictures or flags.alternatives
    yield "schema:accessMode", "textual"
    if flags.pictures:
        yield "schema:accessMode", "visual"
    yield "schema:accessModeSufficient", "textual" if readable else "textual,visual"
    for feature in ("tableOfContents", "readingOrder", "structuralNavigation", "displayTransformability"):
        yield "schema:accessibilityFeature", feature
    if flags.pictures and flags.alternatives:
        yield "schema:accessibilityFeature", "alternativeText"
    if book.pages:
        yield "schema:accessibilityFeature", "pageBreakMarkers"
        yield "schema:accessibilityFeature", "pageNavigation"
    yield "schema:accessibilityHazard", "none"
    yield "schema:accessibilitySummary", flags.summary or _summary(flags, paged=bool(book.pages))
    if book.pages and book.page_source:
        yield "pageBreakSource", book.page_source


def _summary(flags: Accessibility, *, paged: bool) -> str:
    text = "The text can be read in full by eye, by ear or by touch; it has a table of contents"
    text += " and the page numbers of the printed edition." if paged else "."
    if flags.pictures:
        text += " All pictures are described." if flags.alternatives else " Some pictures are not described."
    return text


def _dublin(term: str, value: str, **attributes: str) -> Statement:
    return Statement(term, one_line(value), attributes)


def _meta(value: str, **attributes: str) -> Statement:
    return Statement("", one_line(value), attributes)
