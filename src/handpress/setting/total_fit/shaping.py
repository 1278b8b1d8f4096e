"""Text becomes measured glyphs: each run is shaped once, by the engine's own Pango, and never again.

In: text and an engine style. Out: glyphs with their widths in CSS pixels and the characters they stand for. Measuring
with the shaper that also sets what total fit leaves alone keeps both alike, and needs no second one.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator
from typing import Any

from msgspec import Struct

EMPTY = 0x0FFFFFFF  # PANGO_GLYPH_EMPTY, for characters without ink such as a soft hyphen
_UNKNOWN = 0x10000000  # PANGO_GLYPH_UNKNOWN_FLAG
_UNITS = 1024  # PANGO_SCALE
_SHAPING = (
    *("font_family", "font_style", "font_stretch", "font_weight", "font_size", "font_kerning"),
    *("font_variant_ligatures", "font_variant_position", "font_variant_caps", "font_variant_numeric"),
    *("font_variant_alternates", "font_variant_east_asian", "font_feature_settings", "font_variation_settings"),
    *("font_language_override", "lang", "letter_spacing", "word_spacing"),
)
_AFTER_A_SIGN = re.compile(r"\W(?=.)", re.DOTALL)


class Face:
    """A font of the engine at a size."""

    def __init__(self, font: Any, keeper: Any) -> None:
        """``keeper`` is a layout that holds the engine's objects alive."""
        self.font, self._keeper = font, keeper
        self._advances: dict[int, float] = {}

    def advance(self, glyph: int) -> float:
        """The width of a glyph before kerning, in pixels."""
        from weasyprint.text import ffi

        if glyph not in self._advances:
            extents = ffi.ffi.new("PangoRectangle *")
            ffi.pango.pango_font_get_glyph_extents(self.font, glyph, ffi.ffi.NULL, extents)
            self._advances[glyph] = extents.width / _UNITS
        return self._advances[glyph]


class Type(Struct, frozen=True):
    """Glyphs in the order of a text of so many characters.

    ``characters`` are the index of the first character of each glyph's cluster, ``offsets`` what moves a glyph to the
    right and up, ``faces`` the faces with the glyph from which each holds.
    """

    length: int
    glyphs: array[int]
    widths: array[float]
    characters: array[int]
    offsets: dict[int, tuple[float, float]]
    faces: tuple[tuple[int, Face], ...]


class Vertical(Struct, frozen=True):
    """How text of a style stands in its line, in pixels, and the engine's layout of it, for underlines."""

    height: float
    margin: float
    baseline: float
    sample: Any


class Shaper:
    """Shapes the texts of one render."""

    def __init__(self) -> None:
        from weasyprint.text import ffi, line_break

        self._ffi, self._line_break = ffi, line_break
        self._faces: dict[Any, Face] = {}
        self._keys: dict[int, tuple[str, Any]] = {}
        self._verticals: dict[tuple[str, str], Vertical] = {}
        self._fragments: dict[tuple[str, str], Type | None] = {}

    def key(self, style: Any) -> str:
        """What tells styles apart whose text is shaped differently."""
        known = self._keys.get(id(style))
        if known is None:
            # The style is kept with its key, so that no other can be given its id.
            known = self._keys[id(style)] = repr([style[name] for name in _SHAPING]), style
        return known[0]

    def shape(self, text: str, style: Any) -> Type | None:
        """A text shaped in one piece; None where the faces lack a sign or it runs from right to left."""
        layout = self._line_break.create_layout(text, style, None, None, 0)
        line, _ = layout.get_first_line()
        index = _character_index(text)
        glyphs, widths, characters = array("I"), array("d"), array("I")
        offsets: dict[int, tuple[float, float]] = {}
        faces: list[tuple[int, Face]] = []
        for item in self._runs(line):
            count = item.glyphs.num_glyphs
            size = self._ffi.ffi.sizeof("PangoGlyphInfo")
            found = memoryview(self._ffi.ffi.buffer(item.glyphs.glyphs, count * size)).cast("i")
            step, base, first = size // 4, item.item.offset, len(glyphs)
            numbers = found[0::step].tolist()
            if item.item.analysis.level % 2 or any(n & _UNKNOWN for n in numbers):
                return None
            faces.append((first, self._face(item.item.analysis.font, layout)))
            glyphs.extend(numbers)
            widths.extend(width / _UNITS for width in found[1::step].tolist())
            characters.extend(index[base + at] for at in self._ffi.ffi.unpack(item.glyphs.log_clusters, count))
            for n, (x, y) in enumerate(zip(found[2::step].tolist(), found[3::step].tolist(), strict=True)):
                if x or y:
                    offsets[first + n] = x / _UNITS, y / _UNITS
        if widths and style["letter_spacing"] != "normal":
            widths[-1] += style["letter_spacing"]  # which Pango leaves out after the last letter
        return Type(len(text), glyphs, widths, characters, offsets, tuple(faces))

    def fragment(self, text: str, style: Any) -> Type | None:
        """A piece of a word, shaped by itself; the same piece only once."""
        key = self.key(style), text
        if key not in self._fragments:
            self._fragments[key] = self.shape(text, style)
        return self._fragments[key]

    def vertical(self, style: Any) -> Vertical:
        """How text of this style stands in its line: as its first face says, whatever face lends it a sign."""
        key = self.key(style), repr((style["line_height"], style["text_decoration_line"]))
        if key not in self._verticals:
            sample = self._line_break.Layout(style)
            sample.set_text(" ")
            line, _ = sample.get_first_line()
            _, height = self._line_break.line_size(line, style)
            line_height, baseline = self._line_break.strut(style)
            self._verticals[key] = Vertical(height, (line_height - height) / 2, baseline, sample)
        return self._verticals[key]

    def line_starts(self, text: str, language: str | None) -> set[int]:
        """The characters before which a line may begin (UAX 14), of those after a space, a dash or another sign."""
        places = [match.end() for match in _AFTER_A_SIGN.finditer(text)]
        attributes = self._line_break.get_log_attrs(text, language)
        return {place for place in places if attributes[place].is_line_break}

    def _runs(self, line: Any) -> Iterator[Any]:
        run = line.runs[0] if line.runs != self._ffi.ffi.NULL else self._ffi.ffi.NULL
        while run != self._ffi.ffi.NULL:
            yield run.data
            run = run.next

    def _face(self, font: Any, layout: Any) -> Face:
        if font not in self._faces:
            self._faces[font] = Face(font, layout)
        return self._faces[font]


def _character_index(text: str) -> list[int] | range:
    """For each byte of the UTF-8 text, the index of its character."""
    if text.isascii():
        return range(len(text) + 1)
    return [index for index, character in enumerate(text) for _ in character.encode()]
