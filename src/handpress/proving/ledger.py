"""The ledger: what was wanted of each output, what was found in it, and every difference."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any

from msgspec import Struct, field

from handpress.diagnostics import Finding
from handpress.model.spans import Span
from handpress.proving.quotations import Cited, as_json

VERSION = 1


class LossKind(StrEnum):
    """How an output differs from the model."""

    MISSING = "missing"
    CHANGED = "changed"
    ADDED = "added"
    MOVED = "moved"


class Loss(Struct, frozen=True):
    """A difference between the model and an output.

    ``expected`` and ``found`` are words, shortened where they are many; ``words`` counts the words of the model it
    touches. ``span`` is where they stand in the manuscript, or what stands nearest (``None``: not in a manuscript).
    ``note`` is the label of the note they belong to, with its part's slug before it: ``article: ed-1``. ``where`` names
    the page they stand on where no manuscript has them, such as the title page. ``page`` counts from 1 through the file
    (0: none is known); ``folio`` is the number it bears on the paper (empty: the same).
    """

    kind: LossKind
    expected: str = ""
    found: str = ""
    words: int = 0
    span: Span | None = None
    note: str = ""
    page: int = 0
    where: str = ""
    folio: str = ""


class Check(Struct, frozen=True):
    """One of the points P1 to P10 (see ``checks``): how much there must be of it, and how much was found.

    ``same`` is set where equal counts are not enough, as for letters.
    """

    name: str
    expected: int
    found: int
    same: bool = True

    @property
    def passed(self) -> bool:
        """Whether the output has what it must have."""
        return self.same and self.expected == self.found


class Entry(Struct, frozen=True):
    """An editorial item and its place: ``page`` and ``folio`` in print (see ``Loss``), ``span`` in the manuscript."""

    kind: str
    party: str
    words: str
    part: str
    note: str = ""
    page: int = 0
    span: Span | None = None
    folio: str = ""


class Setting(Struct, frozen=True):
    """What a build decided, and a later proof of its files must know.

    ``changes`` is what became of changes under discussion; ``long_notes`` by part the labels of the notes that stand at
    its end in print; ``order`` the pages of each side of a sheet; ``shortest_quotation`` from how many words on
    quotations were looked for; ``accepted`` the findings that the editor has accepted, each as code, part, words and
    reason; ``files`` by output the name of its file; ``sha256`` by name the hash of the other files; ``covers`` the
    pages (from 1) of a cover bound with the others.
    """

    changes: str = "none"
    long_notes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    order: tuple[tuple[int | None, ...], ...] = ()
    shortest_quotation: int = 0
    accepted: tuple[tuple[str, str, str, str], ...] = ()
    files: Mapping[str, str] = field(default_factory=dict)
    sha256: Mapping[str, str] = field(default_factory=dict)
    covers: tuple[int, ...] = ()


class Proof(Struct, frozen=True):
    """What was proved of one output. ``pages`` is 0 for an e-book, and the sides of sheets for a booklet.

    ``author`` is the hash of the author's running text in it, without any editorial item.
    """

    output: str
    sha256: str
    pages: int
    words_expected: int
    words_found: int
    notes_expected: int
    notes_found: int
    losses: tuple[Loss, ...] = ()
    checks: tuple[Check, ...] = ()
    author: str = ""


class Ledger(Struct, frozen=True):
    """The proofs of all outputs of one pamphlet, its editorial items and quotations, and what the build decided."""

    document: str
    proofs: tuple[Proof, ...]
    items: tuple[Entry, ...] = ()
    quotations: tuple[Cited, ...] = ()
    setting: Setting = Setting()

    @property
    def whole(self) -> bool:
        """Whether nothing is lost, changed, added or moved in any output, and every check is passed."""
        return not any(proof.losses or not all(check.passed for check in proof.checks) for proof in self.proofs)

    def to_json(self) -> str:
        """The ledger as JSON, the same for the same outputs; ``ledger`` is the version of its form."""
        outputs = {proof.output: _proof(proof) for proof in self.proofs}
        for output, name in self.setting.files.items():
            if output in outputs:
                outputs[output]["file"] = name
        tree = {"ledger": VERSION, "document": self.document, "whole": self.whole, "outputs": outputs}
        tree |= {"items": [_entry(item) for item in self.items], "setting": _setting(self.setting)}
        tree |= {"quotations": [as_json(item) for item in self.quotations]}
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
        "author": proof.author,
        "checks": {
            check.name: {"passed": check.passed, "expected": check.expected, "found": check.found}
            for check in proof.checks
        },
        "losses": [_loss(loss) for loss in proof.losses],
    }


def _entry(item: Entry) -> dict[str, Any]:
    place = {"file": item.span.file, "line": item.span.line} if item.span else None
    shown = {
        "kind": item.kind,
        "party": item.party,
        "words": item.words,
        "part": item.part,
        "note": item.note,
        "page": item.page,
        "folio": item.folio,
        "place": place,
    }
    return {key: value for key, value in shown.items() if value}


_ACCEPTED = ("code", "part", "words", "reason")


def _setting(setting: Setting) -> dict[str, Any]:
    return {
        "changes": setting.changes,
        "long_notes": {part: list(labels) for part, labels in setting.long_notes.items()},
        "order": [list(side) for side in setting.order],
        "shortest_quotation": setting.shortest_quotation,
        "accepted": [dict(zip(_ACCEPTED, item, strict=True)) for item in setting.accepted],
        "sha256": dict(setting.sha256),
        "covers": list(setting.covers),
    }


class Kept(Struct, frozen=True):
    """What a ledger that was put away says: the document's name, the setting, by output its hash, the quotations."""

    document: str
    setting: Setting
    outputs: Mapping[str, str]
    quotations: tuple[Mapping[str, Any], ...] = ()


def read_ledger(text: str) -> Kept:
    """What a ledger as JSON says of the build.

    Raises ``ValueError`` for a text that is no ledger of this version.
    """
    try:
        tree = json.loads(text)
        if tree["ledger"] != VERSION:
            raise ValueError(f"a ledger of version {tree['ledger']}")
        kept, outputs = tree["setting"], tree["outputs"]
        setting = Setting(
            str(kept["changes"]),
            {part: tuple(map(str, labels)) for part, labels in kept["long_notes"].items()},
            tuple(tuple(None if page is None else int(page) for page in side) for side in kept["order"]),
            int(kept["shortest_quotation"]),
            tuple((str(i["code"]), str(i["part"]), str(i["words"]), str(i["reason"])) for i in kept["accepted"]),
            {output: str(proof["file"]) for output, proof in outputs.items()},
            {name: str(digest) for name, digest in kept["sha256"].items()},
            tuple(int(page) for page in kept["covers"]),
        )
        hashes = {name: str(proof["sha256"]) for name, proof in outputs.items()}
        return Kept(str(tree["document"]), setting, hashes, tuple(tree["quotations"]))
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"not a ledger: {error}") from error


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
        "folio": loss.folio,
        "where": loss.where,
    }
    return {key: value for key, value in shown.items() if value}


_CODES = {
    LossKind.MISSING: "word-lost",
    LossKind.CHANGED: "word-lost",
    LossKind.ADDED: "word-added",
    LossKind.MOVED: "word-moved",
}
_NAMES = {
    "epub": "e-book",
    "pdf": "PDF",
    "print": "print file",
    "html": "web page",
    "text": "text",
    "markdown": "Markdown",
}


def output_name(output: str) -> str:
    """How people are told of an output."""
    part = output.removeprefix("epub-")
    return _NAMES.get(output, output) if part == output else f"e-book of {part}"


def _findings(proof: Proof) -> Iterator[Finding]:
    for loss in proof.losses:
        output = output_name(proof.output)
        where = ", ".join(filter(None, (output, loss.where, f"page {loss.folio or loss.page}" if loss.page else "")))
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
            return f"“{loss.expected}”: {loss.found}" if loss.found else f"“{loss.expected}” stands in another place"
