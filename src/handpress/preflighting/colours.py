"""Colours as a press sees them: which inks, how much of each, or no inks at all yet."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from msgspec import Struct

from handpress.preflighting.objects import Entry, Name, UnreadableError, Value, name, number

ALL = "All"
"""The name of the ink that is every ink: for registration marks only."""

PROCESS = ("Cyan", "Magenta", "Yellow", "Black")
_DEEPEST = 6
_MOST_PALETTE = 4096
_TRACE = 0.005  # less of an ink than half a percent is rounding


class Family(StrEnum):
    """How a colour is given, in the words a user reads."""

    GRAY = "gray"
    RGB = "RGB"
    CMYK = "CMYK"
    LAB = "Lab"
    SPOT = "spot colour"
    PATTERN = "pattern"


class Colour(Struct, frozen=True):
    """A colour as the file gives it.

    ``managed``: it is given through a colour profile, so that the printer's software works out the inks. ``inks`` are
    names with shares from 0 to 1; none for RGB, Lab and patterns, which have no inks yet.
    """

    family: Family
    values: tuple[float, ...] = ()
    managed: bool = False
    inks: tuple[tuple[str, float], ...] = ()

    @property
    def coverage(self) -> float:
        """Total area coverage in percent; 0 where there are no inks yet."""
        return 100 * sum(share * (4 if ink == ALL else 1) for ink, share in self.inks)

    @property
    def white(self) -> bool:
        """Whether nothing is printed: the paper shows."""
        match self.family:
            case Family.RGB:
                return min(self.values, default=0) >= 1 - _TRACE
            case Family.LAB:
                return self.values[:1] >= (99.5,)
            case Family.PATTERN:
                return False
        return all(share <= _TRACE for _, share in self.inks)

    @property
    def key_alone(self) -> bool:
        """Whether it is black ink and no other, as it stands in the file."""
        return bool(self.inks) and not self.managed and all(k == "Black" or v <= _TRACE for k, v in self.inks)

    @property
    def blackish(self) -> bool:
        """Whether it looks black, or gray without a tint of colour, to a reader."""
        match self.family:
            case Family.RGB:
                return max(self.values) - min(self.values) <= 0.04 and max(self.values) <= 0.95
            case Family.LAB:
                return self.values[0] <= 95 and all(abs(value) <= 4 for value in self.values[1:])
            case Family.GRAY:
                return not self.white
            case Family.CMYK | Family.SPOT:
                share = dict(self.inks)
                rest = [share.get(ink, 0.0) for ink in PROCESS[:3]]
                return share.get("Black", 0.0) >= 0.85 or (min(rest) >= 0.6 and max(rest) - min(rest) <= 0.2)
        return False

    def __str__(self) -> str:
        if self.family in (Family.CMYK, Family.SPOT):
            shares = (
                f"{ink if ink not in PROCESS else ink[0].replace('B', 'K')} {v * 100:.0f}" for ink, v in self.inks
            )
            return " ".join(shares)
        if self.family is Family.RGB:
            return "RGB " + " ".join(f"{value * 255:.0f}" for value in self.values)
        return f"gray {1 - self.values[0]:.0%}" if self.family is Family.GRAY else self.family.value


BLACK = Colour(Family.GRAY, (0.0,), inks=(("Black", 1.0),))
PATTERNED = Colour(Family.PATTERN)


class Space(Struct, frozen=True):
    """A colour space: how many numbers make a colour, and of which family. ``palette`` is an indexed space's."""

    family: Family
    components: int
    managed: bool = False
    inks: tuple[str, ...] = ()
    palette: tuple[Colour, ...] = ()

    def colour(self, values: tuple[float, ...]) -> Colour:
        """The colour that these numbers are; missing numbers count as 0, as every reader takes them."""
        if self.palette:
            index = int(values[0]) if values else 0
            return self.palette[min(max(index, 0), len(self.palette) - 1)]
        if self.family is Family.PATTERN:
            return PATTERNED
        given = (*values, *(0.0,) * self.components)[: self.components]
        if self.family is Family.LAB:
            return Colour(self.family, given, self.managed)
        shares = tuple(min(max(value, 0.0), 1.0) for value in given)
        return Colour(self.family, shares, self.managed, self._inked(shares))

    def _inked(self, shares: tuple[float, ...]) -> tuple[tuple[str, float], ...]:
        match self.family:
            case Family.GRAY:
                return (("Black", 1 - shares[0]),)
            case Family.CMYK:
                return tuple(zip(PROCESS, shares, strict=True))
            case Family.SPOT:
                return tuple((ink, v) for ink, v in zip(self.inks, shares, strict=True) if ink != "None")
        return ()

    @property
    def first(self) -> Colour:
        """The colour a new space begins with: black, or every spot ink in full (ISO 32000-2 §8.6.8)."""
        if self.family is Family.CMYK:
            return self.colour((0.0, 0.0, 0.0, 1.0))
        return self.colour((1.0,) * self.components if self.family is Family.SPOT else (0.0,) * self.components)


DEVICE_GRAY, DEVICE_RGB, DEVICE_CMYK = Space(Family.GRAY, 1), Space(Family.RGB, 3), Space(Family.CMYK, 4)
PATTERN = Space(Family.PATTERN, 0)
_NAMED = {
    "DeviceGray": DEVICE_GRAY, "G": DEVICE_GRAY, "CalGray": DEVICE_GRAY,
    "DeviceRGB": DEVICE_RGB, "RGB": DEVICE_RGB,
    "DeviceCMYK": DEVICE_CMYK, "CMYK": DEVICE_CMYK,
    "Pattern": PATTERN,
}  # fmt: skip
_BY_CHANNELS = {1: Family.GRAY, 3: Family.RGB, 4: Family.CMYK}

Lookup = Callable[[str], Value]
"""Finds a colour space that a page calls by a name of its own."""


def space(value: Value, lookup: Lookup, depth: int = 0) -> Space:
    """The colour space that a value of the file is; gray where it is none (ISO 32000-2 §8.6)."""
    if depth > _DEEPEST:
        return DEVICE_GRAY
    if isinstance(value, Name):
        own = lookup(value)
        return space(own, lookup, depth + 1) if own is not None and own != value else _NAMED.get(value, DEVICE_GRAY)
    if not isinstance(value, list) or not value:
        return DEVICE_GRAY
    kind, details = name(value[0]), value[1] if len(value) > 1 else None
    match kind:
        case "ICCBased":
            channels = int(number(details.get("N"), 3)) if isinstance(details, Entry) else 3
            return Space(_BY_CHANNELS.get(channels, Family.RGB), channels if channels in _BY_CHANNELS else 3, True)
        case "CalRGB" | "CalGray":
            return Space(Family.RGB, 3, True) if kind == "CalRGB" else Space(Family.GRAY, 1, True)
        case "Lab":
            return Space(Family.LAB, 3, True)
        case "Separation" | "DeviceN":
            inks = tuple(name(ink) for ink in (details if isinstance(details, list) else [details]))
            return Space(Family.SPOT, len(inks), inks=inks)
        case "Indexed":
            return _indexed(value, lookup, depth)
    return _NAMED.get(kind, DEVICE_GRAY)


def _indexed(value: list[Value], lookup: Lookup, depth: int) -> Space:
    base = space(value[1] if len(value) > 1 else None, lookup, depth + 1)
    table = value[3] if len(value) > 3 else None
    try:
        data = table.data(_MOST_PALETTE) if isinstance(table, Entry) else table
    except UnreadableError:
        data = None
    step = base.components
    if not isinstance(data, bytes) or not step or len(data) < step:
        return base
    rows = (data[at : at + step] for at in range(0, len(data) - step + 1, step))
    scale = (lambda row: (row[0] / 2.55, row[1] - 128.0, row[2] - 128.0)) if base.family is Family.LAB else None
    colours = tuple(base.colour(scale(row) if scale else tuple(v / 255 for v in row)) for row in rows)
    return Space(base.family, 1, base.managed, base.inks, colours)
