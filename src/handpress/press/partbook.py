"""The part book: manuscripts as they were read and as they were set, so that neither is done again for one that stays.

In: all that the reading of a file depends on, and how it is read. Out: its part and what was found, as they were when
just that was read before, or as they are now; and the same for the part with its typography. The book lies in
``build/.cache/SLUG.parts``, or in memory; one that is broken, somebody else's, or written by another press is no book.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable, Mapping
from pathlib import Path

import msgspec
from msgspec import Struct, field

from handpress.diagnostics import Result
from handpress.model.document import Part
from handpress.press.sealed import seal, unseal

_FORM = 1

Read = Result[Part]


class PartBook(Struct):
    """What is known of manuscripts. Without a ``path`` the book stands in memory."""

    path: Path | None = None
    _opened: bool = False
    _known: dict[str, bytes] = field(default_factory=dict)
    _used: dict[str, bytes] = field(default_factory=dict)
    _has_more: bool = False
    _read: dict[str, Part] = field(default_factory=dict)

    def recall(self, asked: object, read: Callable[[], Read]) -> Read:
        """The part that comes of what is ``asked``, whose ``repr`` tells it from all else; ``read`` reads it."""
        key = hashlib.sha256(repr(asked).encode("utf-8", "surrogatepass")).hexdigest()
        found = self._found(key, read)
        self._read[key] = found.value
        return found

    def recall_set(self, part: Part, language: str, set_it: Callable[[], Part]) -> Part:
        """A part with the typography of a language; ``set_it`` sets it, which is done for one that is not known."""
        key = next((key for key, read in self._read.items() if read is part), "")
        return self._found(f"{key} {language}", lambda: Result(set_it())).value if key else set_it()

    def _found(self, key: str, read: Callable[[], Read]) -> Read:
        self._open()
        if key in self._known:
            self._used[key] = self._known[key]
            # A book that was sealed in another form than it is read in holds nothing of use.
            with contextlib.suppress(msgspec.MsgspecError, KeyError):
                return msgspec.msgpack.decode(self._known[key], type=Read)
        found = read()
        self._used[key] = msgspec.msgpack.encode(found)
        self._has_more = True
        return found

    @property
    def learned(self) -> Mapping[str, bytes]:
        """What was asked after, for the book of whoever had it asked: nothing is said of what the book has already."""
        return {key: b"" if self._known.get(key) is packed else packed for key, packed in self._used.items()}

    def learn(self, learned: Mapping[str, bytes]) -> None:
        """Take over what was read by help of a copy of this book, in another process."""
        self._open()
        self._has_more = self._has_more or any(learned.values())
        self._used |= {key: packed or self._known.get(key, b"") for key, packed in learned.items()}

    def tidy(self) -> None:
        """Put the book away with the parts that were asked after since the last time, and no others."""
        changed = self._has_more or self._used.keys() != self._known.keys()
        self._known = {key: packed for key, packed in self._used.items() if packed}
        self._read = {key: part for key, part in self._read.items() if key in self._used}
        self._used, self._has_more = {}, False
        if self.path is None or not changed:
            return
        # A book that cannot be written, or taken away, is one that has to be read anew, or is in the way, at most.
        with contextlib.suppress(OSError):
            seal(self.path, _FORM, msgspec.msgpack.encode(self._known))

    def _open(self) -> None:
        if self._opened or self.path is None:
            return
        self._opened = True
        with contextlib.suppress(OSError, ValueError):
            self._known = msgspec.msgpack.decode(unseal(self.path, _FORM), type=dict[str, bytes])
