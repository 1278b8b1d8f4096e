"""Acceptances: findings that an editor has looked at and let stand, with a reason."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from handpress import checking
from handpress.diagnostics import Finding
from handpress.model.document import Document
from handpress.model.quoted import QuotedPassage
from handpress.project import Accepted

if TYPE_CHECKING:
    from handpress.proving import Cited

_TYPOGRAPHY = dict.fromkeys(map(ord, "“”„«»‹›‘’‚'"), '"') | dict.fromkeys(map(ord, "‐‑–—"), "-")
_DIFFERENCE = re.compile(r"\[-.*?-\]|\{\+|\+\}")


def accept(findings: Iterable[Finding], accepted: Iterable[Accepted]) -> Iterator[Finding]:
    """The findings that nobody has accepted, and the acceptances that no finding is about."""
    left = list(findings)
    for item in accepted:
        met = [f for f in left if f.code == item.code and _is_about(f, item)]
        if not met:
            message = f"No finding {item.code} is about this."
            yield Finding("acceptance-unused", message, item.span, "Take it out; what it was for has been mended.")
        left = [finding for finding in left if finding not in met]
    yield from left


def _is_about(finding: Finding, item: Accepted) -> bool:
    in_part = not item.part or (finding.span is not None and Path(finding.span.file).stem == item.part)
    # Whoever accepts a misquotation may type it as the finding shows it or as it stands in the manuscript.
    said = (finding.message, _DIFFERENCE.sub("", finding.message))
    return in_part and any(_folded(item.words) in _folded(text) for text in said)


def _folded(text: str) -> str:
    """Words without what typography changes: an acceptance is about a finding before it and after it."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(plain.translate(_TYPOGRAPHY).replace("--", "-").replace("--", "-").split())


def cited(document: Document, passages: Iterable[QuotedPassage], accepted: Iterable[Accepted]) -> tuple[Cited, ...]:
    """The quotations of a document, each with the reason why its editor has accepted it, if it needs one."""
    from handpress import proving

    items = tuple(accepted)

    def reason(passage: QuotedPassage) -> str:
        found = tuple(checking.check_quotations((passage,)))
        met = (item.reason for item in items for f in found if f.code == item.code and _is_about(f, item))
        return next(met, "")

    return tuple(proving.cited(document, ((passage, reason(passage)) for passage in passages)))
