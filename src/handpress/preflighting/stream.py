"""One content stream, operator by operator, against a graphics state (ISO 32000-2 §8 and §9)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from handpress.preflighting.colours import DEVICE_CMYK, DEVICE_GRAY, DEVICE_RGB, Colour, Space, space
from handpress.preflighting.fonts import Font
from handpress.preflighting.functions import ends
from handpress.preflighting.geometry import Box, Matrix, around
from handpress.preflighting.objects import Entry, Name, Value, entry, inside, matrix, name, number
from handpress.preflighting.outlines import Outline
from handpress.preflighting.pictures import Dots, dots
from handpress.preflighting.readout import Fill, Mark, Picture, Shading, Stroke, Text
from handpress.preflighting.state import Paint, Resources, State, apply_settings

_INVISIBLE = (3, 7)  # text that only a search or a clip sees
_UNIT = Box(0.0, 0.0, 1.0, 1.0)
_EVERYWHERE = Box(-1e9, -1e9, 1e9, 1e9)
# How far letters reach from their line, in shares of their size: descenders, capitals.
_BELOW, _ABOVE = -0.2, 0.7


class Desk(Protocol):
    """Who reads the page, and has what its streams share."""

    def count(self) -> None:
        """One operator more."""

    def add(self, mark: Mark) -> None:
        """A mark was made."""

    def use(self, used: Font) -> None:
        """A font sets something to be seen."""

    def grouped(self) -> None:
        """Something is a transparency group."""

    def font(self, found: Entry) -> Font:
        """Read a font."""

    def dots(self, found: Entry, resources: Resources) -> Dots:
        """Read a picture."""

    def form(self, found: Entry, resources: Resources, state: State) -> None:
        """Draw a form."""

    def tile(self, found: Entry, resources: Resources, state: State, area: Box) -> None:
        """Fill an area with a pattern's cell."""


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
        self._line = self._place = Matrix()

    def step(self, operator: str, operands: list[Value]) -> None:
        """Do what an operator says. One that is not known, or has too few operands, does nothing."""
        self._reader.count()
        action = _ACTIONS.get(operator)
        if action is not None:
            action(self, operands)

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
        self._state.width = abs(_at(operands, 0))

    def settings(self, operands: Sequence[Value]) -> None:
        """A dictionary of settings."""
        settings = self._resources.entry("ExtGState", _named(operands))
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
        its = self._resources.space(_named(operands))
        self._set_paint(lines, its, its.first)

    def set_colour(self, operands: Sequence[Value], lines: bool) -> None:
        """A colour or a pattern of the space in force."""
        its = self._paint(lines).space
        pattern = self._resources.entry("Pattern", _named(operands[-1:])) if operands else None
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
        for at in range(0, len(operands) - 1, 2):
            self._outline.line(self._point(operands, at))

    def rectangle(self, operands: Sequence[Value]) -> None:
        """A rectangle as a subpath."""
        x, y, width, height = (_at(operands, index) for index in range(4))
        grid = self._state.matrix
        corners = around(
            grid.point(*corner) for corner in ((x, y), (x + width, y), (x, y + height), (x + width, y + height))
        )
        self._outline.rectangle(corners, min(abs(width) * grid.across, abs(height) * grid.upright))

    def _point(self, operands: Sequence[Value], at: int) -> tuple[float, float]:
        return self._state.matrix.point(_at(operands, at), _at(operands, at + 1))

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
            # An empty clip lets nothing through; a box without breadth at its corner does the same here.
            state.clip = whole.common(state.clip) or Box(
                state.clip.left, state.clip.bottom, state.clip.left, state.clip.bottom
            )
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
        self._shade(self._resources.entry("Shading", _named(operands)), self._state.clip)

    def _shade(self, shading: Entry | None, box: Box) -> None:
        if shading is None:
            return
        its = space(shading.get("ColorSpace"), self._resources.lookup)
        colours = tuple(its.colour(values) for values in ends(shading.get("Function")))
        self._reader.add(Shading(box, its, colours, self._state.veil(self._state.fill)))

    def do(self, operands: Sequence[Value]) -> None:
        """A picture or a form."""
        found = self._resources.entry("XObject", _named(operands))
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

    # text

    def begin_text(self, _: Sequence[Value]) -> None:
        """Begin an object of text."""
        self._line = self._place = Matrix()

    def set_font(self, operands: Sequence[Value]) -> None:
        """Font and size."""
        found = self._resources.entry("Font", _named(operands))
        self._state.font = self._reader.font(found) if found else None
        self._state.size = _at(operands, 1)

    def set_matrix(self, operands: Sequence[Value]) -> None:
        """Place and turn of the text."""
        self._line = self._place = matrix(list(operands))

    def next(self, operands: Sequence[Value]) -> None:
        """To the next line, by a distance."""
        self._line = self._place = Matrix(e=_at(operands, 0), f=_at(operands, 1)).after(self._line)

    def next_leaded(self, operands: Sequence[Value]) -> None:
        """To the next line by a distance, which becomes the leading."""
        self._state.leading = -_at(operands, 1)
        self.next(operands)

    def new_line(self, _: Sequence[Value]) -> None:
        """To the next line by the leading."""
        self.next([0.0, -self._state.leading])

    def set_text(self, attribute: str, operands: Sequence[Value], share: float = 1.0) -> None:
        """A number of the state of text."""
        setattr(self._state, attribute, _at(operands, 0) * share)

    def set_mode(self, operands: Sequence[Value]) -> None:
        """Whether letters are filled, stroked, or invisible."""
        self._state.mode = int(_at(operands, 0))

    def show(self, operands: Sequence[Value]) -> None:
        """A string."""
        self._show_all(operands[:1])

    def show_next(self, operands: Sequence[Value]) -> None:
        """A string on the next line."""
        self.new_line(())
        self._show_all(operands[:1])

    def show_spaced(self, operands: Sequence[Value]) -> None:
        """A string on the next line, with its spaces."""
        self._state.between_words, self._state.between_signs = _at(operands, 0), _at(operands, 1)
        self.show_next(operands[2:])

    def show_listed(self, operands: Sequence[Value]) -> None:
        """Strings and the steps between them."""
        listed = operands[0] if operands else None
        self._show_all(listed if isinstance(listed, list) else [])

    def _show_all(self, pieces: Sequence[Value]) -> None:
        """Strings and the steps between them: one mark from the first sign to the last that can be seen."""
        state = self._state
        if state.font is None:
            return
        x, first, last = 0.0, None, 0.0
        for piece in pieces:
            if not isinstance(piece, bytes):
                x -= number(piece) / 1000 * state.size * state.across
                continue
            for share, blank in state.font.advances(piece):
                end = x + share * state.size * state.across
                if not blank:
                    first, last = x if first is None else first, end
                x = end + (state.between_signs + (state.between_words if blank else 0.0)) * state.across
        if first is not None and state.mode not in _INVISIBLE:
            self._set(state.font, first, last)
        self._place = Matrix(e=x).after(self._place)

    def _set(self, used: Font, first: float, last: float) -> None:
        state = self._state
        self._reader.use(used)
        placed = self._place.after(state.matrix)
        size = abs(state.size)
        box = Box(min(first, last), state.rise + _BELOW * size, max(first, last), state.rise + _ABOVE * size)
        seen = placed.box(box).common(state.clip)
        if seen is None:
            return
        paint = state.stroke if state.mode in (1, 5) else state.fill
        as_placed = size * placed.upright
        self._reader.add(Text(seen, paint.colour, as_placed, used.bold, state.veil(paint), paint.overprint))


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
    "BT": Stream.begin_text,
    "Tf": Stream.set_font,
    "Tm": Stream.set_matrix,
    "Td": Stream.next,
    "TD": Stream.next_leaded,
    "T*": Stream.new_line,
    "Tc": lambda stream, given: stream.set_text("between_signs", given),
    "Tw": lambda stream, given: stream.set_text("between_words", given),
    "Tz": lambda stream, given: stream.set_text("across", given, 0.01),
    "TL": lambda stream, given: stream.set_text("leading", given),
    "Ts": lambda stream, given: stream.set_text("rise", given),
    "Tr": Stream.set_mode,
    "Tj": Stream.show,
    "TJ": Stream.show_listed,
    "'": Stream.show_next,
    '"': Stream.show_spaced,
}


def _at(operands: Sequence[Value], index: int) -> float:
    return number(operands[index]) if len(operands) > index else 0.0


def _named(operands: Sequence[Value]) -> str:
    return name(operands[0]) if operands else ""
