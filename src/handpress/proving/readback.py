"""The one file that knows pdfium: the text of pages, as it can be seen on them.

pdfium gives the letters in the order of the page's content, which in pages made by WeasyPrint is: running text,
signs of lists, positioned boxes, notes, running heads and folio. Letters outside the page's box are left out: nobody
will read them. pdfium does not know of clipping or of white type: letters hidden so still count as read.
"""

from __future__ import annotations

import ctypes
import hashlib
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial
from typing import Any

from msgspec import Struct
from msgspec.structs import astuple, replace

from handpress.diagnostics import ExitCode, PressError
from handpress.model.recall import Recall, anew
from handpress.proving.streams import letters


def pages_text(pdf: bytes, columns: int = 1, rows: int = 1, recall: Recall = anew) -> Iterator[tuple[str, ...]]:
    """The text of every page in NFC; with ``columns`` and ``rows`` that of each field of it, by rows.

    Raises ``PressError`` for bytes that are no PDF.
    """
    with _Opened(pdf) as document:
        for index in range(len(document)):
            yield tuple(recall(index + 1, partial(_fields, document, index, columns, rows)))


def _fields(document: Any, index: int, columns: int, rows: int) -> list[str]:
    page = document[index]
    left, bottom, right, top = page.get_cropbox()
    width, height = (right - left) / columns, (top - bottom) / rows
    text = page.get_textpage()
    found = [
        _within(text, (left + c * width, top - (r + 1) * height, left + (c + 1) * width, top - r * height))
        for r in range(rows)
        for c in range(columns)
    ]
    text.close()
    page.close()
    return found


class Texts(Struct, frozen=True):
    """What ``pages_text`` read of the file with a hash, so many columns and rows a page, and its page numbers."""

    sha256: str
    columns: int
    rows: int
    pages: tuple[tuple[str, ...], ...]
    labels: tuple[str, ...]


def texts_of(pdf: bytes, columns: int = 1, rows: int = 1, recall: Recall = anew) -> Texts:
    """The same as a value that can be sent from where it was read to where it is compared."""
    pages = tuple(pages_text(pdf, columns, rows, recall))
    return Texts(hashlib.sha256(pdf).hexdigest(), columns, rows, pages, page_labels(pdf))


class ReadBack(Struct, frozen=True):
    """A PDF as it was read back: the text of its pages as ``pages_text`` has it, and what leads about in it.

    ``places`` are those of named destinations, ``links`` by page where its links lead, ``labels`` the numbers of pages.
    """

    texts: tuple[str, ...]
    places: Mapping[str, Place]
    links: Mapping[int, tuple[Place, ...]]
    bookmarks: tuple[Bookmark, ...]
    record: Mapping[str, str]
    labels: tuple[str, ...]


def read_back(pdf: bytes, recall: Recall = anew) -> ReadBack:
    """Read all of a PDF in one go: to bring a page before pdfium's eyes is half the work.

    Pages of which ``recall`` knows what was read on them are not brought before them. Raises ``PressError`` for bytes
    that are no PDF.
    """
    texts: list[str] = []
    links: dict[int, tuple[Place, ...]] = {}
    with _Opened(pdf) as document:
        for number in range(1, len(document) + 1):
            text, led_to = recall(number, partial(_text_and_links, document, number - 1))
            texts.append(text)
            links[number] = tuple(Place(*place) for place in led_to)
        return ReadBack(
            tuple(texts),
            _anchors(document),
            links,
            tuple(_bookmark(one) for one in document.get_toc(max_depth=15)),
            dict(document.get_metadata_dict()),
            _labels(document),
        )


def _text_and_links(document: Any, index: int) -> list[Any]:
    page = document[index]
    text = page.get_textpage()
    found = [_within(text, page.get_cropbox()), [astuple(place) for place in _links(document, page)]]
    text.close()
    page.close()
    return found


_HYPHENS = {0x0002: "-", 0xFFFE: "-"}  # what pdfium makes of a hyphen at a line's end


def _characters(text: Any) -> Iterator[tuple[int, str]]:
    """The characters of a page, each with the number by which pdfium tells more of it."""
    import pypdfium2.raw as pdfium

    for index in range(text.count_chars()):
        code = pdfium.FPDFText_GetUnicode(text, index)
        yield index, _HYPHENS.get(code, chr(code))


class Letter(Struct, frozen=True):
    """A character on a page, and where it begins on its baseline, in pt of the file's own coordinates."""

    char: str
    left: float
    bottom: float


def letters_of_pages(pdf: bytes) -> Iterator[list[Letter]]:
    """The characters of every page but white space, in the order of its content, each with its place.

    Raises ``PressError`` for bytes that are no PDF.
    """
    import pypdfium2.raw as pdfium

    across, up = ctypes.c_double(0), ctypes.c_double(0)
    with _Opened(pdf) as document:
        for page in document:
            text = page.get_textpage()
            found = []
            for index, char in _characters(text):
                if not char.isspace() and char.isprintable():
                    pdfium.FPDFText_GetCharOrigin(text, index, across, up)
                    found.append(Letter(char, across.value, up.value))
            yield found
            text.close()
            page.close()


class Sign(Struct, frozen=True):
    """A character as it stands on a page.

    ``left`` and ``right`` are where it begins and where the next one would, ``baseline`` its height over the page's
    lower edge, ``size`` that of its type; all in pt.
    """

    char: str
    left: float
    right: float
    baseline: float
    size: float


def page_signs(pdf: bytes) -> Iterator[tuple[float, tuple[Sign, ...]]]:
    """The height of every page in pt, and its characters in the order of the file.

    Those that pdfium adds, such as ends of lines, are left out. Raises ``PressError`` for bytes that are no PDF.
    """
    with _Opened(pdf) as document:
        for page in document:
            left, bottom, right, top = page.get_cropbox()
            text = page.get_textpage()
            found = (replace(one, left=one.left - left, right=one.right - left) for one in _signs(text))
            inside = [replace(one, baseline=one.baseline - bottom) for one in found if 0 <= one.left < right - left]
            yield top - bottom, tuple(inside)
            text.close()
            page.close()


def _signs(text: Any) -> Iterator[Sign]:
    import pypdfium2.raw as pdfium

    across, up, box, matrix = ctypes.c_double(), ctypes.c_double(), pdfium.FS_RECTF(), pdfium.FS_MATRIX()
    for index, char in _characters(text):
        if pdfium.FPDFText_IsGenerated(text, index):
            continue
        pdfium.FPDFText_GetCharOrigin(text, index, across, up)
        pdfium.FPDFText_GetLooseCharBox(text, index, box)
        pdfium.FPDFText_GetMatrix(text, index, matrix)
        size = pdfium.FPDFText_GetFontSize(text, index) * abs(matrix.d)
        yield Sign(char, box.left, box.right, up.value, round(size, 2))


class Place(Struct, frozen=True):
    """A place on a page: the page from 1, and pt from its left and bottom edge (0 where the file does not say)."""

    page: int
    left: float
    bottom: float


def anchors(pdf: bytes) -> Mapping[str, Place]:
    """The place of every named destination."""
    with _Opened(pdf) as document:
        return _anchors(document)


def _anchors(document: Any) -> Mapping[str, Place]:
    import pypdfium2.raw as pdfium

    found: dict[str, Place] = {}
    for index in range(pdfium.FPDF_CountNamedDests(document)):
        size = ctypes.c_long(0)
        pdfium.FPDF_GetNamedDest(document, index, None, ctypes.byref(size))
        name = ctypes.create_string_buffer(max(size.value, 2))
        place = pdfium.FPDF_GetNamedDest(document, index, name, ctypes.byref(size))
        if place:
            found[name.raw.decode("utf-16-le").rstrip("\0")] = _place(document, place)
    return found


def _links(document: Any, page: Any) -> Iterator[Place]:
    """Where the links of a page lead that stay within the file, in the page's own order."""
    import pypdfium2.raw as pdfium

    start, link = ctypes.c_int(0), pdfium.FPDF_LINK()
    while pdfium.FPDFLink_Enumerate(page, ctypes.byref(start), ctypes.byref(link)):
        if target := pdfium.FPDFLink_GetDest(document, link):
            yield _place(document, target)


class Bookmark(Struct, frozen=True):
    """A bookmark: its words, and the page it leads to (0: none)."""

    words: str
    page: int


def _bookmark(found: Any) -> Bookmark:
    target = found.get_dest()
    page = target.get_index() if target is not None else None
    return Bookmark(found.get_title(), 0 if page is None else page + 1)


def _place(document: Any, target: Any) -> Place:
    import pypdfium2.raw as pdfium

    has_left, has_bottom, _, left, bottom, _ = places = _numbers()
    pdfium.FPDFDest_GetLocationInPage(target, *map(ctypes.byref, places))
    return Place(
        1 + pdfium.FPDFDest_GetDestPageIndex(document, target),
        round(left.value, 2) if has_left.value else 0.0,
        round(bottom.value, 2) if has_bottom.value else 0.0,
    )


@cache
def _numbers() -> tuple[Any, ...]:
    """Where pdfium puts the numbers of a place, of which a book has thousands."""
    return (*(ctypes.c_int(0) for _ in range(3)), *(ctypes.c_float(0) for _ in range(3)))


def page_labels(pdf: bytes) -> tuple[str, ...]:
    """The number of every page as readers of the file see it; its place, from 1, where the file has no numbers."""
    with _Opened(pdf) as document:
        return _labels(document)


def _labels(document: Any) -> tuple[str, ...]:
    return tuple(document.get_page_label(index) or str(index + 1) for index in range(len(document)))


def thumbnails(pdf: bytes, dots_per_inch: int) -> Iterator[Callable[[], tuple[int, int, bytes]]]:
    """What draws a small picture of every page: width and height in dots, and the rows of dots, a byte of gray each."""
    with _Opened(pdf) as document:
        for index in range(len(document)):
            yield partial(_thumbnail, document, index, dots_per_inch)


def _thumbnail(document: Any, index: int, dots_per_inch: int) -> tuple[int, int, bytes]:
    page = document[index]
    bitmap = page.render(scale=dots_per_inch / 72, grayscale=True)
    width, height, stride = bitmap.width, bitmap.height, bitmap.stride
    dots = bytes(bitmap.buffer)
    bitmap.close()
    page.close()
    return width, height, b"".join(dots[row * stride : row * stride + width] for row in range(height))


class BoxedLetter(Struct, frozen=True):
    """A letter on a page and its box, as shares of the page's width and height from its left and top edge."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


def letters_on(pdf: bytes, number: int) -> tuple[BoxedLetter, ...]:
    """The characters of a page (from 1) in the order of its text, white space left out, with their boxes."""
    import pypdfium2.raw as pdfium

    found: list[BoxedLetter] = []
    with _Opened(pdf) as document:
        page = document[number - 1]
        text, (left, bottom, right, top) = page.get_textpage(), page.get_cropbox()
        width, height = right - left, top - bottom
        box = pdfium.FS_RECTF()
        for index, char in _characters(text):
            said = letters(char)
            # The loose box is as high as the line, whatever the letter: a word is easier to touch.
            if said and pdfium.FPDFText_GetLooseCharBox(text, index, box):
                sides = (box.left - left) / width, (top - box.top) / height
                others = (box.right - left) / width, (top - box.bottom) / height
                found.append(BoxedLetter(said, *sides, *others))
        text.close()
        page.close()
    return tuple(found)


def _within(text: Any, box: tuple[float, float, float, float]) -> str:
    whole = unicodedata.normalize("NFC", text.get_text_range())
    visible = unicodedata.normalize("NFC", text.get_text_bounded(*box))
    # The text of a box lacks some ends of lines; where it has all letters, the whole page's text shows them.
    return whole if whole == visible or letters(whole) == letters(visible) else visible


class _Opened:
    """A PDF that is closed again, whatever happens."""

    def __init__(self, pdf: bytes) -> None:
        import pypdfium2

        try:
            self._document = pypdfium2.PdfDocument(pdf)
        except pypdfium2.PdfiumError as error:
            raise PressError(f"The pages cannot be read back: {error}.", exit_code=ExitCode.LOST) from None

    def __enter__(self) -> Any:
        return self._document

    def __exit__(self, *_: object) -> None:
        self._document.close()
