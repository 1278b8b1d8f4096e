"""What is shown: pieces of a proof, as plain data for the page and as files that it may ask for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from msgspec import Struct, field

from handpress.diagnostics import Finding, PressError
from handpress.model.spans import pages_in_words


class Exhibit(Struct, frozen=True):
    """A file that a browser may ask for: made when it is asked for, by a function that other processes can be sent."""

    media_type: str
    make: Callable[[], bytes]


class Shown(Struct, frozen=True):
    """A piece of a proof: ``told`` is what the page is told of it, as JSON has it; ``exhibits`` its files by address.

    ``kind`` is ``reading``, ``book``, ``pages`` or ``ledger``: a newer piece takes the place of an older one of its
    kind. The address of a file must change with its content, since browsers keep it.
    """

    kind: str
    told: Mapping[str, Any]
    exhibits: Mapping[str, Exhibit] = field(default_factory=dict)


def finding_told(finding: Finding) -> dict[str, Any]:
    """A finding as the page is told of it."""
    span = finding.span
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "message": finding.message,
        "hint": finding.hint,
        "file": span.file if span else "",
        "line": span.line if span else 0,
        "last": span.last_line if span else 0,
        "column": span.column if span else 0,
        "where": str(span or pages_in_words(finding.places)),
        "pages": sorted({place.page for place in finding.places}),
    }


def trouble_told(error: PressError) -> dict[str, Any]:
    """What has stopped the press, told like a finding without a code."""
    span = error.span
    return {
        "code": "",
        "severity": "error",
        "message": error.message,
        "hint": error.hint,
        "file": span.file if span else "",
        "line": span.line if span else 0,
        "last": span.last_line if span else 0,
        "column": span.column if span else 0,
        "where": str(span or ""),
        "pages": [],
    }
