"""What the import gives back: the files to write and an account of every decision taken on the way."""

from __future__ import annotations

from typing import Literal, TypeAlias

from msgspec import Struct

Action: TypeAlias = Literal["kept", "changed", "left-out", "guessed"]

_EXCERPT = 72


class Decision(Struct, frozen=True):
    """One thing the import did, for a person to agree with or undo.

    ``line`` and ``last_line`` count the source's lines from 1. ``text`` is an excerpt of the source, but whole
    where ``action`` is ``left-out``: what is in no file must at least be here. ``reason`` is one sentence.
    """

    action: Action
    line: int
    last_line: int
    text: str
    reason: str


class Imported(Struct, frozen=True):
    """A pamphlet's folder to be written: ``files`` are pairs of relative name and text."""

    slug: str
    files: tuple[tuple[str, str], ...]
    decisions: tuple[Decision, ...]


def excerpt(text: str) -> str:
    """The beginning of ``text`` on one line, cut at a word and closed with an ellipsis where it is long."""
    line = " ".join(text.split())
    if len(line) <= _EXCERPT:
        return line
    return line[:_EXCERPT].rpartition(" ")[0] + " …" if " " in line[:_EXCERPT] else line[:_EXCERPT] + "…"
