"""The page book: what was read on every page of a pamphlet's files, so that a page that stays is not read again.

In: a finished file, and what somebody wants to know of its pages. Out: what was found out when a page just like it was
looked at, or what is found now. A page is known by a digest of all that makes it up (``prepress.page_keys``): the bytes
on the paper vouch for what was read of them. It also tells where the pages began. The book lies in
``build/.cache/SLUG.pages``, a file for each kind of question; a file that is broken, somebody else's, or written by
another press is no book. No byte of an output is another by it.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct, field

from handpress.model.facts import PageStart
from handpress.model.recall import Recall, anew
from handpress.press.sealed import seal, unseal

_FORM = 2
_STARTS = "starts"

Learned = Mapping[str, Mapping[str, Any]]
"""What was asked of pages, by the kind of question and the key of the page."""


class PageBook(Struct):
    """What is known of pages. Without a ``folder`` nothing is kept, and every page is looked at."""

    folder: Path | None = None
    _known: dict[str, dict[str, Any]] = field(default_factory=dict)
    _used: dict[str, dict[str, Any]] = field(default_factory=dict)
    _last: tuple[bytes, Sequence[str]] = (b"", ())
    _starts: tuple[PageStart, ...] = ()

    def recall(self, kind: str, pdf: bytes, asked: str = "") -> Recall:
        """What recalls answers to one kind of question, which depends on the page and on what is ``asked``.

        Raises ``PressError`` for a file that cannot be read.
        """
        from handpress import prepress

        if self.folder is None:
            return anew
        self._open(kind)
        if self._last[0] is not pdf:
            self._last = pdf, prepress.page_keys(pdf)
        return partial(self._answer, kind, [f"{asked} {key}" for key in self._last[1]])

    def _answer(self, kind: str, keys: Sequence[str], page: int, find: Callable[[], Any]) -> Any:
        key, known, used = keys[page - 1], self._known[kind], self._used[kind]
        if key not in used:
            used[key] = known[key] if key in known else find()
        return used[key]

    @property
    def expected(self) -> tuple[PageStart, ...]:
        """Where the pages began when the book was put away, as they are likely to begin again; nothing if unknown."""
        if self.folder is not None:
            with contextlib.suppress(OSError, ValueError):
                return msgspec.json.decode(unseal(self.folder / _STARTS, _FORM), type=tuple[PageStart, ...])
        return ()

    def begin(self, starts: tuple[PageStart, ...]) -> None:
        """Note where the pages begin."""
        self._starts = starts

    @property
    def learned(self) -> Learned:
        """All that was asked and answered, for the book of whoever had it asked."""
        return self._used

    def learn(self, learned: Learned) -> None:
        """Take over what was asked by help of a copy of this book, in another process."""
        for kind, answers in learned.items():
            self._used.setdefault(kind, {}).update(answers)

    def tidy(self) -> None:
        """Put the book away with the pages that were asked after, and no others."""
        if self.folder is None:
            return
        content = {kind: _written(answers) for kind, answers in self._used.items()}
        content[_STARTS] = msgspec.json.encode(self._starts)
        # A book that cannot be written, or taken away, is one that has to be read anew, or is in the way, at most.
        with contextlib.suppress(OSError):
            for kind, packed in content.items():
                seal(self.folder / kind, _FORM, packed)

    def _open(self, kind: str) -> None:
        if kind in self._known:
            return
        self._used.setdefault(kind, {})
        self._known[kind] = {}
        if self.folder is not None:
            with contextlib.suppress(OSError, ValueError, KeyError, TypeError, AttributeError):
                self._known[kind] = _read(unseal(self.folder / kind, _FORM))


def _written(answers: Mapping[str, Any]) -> bytes:
    try:
        return msgspec.json.encode(answers)
    except UnicodeEncodeError:
        # Half of a pair that stands for one character, as pdfium reads it from pages that have such.
        return json.dumps(answers, ensure_ascii=False).encode("utf-8", "surrogatepass")


def _read(content: bytes) -> dict[str, Any]:
    try:
        return msgspec.json.decode(content, type=dict[str, Any])
    except (msgspec.DecodeError, UnicodeDecodeError):
        return dict(json.loads(content.decode("utf-8", "surrogatepass")))
