"""Text as it is set: fonts, sizes, matrices, and the strings between them (ISO 32000-2 §9)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from handpress.preflighting.desk import Desk
from handpress.preflighting.fonts import Font
from handpress.preflighting.geometry import Box, Matrix
from handpress.preflighting.objects import Entry, Value, at, matrix, named, number
from handpress.preflighting.readout import Text
from handpress.preflighting.state import Resources, State

_INVISIBLE = (3, 7)  # text that only a search or a clip sees
_OUTLINED = (1, 5)
# How far letters reach from their line, in shares of their size: descenders, capitals.
_BELOW, _ABOVE = -0.2, 0.7


class Lettering:
    """The text of one content stream. ``tile`` paints an area with a pattern."""

    def __init__(self, desk: Desk, resources: Resources, tile: Callable[[Entry, Box], None]) -> None:
        self._desk = desk
        self._resources = resources
        self._tile = tile
        self._line = self._place = Matrix()

    def begin_text(self, state: State, _: Sequence[Value]) -> None:
        """Begin an object of text."""
        self._line = self._place = Matrix()

    def set_font(self, state: State, operands: Sequence[Value]) -> None:
        """Font and size."""
        found = self._resources.entry("Font", named(operands))
        state.font = self._desk.font(found) if found else None
        state.size = at(operands, 1)

    def set_matrix(self, state: State, operands: Sequence[Value]) -> None:
        """Place and turn of the text."""
        self._line = self._place = matrix(list(operands))

    def next(self, state: State, operands: Sequence[Value]) -> None:
        """To the next line, by a distance."""
        self._line = self._place = Matrix(e=at(operands, 0), f=at(operands, 1)).after(self._line)

    def next_leaded(self, state: State, operands: Sequence[Value]) -> None:
        """To the next line by a distance, which becomes the leading."""
        state.leading = -at(operands, 1)
        self.next(state, operands)

    def new_line(self, state: State, _: Sequence[Value]) -> None:
        """To the next line by the leading."""
        self.next(state, [0.0, -state.leading])

    def set_number(self, state: State, attribute: str, operands: Sequence[Value], share: float = 1.0) -> None:
        """A number of the state of text."""
        setattr(state, attribute, at(operands, 0) * share)

    def set_mode(self, state: State, operands: Sequence[Value]) -> None:
        """Whether letters are filled, stroked, or invisible."""
        state.mode = int(at(operands, 0))

    def show(self, state: State, operands: Sequence[Value]) -> None:
        """A string."""
        self._show_all(state, operands[:1])

    def show_next(self, state: State, operands: Sequence[Value]) -> None:
        """A string on the next line."""
        self.new_line(state, ())
        self._show_all(state, operands[:1])

    def show_spaced(self, state: State, operands: Sequence[Value]) -> None:
        """A string on the next line, with its spaces."""
        state.between_words, state.between_signs = at(operands, 0), at(operands, 1)
        self.show_next(state, operands[2:])

    def show_listed(self, state: State, operands: Sequence[Value]) -> None:
        """Strings and the steps between them."""
        listed = operands[0] if operands else None
        self._show_all(state, listed if isinstance(listed, list) else [])

    def _show_all(self, state: State, pieces: Sequence[Value]) -> None:
        """Strings and the steps between them: one mark from the first sign to the last that can be seen."""
        if state.font is None:
            return
        x, first, last = 0.0, None, 0.0
        size, across, advances = state.size, state.across, state.font.advances
        behind_sign = state.between_signs * across
        behind_blank = (state.between_signs + state.between_words) * across
        for piece in pieces:
            if not isinstance(piece, bytes):
                x -= (piece if type(piece) is int else number(piece)) / 1000 * size * across
                continue
            for share, blank in advances(piece):
                end = x + share * size * across
                if blank:
                    x = end + behind_blank
                    continue
                if first is None:
                    first = x
                last = end
                x = end + behind_sign
        if first is not None and state.mode not in _INVISIBLE:
            self._set(state, state.font, first, last)
        self._place = Matrix(e=x).after(self._place)

    def _set(self, state: State, used: Font, first: float, last: float) -> None:
        self._desk.use(used)
        placed = self._place.after(state.matrix)
        size = abs(state.size)
        box = Box(min(first, last), state.rise + _BELOW * size, max(first, last), state.rise + _ABOVE * size)
        seen = placed.box(box).common(state.clip)
        if seen is None:
            return
        paint = state.stroke if state.mode in _OUTLINED else state.fill
        as_placed = size * placed.upright
        if paint.pattern:
            self._tile(paint.pattern, seen)
        self._desk.add(Text(seen, paint.colour, as_placed, used.bold, state.veil(paint), paint.overprint))


_Action = Callable[[Lettering, State, list[Value]], None]

ACTIONS: dict[str, _Action] = {
    "BT": Lettering.begin_text,
    "Tf": Lettering.set_font,
    "Tm": Lettering.set_matrix,
    "Td": Lettering.next,
    "TD": Lettering.next_leaded,
    "T*": Lettering.new_line,
    "Tc": lambda letters, state, given: letters.set_number(state, "between_signs", given),
    "Tw": lambda letters, state, given: letters.set_number(state, "between_words", given),
    "Tz": lambda letters, state, given: letters.set_number(state, "across", given, 0.01),
    "TL": lambda letters, state, given: letters.set_number(state, "leading", given),
    "Ts": lambda letters, state, given: letters.set_number(state, "rise", given),
    "Tr": Lettering.set_mode,
    "Tj": Lettering.show,
    "TJ": Lettering.show_listed,
    "'": Lettering.show_next,
    '"': Lettering.show_spaced,
}
"""What each operator of text does."""
