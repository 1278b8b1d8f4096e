"""One content stream, operator by operator, against a graphics state (ISO 32000-2 §8)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from handpress.preflighting import lettering
from handpress.preflighting.colours import DEVICE_CMYK, DEVICE_GRAY, DEVICE_RGB, Colour, Space, space
from handpress.preflighting.desk import Desk
from handpress.preflighting.functions import ends
from handpress.preflighting.geometry import Box, around
from handpress.preflighting.objects import Entry, Name, Value, at, entry, inside, matrix, name, named, number
from handpress.preflighting.outlines import Outline
from handpress.preflighting.pictures import Dots, dots
from handpress.preflighting.readout import Fill, Picture, Shading, Stroke
from handpress.preflighting.state import Paint, Resources, State, apply_settings

_UNIT = Box(0.0, 0.0, 1.0, 1.0)
_EVERYWHERE = Box(-1e9, -1e9, 1e9, 1e9)
_NOWHERE = Box(-1e9, -1e9, -1e9, -1e9)


class Stream:
    """One content stream: its own stack of states, its path, its text matrices."""

    def __init__(self, reader: Desk, resources: Resources, state: State) -> None:
        self._reader = reader
        self._resources = resources
        self._state = state
        self._base = state.matrix
        self._stack: list[State] = []
        self._outline = Outline()
        self._clipping = False
        self._letters = lettering.Lettering(reader, resources, self._pattern)

    def step(self, operator: str, operands: list[Value]) -> None:
        """Do what an operator says. One that is not known, or has too few operands, does nothing."""
        self._reader.count()
        if action := _ACTIONS.get(operator):
            action(self, operands)
        elif set_text := lettering.ACTIONS.get(operator):
            set_text(self._letters, self._state, operands)

    # the state

    def save(self, _: Sequence[Value]) -> None:
        """Keep the state to come back to."""
        self._stack.append(self._state.copy())

    def restore(self, _: Sequence[Value]) -> None:
        """Come back to the state kept last."""
        if self._stack:
            self._state = self._stack.pop()

    def transform(self, operands: Sequence[Value]) -> None:
        """Lay a matrix before the one in force."""
        self._state.matrix = matrix(list(operands)).after(self._state.matrix)

    def set_width(self, operands: Sequence[Value]) -> None:
        """The width of lines."""
        self._state.width = abs(at(operands, 0))

    def settings(self, operands: Sequence[Value]) -> None:
        """A dictionary of settings."""
        settings = self._resources.entry("ExtGState", named(operands))
        if settings and (set_font := apply_settings(self._state, settings)):
            self._state.font = self._reader.font(set_font)

    # colours

    def _paint(self, lines: bool) -> Paint:
        return self._state.stroke if lines else self._state.fill

    def _set_paint(self, lines: bool, its: Space, colour: Colour, pattern: Entry | None = None) -> None:
        old = self._paint(lines)
        new = Paint(its, colour, pattern, old.opacity, old.overprint)
        if lines:
            self._state.stroke = new
        else:
            self._state.fill = new

    def set_space(self, operands: Sequence[Value], lines: bool) -> None:
        """A colour space, and its first colour."""
        its = self._resources.space(named(operands))
        self._set_paint(lines, its, its.first)

    def set_colour(self, operands: Sequence[Value], lines: bool) -> None:
        """A colour or a pattern of the space in force."""
        its = self._paint(lines).space
        pattern = self._resources.entry("Pattern", named(operands[-1:])) if operands else None
        values = tuple(number(value) for value in operands if not isinstance(value, Name))
        self._set_paint(lines, its, its.colour(values), pattern)

    def set_device(self, operands: Sequence[Value], lines: bool, its: Space) -> None:
        """A colour space and a colour in one."""
        self._set_paint(lines, its, its.colour(tuple(number(value) for value in operands)))

    # paths

    def move(self, operands: Sequence[Value]) -> None:
        """Begin a subpath."""
        self._outline.move(self._point(operands, 0))

    def draw(self, operands: Sequence[Value]) -> None:
        """A line, or a curve."""
        # Control points of curves are taken for points of the line: the true line never lies outside them.
        for index in range(0, len(operands) - 1, 2):
            self._outline.line(self._point(operands, index))

    def rectangle(self, operands: Sequence[Value]) -> None:
        """A rectangle as a subpath."""
        x, y, width, height = (at(operands, index) for index in range(4))
        grid = self._state.matrix
        corners = around(
            grid.point(*corner) for corner in ((x, y), (x + width, y), (x, y + height), (x + width, y + height))
        )
        self._outline.rectangle(corners, min(abs(width) * grid.across, abs(height) * grid.upright))

    def _point(self, operands: Sequence[Value], index: int) -> tuple[float, float]:
        return self._state.matrix.point(at(operands, index), at(operands, index + 1))

    def clip(self, _: Sequence[Value]) -> None:
        """The path, once painted, bounds what can be seen."""
        self._clipping = True

    def end_path(self, fill: bool, stroke: bool) -> None:
        """Paint the path, clip by it if that was asked, and forget it."""
        state = self._state
        for part in self._outline.parts:
            if fill:
                self._fill(part.box, part.thinnest)
            if stroke:
                self._stroke(part.box)
        if self._clipping and (whole := self._outline.box):
            state.clip = whole.common(state.clip) or _NOWHERE
        self._clipping = False
        self._outline = Outline()

    def _fill(self, box: Box, thinnest: float | None) -> None:
        state = self._state
        seen = box.common(state.clip)
        if seen is None:
            return
        if state.fill.pattern:
            self._pattern(state.fill.pattern, seen)
            return
        self._reader.add(Fill(seen, state.fill.colour, thinnest, state.veil(state.fill), state.fill.overprint))

    def _stroke(self, box: Box) -> None:
        state = self._state
        width = state.width * state.matrix.narrowest
        seen = box.grown(width / 2).common(state.clip)
        if seen is None:
            return
        if state.stroke.pattern:
            self._pattern(state.stroke.pattern, seen)
            return
        self._reader.add(Stroke(seen, state.stroke.colour, width, state.veil(state.stroke), state.stroke.overprint))

    def _pattern(self, pattern: Entry, seen: Box) -> None:
        """What a pattern paints an area with: a blend, or what is in its cell."""
        if number(pattern.get("PatternType")) == 2:
            self._shade(entry(pattern.get("Shading")), seen)
            return
        below = self._state.copy()
        below.matrix, below.clip = self._base, _EVERYWHERE
        below.fill = Paint(opacity=self._state.fill.opacity)
        if number(pattern.get("PaintType")) == 2:  # without colours of its own
            underlying = self._state.fill.colour
            below.fill = Paint(colour=underlying, opacity=self._state.fill.opacity)
        self._reader.tile(pattern, self._resources, below, seen)

    # shadings, pictures, forms

    def shading(self, operands: Sequence[Value]) -> None:
        """A blend over all that can be seen."""
        self._shade(self._resources.entry("Shading", named(operands)), self._state.clip)

    def _shade(self, shading: Entry | None, box: Box) -> None:
        if shading is None:
            return
        its = space(shading.get("ColorSpace"), self._resources.lookup)
        colours = tuple(its.colour(values) for values in ends(shading.get("Function")))
        self._reader.add(Shading(box, its, colours, self._state.veil(self._state.fill)))

    def do(self, operands: Sequence[Value]) -> None:
        """A picture or a form."""
        found = self._resources.entry("XObject", named(operands))
        if found is None:
            return
        if name(found.get("Subtype")) == "Image":
            self._picture(self._reader.dots(found, self._resources))
        elif name(found.get("Subtype")) == "Form":
            if name(inside(found, "Group", "S")) == "Transparency":
                self._reader.grouped()
            self._reader.form(found, self._resources, self._state)

    def inline(self, operands: Sequence[Value]) -> None:
        """A picture written in the stream."""
        found = entry(operands[0]) if operands else None
        if found:
            self._picture(dots(found, self._resources.lookup))

    def _picture(self, found: Dots) -> None:
        state = self._state
        seen = state.matrix.box(_UNIT).common(state.clip)
        if seen is None:
            return
        sides = ((found.width, state.matrix.across), (found.height, state.matrix.upright))
        ppi = min((count / (length / 72) if length else 0.0) for count, length in sides)
        colour = state.fill.colour if found.stencil else None
        veil = state.veil(state.fill) or ("soft edges" if found.soft else "")
        self._reader.add(Picture(seen, ppi, found.line_art, found.space, found.most_ink, colour, veil, found.unread))


_Action = Callable[[Stream, list[Value]], None]

_ACTIONS: dict[str, _Action] = {
    "q": Stream.save,
    "Q": Stream.restore,
    "cm": Stream.transform,
    "w": Stream.set_width,
    "gs": Stream.settings,
    "cs": lambda stream, given: stream.set_space(given, lines=False),
    "CS": lambda stream, given: stream.set_space(given, lines=True),
    "sc": lambda stream, given: stream.set_colour(given, lines=False),
    "SC": lambda stream, given: stream.set_colour(given, lines=True),
    "scn": lambda stream, given: stream.set_colour(given, lines=False),
    "SCN": lambda stream, given: stream.set_colour(given, lines=True),
    "g": lambda stream, given: stream.set_device(given, False, DEVICE_GRAY),
    "G": lambda stream, given: stream.set_device(given, True, DEVICE_GRAY),
    "rg": lambda stream, given: stream.set_device(given, False, DEVICE_RGB),
    "RG": lambda stream, given: stream.set_device(given, True, DEVICE_RGB),
    "k": lambda stream, given: stream.set_device(given, False, DEVICE_CMYK),
    "K": lambda stream, given: stream.set_device(given, True, DEVICE_CMYK),
    "m": Stream.move,
    "l": Stream.draw,
    "c": Stream.draw,
    "v": Stream.draw,
    "y": Stream.draw,
    "re": Stream.rectangle,
    "W": Stream.clip,
    "W*": Stream.clip,
    "n": lambda stream, _: stream.end_path(fill=False, stroke=False),
    **dict.fromkeys(("f", "F", "f*"), lambda stream, _: stream.end_path(fill=True, stroke=False)),
    **dict.fromkeys(("S", "s"), lambda stream, _: stream.end_path(fill=False, stroke=True)),
    **dict.fromkeys(("B", "B*", "b", "b*"), lambda stream, _: stream.end_path(fill=True, stroke=True)),
    "sh": Stream.shading,
    "Do": Stream.do,
    "EI": Stream.inline,
}

KNOWN = _ACTIONS.keys() | lettering.ACTIONS.keys()
"""The operators that do something here."""
