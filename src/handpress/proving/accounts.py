"""The files that tell of a build: its document, its report for people, and the ledger, which has the hash of both."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from msgspec.structs import replace

from handpress.model import codec
from handpress.model.document import Document
from handpress.proving.ledger import Ledger
from handpress.proving.report import SmallPages, report

DOCUMENT, REPORT, LEDGER = "document.json", "report.html", "ledger.json"


def record_of(document: Document) -> bytes:
    """The document as it was set, with its places, as its file has it."""
    return codec.encode(document, with_spans=True).encode("utf-8")


def accounts(
    document: Document,
    ledger: Ledger,
    small: SmallPages | None = None,
    unproved: Mapping[str, bytes] | None = None,
    printer: str = "",
    *,
    record: bytes | None = None,
) -> dict[str, bytes]:
    """The document as it was set, with its places, the report, and the ledger, by the names of their files.

    ``small`` are the pages to show in the report, None where none were made. The ledger keeps the hashes of the first
    two and of the files ``unproved`` by their words, such as covers; ``printer`` is HTML on what a printer would find;
    ``record`` is what ``record_of`` gives, where somebody has asked it already.
    """
    files = {
        DOCUMENT: record or record_of(document),
        REPORT: report(document, ledger, small, printer).encode("utf-8"),
    }
    hashes = {name: hashlib.sha256(content).hexdigest() for name, content in {**files, **(unproved or {})}.items()}
    finished = replace(ledger, setting=replace(ledger.setting, sha256=hashes))
    return {**files, LEDGER: finished.to_json().encode("utf-8")}
