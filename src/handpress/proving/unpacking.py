"""Unpacks an e-book as a reading system does: container, package, and the pages in the order of the spine."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator
from urllib.parse import unquote
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from msgspec import Struct

from handpress.diagnostics import ExitCode, PressError
from handpress.model import facts
from handpress.model.facts import part_anchor
from handpress.proving.markup import slug_of, types
from handpress.proving.oddments import COLOPHON, CONTENTS, COVER, NOTE_ON_TEXT, TITLE_PAGE

_CONTAINER = "{urn:oasis:names:tc:opendocument:xmlns:container}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_OPF = "{http://www.idpf.org/2007/opf}"
_BROKEN = (zipfile.BadZipFile, KeyError, ElementTree.ParseError)
_NAMES = {"cover": COVER, "titlepage": TITLE_PAGE, "colophon": COLOPHON}


class Leaf(Struct, frozen=True):
    """A page of an e-book. ``name`` says which it is: an oddment, the id of a part, or empty; ``ids`` all it has."""

    path: str
    name: str
    root: Element
    ids: dict[str, Element]


class Unpacked(Struct, frozen=True):
    """An e-book: its pages in reading order, its package, and the contents for old readers with their path."""

    leaves: tuple[Leaf, ...]
    package: Element
    old_contents: Element | None = None
    old_path: str = ""

    def target(self, path: str, address: str) -> tuple[Leaf | None, str]:
        """The page that a link in the file ``path`` leads to, and the id on it."""
        file, _, anchor = unquote(address).partition("#")
        wanted = posixpath.normpath(posixpath.join(posixpath.dirname(path), file)) if file else path
        there = [leaf for leaf in self.leaves if leaf.path == wanted]
        return next((leaf for leaf in there if anchor in leaf.ids), there[0] if there else None), anchor


def unpack(file: bytes) -> Unpacked:
    """Open an e-book (EPUB 3.3 §4–5). Raises ``PressError`` for a file that is none."""
    try:
        with zipfile.ZipFile(io.BytesIO(file)) as archive:
            return _unpack(archive)
    except _BROKEN as error:
        raise _unreadable(error) from None


def _unreadable(error: Exception) -> PressError:
    return PressError(f"The e-book cannot be read back: {error}.", exit_code=ExitCode.LOST)


def _package(archive: zipfile.ZipFile) -> tuple[str, Element]:
    """The package document (EPUB 3.3 §5) and its path."""
    container = ElementTree.fromstring(archive.read("META-INF/container.xml"))
    root = container.find(f".//{_CONTAINER}rootfile")
    path = root.get("full-path", "") if root is not None else ""
    return path, ElementTree.fromstring(archive.read(path))


def _unpack(archive: zipfile.ZipFile) -> Unpacked:
    path, package = _package(archive)
    items = {item.get("id", ""): item for item in package.iter(f"{_OPF}item")}
    folder = posixpath.dirname(path)
    leaves = tuple(_leaves(archive, package, items, folder))
    spine = package.find(f"{_OPF}spine")
    old = items.get(spine.get("toc", "")) if spine is not None else None
    if old is None:
        return Unpacked(leaves, package)
    old_path = _path(folder, old)
    return Unpacked(leaves, package, ElementTree.fromstring(archive.read(old_path)), old_path)


def _leaves(archive: zipfile.ZipFile, package: Element, items: dict[str, Element], folder: str) -> Iterator[Leaf]:
    for reference in package.iter(f"{_OPF}itemref"):
        item = items[reference.get("idref", "")]
        path = _path(folder, item)
        root = ElementTree.fromstring(archive.read(path))
        name = CONTENTS if "nav" in item.get("properties", "").split() else name_of(root)
        yield Leaf(path, name, root, {one.get("id", ""): one for one in root.iter() if one.get("id")})


class PackingList(Struct, frozen=True):
    """What an e-book holds: by name the media type and the bytes of each file, its cover, its Dublin Core by term."""

    files: dict[str, tuple[str, bytes]]
    cover: str
    record: dict[str, tuple[str, ...]]


def packing_list(file: bytes) -> PackingList:
    """What an e-book holds, by its package. Raises ``PressError`` for a file that is none."""
    try:
        with zipfile.ZipFile(io.BytesIO(file)) as archive:
            path, package = _package(archive)
            folder = posixpath.dirname(path)
            items = list(package.iter(f"{_OPF}item"))
            files = {_path(folder, one): (one.get("media-type", ""), archive.read(_path(folder, one))) for one in items}
            covers = [_path(folder, one) for one in items if "cover-image" in one.get("properties", "").split()]
    except _BROKEN as error:
        raise _unreadable(error) from None
    record: dict[str, tuple[str, ...]] = {}
    for one in package.iter():
        if one.tag.startswith(_DC):
            term = one.tag.removeprefix(_DC)
            record[term] = (*record.get(term, ()), one.text or "")
    return PackingList(files, covers[0] if covers else "", record)


def _path(folder: str, item: Element) -> str:
    return posixpath.join(folder, unquote(item.get("href", "")))


def name_of(root: Element) -> str:
    """Which page this is: an oddment, the id of a part, or empty."""
    for element in root.iter():
        if slug := slug_of(element):
            return part_anchor(slug)
        if element.get("id") == facts.NOTE_ON_TEXT:
            return NOTE_ON_TEXT
        if known := types(element) & _NAMES.keys():
            return _NAMES[min(known)]
    return ""
