"""What a converter hands over, whatever the source was: the text in Markdown and what is known about it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from msgspec import Struct

from handpress.importing.accounts import Decision
from handpress.model.document import Contributor, Party

FIRST_PUBLISHED = "First published"


class Line(NamedTuple):
    """A line with its number in the source. A blank line may be one the converter put in."""

    number: int
    text: str

    @property
    def blank(self) -> bool:
        """Whether nothing but white space stands on the line."""
        return not self.text.strip()


class Draft(Struct, frozen=True):
    """A converted source, before anything is written.

    ``front`` are the part's front matter entries, values in Markdown; ``record`` the entries of ``pamphlet.toml``
    that the source itself named, values plain (without ``title``, which every pamphlet has); ``body`` is Markdown.
    """

    title: str
    body: str
    front: tuple[tuple[str, str], ...] = ()
    record: tuple[tuple[str, str], ...] = ()
    contributors: tuple[Contributor, ...] = ()
    parties: tuple[Party, ...] = ()
    decisions: tuple[Decision, ...] = ()


def numbered(text: str) -> list[Line]:
    """The lines of ``text``, counted from 1."""
    return [Line(number, line) for number, line in enumerate(text.split("\n"), start=1)]


def trimmed(lines: Sequence[Line]) -> list[Line]:
    """``lines`` without the blank lines at both ends."""
    start, end = 0, len(lines)
    while start < end and lines[start].blank:
        start += 1
    while end > start and lines[end - 1].blank:
        end -= 1
    return list(lines[start:end])


def words(text: str) -> list[str]:
    """The words of ``text``: the longest runs of letters and digits."""
    return re.findall(r"[^\W_]+", text)


def first_block(lines: Sequence[Line]) -> list[Line]:
    """The lines from the first that is not blank to the next blank one."""
    block: list[Line] = []
    for line in trimmed(lines):
        if line.blank:
            break
        block.append(line)
    return block


def after(lines: Sequence[Line], number: int) -> list[Line]:
    """The lines below line ``number`` of the source, from the first that is not blank."""
    return trimmed([line for line in lines if line.number > number])


def by_place(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """``decisions`` in the order of the source."""
    return tuple(sorted(decisions, key=lambda decision: (decision.line, decision.last_line)))
