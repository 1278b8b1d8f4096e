"""Packs an e-book: EPUB 3.3, with an NCX for readers that know only EPUB 2.

In: a ``Book``. Out: the file's bytes, the same for the same book in every process and on every day.

EbookLib keeps the metadata, the manifest, the spine and the NCX. Its own habits with pages are passed by: it would
parse each page anew as HTML and drop its head and its body's attributes, so pages go in as plain items; it would
make its own navigation document, so ours comes from ``navigation``; it stamps the clock on everything, so the
archive is ours.
"""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Iterable
from typing import Any

from ebooklib import epub
from lxml import etree

from handpress.model.languages import is_right_to_left
from handpress.writing.description import describe, identify, one_line
from handpress.writing.navigation import cover_page, navigation_page
from handpress.writing.package import (
    COVER_NAME,
    COVER_PICTURE_NAME,
    FIT_NAME,
    NAV_NAME,
    NCX_NAME,
    STYLE_NAME,
    Book,
    Entry,
)

_XHTML = "application/xhtml+xml"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_NCX = "{http://www.daisy.org/z3986/2005/ncx/}"
_COVER_ID = "cover-picture"
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest a zip entry can bear; it says "no date", as the true one is in the OPF


def write_epub(book: Book) -> bytes:
    """Pack ``book``.

    Raises ``PressError`` where its metadata hold a character that XML cannot carry, and ``ValueError`` for a book
    that no manuscript can cause: no chapter or contents, an unfit or doubled file name, a malformed ``modified``.
    """
    _check(book)
    packed = epub.EpubBook()
    packed.metadata = {}  # EbookLib begins with a random identifier and its own name as generator
    packed.language, packed.title = book.metadata.language, one_line(book.metadata.title)
    packed.set_identifier(identify(book))
    for said in describe(book):
        kind = None if said.term in ("", "link") else "DC"
        packed.add_metadata(kind, said.term or "meta", said.value or None, said.attributes)
    if book.cover:  # how EPUB 2 readers find it
        packed.add_metadata(None, "meta", "", {"name": "cover", "content": _COVER_ID})
    if is_right_to_left(book.metadata.language):
        packed.set_direction("rtl")  # page-progression-direction (EPUB 3.3 §5.7.1)
    _fill(packed, book)
    out = io.BytesIO()
    _Packer(out, packed, book).write()
    return out.getvalue()


def _check(book: Book) -> None:
    if not book.chapters or not book.navigation:
        raise ValueError("an e-book needs a chapter and a line of contents")
    datetime.datetime.strptime(book.modified, "%Y-%m-%dT%H:%M:%SZ")
    names = [COVER_NAME, COVER_PICTURE_NAME, NAV_NAME, NCX_NAME, STYLE_NAME]
    names += [chapter.name for chapter in book.chapters] + [file.name for file in book.fonts + book.pictures]
    seen: set[str] = set()
    for name in names:
        if not FIT_NAME.fullmatch(name):
            raise ValueError(f"file name {name!r} is not fit for an e-book")
        if name.lower() in seen:  # some readers unpack onto file systems that do not tell case
            raise ValueError(f"file name {name!r} is given twice")
        seen.add(name.lower())


def _fill(packed: Any, book: Book) -> None:
    """Items in a fixed order: cover, text in reading order, then what it needs."""

    def add(uid: str, name: str, media_type: str, content: bytes, properties: Iterable[str] = ()) -> Any:
        item = epub.EpubItem(uid=uid, file_name=name, media_type=media_type, content=content)
        item.properties = list(properties)
        return packed.add_item(item)

    spine = [add("cover", COVER_NAME, _XHTML, cover_page(book, book.cover))] if book.cover else []
    before = len(spine) + book.contents_at
    spine += [
        add(f"chapter-{number}", chapter.name, _XHTML, chapter.body, chapter.properties)
        for number, chapter in enumerate(book.chapters, 1)
    ]
    nav = add("nav", NAV_NAME, _XHTML, navigation_page(book), ["nav"])
    spine.insert(before, nav)
    if book.cover:
        add(_COVER_ID, COVER_PICTURE_NAME, "image/jpeg", book.cover.picture, ["cover-image"])
    add("style", STYLE_NAME, "text/css", book.styles)
    for kind, files in (("font", book.fonts), ("picture", book.pictures)):
        for number, file in enumerate(files, 1):
            add(f"{kind}-{number}", file.name, file.media_type, file.content)
    packed.add_item(epub.EpubNcx(uid="ncx", file_name=NCX_NAME))
    packed.spine = spine
    packed.toc = _contents(book.navigation)


def _contents(entries: Iterable[Entry], trail: str = "point") -> list[Any]:
    made: list[Any] = []
    for number, entry in enumerate(entries, 1):
        uid = f"{trail}-{number}"
        link = epub.Link(entry.href, one_line(entry.label), uid)
        made.append((link, _contents(entry.children, uid)) if entry.children else link)
    return made


def _depth(entries: Iterable[Entry]) -> int:
    return 1 + max((_depth(entry.children) for entry in entries), default=-1)


class _Modified:
    """Stands in for the clock: EbookLib asks it for nothing but its text, and would call local time UTC."""

    def __init__(self, text: str) -> None:
        self._text = text

    def strftime(self, _form: str) -> str:
        return self._text


class _Archive(zipfile.ZipFile):
    """A zip whose entries bear neither the clock nor the rights of the user."""

    def writestr(self, name: Any, data: Any, compress_type: Any = None, compresslevel: Any = None) -> None:
        entry = zipfile.ZipInfo(name, _EPOCH)
        entry.create_system, entry.external_attr = 3, 0o100644 << 16
        entry.compress_type = zipfile.ZIP_DEFLATED if compress_type is None else compress_type
        super().writestr(entry, data, compresslevel=compresslevel)


class _Packer(epub.EpubWriter):  # type: ignore[misc]
    def __init__(self, out: io.BytesIO, packed: Any, book: Book) -> None:
        options = {"mtime": _Modified(book.modified), "play_order": {"enabled": True, "start_from": 1}}
        super().__init__(out, packed, options)
        self._source = book

    def _write_opf_file(self, root: Any) -> None:
        root.set(_XML_LANG, self.book.language)
        super()._write_opf_file(root)

    def _get_ncx(self) -> bytes:
        """EbookLib's NCX, with its true depth and language; it writes depth 0 for every book."""
        root = etree.fromstring(super()._get_ncx())
        root.set(_XML_LANG, self.book.language)
        depth = root.find(f"{_NCX}head/{_NCX}meta[@name='dtb:depth']")
        depth.set("content", str(_depth(self._source.navigation)))
        if self._source.pages:
            self._list_pages(root)
        return bytes(etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True))

    def _list_pages(self, root: Any) -> None:
        """The page list for old readers (DAISY Z39.86-2005 §8.4.3), and how many pages there are."""
        pages = self._source.pages
        listed = etree.SubElement(root, f"{_NCX}pageList")
        points = sum(1 for _ in root.iter(f"{_NCX}navPoint"))
        for number, page in enumerate(pages, 1):
            kind = "normal" if page.label.isdigit() else "front"
            order = str(points + number)
            target = etree.SubElement(listed, f"{_NCX}pageTarget", id=f"target-{number}", type=kind, playOrder=order)
            if page.label.isdigit():
                target.set("value", page.label)
            label = etree.SubElement(target, f"{_NCX}navLabel")
            etree.SubElement(label, f"{_NCX}text").text = page.label
            etree.SubElement(target, f"{_NCX}content", src=page.href)
        highest = max((int(page.label) for page in pages if page.label.isdigit()), default=0)
        for name, value in (("totalPageCount", len(pages)), ("maxPageNumber", highest)):
            root.find(f"{_NCX}head/{_NCX}meta[@name='dtb:{name}']").set("content", str(value))

    def write(self) -> None:
        """As EbookLib does, into our archive; errors are raised and not swallowed."""
        with _Archive(self.file_name, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as self.out:
            self.out.writestr("mimetype", b"application/epub+zip", compress_type=zipfile.ZIP_STORED)
            self._write_container()
            self._write_opf()
            self._write_items()
