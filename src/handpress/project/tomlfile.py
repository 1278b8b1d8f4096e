"""TOML with places: ``tomllib`` gives the values, a scan of the lines gives where each key stands."""

from __future__ import annotations

import re
import tomllib
from typing import Any

from msgspec import Struct

from handpress.diagnostics import Finding, Result
from handpress.model.spans import Span

_HEADER = re.compile(r"\s*(\[\[?)\s*([\w.\"' -]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"\s*([\w-]+|\"[^\"]*\"|'[^']*')\s*=\s*")
_TEXT_MARK = re.compile(r"\"\"\"|'''")
_WHERE = re.compile(r"\(at line (\d+), column (\d+)\)|\(at end of document\)")


class TomlFile(Struct, frozen=True):
    """The values of a TOML file and the lines its keys stand on."""

    file: str
    values: dict[str, Any]
    _places: dict[tuple[str, int, str], Span]

    def span(self, group: str = "", index: int = 0, key: str = "") -> Span:
        """Where a key stands; the head of its group, or the file's first line, where it stands nowhere."""
        for wanted in ((group, index, key), (group, index, "")):
            if wanted in self._places:
                return self._places[wanted]
        return Span(self.file, 1, 1, 1, 1)


def parse(text: str, file: str) -> Result[TomlFile]:
    """Read a TOML text. A syntax error is one finding, with the place, and a file without values."""
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return Result(TomlFile(file, {}, {}), (_syntax(str(error), text, file),))
    return Result(TomlFile(file, values, _scan(text, file)))


def _scan(text: str, file: str) -> dict[tuple[str, int, str], Span]:
    places: dict[tuple[str, int, str], Span] = {}
    counts: dict[str, int] = {}
    group, index = "", 0
    text_mark = ""
    for number, line in enumerate(text.split("\n"), 1):
        # What stands in a text of several lines may look like a key and is none.
        inside, marks = bool(text_mark), _TEXT_MARK.findall(line)
        for mark in marks:
            text_mark = "" if text_mark == mark else text_mark or mark
        if inside:
            continue
        if header := _HEADER.match(line):
            group = header[2].strip("\"'")
            index = counts.get(group, -1) + 1
            counts[group] = index
            places[(group, index, "")] = Span(file, number, number, header.start(2) + 1, header.end(2))
        elif key := _KEY.match(line):
            where = Span(file, number, number, key.start(1) + 1, key.end(1))
            places.setdefault((group, index, key[1].strip("\"'")), where)
    return places


def _syntax(message: str, text: str, file: str) -> Finding:
    line, column = text.count("\n") + 1, 1
    if (match := _WHERE.search(message)) and match[1]:
        line, column = int(match[1]), int(match[2])
    what = _WHERE.sub("", message).strip() or "it is not valid TOML"
    if "'\\n'" in what:
        what = "the line ends before its value does"
    return Finding(
        "config-syntax",
        f"The file cannot be read: {what[0].lower()}{what[1:]}.",
        Span(file, line, line, column),
        hint='A line reads: key = "value", and a quotation mark inside the value is written \\".',
    )
