"""The engine: opens pages and saves finished files with pikepdf, which no other file of this room imports.

What the others need of its words (names, arrays, dictionaries, operators) they take from here.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Operator, Page, Pdf, Stream, String

from handpress.diagnostics import PressError
from handpress.inmemory import in_memory
from handpress.prepress.about import About
from handpress.prepress.xmp import Claims, packet

__all__ = [
    "Array",
    "Dictionary",
    "Name",
    "Operator",
    "Page",
    "Pdf",
    "Step",
    "Stream",
    "String",
    "describe",
    "drop",
    "halfway",
    "key_of",
    "lines",
    "looked_into",
    "numbers",
    "opened",
    "operator_of",
    "parsed",
    "plainly",
    "saved",
    "steps",
    "unparsed",
    "written",
]

Step = tuple[list[Any], str]
"""One step of a content stream: its operands and the operator."""

_BARE_POINT = re.compile(rb"\.(?!\d)")


@contextmanager
def opened(pages: bytes) -> Iterator[Pdf]:
    """Open pages to be finished. Raises ``PressError`` for what is empty, encrypted, damaged or has no tags."""
    try:
        with _open(pages, attempt_recovery=False) as pdf:
            if not pdf.pages or "/StructTreeRoot" not in pdf.Root:
                raise PressError("These pages have no tags: only pages that the press has laid out can be finished.")
            yield pdf
            if pdf.get_warnings():
                raise PressError("The pages are damaged: not all of them can be read.", hint="Lay them out again.")
    except (pikepdf.PdfError, pikepdf.PasswordError) as error:
        raise PressError("The pages are damaged: not all of them can be read.", hint="Lay them out again.") from error


@contextmanager
def looked_into(file: bytes) -> Iterator[Pdf]:
    """Open a finished file to look at it. Raises ``PressError`` for one that cannot be read."""
    try:
        with _open(file, attempt_recovery=True) as pdf:
            yield pdf
    except (pikepdf.PdfError, pikepdf.PasswordError) as error:
        raise PressError("The file is damaged: not all of it can be read.", hint="Build it again.") from error


def _open(file: bytes, *, attempt_recovery: bool) -> Pdf:
    mode = pikepdf.AccessMode.mmap
    return Pdf.open(in_memory(file), access_mode=mode, attempt_recovery=attempt_recovery, suppress_warnings=True)


def plainly(item: Any) -> bytes:
    """A dictionary or an array written out, with numbers for what it leads to."""
    return bytes(item.unparse(resolved=True))


def saved(pdf: Pdf, version: str, *, packed: bool = True) -> bytes:
    """The file as bytes, the same for the same content. ``packed`` puts objects into streams (PDF 1.5 and later)."""
    buffer = io.BytesIO()
    mode = pikepdf.ObjectStreamMode.generate if packed else pikepdf.ObjectStreamMode.disable
    if "/ID" in pdf.trailer:
        del pdf.trailer.ID
    pdf.save(buffer, force_version=version, object_stream_mode=mode, deterministic_id=True, compress_streams=True)
    return buffer.getvalue()


def halfway(pdf: Pdf) -> bytes:
    """A file that is not yet finished, what is drawn in it packed as it will be in the finished one."""
    buffer = io.BytesIO()
    pdf.save(buffer, object_stream_mode=pikepdf.ObjectStreamMode.disable, deterministic_id=True, compress_streams=True)
    return buffer.getvalue()


def describe(pdf: Pdf, about: About, claims: Claims, form: str) -> None:
    """Write what a file says of itself into its Info dictionary, its one XMP packet and its catalogue."""
    known: Any = pdf.trailer.get("/Info", {})
    producer = str(known.get("/Producer", "")) or "handpress"
    if "/Info" in pdf.trailer:
        del pdf.trailer.Info
    info = pdf.docinfo  # once: each time the engine looks through the whole file for it
    day = f"D:{about.day.replace('-', '')}000000Z"
    told = {
        "/Title": about.title,
        "/Author": ", ".join(about.authors),
        "/Subject": about.description,
        "/Creator": "handpress",
        "/Producer": producer,
        "/CreationDate": day,
        "/ModDate": day,
    }
    for entry, text in told.items():
        if text:
            info[entry] = String(text)
    if claims.pdfx:
        info["/Trapped"] = Name("/False")
        if not claims.archive:
            info["/GTS_PDFXVersion"] = String(claims.pdfx)
    stream = Stream(pdf, packet(about, claims, form, producer))
    stream.Type, stream.Subtype = Name.Metadata, Name.XML
    root = pdf.Root
    root.Metadata = pdf.make_indirect(stream)
    root.Lang = String(about.language)
    root.MarkInfo = Dictionary(Marked=True)
    root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    if about.right_to_left:
        root.ViewerPreferences.Direction = Name.R2L


def steps(content: Any) -> Iterator[Step]:
    """The steps of a page or of a stream of drawing."""
    for step in pikepdf.parse_content_stream(content):
        yield list(step.operands), str(step.operator)


def lines(content: Any) -> list[bytes]:
    """The same steps, each as the bytes it is written with: its operands, a space after each, and its operator."""
    found = pikepdf.parse_content_stream(content)
    if not found:
        return []
    whole = pikepdf.unparse_content_stream(found)
    each = whole.split(b"\n")
    if len(each) != len(found):
        # Nothing but the dots of a picture that is written among the steps can have an end of line within it.
        return [pikepdf.unparse_content_stream([one]) for one in found]
    # The layout engine writes some whole numbers as "96."; a finished file has 96.
    if _BARE_POINT.search(whole):
        each = [unparsed(parsed(line)) if _BARE_POINT.search(line) else line for line in each]
    return each


def written(content: list[bytes]) -> bytes:
    """Lines as the bytes of a content stream."""
    return b"\n".join(content)


def operator_of(line: bytes) -> bytes:
    """The operator of a line."""
    return line[line.rfind(b" ") + 1 :]


def parsed(line: bytes) -> Step:
    """A line as a step."""
    with Pdf.new() as scratch:
        return next(steps(Stream(scratch, line)))


def unparsed(step: Step) -> bytes:
    """A step as a line."""
    operands, operator = step
    return pikepdf.unparse_content_stream([(operands, Operator(operator))])


def drop(holder: Any, *keys: str) -> None:
    """Take entries out of a dictionary or the dictionary of a stream, those that are there."""
    for key in keys:
        if key in holder:
            del holder[key]


def key_of(item: Any) -> tuple[int, int]:
    """What tells an indirect object from every other of its file."""
    number, generation = item.objgen
    return int(number), int(generation)


def numbers(values: Any) -> tuple[float, ...]:
    """An array of the file as numbers."""
    return tuple(float(value) for value in values)
