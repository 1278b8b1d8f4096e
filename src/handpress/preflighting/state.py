"""The graphics state that a content stream changes, saves and brings back (ISO 32000-2 §8.4)."""

from __future__ import annotations

from msgspec import Struct, field

from handpress.preflighting.colours import BLACK, DEVICE_GRAY, Colour, Lookup, Space, space
from handpress.preflighting.fonts import Font
from handpress.preflighting.geometry import Box, Matrix
from handpress.preflighting.objects import Entry, Name, Value, entry, inside, name, number


class Paint(Struct, frozen=True):
    """One of the two colours in hand: for areas, or for lines. ``pattern`` is set where it is one."""

    space: Space = DEVICE_GRAY
    colour: Colour = BLACK
    pattern: Entry | None = None
    opacity: float = 1.0
    overprint: bool = False


class State(Struct):
    """The state in force. ``matrix`` leads from the units in force to pt on the page as read.

    ``around`` is the veil over the form that is being drawn: what is in it may lift its own, but not that one.
    """

    matrix: Matrix
    clip: Box
    fill: Paint = field(default_factory=Paint)
    stroke: Paint = field(default_factory=Paint)
    width: float = 1.0
    blend: str = "Normal"
    mask: bool = False
    font: Font | None = None
    size: float = 0.0
    between_signs: float = 0.0
    between_words: float = 0.0
    across: float = 1.0
    leading: float = 0.0
    rise: float = 0.0
    mode: int = 0
    around: str = ""

    def copy(self) -> State:
        """The state to come back to."""
        return State(
            self.matrix, self.clip, self.fill, self.stroke, self.width, self.blend, self.mask, self.font, self.size,
            self.between_signs, self.between_words, self.across, self.leading, self.rise, self.mode, self.around,
        )  # fmt: skip

    def veil(self, paint: Paint) -> str:
        """How what is below shows through what is painted now, in a user's words; empty where it does not."""
        if self.around:
            return self.around
        if self.mask:
            return "a soft mask"
        if self.blend not in ("Normal", "Compatible"):
            return f"the blend mode {self.blend}"
        return f"an opacity of {paint.opacity:.0%}" if paint.opacity < 1 else ""


class Resources:
    """What a content stream may call by name. Looked up once: a page asks for the same few names all the time."""

    def __init__(self, found: Entry | None) -> None:
        self._found = found
        self._spaces: dict[str, Space] = {}
        self._entries: dict[tuple[str, str], Entry | None] = {}

    def entry(self, kind: str, called: str) -> Entry | None:
        """The dictionary or stream of a kind (``Font``, ``XObject`` …) by its name."""
        key = (kind, called)
        if key not in self._entries:
            self._entries[key] = entry(inside(self._found, kind, called))
        return self._entries[key]

    def space(self, called: str) -> Space:
        """The colour space by its name."""
        if called not in self._spaces:
            self._spaces[called] = space(Name(called), self.lookup)
        return self._spaces[called]

    @property
    def lookup(self) -> Lookup:
        """How a colour space's own name is looked up."""
        return lambda called: inside(self._found, "ColorSpace", called)


def apply_settings(state: State, settings: Entry) -> Entry | None:
    """Apply an ``ExtGState`` dictionary; gives back the font it sets, if any (ISO 32000-2 §8.4.5)."""
    state.width = number(settings.get("LW"), state.width)
    if (blend := settings.get("BM")) is not None:
        state.blend = name(blend[0] if isinstance(blend, list) and blend else blend) or "Normal"
    if (mask := settings.get("SMask")) is not None:
        state.mask = isinstance(mask, Entry)
    over_lines = settings.get("OP")
    over_areas = settings.get("op") if settings.get("op") is not None else over_lines
    state.fill = _painted(state.fill, settings.get("ca"), over_areas)
    state.stroke = _painted(state.stroke, settings.get("CA"), over_lines)
    font = settings.get("Font")
    if isinstance(font, list) and len(font) == 2:
        state.size = number(font[1])
        return entry(font[0])
    return None


def _painted(paint: Paint, opacity: Value, overprint: Value) -> Paint:
    if opacity is None and overprint is None:
        return paint
    over = overprint if isinstance(overprint, bool) else paint.overprint
    return Paint(paint.space, paint.colour, paint.pattern, number(opacity, paint.opacity), over)
