"""Drawings (SVG), looked at before any engine opens them: whole, and nothing in them acts or leads outside."""

from __future__ import annotations

import re
from xml.parsers import expat

from handpress.project.bitmaps import Fault, Looks

_FORBIDDEN = frozenset(("script", "foreignObject", "handler", "listener", "iframe", "object", "embed"))
_DEEPEST = 256
_OUTSIDE = re.compile(r"url\(\s*['\"]?(?!#)|@import", re.IGNORECASE)
_HREF = re.compile(r"#|data:image/(?:png|jpeg|gif)[;,]")
_LENGTH = re.compile(r"\s*([\d.]+(?:e-?\d+)?)\s*(?:px|pt|mm|cm|in|pc)?\s*")


def look_at_drawing(content: bytes) -> Looks | Fault:
    """The measures of an SVG picture, or what is wrong with it and in which line."""
    for number, line in enumerate(content.split(b"\n"), 1):
        if b"<!ENTITY" in line or b"<?xml-stylesheet" in line:
            return Fault(f"declares entities or style sheets in line {number}, which a picture has no need of")
    reader = _Reader()
    try:
        reader.parser.Parse(content, True)
    except expat.ExpatError as error:
        return reader.fault or Fault(f"is not a whole SVG file: it ends or breaks off in line {error.lineno}")
    except ValueError:
        return Fault("is not a whole SVG file: its encoding is unknown")
    return reader.fault or reader.looks


class _Reader:
    """Reads the tags of a drawing once, in order, and keeps the first thing that must not be."""

    def __init__(self) -> None:
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.fault: Fault | None = None
        self.looks = Looks()
        self._open: list[str] = []

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(" ")[2]
        if not self._open:
            self.looks = _looks(attributes)
            if name != "svg":
                self._keep("is not an SVG picture")
        self._open.append(name)
        if len(self._open) > _DEEPEST:
            self._keep(f"is nested deeper than any drawing, from line {self.parser.CurrentLineNumber} on")
        if name in _FORBIDDEN:
            self._keep(f"holds a script or foreign content in line {self.parser.CurrentLineNumber}")
        for key, value in attributes.items():
            self._attribute(key.rpartition(" ")[2], value)

    def _attribute(self, key: str, value: str) -> None:
        line = self.parser.CurrentLineNumber
        if key.startswith("on"):
            self._keep(f"holds a script in line {line}")
        elif key == "href" and not _HREF.match(value.strip()):
            self._keep(f"points outside itself in line {line}, to “{value[:60]}”")
        elif _OUTSIDE.search(value):
            self._keep(f"points outside itself in line {line}")

    def _end(self, _: str) -> None:
        self._open.pop()

    def _text(self, text: str) -> None:
        if self._open[-1] == "style" and _OUTSIDE.search(text):
            self._keep(f"points outside itself in line {self.parser.CurrentLineNumber}")

    def _keep(self, said: str) -> None:
        self.fault = self.fault or Fault(said, "Take that out in a text editor, or save it as a plain SVG drawing.")


def _looks(attributes: dict[str, str]) -> Looks:
    box = re.split(r"[\s,]+", attributes.get("viewBox", "").strip())
    try:
        if len(box) == 4:
            return Looks(float(box[2]), float(box[3]))
        wide, high = (_LENGTH.fullmatch(attributes.get(side, "")) for side in ("width", "height"))
        return Looks(float(wide[1]), float(high[1])) if wide and high else Looks()
    except ValueError:
        return Looks()
