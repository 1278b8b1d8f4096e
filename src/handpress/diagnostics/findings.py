"""A finding is a value: code word, severity, sentence, place, hint."""

from __future__ import annotations

from typing import Generic, TypeVar

from msgspec import Struct

from handpress.diagnostics.catalogue import CATALOGUE, Severity
from handpress.model.spans import PagePlace, Span

T_co = TypeVar("T_co", covariant=True)

__all__ = ["Finding", "Result", "Severity", "not_utf8"]


class Finding(Struct, frozen=True):
    """Something to tell the user about a place.

    ``code`` is a word of the catalogue; ``message`` one sentence about this very case; ``hint`` what to do. ``span``
    is its place in a manuscript, ``places`` are those on finished pages: the same fault on ten pages is one finding.
    Raises ``KeyError`` for a code that is not in the catalogue: a finding nobody documented cannot be made.
    """

    code: str
    message: str
    span: Span | None = None
    hint: str = ""
    places: tuple[PagePlace, ...] = ()

    def __post_init__(self) -> None:
        if self.code not in CATALOGUE:
            raise KeyError(f"finding code {self.code!r} is not in the catalogue")

    @property
    def severity(self) -> Severity:
        """The severity the catalogue gives to this code."""
        return CATALOGUE[self.code].severity


class Result(Struct, Generic[T_co], frozen=True):
    """A value and what was found while making it."""

    value: T_co
    findings: tuple[Finding, ...] = ()

    @property
    def failed(self) -> bool:
        """Whether any finding is an error."""
        return any(finding.severity is Severity.ERROR for finding in self.findings)


def not_utf8(file: str, error: UnicodeDecodeError) -> Finding:
    """What is told of a file that was read whole and is not UTF-8 text: the place of the first byte that is none."""
    before = error.object[: error.start]
    line, column = before.count(b"\n") + 1, len(before.rpartition(b"\n")[2].decode("utf-8", "replace")) + 1
    message = f"The byte 0x{error.object[error.start]:02X} is not UTF-8 text."
    return Finding("not-utf8", message, Span(file, line, line, column), "Save the file as UTF-8.")
