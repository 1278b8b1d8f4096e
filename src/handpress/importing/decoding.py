"""Bytes to text: UTF-8 or nothing, one kind of line end, no character that a manuscript may not hold."""

from __future__ import annotations

import codecs
import re

from handpress.diagnostics import PressError
from handpress.importing.accounts import Decision
from handpress.model.spans import Span

_FOREIGN_KINDS = (
    (codecs.BOM_UTF16_LE, "UTF-16 text"),
    (codecs.BOM_UTF16_BE, "UTF-16 text"),
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a packed file such as DOCX, ODT or EPUB"),
    (b"{\\rtf", "an RTF document"),
    (b"\xd0\xcf\x11\xe0", "an old Word document"),
)
_SAVE_AS = "open it in the program it was made with and save it as plain text, encoding UTF-8"
# C0 and C1 controls but tab and line feed, the two separators, and what XML 1.0 §2.2 forbids or warns of.
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufdd0-\ufdef\ufffe\uffff]")


def decode(source: bytes, name: str) -> tuple[str, tuple[Decision, ...]]:
    """The text of ``source``, with line feeds only; a byte order mark is taken off.

    Control characters become spaces, which is reported. Raises ``PressError`` where ``source`` is not UTF-8 text
    or holds no words.
    """
    source = source.removeprefix(codecs.BOM_UTF8)
    for mark, kind in _FOREIGN_KINDS:
        if source.startswith(mark):
            raise PressError(f"{name} is {kind}, not plain text in UTF-8", span=Span(name, 1, 1), hint=_SAVE_AS)
    if b"\x00" in source:
        line = _line_of(source, source.index(b"\x00"))
        raise PressError(f"{name} is not a text: it holds a zero byte", span=Span(name, line, line), hint=_SAVE_AS)
    text = re.sub("\r\n?", "\n", _as_utf8(source, name))
    if not re.search(r"[^\W_]", text):
        raise PressError(f"{name} has no words to import", span=Span(name, 1, 1))
    decisions = tuple(
        Decision(
            "changed",
            text.count("\n", 0, match.start()) + 1,
            text.count("\n", 0, match.start()) + 1,
            f"U+{ord(match[0]):04X}",
            "A control character, which no text may hold, became a space.",
        )
        for match in _CONTROLS.finditer(text)
    )
    return _CONTROLS.sub(" ", text), decisions


def _as_utf8(source: bytes, name: str) -> str:
    try:
        return source.decode("utf-8")
    except UnicodeDecodeError as error:
        line = _line_of(source, error.start)
        raise PressError(
            f"{name} is not UTF-8 text: byte {error.start} (0x{source[error.start]:02X}) in line {line}",
            span=Span(name, line, line),
            hint=_SAVE_AS,
        ) from error


def _line_of(source: bytes, offset: int) -> int:
    before = re.sub(b"\r\n?", b"\n", source[:offset])
    return before.count(b"\n") + 1
