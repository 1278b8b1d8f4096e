"""The ledger: what was wanted of each output, what was found in it, and every difference."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from handpress.diagnostics import Finding
from handpress.model.spans import Span

VERSION = 1


class LossKind(StrEnum):
    """How an output differs from the model."""

    MISSING = "missing"
    CHANGED = "changed"
    ADDED = "added"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Loss:
    """A difference between the model and an output.

    ``expected`` and ``found`` are words, shortened where they are many; ``words`` counts the words of the model it
    touches. ``span`` is where they stand in the manuscript, or what stands nearest (``None``: not in a manuscript).
    ``note`` is the label of the note they belong to, with its part's slug before it: ``article: ed-1``.
    """

    kind: LossKind
    expected: str = ""
    found: str = ""
    words: int = 0
    span: Span | None = None
    note: str = ""
    page: int = 0


@dataclass(frozen=True, slots=True)
class Proof:
    """What was proved of one output. ``pages`` is 0 for an e-book, and the sides of sheets for a booklet."""

    output: str
    sha256: str
    pages: int
    words_expected: int
    words_found: int
    notes_expected: int
    notes_found: int
    losses: tuple[Loss, ...] = ()


@dataclass(frozen=True, slots=True)
class Ledger:
    """The proofs of all outputs of one pamphlet."""

    document: str
    proofs: tuple[Proof, ...]

    @property
    def whole(self) -> bool:
        """Whether nothing is lost, changed, added or moved in any output."""
        return not any(proof.losses for proof in self.proofs)

    def to_json(self) -> str:
        """The ledger as JSON, the same for the same outputs; ``ledger`` is the version of its form."""
        outputs = {proof.output: _proof(proof) for proof in self.proofs}
        tree = {"ledger": VERSION, "document": self.document, "whole": self.whole, "outputs": outputs}
        return json.dumps(tree, ensure_ascii=False, indent=1, sort_keys=True) + "\n"

    def findings(self) -> tuple[Finding, ...]:
        """An error for every loss, with its place in the manuscript."""
        return tuple(finding for proof in self.proofs for finding in _findings(proof))


def _proof(proof: Proof) -> dict[str, Any]:
    return {
        "sha256": proof.sha256,
        "pages": proof.pages,
        "words": {"expected": proof.words_expected, "found": proof.words_found},
        "notes": {"expected": proof.notes_expected, "found": proof.notes_found},
        "losses": [_loss(loss) for loss in proof.losses],
    }


def _loss(loss: Loss) -> dict[str, Any]:
    place = {"file": loss.span.file, "line": loss.span.line} if loss.span else None
    shown = {
        "kind": loss.kind.value,
        "expected": loss.expected,
        "found": loss.found,
        "words": loss.words,
        "place": place,
        "note": loss.note,
        "page": loss.page,
    }
    return {key: value for key, value in shown.items() if value}


_CODES = {
    LossKind.MISSING: "word-lost",
    LossKind.CHANGED: "word-lost",
    LossKind.ADDED: "word-added",
    LossKind.MOVED: "word-moved",
}


def _findings(proof: Proof) -> Iterator[Finding]:
    for loss in proof.losses:
        where = f"{proof.output}, page {loss.page}" if loss.page else proof.output
        if proof.output == "booklet":
            yield Finding("booklet-differs", f"{where}: {_told(loss)}.", loss.span)
        elif loss.note:
            code = "note-astray" if loss.kind is LossKind.MOVED else "note-lost"
            yield Finding(code, f"{where}: note “{loss.note}”: {_told(loss)}.", loss.span)
        else:
            yield Finding(_CODES[loss.kind], f"{where}: {_told(loss)}.", loss.span)


def _told(loss: Loss) -> str:
    match loss.kind:
        case LossKind.MISSING:
            return f"“{loss.expected}” is missing"
        case LossKind.CHANGED:
            return f"“{loss.expected}” became “{loss.found}”"
        case LossKind.ADDED:
            return f"“{loss.found}” stands where no manuscript has it"
        case LossKind.MOVED:
            return f"“{loss.expected}” stands in another place" + (f": {loss.found}" if loss.found else "")
