"""A manuscript as numbered lines, and the blocks that stand around Markdown: notes and named blocks.

Python-Markdown forgets lines. What has a fence of its own, ``[^label]:`` notes and ``!!! name`` blocks, is therefore
cut out by line before it is called; each stretch of plain Markdown between them keeps its line numbers, so that the
words of its tree need to be found again only in that stretch.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TypeAlias

_NOTE = re.compile(r"\[\^(?P<label>[^\]\s]+)\]:[ \t]?(?P<rest>.*)")
_NAMED = re.compile(r"!!!\s*(?P<name>[\w-]+)(?:[ \t]+(?P<rest>.*?))?[ \t]*$")
_FENCE = re.compile(r"[ >]*(?P<fence>`{3,}|~{3,})")
_INDENT = 4


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the manuscript: its text, its number, and the column its text begins in."""

    text: str
    number: int
    column: int = 1

    @property
    def blank(self) -> bool:
        """Whether the line has nothing but white space."""
        return not self.text.strip()

    @property
    def indented(self) -> bool:
        """Whether the line is moved in far enough to belong to the block above."""
        return self.text.startswith((" " * _INDENT, "\t"))

    def dedented(self) -> Line:
        """The line without one step of indentation."""
        if self.text.startswith("\t"):
            return Line(self.text[1:], self.number, self.column + 1)
        bare = self.text[:_INDENT].lstrip(" ") + self.text[_INDENT:]
        return Line(bare, self.number, self.column + len(self.text) - len(bare))


@dataclass(frozen=True, slots=True)
class Stretch:
    """Lines of plain Markdown."""

    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class NoteSource:
    """A note as written: its label, where it begins, and the lines of its text."""

    label: str
    head: Line
    content: tuple[Container, ...]
    last_line: int


@dataclass(frozen=True, slots=True)
class NamedBlock:
    """A ``!!! name argument`` block and the lines under it."""

    name: str
    argument: str
    head: Line
    content: tuple[Container, ...]
    last_line: int


Container: TypeAlias = Stretch | NoteSource | NamedBlock


def lines_of(text: str) -> tuple[Line, ...]:
    """The lines of a file, numbered from 1; only line feeds part lines, as editors count them."""
    return tuple(Line(line.removesuffix("\r"), number) for number, line in enumerate(text.split("\n"), 1))


def contain(lines: tuple[Line, ...]) -> tuple[Container, ...]:
    """Cut lines into stretches of Markdown, notes and named blocks, in the order they stand in.

    A note or named block reaches over all lines indented under it; a note also over the unindented lines that follow
    its first line without a blank one between ("lazy" lines).
    """
    found: list[Container] = []
    plain: list[Line] = []
    at = 0
    while at < len(lines):
        line = lines[at]
        if fence := _FENCE.match(line.text):
            end = _fence_end(lines, at, fence["fence"])
            plain.extend(lines[at:end])
            at = end
            continue
        note, named = _NOTE.match(line.text), _NAMED.match(line.text)
        if note is None and named is None:
            plain.append(line)
            at += 1
            continue
        if plain:
            found.append(Stretch(tuple(plain)))
            plain = []
        end = _block_end(lines, at + 1, lazy=note is not None)
        inner = tuple(below.dedented() if below.indented else below for below in lines[at + 1 : end])
        if note is not None:
            first = Line(note["rest"], line.number, line.column + note.start("rest"))
            found.append(NoteSource(note["label"], line, contain((first, *inner)), lines[end - 1].number))
        elif named is not None:
            found.append(NamedBlock(named["name"], named["rest"] or "", line, contain(inner), lines[end - 1].number))
        at = end
    if plain:
        found.append(Stretch(tuple(plain)))
    return tuple(found)


def _fence_end(lines: tuple[Line, ...], at: int, fence: str) -> int:
    """The index after the closing fence, or after the last line where the fence is never closed."""
    for index in range(at + 1, len(lines)):
        if (close := _FENCE.match(lines[index].text)) and close["fence"].startswith(fence):
            return index + 1
    return len(lines)


def _block_end(lines: tuple[Line, ...], at: int, *, lazy: bool) -> int:
    """The index after the last line that belongs to the block whose head stands just before ``at``."""
    end = at
    while at < len(lines):
        line = lines[at]
        if line.blank:
            lazy = False
        elif line.indented or (lazy and not _NOTE.match(line.text) and not _NAMED.match(line.text)):
            end = at + 1
        else:
            break
        at += 1
    return end
