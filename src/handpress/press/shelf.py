"""The shelf of formes: sections of a pamphlet as they were set, so that none is set twice alike.

In: what came of laying out a section, under a key of its text and styles. Out: the same, in a later round, a later save
of a manuscript that is previewed, or a later build. Formes stand in memory, or in ``build/.cache/SLUG``, a file each; a
file that is broken, or somebody else's, is no forme. Whether a forme is from the shelf or was set makes no byte of an
output another: a key holds all that it depends on.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import shutil
import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct, field
from msgspec.structs import asdict

from handpress.press.files import put
from handpress.press.stamps import stamp_of_press

if TYPE_CHECKING:
    from handpress.setting.total_fit import Account
    from handpress.writing.formes import Forme, Laid

_FORM = 3
_QUICK = 1  # of zlib's levels: a forme is written at every build, and mostly for nothing


class _Kept(Struct, frozen=True):
    """A section, and how its paragraphs were counted: under the name of its text, a reason or none for each."""

    laid: Laid
    forme: Forme | None
    text: str
    reasons: tuple[str | None, ...]


class FormeShelf(Struct):
    """Formes found again by key. Without a ``folder`` they stand in memory.

    Nothing is written before ``tidy``, which is for the end of a build that is whole. It takes from the shelf whatever
    was neither found nor put there since the last time: what nobody sets any more.
    """

    folder: Path | None = None
    _account: Account | None = None
    _asked: str = ""
    _known: dict[str, _Kept] = field(default_factory=dict)
    _used: set[str] = field(default_factory=set)

    def open(self, account: Account, asked: str) -> FormeShelf | None:
        """The shelf for one setting: ``account`` counts its paragraphs, ``asked`` is what it depends on besides.

        None where it cannot be known what the press is made of: such a forme is never taken for another.
        """
        self._account, self._asked = account, asked
        return self if stamp_of_press() else None

    def find(self, key: str) -> tuple[Laid, Forme | None] | None:
        """What came of a section, and its forme if it was written; None for one that is not known."""
        from handpress.setting.total_fit import Reason

        name = self._name(key)
        kept = self._known.get(name) or (self._read(name) if self.folder else None)
        if kept is None or self._account is None:
            return None
        self._used.add(name)
        self._account.recall(kept.text, [Reason(reason) if reason else None for reason in kept.reasons])
        return kept.laid, kept.forme

    def put(self, key: str, laid: Laid, forme: Forme | None) -> None:
        """Keep a section that has just been laid out, without its forme, or one whose forme has been written."""
        name = self._name(key)
        before = self._known.get(name)
        text, reasons = (before.text, before.reasons) if before else self._account.last if self._account else ("", ())
        self._used.add(name)
        self._known[name] = _Kept(laid, forme, text, tuple(reason and str(reason) for reason in reasons))

    def tidy(self) -> None:
        """Put away what is new, and take away what was not used since the last time."""
        self._known = {name: kept for name, kept in self._known.items() if name in self._used}
        if self.folder:
            # A forme that cannot be written, or taken away, is set again, or in the way, at most.
            with contextlib.suppress(OSError):
                self._write(self.folder)
        self._used.clear()

    def _write(self, folder: Path) -> None:
        for name, kept in self._known.items():
            if (folder / name).is_dir():
                shutil.rmtree(folder / name)
            put(folder / name, _packed(kept))
        for path in folder.iterdir() if folder.is_dir() else ():
            if path.name not in self._used:
                path.unlink(missing_ok=True) if path.is_file() else shutil.rmtree(path, ignore_errors=True)

    def _name(self, key: str) -> str:
        return hashlib.sha256(f"{stamp_of_press()} {self._asked} {key}".encode()).hexdigest()

    def _read(self, name: str) -> _Kept | None:
        assert self.folder is not None
        try:
            return _unpacked((self.folder / name).read_bytes())
        except (OSError, ValueError, KeyError, TypeError, AttributeError, zlib.error):
            return None


def _packed(kept: _Kept) -> bytes:
    from handpress.writing.formes import Dressed

    forme, pages = kept.forme, b""
    told: dict[str, Any] = {"form": _FORM, "text": kept.text, "reasons": kept.reasons, "laid": asdict(kept.laid)}
    if forme:
        told["starts"], told["targets"] = forme.starts, sorted(forme.targets)
        told["first"], told["cases"] = forme.first, {name: asdict(case) for name, case in forme.cases.items()}
        outputs = {"": Dressed(forme.pdf), **forme.dressed}
        told["outputs"] = [(output, len(one.pdf), one.flattened) for output, one in outputs.items()]
        pages = zlib.compress(b"".join(one.pdf for one in outputs.values()), _QUICK)
    content = json.dumps(told).encode("utf-8") + b"\n" + pages
    return hashlib.sha256(content).hexdigest().encode("ascii") + b"\n" + content


def _unpacked(packed: bytes) -> _Kept:
    """A section from its file. Raises one of many errors for a file that is none."""
    from handpress.writing.formes import Case, Dressed, Forme, Laid

    sum_, _, content = packed.partition(b"\n")
    head, _, pages = content.partition(b"\n")
    told = json.loads(head)
    if hashlib.sha256(content).hexdigest().encode("ascii") != sum_ or told["form"] != _FORM:
        raise ValueError("a broken forme, or one of another press")
    counted = told["laid"]
    laid = Laid(counted["count"], counted["page_of"], tuple(counted["damaged_notes"]))
    forme = None
    if pages:
        cases = {
            name: Case(**{**case, "characters": _numbered(case["characters"]), "widths": _numbered(case["widths"])})
            for name, case in told["cases"].items()
        }
        starts = tuple((anchor, letters) for anchor, letters in told["starts"])
        targets = frozenset(told["targets"])
        unpacked = io.BytesIO(zlib.decompress(pages))
        outputs = {output: Dressed(unpacked.read(length), flattened) for output, length, flattened in told["outputs"]}
        plain = outputs.pop("").pdf
        page_of = laid.page_of
        forme = Forme(plain, told["first"], laid.count, page_of, starts, cases, targets, dressed=outputs)
    return _Kept(laid, forme, told["text"], tuple(told["reasons"]))


def _numbered(entries: dict[str, Any]) -> dict[int, Any]:
    """A mapping by glyph, of whose numbers JSON has made words."""
    return {int(glyph): value for glyph, value in entries.items()}


def asked_of(*wishes: Iterable[str] | bool) -> str:
    """What a setting depends on besides its text and styles, as one word."""
    return json.dumps([list(wish) if not isinstance(wish, bool) else wish for wish in wishes])
