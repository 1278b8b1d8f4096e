"""Colours in drawings become inks: black and greys become black alone, other colours go through the profile."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from handpress.diagnostics import PressError
from handpress.prepress.colour import Separation
from handpress.prepress.contents import Contents
from handpress.prepress.drawings import Drawing, drawings
from handpress.prepress.engine import (
    Array,
    Name,
    Pdf,
    Stream,
    drop,
    key_of,
    numbers,
    operator_of,
    parsed,
    unparsed,
)

_DEVICE = {"/DeviceGray": "gray", "/DeviceRGB": "rgb", "/DeviceCMYK": "cmyk", "/Pattern": "pattern"}
_BY_COMPONENTS = {1: "gray", 3: "rgb", 4: "cmyk"}
_SETS = {b"g": "gray", b"rg": "rgb", b"k": "cmyk"}
_COLOURING = frozenset(b"q Q g G rg RG k K cs CS sc SC scn SCN".split())
_LUMINANCE = (0.3, 0.59, 0.11)  # how a device's colour counts in a mask (ISO 32000-1 §10.3.3)


def separate(pdf: Pdf, separation: Separation, contents: Contents) -> None:
    """Rewrite every colour of a file's drawings as inks of the device."""
    found = drawings(pdf)
    # Pages share their resources: what these list is looked at once, and not once a page.
    for drawing in {_listed_in(drawing): drawing for drawing in reversed(found)}.values():
        _separate_shadings(drawing, separation)
    for drawing in found:
        contents.rewrite(drawing, _Pen(drawing, separation).redraw(contents.of(drawing)))
        if "/Group" in drawing.holder:
            drawing.holder.Group.CS = Name.DeviceGray if drawing.mask else Name.DeviceCMYK
    # The spaces of colours go when no drawing is left that names one.
    for drawing in found:
        drop(drawing.resources, "/ColorSpace")


def _listed_in(drawing: Drawing) -> tuple[tuple[int, int], bool]:
    """What tells the resources of a drawing from others; those written into it are its own."""
    own = drawing.resources if drawing.resources.is_indirect else drawing.holder
    return key_of(own), drawing.mask


def _separate_shadings(drawing: Drawing, separation: Separation) -> None:
    for shading in drawing.listed("/Shading"):
        _separate_shading(shading, separation, drawing)
    for pattern in drawing.listed("/Pattern"):
        if not isinstance(pattern, Stream):
            _separate_shading(pattern.Shading, separation, drawing)


class _Pen:
    """Draws a drawing anew, line by line; ``_spaces`` are the kinds of colour that fill and stroke."""

    def __init__(self, drawing: Drawing, separation: Separation) -> None:
        self._drawing = drawing
        self._separation = separation
        self._spaces = {"fill": "gray", "stroke": "gray"}
        self._kept: list[dict[str, str]] = []

    def redraw(self, content: list[bytes]) -> list[bytes]:
        return [
            self._line(line, operator) if (operator := operator_of(line)) in _COLOURING else line for line in content
        ]

    def _line(self, line: bytes, operator: bytes) -> bytes:
        use = "fill" if operator.islower() else "stroke"
        match operator.lower():
            case b"q" if operator == b"q":
                self._kept.append(dict(self._spaces))
            case b"q":
                self._spaces = self._kept.pop()
            case b"g" | b"rg" | b"k":
                self._spaces[use] = _SETS[operator.lower()]
                return self._set(use, _values(line))
            case b"cs":
                self._spaces[use] = kind_of(parsed(line)[0][0], self._drawing.resources)
                if self._spaces[use] != "pattern":
                    # A space begins with black; it has no name among inks.
                    return self._set(use, (0, 0, 0, 1) if self._spaces[use] == "cmyk" else (0, 0, 0))
            case _ if self._spaces[use] != "pattern":
                return self._set(use, _values(line))
        return line

    def _set(self, use: str, values: Sequence[float]) -> bytes:
        found = translated(self._spaces[use], values, self._separation, mask=self._drawing.mask)
        operator = "g" if len(found) == 1 else "k"
        return unparsed((list(found), operator if use == "fill" else operator.upper()))


def _values(line: bytes) -> tuple[float, ...]:
    """The numbers of a line that has nothing else but its operator."""
    return tuple(map(float, line.split()[:-1]))


def translated(kind: str, values: Sequence[float], separation: Separation, *, mask: bool) -> tuple[float, ...]:
    """A colour of a kind as four inks, or in a mask as one grey."""
    if kind == "cmyk" and not mask:
        return separation.inks_of_inks(*values)
    if kind == "lab" and not mask:
        return separation.inks_of_lab(*values)
    if kind == "gray":
        values = (values[0],) * 3
    if not mask:
        return separation.inks(*values)
    if kind == "cmyk":
        cyan, magenta, yellow, black = values
        values = (1 - min(cyan + black, 1), 1 - min(magenta + black, 1), 1 - min(yellow + black, 1))
    if kind == "lab":
        return (round(values[0] / 100, 4),)
    return (round(sum(part * value for part, value in zip(_LUMINANCE, values, strict=True)), 4),)


def kind_of(space: Any, resources: Any) -> str:
    """The kind of a colour space: ``gray``, ``rgb``, ``cmyk``, ``lab`` or ``pattern``."""
    if isinstance(space, Name):
        named = _DEVICE.get(str(space))
        if named:
            return named
        space = resources.get("/ColorSpace", {}).get(str(space))
    if isinstance(space, Array):
        if space[0] == Name.Lab:
            return "lab"
        if space[0] == Name.ICCBased:
            return _BY_COMPONENTS[int(space[1].N)]
    raise PressError("The pages have a colour space that the press does not know.", hint="Give colours in sRGB.")


def _separate_shading(shading: Any, separation: Separation, drawing: Drawing) -> None:
    kind = kind_of(shading.ColorSpace, drawing.resources)
    if kind == "gray" and drawing.mask:
        return
    shading.ColorSpace = Name.DeviceGray if drawing.mask else Name.DeviceCMYK
    _separate_function(shading.Function, kind, separation, mask=drawing.mask)


def _separate_function(function: Any, kind: str, separation: Separation, *, mask: bool) -> None:
    """The ends of a run of colours become inks; between them inks run as the colours did."""
    if function.FunctionType == 3:
        for part in function.Functions:
            _separate_function(part, kind, separation, mask=mask)
        return
    if function.FunctionType != 2:
        raise PressError("The pages have a run of colours that the press cannot turn into inks.")
    for key, default in (("/C0", 0), ("/C1", 1)):
        values = numbers(function.get(key, [default]))
        function[key] = Array([round(value, 4) for value in translated(kind, values, separation, mask=mask)])
