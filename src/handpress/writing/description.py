"""What an e-book says of itself: Dublin Core and the properties of EPUB 3.3 §5.5, as plain statements.

In: a ``Book``. Out: its identifier, and its statements in a fixed order.
"""

from __future__ import annotations

import hashlib
import re
import uuid
from collections.abc import Iterator

from msgspec import Struct, field

from handpress.diagnostics import PressError
from handpress.model.access import AccessClaim
from handpress.model.document import Contributor, Metadata, Series
from handpress.writing.package import Book, creators
from handpress.writing.pagemarks import without_marks

_CONFORMANCE = "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"
_MAKER = uuid.uuid5(uuid.NAMESPACE_URL, "urn:handpress:pamphlet")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class Statement(Struct, frozen=True):
    """One thing said: a Dublin Core ``term``, a ``link``, or a ``meta`` property where ``term`` is empty."""

    term: str
    value: str
    attributes: dict[str, str] = field(default_factory=dict)


def describe(book: Book) -> Iterator[Statement]:
    """All the book says of itself but identifier and date of change, each on one line.

    Raises ``PressError`` at a character that XML cannot carry.
    """
    data = book.metadata
    yield from _titles(data)
    for language in (data.language, *book.languages):
        yield _dublin("language", language)
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
    yield from _printed(book)
    for number, one in enumerate(data.translations, 1):
        if one.address:
            uid = f"translation-{number}"
            yield _meta(one.address, property="dcterms:relation", id=uid)
            yield _meta(one.title, refines=f"#{uid}", property="dcterms:title")
            yield _meta(one.language, refines=f"#{uid}", property="dcterms:language")
    for key, value in _access(book):
        yield _meta(value, property=key)
    yield from _claims(book.accessibility.claim)


def identify(book: Book) -> str:
    """The identifier the book bears: its own, as ``urn:isbn:`` if it is an ISBN, or one made from its content.

    A made one stays the same when only fonts, styles, the cover or the pages of print change: it names the text and not
    its dress.
    """
    if given := (book.identifier or book.metadata.identifier).strip():
        return _given(given)
    digest = hashlib.sha256(repr(book.metadata).encode())
    for name, content in [(c.name, without_marks(c.body)) for c in book.chapters] + [
        (p.name, p.content) for p in book.pictures
    ]:
        digest.update(f"{name} {len(content)}\n".encode() + content)
    return f"urn:uuid:{uuid.uuid5(_MAKER, digest.hexdigest())}"


def print_edition(data: Metadata) -> str:
    """What names the edition in print: the pamphlet's identifier, or its title with publisher, place and year."""
    if given := data.identifier.strip():
        return _given(given)
    return ", ".join(filter(None, (data.full_title, data.publisher, data.place, data.date[:4])))


def _given(identifier: str) -> str:
    isbn = re.sub(r"^(urn:isbn:|isbn(-1[03])?:?)|[\s-]", "", identifier, flags=re.IGNORECASE).upper()
    return f"urn:isbn:{isbn}" if _is_isbn(isbn) else one_line(identifier)


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


def _printed(book: Book) -> Iterator[Statement]:
    """Which edition the page numbers are from; older readers look for it among the sources (EPUB 3.0.1)."""
    if book.pages:
        yield _dublin("source", book.page_source, id="print-edition")
        yield _meta("pagination", refines="#print-edition", property="source-of")
        yield _meta(book.page_source, property="pageBreakSource")


def _access(book: Book) -> Iterator[tuple[str, str]]:
    """The five properties of EPUB Accessibility 1.1 §2.2, in a fixed order."""
    flags = book.accessibility
    readable = not flags.pictures or flags.alternatives
    yield "schema:accessMode", "textual"
    if flags.pictures:
        yield "schema:accessMode", "visual"
    yield "schema:accessModeSufficient", "textual" if readable else "textual,visual"
    for feature in ("tableOfContents", "readingOrder", "structuralNavigation", "displayTransformability", "ARIA"):
        yield "schema:accessibilityFeature", feature
    if flags.pictures and flags.alternatives:
        yield "schema:accessibilityFeature", "alternativeText"
    if book.pages:
        yield "schema:accessibilityFeature", "pageBreakMarkers"
        yield "schema:accessibilityFeature", "pageNavigation"
    yield "schema:accessibilityHazard", "none"
    yield "schema:accessibilitySummary", flags.summary


def _claims(claim: AccessClaim) -> Iterator[Statement]:
    """What somebody answers for (EPUB Accessibility 1.1 §3): without an evaluator no conformance is claimed."""
    if claim.certified_by:
        yield _meta(_CONFORMANCE, property="dcterms:conformsTo", id="conformance")
        yield _meta(claim.certified_by, refines="#conformance", property="a11y:certifiedBy", id="certifier")
        if claim.credential:
            yield _meta(claim.credential, refines="#certifier", property="a11y:certifierCredential")
        if claim.report:
            link = {"rel": "a11y:certifierReport", "refines": "#certifier", "href": one_line(claim.report)}
            yield Statement("link", "", link)
    else:
        yield _meta("none", property="dcterms:conformsTo")
    if claim.exemption:
        yield _meta(f"eaa-{claim.exemption}", property="a11y:exemption")


def _dublin(term: str, value: str, **attributes: str) -> Statement:
    return Statement(term, one_line(value), attributes)


def _meta(value: str, **attributes: str) -> Statement:
    return Statement("", one_line(value), attributes)
