"""Verifying: the files of a build as they stand, proved once more and compared with the hashes of its ledger."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from itertools import zip_longest

from msgspec import Struct

from handpress.diagnostics import Finding, PressError
from handpress.model.document import Document
from handpress.model.facts import Facts
from handpress.proving.accounts import LEDGER
from handpress.proving.ledger import Kept, Ledger
from handpress.proving.losses import shorten
from handpress.proving.prove import Outputs, prove
from handpress.proving.quotations import Cited, as_json
from handpress.proving.readback import pages_text

_OF_PAGES = ("print", "booklet")  # proved against the pages to read, which may be the ones that are damaged
Proved = tuple[Document, Facts]
"""A document as it was set, and the facts beside it."""


class State(StrEnum):
    """What has become of a file since it was built."""

    AS_BUILT = "as built"
    WHOLE = "changed since, and still whole"
    DAMAGED = "damaged"


class FileState(Struct, frozen=True):
    """A file of a build: what has become of it, what is lost in it, and in a word why where no finding can tell."""

    name: str
    state: State
    findings: tuple[Finding, ...] = ()
    reason: str = ""


class Verified(Struct, frozen=True):
    """A build as it stands."""

    document: str
    files: tuple[FileState, ...]

    @property
    def whole(self) -> bool:
        """Whether no file is damaged."""
        return all(file.state is not State.DAMAGED for file in self.files)


def verify(
    kept: Kept,
    files: Mapping[str, bytes],
    proved: Proved | None,
    quotations: Iterable[Cited] = (),
    alone: Mapping[str, Proved] | None = None,
) -> Verified:
    """Look at every file that the ledger ``kept`` names, and at what it says of quotations.

    ``files`` are those that stand in the folder, by name; ``proved`` is the document that stands there with its facts,
    ``None`` where it cannot be read, and nothing can then be proved; ``quotations`` are those now found in it;
    ``alone`` are the documents of its parts on their own, by the name of their output.
    """
    outputs = _outputs(kept, files, proved, alone or {})
    told = _quotations(kept, quotations) if proved else ()
    return Verified(kept.document, (*outputs, *_accounts(kept, files), *told))


def _quotations(kept: Kept, quotations: Iterable[Cited]) -> Iterator[FileState]:
    """The ledger itself, where it says of a quotation what is not so."""
    for now, then in zip_longest(map(as_json, quotations), kept.quotations, fillvalue=None):
        if now != then:
            words = shorten(str((now or then or {}).get("words", "")).split())
            what = "lacks" if then is None else "has" if now is None else "tells otherwise of"
            reason = f"it {what} the quotation “{words}”, and document.json does not"
            yield FileState(LEDGER, State.DAMAGED, reason=reason)
            return


def _accounts(kept: Kept, files: Mapping[str, bytes]) -> Iterator[FileState]:
    """The document and the report: nothing proves them but their hash."""
    for name, digest in sorted(kept.setting.sha256.items()):
        if name not in files:
            yield FileState(name, State.DAMAGED, reason="it is missing")
        elif _sha256(files[name]) != digest:
            yield FileState(name, State.DAMAGED, reason="it is not what the build wrote")
        else:
            yield FileState(name, State.AS_BUILT)


def _outputs(
    kept: Kept, files: Mapping[str, bytes], proved: Proved | None, alone: Mapping[str, Proved]
) -> Iterator[FileState]:
    for output, digest in kept.outputs.items():
        name = kept.setting.files[output]
        if name not in files:
            yield FileState(name, State.DAMAGED, reason="it is missing")
            continue
        same = _sha256(files[name]) == digest
        if proved is None:
            reason = "" if same else "it has changed, and there is no document to prove it against"
            yield FileState(name, State.AS_BUILT if same else State.DAMAGED, reason=reason)
            continue
        pages = files.get(kept.setting.files.get("pdf", ""))
        try:
            findings = _prove(output, files[name], pages, kept, proved, alone=alone)
        except PressError as error:
            # A booklet as it was built is no worse for pages that somebody has spoilt since.
            spoilt = not (same and output in _OF_PAGES)
            reason = error.message if spoilt else ""
            yield FileState(name, State.DAMAGED if spoilt else State.AS_BUILT, reason=reason)
            continue
        if same and (output in _OF_PAGES or not findings):
            yield FileState(name, State.AS_BUILT)
        else:
            yield FileState(name, State.DAMAGED if findings else State.WHOLE, findings)


def _prove(
    output: str, content: bytes, pages: bytes | None, kept: Kept, proved: Proved, *, alone: Mapping[str, Proved]
) -> tuple[Finding, ...]:
    covers = frozenset(kept.setting.covers)
    if output == "epub":
        told = prove(*proved, _with_pages(content, pages, covers, kept)).proofs[:1]
        return Ledger(kept.document, told, ()).findings()
    if output == "pdf":
        return prove(*proved, Outputs(pdf=content, covers=covers)).findings()
    if output not in _OF_PAGES:
        return prove(*proved, Outputs(more={output: content}, alone=alone)).findings()
    if pages is None:
        raise PressError("There are no pages to prove it against.")
    if output == "print":
        told = prove(*proved, Outputs(pdf=pages, print=content, covers=covers)).proofs[-1:]
        return Ledger(kept.document, told, ()).findings()
    ledger = prove(*proved, Outputs(pdf=pages, booklet=content, order=kept.setting.order, covers=covers))
    return tuple(finding for finding in ledger.findings() if finding.code == "booklet-differs")


def _with_pages(content: bytes, pages: bytes | None, covers: frozenset[int], kept: Kept) -> Outputs:
    """An e-book with the pages whose numbers it has, if they can be read. One that was made alone has no cover."""
    paged = "pdf" in kept.outputs
    try:
        readable = pages if pages and any(pages_text(pages)) else None
    except PressError:
        readable = None
    return Outputs(epub=content, pdf=readable, covers=covers, paged=paged, covered=paged)


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
