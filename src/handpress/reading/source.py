"""A manuscript as numbered lines, and the blocks that stand around Markdown: notes and named blocks.

Python-Markdown forgets lines. What has a fence of its own, ``[^label]:`` notes and ``!!! name`` blocks, is therefore
cut out by line before it is called; each stretch of plain Markdown between them keeps its line numbers, so that the
words of its tree need to be found again only in that stretch.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TypeAlias

from msgspec import Struct

from handpress.reading.syntax import FENCE, INDENT, closes

_NOTE = re.compile(r"\[\^(?P<label>[^\]\s]+)\]:[ \t]?(?P<rest>.*)")
_NAMED = re.compile(r"!!!\s*(?P<name>[\w-]+)(?:[ \t]+(?P<rest>.*?))?[ \t]*$")
# Notes within notes within notes: nobody writes them, but a line of nothing but [^1]: would be read as that.
_DEEPEST = 6
# What is named so is words, however it begins: "1. Mai 1917" under a dateline is not a list.
_RUNNING = ("byline", "dateline", "signature", "provenance")


class Line(Struct, frozen=True):
    """A line of the manuscript: its text, its number, and the column its text begins in.

    ``jumps`` are the offsets from which the text was typed elsewhere, with line number and column, where changes under
    discussion have been decided.
    """

    text: str
    number: int
    column: int = 1
    jumps: tuple[tuple[int, int, int], ...] = ()

    def place(self, offset: int) -> tuple[int, int]:
        """The line number and column in which a character of the text was typed."""
        before = bisect_right(self.jumps, offset, key=lambda jump: jump[0])
        start, number, column = self.jumps[before - 1] if before else (0, self.number, self.column)
        return number, column + offset - start

    def offset(self, number: int, column: int) -> int:
        """Where in the text the character stands that was typed in this line number and column."""
        before = bisect_right(self.jumps, (number, column), key=lambda jump: jump[1:])
        start, _, begin = self.jumps[before - 1] if before else (0, self.number, self.column)
        return start + max(0, column - begin)

    @property
    def blank(self) -> bool:
        """Whether the line has nothing but white space."""
        return not self.text.strip()

    @property
    def indented(self) -> bool:
        """Whether the line is moved in far enough to belong to the block above."""
        return self.text.startswith((" " * INDENT, "\t"))

    def dedented(self) -> Line:
        """The line without one step of indentation."""
        bare = self.text[1:] if self.text.startswith("\t") else self.text[:INDENT].lstrip(" ") + self.text[INDENT:]
        return self.behind(len(self.text) - len(bare))

    def behind(self, offset: int) -> Line:
        """The rest of the line from a character on, each character with its place."""
        number, column = self.place(offset)
        jumps = tuple((at - offset, *place) for at, *place in self.jumps if at > offset)
        return Line(self.text[offset:], number, column, jumps)  # type: ignore[arg-type]


class Stretch(Struct, frozen=True):
    """Lines of plain Markdown; ``running`` text is paragraphs only, whatever signs its lines begin with."""

    lines: tuple[Line, ...]
    running: bool = False


class NoteSource(Struct, frozen=True):
    """A note as written: its label, where it begins, and the lines of its text."""

    label: str
    head: Line
    content: tuple[Container, ...]
    last_line: int


class NamedBlock(Struct, frozen=True):
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


def contain(lines: tuple[Line, ...], *, running: bool = False, depth: int = 0) -> tuple[Container, ...]:
    """Cut lines into stretches of Markdown, notes and named blocks, in the order they stand in.

    ``running``: what is not in a fence of its own is words only; ``depth`` counts the blocks around.
    A note or named block reaches over all lines indented under it; a note also over the unindented lines that follow
    its first line without a blank one between ("lazy" lines).
    """
    found: list[Container] = []
    plain: list[Line] = []
    at = 0
    while at < len(lines):
        line = lines[at]
        if fence := FENCE.match(line.text):
            end = _fence_end(lines, at, fence["prefix"], fence["fence"])
            plain.extend(lines[at:end])
            at = end
            continue
        note, named = _NOTE.match(line.text), _NAMED.match(line.text)
        if (note is None and named is None) or depth > _DEEPEST:
            plain.append(line)
            at += 1
            continue
        if plain:
            found.append(Stretch(tuple(plain), running))
            plain = []
        end = _block_end(lines, at + 1, lazy=note is not None)
        inner = tuple(below.dedented() if below.indented else below for below in lines[at + 1 : end])
        if note is not None:
            first = line.behind(note.start("rest"))
            found.append(
                NoteSource(note["label"], line, contain((first, *inner), depth=depth + 1), lines[end - 1].number)
            )
        elif named is not None:
            words = contain(inner, running=named["name"] in _RUNNING, depth=depth + 1)
            found.append(NamedBlock(named["name"], named["rest"] or "", line, words, lines[end - 1].number))
        at = end
    if plain:
        found.append(Stretch(tuple(plain), running))
    return tuple(found)


def _fence_end(lines: tuple[Line, ...], at: int, prefix: str, fence: str) -> int:
    """The index after the closing fence, or after the last line where the fence is never closed."""
    for index in range(at + 1, len(lines)):
        if closes(lines[index].text.removeprefix(prefix), fence):
            return index + 1
    return len(lines)


def unclosed(stretch: Stretch) -> Line | None:
    """The line that opens a block of code which is never closed."""
    at = 0
    while at < len(stretch.lines):
        line = stretch.lines[at]
        fence = None if stretch.running else FENCE.match(line.text)
        end = _fence_end(stretch.lines, at, fence["prefix"], fence["fence"]) if fence else at + 1
        last = stretch.lines[end - 1].text
        if fence and (end == at + 1 or not closes(last.removeprefix(fence["prefix"]), fence["fence"])):
            return line
        at = end
    return None


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
