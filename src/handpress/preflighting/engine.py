"""The engine: reads a PDF's objects and content with pikepdf, which no other file of this room imports.

Everything leaves here as plain values (``objects``). What is unpacked is bounded: a stream says how large it becomes
only by becoming it, and a few kilobytes can become gigabytes.
"""

from __future__ import annotations

import math
import warnings
import zlib
from collections.abc import Callable, Container, Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import Any

import pikepdf

from handpress.diagnostics import PressError
from handpress.inmemory import in_memory
from handpress.preflighting.objects import DIRECT, Entry, Ident, Name, UnreadableError, Value, numbers
from handpress.preflighting.spelling import operands_in

MOST_DOTS = 40_000_000
"""The dots of a picture that is still unpacked: 160 MB of CMYK."""

_MOST_OPERANDS = 2_000
_SMALL = 200  # dots a side: the ink of an area this coarse is what dries or does not
_CHUNK = 1 << 20
_AT_ONCE = 1 << 18  # bytes of content whose objects may be in memory together: ten pages of a book
# The most that a byte can become, by filter: the bounds of the methods themselves.
_GROWTH = {"ASCIIHexDecode": 1, "ASCII85Decode": 4, "RunLengthDecode": 128, "LZWDecode": 1400, "FlateDecode": 1032}
_SHORT_KEYS = {
    "W": "Width", "H": "Height", "BPC": "BitsPerComponent", "CS": "ColorSpace", "IM": "ImageMask", "D": "Decode",
}  # fmt: skip
_SHORT_SPACES = {"G": "DeviceGray", "RGB": "DeviceRGB", "CMYK": "DeviceCMYK", "I": "Indexed"}

Handle = Callable[[str, list[Value]], None]
"""What is told each operator of a content stream with its operands."""


class Opened:
    """An open PDF: its catalogue, its document information, its pages."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._pdf = pdf
        self._pages = list(pdf.pages)
        self._labelled = "/PageLabels" in pdf.Root
        self.version = str(pdf.pdf_version)
        self.encrypted = bool(pdf.is_encrypted)
        self.trailer = _Dictionary(pdf.trailer)
        self.root = _Dictionary(pdf.Root)

    def __len__(self) -> int:
        return len(self._pages)

    def page(self, index: int) -> Entry:
        """The dictionary of a page, from 0, with what it inherits."""
        return _Dictionary(self._pages[index].obj)

    def folio(self, index: int) -> str:
        """The number the file gives a page, from 0; empty where it gives none."""
        return str(self._pages[index].label) if self._labelled else ""


@contextmanager
def opened(pdf: bytes) -> Iterator[Opened]:
    """Open a PDF. Raises ``PressError`` for one that is empty, damaged, or locked to readers.

    Damage is not mended: the engine would mend by guessing, and the printer's engine would guess otherwise.
    """
    if not pdf:
        raise PressError("The PDF is empty: it has no bytes.")
    if b"%PDF-" not in pdf[:1024]:
        raise PressError("This is not a PDF.", hint="Export your pages as PDF and check that.")
    mode = pikepdf.AccessMode.mmap
    try:
        with pikepdf.Pdf.open(in_memory(pdf), access_mode=mode, attempt_recovery=False, suppress_warnings=True) as file:
            found = Opened(file)
            if not len(found):
                raise PressError("The PDF is empty: it has no pages.")
            if file.get_warnings():
                raise _damaged()
            yield found
    except pikepdf.PasswordError as error:
        raise PressError("The PDF is locked with a password.", hint="Save it without a password first.") from error
    except (pikepdf.PdfError, pikepdf.QpdfRuntimeError) as error:
        raise _damaged() from error


def _damaged() -> PressError:
    return PressError("The PDF is damaged: not all of it can be read.", hint="Make the PDF anew and check that.")


def run(content: bytes, handle: Handle, known: Container[str]) -> bool:
    """Tell ``handle`` every operator of a content stream in order; False where some of it cannot be read.

    Operators that are not ``known`` may be told without their operands. An inline picture is told as ``EI`` with its
    dictionary. Whatever ``handle`` raises ends the reading.
    """
    lines = _lines(content) if len(content) <= _AT_ONCE else None
    if lines is None:
        return _run_slowly(content, handle)
    for line in lines:
        end = line.rfind(b" ") + 1
        operator = line[end:].decode("latin-1")
        operands = operands_in(line[:end]) if end and operator in known else []
        if operands is None:
            _run_slowly(line, handle)
        else:
            handle(operator, operands[:_MOST_OPERANDS])
    return True


def _lines(content: bytes) -> list[bytes] | None:
    """The steps of a content stream, each as the engine would write it; None where it is damaged or has a picture.

    Objects handed over one by one cost three times as much. But here all are in memory at once.
    """
    with _page_of(content) as (scratch, page):
        try:
            found = pikepdf.parse_content_stream(page)
            lines = pikepdf.unparse_content_stream(found).split(b"\n") if found else []
        except (pikepdf.PdfError, pikepdf.PdfParsingError):
            return None
        # Nothing but the dots of a picture can have an end of line within it.
        return lines if len(lines) == len(found) and not scratch.get_warnings() else None


def _run_slowly(content: bytes, handle: Handle) -> bool:
    with _page_of(content) as (scratch, page):
        try:
            page.parse_contents(_Reader(handle))
        except pikepdf.PdfError:
            return False
        return not scratch.get_warnings()


@contextmanager
def _page_of(content: bytes) -> Iterator[tuple[pikepdf.Pdf, pikepdf.Page]]:
    with pikepdf.Pdf.new() as scratch:
        yield scratch, pikepdf.Page(pikepdf.Dictionary(Type=pikepdf.Name.Page, Contents=scratch.make_stream(content)))


class _Reader(pikepdf.StreamParser):
    """Gathers operands until their operator comes. Objects are told one by one, so that memory stays small."""

    def __init__(self, handle: Handle) -> None:
        super().__init__()
        self._handle = handle
        self._operands: list[Value] = []

    def handle_object(self, obj: Any, *_: Any) -> None:
        """An operand or an operator."""
        if not isinstance(obj, pikepdf.Operator):
            if len(self._operands) < _MOST_OPERANDS:
                self._operands.append(_plain(obj))
            return
        operator = bytes(obj).decode("latin-1")
        if operator == "ID":  # what follows up to EI is the picture's dots
            self._operands = [_inline(self._operands)]
            return
        operands, self._operands = self._operands, []
        if operator != "BI":
            self._handle(operator, operands)

    def handle_eof(self) -> None:
        """The stream has ended; operands without an operator do nothing."""


class _Plain(Entry):
    """A dictionary written in a content stream."""

    def __init__(self, values: dict[str, Value]) -> None:
        self._values = values

    ident: Ident = DIRECT
    is_stream = False

    def get(self, key: str) -> Value:
        return self._values.get(key)

    def data(self, most: int) -> bytes:
        raise UnreadableError

    def samples(self) -> tuple[str, bytes]:
        raise UnreadableError


def _inline(operands: list[Value]) -> Entry:
    """The dictionary of an inline picture with its keys and colour spaces written out (ISO 32000-2 §8.9.7)."""
    values: dict[str, Value] = {}
    for key, value in zip(operands[::2], operands[1::2], strict=False):
        long = Name(_SHORT_SPACES.get(value, value)) if isinstance(value, Name) else value
        values[_SHORT_KEYS.get(str(key), str(key))] = long
    return _Plain(values)


class _Dictionary(Entry):
    """A dictionary or stream of the file, its values made plain when they are asked for."""

    def __init__(self, found: Any) -> None:
        self._found = found

    @property
    def ident(self) -> Ident:
        return tuple(self._found.objgen)

    @property
    def is_stream(self) -> bool:
        return isinstance(self._found, pikepdf.Stream)

    def get(self, key: str) -> Value:
        return _plain(self._found.get(f"/{key}"))

    def data(self, most: int) -> bytes:
        try:
            self._weigh(most)
            return bytes(self._found.read_bytes())
        except (pikepdf.PdfError, zlib.error, NotImplementedError, ValueError, TypeError) as error:
            raise UnreadableError from error

    def _weigh(self, most: int) -> None:
        """Raise ``UnreadableError`` where the stream may unpack to more than ``most`` bytes."""
        raw = self._found.read_raw_bytes()
        named = self.get("Filter")
        filters = [str(item) for item in named] if isinstance(named, list) else [str(named)] if named else []
        if filters == ["FlateDecode"]:
            _inflate(raw, most)
        elif len(raw) * math.prod(_GROWTH.get(item, 1) for item in filters) > max(most, 1 << 27):
            raise UnreadableError

    def samples(self) -> tuple[str, bytes]:
        try:
            wide, high = int(self._found.Width), int(self._found.Height)
            if not 0 < wide * high <= MOST_DOTS:
                raise UnreadableError
            jpeg = "DCTDecode" in str(self._found.get("/Filter"))
            if not jpeg:
                self._weigh(wide * high * 8 + high)
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # of what is large or odd the press speaks in its own words
                picture = pikepdf.PdfImage(self._found).as_pil_image(apply_mask=False)
            if picture.width * picture.height > MOST_DOTS:
                raise UnreadableError
            small = picture.reduce(max(1, math.ceil(max(picture.size) / _SMALL)))
            dots = bytes(small.tobytes())
        except Exception as error:  # a picture's decoders raise what they like; none of it is the user's
            raise UnreadableError from error
        # Pillow takes every CMYK JPEG for one of Photoshop's, which are written inside out, and turns it; a PDF says so
        # in /Decode, which the engine heeds for all pictures but JPEGs.
        turned = jpeg and small.mode == "CMYK" and numbers(self.get("Decode"))[:2] != (1.0, 0.0)
        return str(small.mode), dots.translate(_TURNED) if turned else dots


_TURNED = bytes(255 - value for value in range(256))


def _inflate(raw: bytes, most: int) -> None:
    """Unpack and throw away, a megabyte at a time. Raises ``UnreadableError`` above ``most`` bytes."""
    unpacking = zlib.decompressobj()
    made = len(unpacking.decompress(raw, _CHUNK))
    while unpacking.unconsumed_tail and made <= most:
        made += len(unpacking.decompress(unpacking.unconsumed_tail, _CHUNK))
    if made > most:
        raise UnreadableError


def _plain(found: Any) -> Value:
    match found:
        case None | bool() | int() | float():
            return found
        case Decimal():
            return float(found)
        case pikepdf.Name():
            return Name(_spelled(found))
        case pikepdf.String():
            return bytes(found)
        case pikepdf.Array():
            return [_plain(item) for item in found]
        case pikepdf.Dictionary() | pikepdf.Stream():
            return _Dictionary(found)
    return None


def _spelled(name: pikepdf.Name) -> str:
    """A name without its slash; names are bytes, and a damaged one need be no text."""
    try:
        return str(name)[1:]
    except UnicodeDecodeError:
        return name.unparse().decode("latin-1")[1:]
