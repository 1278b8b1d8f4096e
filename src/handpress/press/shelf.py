"""The shelf of formes: sections of a pamphlet as they were set, so that none is set twice alike.

In: what came of laying out a section, under a key of its text and styles. Out: the same, in a later round, a later save
of a manuscript that is previewed, or a later build. Formes stand in memory, or in ``build/.cache/SLUG``, a file each; a
file that is broken, or somebody else's, is no forme. Whether a forme is from the shelf or was set makes no byte of an
output another: a key holds all that it depends on.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import shutil
import zlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct, field

from handpress.press.sealed import seal, unseal
from handpress.press.stamps import stamp_of_press
from handpress.writing.formes import Forme, Laid

if TYPE_CHECKING:
    from handpress.setting.total_fit import Account

_FORM = 4
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
            seal(folder / name, _FORM, zlib.compress(msgspec.msgpack.encode(kept), _QUICK))
        for path in folder.iterdir() if folder.is_dir() else ():
            if path.name not in self._used:
                path.unlink(missing_ok=True) if path.is_file() else shutil.rmtree(path, ignore_errors=True)

    def _name(self, key: str) -> str:
        return hashlib.sha256(f"{stamp_of_press()} {self._asked} {key}".encode()).hexdigest()

    def _read(self, name: str) -> _Kept | None:
        assert self.folder is not None
        try:
            return _reader().decode(zlib.decompress(unseal(self.folder / name, _FORM)))
        except (OSError, ValueError, zlib.error, msgspec.MsgspecError):
            return None


@cache
def _reader() -> msgspec.msgpack.Decoder[_Kept]:
    """What reads a section; made once, since it first looks through all that a section is made of."""
    return msgspec.msgpack.Decoder(_Kept)


def asked_of(*wishes: Iterable[str] | bool) -> str:
    """What a setting depends on besides its text and styles, as one word."""
    return json.dumps([list(wish) if not isinstance(wish, bool) else wish for wish in wishes])
