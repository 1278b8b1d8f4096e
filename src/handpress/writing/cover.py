"""Draws the front cover: type, a rule and a flower, in two colours on tinted paper.

In: what the pamphlet says of itself, and two fonts. Out: a JPEG of 1600 × 2560 pixels (what the stores ask for).

For scripts whose letters stand alone Pillow's plain layout is used and not Raqm, which is on some machines and not on
others and would set the same words differently. The plain one knows no ligatures, and of kerning only a table the face
does not have (and then it moves letters by a 64th of what the table says): so ligatures are put in as characters, and
each letter is set at a place of our own reckoning. Only lines in a further face, whose letters may join or run from
right to left, are left to Raqm; it needs FriBidi, which Pango brings along.

A character that the fonts lack is drawn as their empty box. Leaving it out would print another title than the
pamphlet has; stopping would keep a text from the world for one sign on its cover.
"""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from PIL import Image, ImageDraw, ImageFont

from handpress.model.document import Metadata
from handpress.model.languages import direction
from handpress.writing.package import creators
from handpress.writing.titling import Room, fit, sentences

WIDTH, HEIGHT = 1600, 2560
PAPER, INK, ACCENT = "#f4eddd", "#231f1b", "#8c2a1e"

_FURTHER = 0x0590  # the first code point of Hebrew: behind Latin, Greek and Cyrillic, before all that may need shaping
_FLOWER = "❧"
_FLOWER_ROOM = 300  # px; where less is free the page is full, and the flower stays away
_LIGATURES = (("ffi", "ﬃ"), ("ffl", "ﬄ"), ("ff", "ﬀ"), ("fi", "ﬁ"), ("fl", "ﬂ"))
_DOTTED = {"tr", "az", "crh", "tt", "kk"}  # i and ı are two letters: a ligature would hide which one stands there

_NAMES = Room(1160, 380, 84, 44, 1.28)
_TITLE = Room(1180, 940, 232, 72, 1.08)
_SUBTITLE = Room(1080, 330, 88, 44, 1.24)
_SERIES = Room(1080, 110, 50, 32, 1.25)
_FOOT = Room(1080, 190, 58, 36, 1.35)


class DisplayFont(Protocol):
    """A font for large sizes: a static TrueType file, and how far to move the second of two characters, in ems."""

    @property
    def content(self) -> bytes:
        """The font file."""

    @property
    def kerning(self) -> Mapping[tuple[str, str], float]:
        """Moves in ems, negative towards the first character; pairs that stay as they are may be absent."""


class _Type:
    """A font that can be measured and set at any size."""

    def __init__(self, font: DisplayFont) -> None:
        self._font = font
        self._ruler = self.at(1000)
        self._advances: dict[str, float] = {}

    def at(self, size: int) -> ImageFont.FreeTypeFont:
        return ImageFont.truetype(io.BytesIO(self._font.content), size, layout_engine=ImageFont.Layout.BASIC)

    def places(self, text: str) -> list[float]:
        """Where each character begins, and where the last one ends, in ems."""
        places, before = [0.0], ""
        for character in text:
            places[-1] += self._font.kerning.get((before, character), 0)
            places.append(places[-1] + self._advance(character))
            before = character
        return places

    def measure(self, text: str) -> float:
        return self.places(text)[-1]

    def _advance(self, character: str) -> float:
        if character not in self._advances:
            self._advances[character] = self._ruler.getlength(character) / 1000
        return self._advances[character]


class _Shaped(_Type):
    """A font for lines whose letters join, change places or run from right to left: shaped whole."""

    def at(self, size: int) -> ImageFont.FreeTypeFont:
        return ImageFont.truetype(io.BytesIO(self._font.content), size, layout_engine=ImageFont.Layout.RAQM)

    def measure(self, text: str) -> float:
        return self._ruler.getlength(text) / 1000


@dataclass(frozen=True, slots=True)
class _Block:
    """Lines of one size; measures in px."""

    lines: tuple[str, ...]
    type: _Type
    size: int
    leading: int
    direction: str = "ltr"

    @property
    def height(self) -> int:
        return self.leading * len(self.lines)


class _Case:
    """A type case: roman and italic, and how their language spells."""

    def __init__(self, roman: DisplayFont, italic: DisplayFont, language: str, further: DisplayFont | None) -> None:
        self.roman, self.italic = _Type(roman), _Type(italic)
        self._further = _Shaped(further) if further else None
        self.direction = direction(language)
        self._joined = language.partition("-")[0].lower() not in _DOTTED

    def block(self, face: _Type, paragraphs: list[str], room: Room) -> _Block:
        if self._further and any(ord(char) >= _FURTHER for text in paragraphs for char in text):
            face = self._further
        size, lines = fit([self._spell(text) for text in paragraphs if text.strip()], face.measure, room)
        return _Block(lines, face, size, round(size * room.leading), self.direction)

    def _spell(self, text: str) -> str:
        """Composed letters, because marks cannot be placed here, and ligatures as characters."""
        text = unicodedata.normalize("NFC", text)
        for letters, ligature in _LIGATURES if self._joined else ():
            text = text.replace(letters, ligature)
        return text


def cover_characters(metadata: Metadata) -> frozenset[str]:
    """The characters that the fonts given to ``draw_cover`` should hold."""
    series = _series(metadata)
    names = [person.name for person in creators(metadata)]
    text = "".join([metadata.title, metadata.subtitle, metadata.publisher, metadata.place, series, *names])
    return frozenset(unicodedata.normalize("NFC", text) + _FLOWER + " -")


def draw_cover(
    metadata: Metadata,
    roman: DisplayFont,
    italic: DisplayFont,
    accent: str = ACCENT,
    *,
    further: DisplayFont | None = None,
) -> bytes:
    """The cover as a JPEG: title, subtitle, authors (or who stands first), series, publisher and place.

    ``roman`` and ``italic`` hold ``cover_characters`` and the f-ligatures as characters; ``accent`` is the colour of
    frame, rule and flower as ``#rrggbb``; ``further`` sets the lines of scripts that those two lack. Words that are too
    many are set smaller, never cut.
    """
    case = _Case(roman, italic, metadata.language, further)
    image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    draw = ImageDraw.Draw(image)
    _frame(draw, accent)
    head = _head(draw, case, metadata, accent)
    foot = _foot(draw, case, metadata)
    end = _title(draw, case, metadata, (head, foot), accent)
    if foot - end >= _FLOWER_ROOM:
        draw.text((WIDTH // 2, (end + foot) // 2), _FLOWER, font=case.roman.at(170), fill=accent, anchor="mm")
    out = io.BytesIO()
    image.save(out, "JPEG", quality=90, subsampling=0, optimize=True)
    return out.getvalue()


def _frame(draw: ImageDraw.ImageDraw, accent: str) -> None:
    for inset, width in ((76, 7), (96, 2)):
        draw.rectangle((inset, inset, WIDTH - 1 - inset, HEIGHT - 1 - inset), outline=accent, width=width)


def _head(draw: ImageDraw.ImageDraw, case: _Case, metadata: Metadata, accent: str) -> int:
    """Series and names from the top; gives back where they end."""
    series = case.block(case.italic, [_series(metadata)], _SERIES)
    names = case.block(case.roman, [person.name for person in creators(metadata)], _NAMES)
    end = _set(draw, series, 200, accent)
    return _set(draw, names, max(end + 60, 290), INK)


def _foot(draw: ImageDraw.ImageDraw, case: _Case, metadata: Metadata) -> int:
    """Publisher and place, ending at a fixed depth; gives back where they begin."""
    place = case.block(case.italic, [metadata.place], _FOOT)
    house = case.block(case.roman, [metadata.publisher], _FOOT)
    top = HEIGHT - 200 - place.height - house.height
    _set(draw, place, _set(draw, house, top, INK), INK)
    return top


def _title(draw: ImageDraw.ImageDraw, case: _Case, metadata: Metadata, between: tuple[int, int], accent: str) -> int:
    """Title, rule and subtitle, a little above the middle of the free room; gives back where they end."""
    title = case.block(case.roman, [metadata.title], _TITLE)
    below = case.block(case.italic, sentences(metadata.subtitle), _SUBTITLE)
    gap = 72
    height = title.height + gap + (gap + below.height if below.lines else 0)
    top = between[0] + round((between[1] - between[0] - height) * 0.38)
    rule = _set(draw, title, top, INK) + gap + 16  # as clear of the descenders above as of the capitals below
    draw.rectangle((WIDTH // 2 - 90, rule - 2, WIDTH // 2 + 90, rule + 2), fill=accent)
    return _set(draw, below, rule + gap, INK) if below.lines else rule


def _set(draw: ImageDraw.ImageDraw, block: _Block, top: int, colour: str) -> int:
    """Sets the lines centred from ``top`` down; gives back where the last one ends."""
    font = block.type.at(block.size)
    for number, line in enumerate(block.lines):
        if isinstance(block.type, _Shaped):
            middle = (WIDTH // 2, top + block.leading * number + round(block.size * 0.86))
            draw.text(middle, line, font=font, fill=colour, anchor="ms", direction=block.direction)
            continue
        places = [place * block.size for place in block.type.places(line)]
        left, baseline = (WIDTH - places[-1]) / 2, top + block.leading * number + round(block.size * 0.86)
        for character, place in zip(line, places, strict=False):
            draw.text((left + place, baseline), character, font=font, fill=colour, anchor="ls")
    return top + block.height


def _series(metadata: Metadata) -> str:
    series = metadata.series
    return f"{series.name} · {series.number}" if series and series.number else series.name if series else ""
