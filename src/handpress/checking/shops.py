"""What a shop would refuse in an e-book, told before it is sent there.

In: the e-book as it was read out of its file (``Offer``) and the name of a shop. Out: findings that name the file and
what to do. The figures are those the shops publish; a shop may change them without telling anybody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from msgspec import Struct, field

from handpress.diagnostics import Finding

KB, MB, GB = 1000, 1_000_000, 1_000_000_000
_HOUSE_BOOK = 500 * MB
_JPEG, _PNG, _GIF, _SVG = "image/jpeg", "image/png", "image/gif", "image/svg+xml"
_HTML = "application/xhtml+xml"


class Picture(Struct, frozen=True):
    """A picture as its own bytes tell: format (``JPEG``), pixels, colours (``RGB``, ``L``, ``CMYK`` …), their profile.

    ``profile`` is ``sRGB``, ``other``, or empty where the picture names none and is taken for sRGB.
    """

    format: str
    width: int
    height: int
    colours: str
    profile: str = ""

    @property
    def pixels(self) -> int:
        """Width by height."""
        return self.width * self.height


class Packed(Struct, frozen=True):
    """A file in the e-book, its size in bytes; ``picture`` is None for what is no picture of dots."""

    name: str
    media_type: str
    size: int
    picture: Picture | None = None


class Offer(Struct, frozen=True):
    """An e-book as a shop gets it: its size in bytes, its files, the name of its cover, its Dublin Core by term."""

    size: int
    files: tuple[Packed, ...]
    cover: str
    record: Mapping[str, tuple[str, ...]]


class Shop(Struct, frozen=True):
    """What a shop takes. Sizes in bytes, covers as width and height in pixels; 0: the shop names no limit.

    ``cover_best`` is what it advises, and so are the sizes of cover and pictures where ``bytes_are_advice``; ``isbn``
    tells whether it lists books by their ISBN where they have one.
    """

    name: str
    largest_book: int
    cover_least: tuple[int, int] = (0, 0)
    cover_best: tuple[int, int] = (1600, 2560)
    cover_most: int = 0  # longest side
    cover_bytes: int = 0
    most_pixels: int = 0
    picture_bytes: int = 0
    bytes_are_advice: bool = False
    picture_types: frozenset[str] = frozenset((_JPEG, _PNG, _GIF, _SVG))
    largest_html: int = 10 * MB
    isbn: bool = True
    required: tuple[str, ...] = field(
        default=("title", "creator", "language", "identifier", "publisher", "date", "description")
    )


SHOPS: Mapping[str, Shop] = {
    # Apple Books Asset Guide 5.3 (2023), on images and on cover art: 5.6 million pixels, JPEG or PNG, RGB
    # (sRGB advised), cover at least 1400 on its shorter side. Apple Books for Authors, “Prepare your book”: 2 GB.
    "apple": Shop(
        "Apple Books",
        2 * GB,
        cover_least=(1400, 1400),
        most_pixels=5_600_000,
        picture_types=frozenset((_JPEG, _PNG, _SVG)),
    ),
    # Kobo EPUB guidelines, “Image formatting” and “Cover images”: JPEG, PNG, SVG, RGB; pictures up to 5 MB and
    # covers up to 3 MB are advised. It names no size for the whole: the house's own figure stands here.
    "kobo": Shop("Kobo", _HOUSE_BOOK, picture_bytes=5 * MB, cover_bytes=3 * MB, bytes_are_advice=True),
    # Google Play Books Partner Center, “Files and uploading”: 2 GB, cover at least 640 and at most 7200 on each side.
    "google": Shop("Google Play Books", 2 * GB, cover_least=(640, 640), cover_most=7200),
    # KDP help, “Cover image guidelines”: 625 × 1000 to 10,000 × 10,000, ideally 1600 × 2560, 50 MB, RGB. 650 MB is
    # what its upload form takes.
    "kdp": Shop(
        "Kindle Direct Publishing",
        650 * MB,
        cover_least=(625, 1000),
        cover_most=10_000,
        cover_bytes=50 * MB,
        isbn=False,
    ),
    # Barnes & Noble, help on covers (2011): JPEG of 5 KB to 2 MB, at least 750 on each side. It names no size for the
    # whole: the house's own figure stands here.
    "bn": Shop("Barnes & Noble Press", _HOUSE_BOOK, cover_least=(750, 750), cover_bytes=2 * MB),
}
_TERMS = {
    "title": ("a title", "title"),
    "creator": ("an author", "contributors"),
    "language": ("a language", "language"),
    "identifier": ("an identifier", "identifier"),
    "publisher": ("a publisher", "publisher"),
    "date": ("a date", "date"),
    "description": ("a description", "description"),
}


def check_offer(offer: Offer, shop: str) -> Iterator[Finding]:
    """What the shop of this name in ``SHOPS`` would refuse, or takes less gladly."""
    rules = SHOPS[shop]
    yield from _metadata(offer, rules)
    yield from _cover(offer, rules)
    yield from _pictures(offer, rules)
    yield from _files(offer, rules)


def _metadata(offer: Offer, shop: Shop) -> Iterator[Finding]:
    for term in shop.required:
        if not any(offer.record.get(term, ())):
            what, key = _TERMS[term]
            yield Finding("shop-metadata", f"{shop.name} asks for {what}.", hint=f"Give {key} in pamphlet.toml.")
    isbns = [one for one in offer.record.get("identifier", ()) if one.startswith("urn:isbn:")]
    if shop.isbn and not isbns:
        hint = "If the e-book has an ISBN, give it as identifier in pamphlet.toml."
        yield Finding("shop-advice", f"{shop.name} lists books by ISBN, and this one has none.", hint=hint)


def _cover(offer: Offer, shop: Shop) -> Iterator[Finding]:
    file = next((file for file in offer.files if file.name == offer.cover), None)
    if file is None or file.picture is None:
        yield Finding("shop-cover", f"{shop.name} asks for a cover, and the e-book has none.", hint="Build it again.")
        return
    cover = file.picture
    size = f"{cover.width} × {cover.height} pixels"
    least_width, least_height = shop.cover_least
    if cover.format != "JPEG":
        yield Finding("shop-cover", f"{file.name} is {cover.format}; covers are sent as JPEG.", hint="Save it as JPEG.")
    if cover.width < least_width or cover.height < least_height:
        told = f"{file.name} has {size}; {shop.name} takes no cover below {least_width} × {least_height}."
        yield Finding("shop-cover", told, hint="Make it larger.")
    elif cover.width < shop.cover_best[0] or cover.height < shop.cover_best[1]:
        told = f"{file.name} has {size}; {shop.name} looks best with {' × '.join(map(str, shop.cover_best))}."
        yield Finding("shop-advice", told, hint="Make it larger if you can.")
    if shop.cover_most and max(cover.width, cover.height) > shop.cover_most:
        told = f"{file.name} has {size}; {shop.name} takes none longer than {shop.cover_most}."
        yield Finding("shop-cover", told, hint="Make it smaller.")
    if shop.cover_bytes and file.size > shop.cover_bytes:
        told = f"{file.name} has {_bytes(file.size)}; {shop.name} takes covers up to {_bytes(shop.cover_bytes)}."
        code = "shop-advice" if shop.bytes_are_advice else "shop-cover"
        yield Finding(code, told, hint="Save it with more compression.")


def _pictures(offer: Offer, shop: Shop) -> Iterator[Finding]:
    for file in offer.files:
        if not file.media_type.startswith("image/"):
            continue
        if file.media_type not in shop.picture_types:
            kinds = ", ".join(sorted(one.removeprefix("image/").removesuffix("+xml") for one in shop.picture_types))
            told = f"{file.name} is {file.media_type}, which {shop.name} does not take."
            yield Finding("shop-picture", told, hint=f"Save it as one of {kinds}.")
        if shop.picture_bytes and file.size > shop.picture_bytes:
            most = _bytes(shop.picture_bytes)
            told = f"{file.name} has {_bytes(file.size)}; {shop.name} takes pictures up to {most}."
            code = "shop-advice" if shop.bytes_are_advice else "shop-picture"
            yield Finding(code, told, hint="Scale it down, or save it with more compression.")
        if file.picture is None:
            continue
        if shop.most_pixels and file.picture.pixels > shop.most_pixels:
            told = (
                f"{file.name} has {file.picture.width} × {file.picture.height} pixels; "
                f"{shop.name} takes {shop.most_pixels / 1e6:g} million."
            )
            yield Finding("shop-picture", told, hint="Scale it down.")
        if file.picture.colours not in ("RGB", "RGBA", "L", "LA", "P", "1") or file.picture.profile == "other":
            told = f"The colours of {file.name} are {file.picture.colours} with a profile that is not sRGB."
            if file.picture.profile != "other":
                told = f"The colours of {file.name} are {file.picture.colours}, and screens show RGB."
            yield Finding("shop-picture", told, hint="Convert it to sRGB.")


def _files(offer: Offer, shop: Shop) -> Iterator[Finding]:
    for file in offer.files:
        if not re.fullmatch(r"[A-Za-z0-9._/-]+", file.name):
            yield Finding("shop-file", f"The file name {file.name} is not plain ASCII.", hint="Rename the file.")
        if file.media_type == _HTML and file.size > shop.largest_html:
            told = f"{file.name} has {_bytes(file.size)}; readers take {_bytes(shop.largest_html)} a file."
            yield Finding("shop-file", told, hint="Make two parts of it.")
    if offer.size > shop.largest_book:
        told = f"The e-book has {_bytes(offer.size)}; {shop.name} takes {_bytes(shop.largest_book)}."
        yield Finding("shop-file", told, hint="Scale its pictures down.")


def _bytes(size: int) -> str:
    for unit, name in ((GB, "GB"), (MB, "MB"), (KB, "KB")):
        if size >= unit:
            return f"{size / unit:.3g} {name}"
    return f"{size} bytes"
