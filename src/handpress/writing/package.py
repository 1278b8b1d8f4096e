"""What an e-book is made of, as plain data: finished pages, the way through them, what it says of itself.

File names are paths inside the package, as the pages link to them: ``article.xhtml``, ``fonts/EBGaramond-Italic.ttf``,
``images/map.png``. They are ASCII (requirement of the stores); ``ascii_name`` makes such a name of any other.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from pathlib import PurePosixPath

from msgspec import Struct, field

from handpress.model.access import AccessClaim
from handpress.model.document import Contributor, Metadata

STYLE_NAME = "style.css"
NAV_NAME = "nav.xhtml"
NCX_NAME = "toc.ncx"
COVER_NAME = "cover.xhtml"
COVER_PICTURE_NAME = "cover.jpg"

FIT_NAME = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*")
"""What a file inside the package may be called: no spaces, nothing hidden, no way out."""


class Chapter(Struct, frozen=True):
    """A page of the e-book: ``body`` is a complete XHTML document, written into the package as it is.

    ``properties`` are those of its manifest item (EPUB 3.3 §5.6.2), such as ``svg``.
    """

    name: str
    body: bytes
    properties: tuple[str, ...] = ()


class Entry(Struct, frozen=True):
    """A line of the contents or of the page list: its words, where it leads, the lines below it."""

    label: str
    href: str
    children: tuple[Entry, ...] = ()


class PageMark(Struct, frozen=True):
    """The mark of a page in print on the cover or the contents page: its number, its id.

    On the contents page it stands before the line ``line`` (from 1, outer and inner ones alike), or before all (0).
    """

    label: str
    identifier: str
    line: int = 0


class Landmark(Struct, frozen=True):
    """A place readers look for; ``kind`` is a word of the EPUB structural vocabulary, such as ``bodymatter``."""

    kind: str
    label: str
    href: str


class Enclosure(Struct, frozen=True):
    """A file carried inside the e-book: a font or a picture."""

    name: str
    content: bytes
    media_type: str


class Cover(Struct, frozen=True):
    """The cover: a JPEG picture and what it says, in words."""

    picture: bytes
    alternative: str


class Accessibility(Struct, frozen=True):
    """What readers may rely on. ``summary`` is a sentence or two for them; ``claim`` what somebody answers for.

    ``pictures``: the text (the cover aside) has pictures. ``alternatives``: every one of them has words instead.
    """

    summary: str
    pictures: bool = False
    alternatives: bool = False
    claim: AccessClaim = field(default_factory=AccessClaim)


class Wording(Struct, frozen=True):
    """The words the e-book says by itself, in the language of the pamphlet."""

    contents: str
    cover: str
    landmarks: str
    pages: str


class Book(Struct, frozen=True):
    """An e-book before it is packed.

    ``modified`` is ``YYYY-MM-DDT00:00:00Z`` (see ``modified_on``). ``identifier`` goes before the one in
    ``metadata``; where both are empty one is made from the content. The contents page stands before the chapter
    number ``contents_at`` (0: behind the cover). ``pages`` is the page list of a printed edition and ``page_source``
    the name or identifier of that edition; empty where the chapters hold no page marks. ``cover_marks`` and
    ``contents_marks`` are those of the two pages that are made here. ``languages`` are those of its texts beside the
    pamphlet's own. Without a ``cover`` there is no page for one.
    """

    metadata: Metadata
    modified: str
    chapters: tuple[Chapter, ...]
    navigation: tuple[Entry, ...]
    cover: Cover | None
    styles: bytes
    wording: Wording
    accessibility: Accessibility
    landmarks: tuple[Landmark, ...] = ()
    fonts: tuple[Enclosure, ...] = ()
    pictures: tuple[Enclosure, ...] = ()
    pages: tuple[Entry, ...] = ()
    page_source: str = ""
    cover_marks: tuple[PageMark, ...] = ()
    contents_marks: tuple[PageMark, ...] = ()
    languages: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    identifier: str = ""
    contents_at: int = 0


def modified_on(date: str) -> str:
    """The form of ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD`` that ``Book.modified`` takes.

    The pamphlet's own date and not the clock's: the same manuscript gives the same bytes on every day.
    """
    year, month, day = (*date.split("-"), "01", "01")[:3]
    return f"{year}-{month}-{day}T00:00:00Z"


def creators(metadata: Metadata) -> tuple[Contributor, ...]:
    """Who stands for the whole pamphlet: its authors, or, where none is named, the first contributor."""
    authors = tuple(c for c in metadata.contributors if c.role == "aut")
    return authors or metadata.contributors[:1]


def ascii_name(path: str) -> str:
    """A name that ``FIT_NAME`` takes, for any path. Fit names stay as they are.

    A changed name gets a digest of the old one, so that ``über.png`` and ``uber.png`` never become one file.
    """
    if FIT_NAME.fullmatch(path):
        return path
    plain = unicodedata.normalize("NFKD", path).encode("ascii", "ignore").decode()
    parts = [re.sub(r"[^A-Za-z0-9._-]+", "-", part).strip(".") for part in plain.split("/")]
    digest = hashlib.sha256(unicodedata.normalize("NFC", path).encode()).hexdigest()[:8]
    name = PurePosixPath(*filter(None, parts), "")
    return str(name.with_name(f"{name.stem}-{digest}{name.suffix}")) if name.name else digest
