"""The text face: EB Garamond, cut down to what a pamphlet uses.

The face comes as a Python package, so that a build never depends on the fonts of the machine. For the e-book it is
cut into static TrueType files. TrueType and not WOFF2: both are core media types (EPUB 3.3 §3.2), but Kindle and
readers built on Adobe's RMSDK take only the older kind, the archive deflates either to nearly the same size, and
WOFF2 would need one more library.
"""

from __future__ import annotations

import functools
import importlib
import io
import unicodedata
from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from handpress.diagnostics import ExitCode, PressError
from handpress.model.format import Face
from handpress.setting import glyphrules

if TYPE_CHECKING:
    from uharfbuzz import Font

FAMILY = "EB Garamond"
_NAMES = {"eb-garamond": FAMILY, "inconsolata": "Inconsolata", "source-sans-3": "Source Sans 3"}

FEATURES = ("ccmp", "locl", "liga", "kern", "mark", "onum", "lnum", "smcp", "c2sc", "sups")

# Signs that no manuscript holds and a reading system may yet set on its own: list numbers, bullets, hyphens at
# the ends of lines, quotation marks of a style sheet. Without them one digit would come in another face.
_HOUSE_SIGNS = frozenset(map(chr, range(0x20, 0x7F))) | frozenset("\u00a0\u00ad\u2010–—‘’“”•…")


class Cut(StrEnum):
    """A cut of the face, named as its file is."""

    REGULAR = "Regular"
    ITALIC = "Italic"
    SEMIBOLD = "SemiBold"

    @property
    def weight(self) -> int:
        """The weight on the CSS scale."""
        return 600 if self is Cut.SEMIBOLD else 400

    @property
    def style(self) -> str:
        """The CSS ``font-style``."""
        return "italic" if self is Cut.ITALIC else "normal"


class FontFile(Struct, frozen=True):
    """A font ready to be carried inside an e-book, and what ``@font-face`` must say of it."""

    name: str
    content: bytes
    media_type: str
    cut: Cut

    @property
    def family(self) -> str:
        """The name of the family."""
        return FAMILY

    @property
    def weight(self) -> int:
        """The weight on the CSS scale."""
        return self.cut.weight

    @property
    def style(self) -> str:
        """The CSS ``font-style``."""
        return self.cut.style


class FaceFile(Struct, frozen=True):
    """A variable font of the press as a file, and what ``@font-face`` must say of it."""

    name: str
    family: str
    style: str
    path: Path


class Metrics(Struct, frozen=True):
    """How wide a face runs, in ems.

    ``advances`` are those of its characters, ``other`` that of the box which stands for one the face lacks; ``face`` is
    the font cut down to them, which moves the second of two.
    """

    advances: Mapping[str, float]
    other: float
    face: bytes

    def width(self, text: str) -> float:
        """The width of a line in ems. Ligatures are measured as their letters, which hardly differ."""
        return sum(self.advances.get(character, self.other) for character in text) + _kerned(self.face, text)


# Name, package, style, file: what the house sets in.
_FACES = (
    ("roman", "eb-garamond", "normal", "EBGaramond[wght].ttf"),
    ("italic", "eb-garamond", "italic", "EBGaramond-Italic[wght].ttf"),
    ("mono", "inconsolata", "normal", "Inconsolata[wdth,wght].ttf"),
    ("sans", "source-sans-3", "normal", "SourceSans3[wght].ttf"),
    ("sans-italic", "source-sans-3", "italic", "SourceSans3-Italic[wght].ttf"),
)


def faces() -> dict[str, FaceFile]:
    """The variable fonts by name. Raises ``PressError`` where the package of a face is not installed."""
    return {
        name: FaceFile(name, _NAMES[package], style, _package(package) / "files" / file)
        for name, package, style, file in _FACES
    }


def licence() -> str:
    """The licence of the face (SIL Open Font License 1.1), which must travel with every copy of it."""
    return (_package("eb-garamond") / "LICENSE").read_text(encoding="utf-8")


def missing(characters: Iterable[str], face: Face = Face.SERIF) -> frozenset[str]:
    """The characters for which the face's roman or italic has no sign.

    Spaces, controls and other characters without ink are never missing: the shaping engine makes their width.
    """
    found = faces()
    roman, italic = ("roman", "italic") if face is Face.SERIF else ("sans", "sans-italic")
    drawn = signs(found[roman].path) & signs(found[italic].path)
    return frozenset(c for c in characters if ord(c) not in drawn and unicodedata.category(c) not in {"Cc", "Cf", "Zs"})


def subset(characters: Iterable[str], cuts: Iterable[Cut] = tuple(Cut)) -> tuple[FontFile, ...]:
    """The asked cuts of the face as static fonts that hold the given characters and a few the house always needs.

    Files come in the order of ``Cut``, whatever order was asked. Kept: ligatures, kerning, marks, both kinds of
    figures, small capitals, superiors, local forms. Same characters, same bytes.
    """
    wanted, asked = frozenset(characters) | _HOUSE_SIGNS, frozenset(cuts)
    found = faces()
    return tuple(
        FontFile(
            f"EBGaramond-{cut}.ttf",
            reduced(found["italic" if cut is Cut.ITALIC else "roman"].path, wanted, FEATURES, cut.weight),
            "font/ttf",
            cut,
        )
        for cut in Cut
        if cut in asked
    )


def metrics(characters: Iterable[str], weight: int = 500) -> tuple[Metrics, Metrics]:
    """Roman at ``weight`` (400 to 800) and italic at 400, measured for the given characters.

    For whoever must know how large words can be set before the typesetting engine sets them.
    """
    wanted, found = frozenset(characters) | _HOUSE_SIGNS, faces()
    return _metrics(found["roman"].path, wanted, weight), _metrics(found["italic"].path, wanted, 400)


def advances(path: Path, characters: Iterable[str]) -> dict[str, float]:
    """How wide a font file runs, in ems, for those of some characters that it has."""
    from fontTools.ttLib import TTFont

    with TTFont(path, lazy=True) as font:
        em, widths, signs_of = font["head"].unitsPerEm, font["hmtx"], font.getBestCmap()
        return {char: widths[signs_of[ord(char)]][0] / em for char in sorted(characters) if ord(char) in signs_of}


def _package(name: str) -> Path:
    try:
        module = importlib.import_module(f"fontpkg_{name.replace('-', '_')}")
    except ImportError as error:
        raise PressError(
            f"The face {_NAMES[name]} is not installed.",
            hint=f"Install the package fontpkg-{name}.",
            exit_code=ExitCode.ENVIRONMENT,
        ) from error
    return Path(str(module.ROOT))


@functools.cache
def signs(path: Path) -> frozenset[int]:
    """The code points a font file has a sign for."""
    import uharfbuzz

    return frozenset(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(path))).unicodes)


_NAMES_KEPT = (0, 1, 2, 3, 4, 5, 6, 13, 14, 25)  # whose it is, what it is called, and its licence


def reduced(path: Path, characters: Iterable[str], features: Iterable[str], weight: int) -> bytes:
    """A font file with only these characters and features; where it is variable, at this weight on the CSS scale.

    By HarfBuzz, which has both done before fontTools has read the font: a cut costs 3 ms and not 700.
    """
    import uharfbuzz

    face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(path)))
    wanted = uharfbuzz.SubsetInput()
    wanted.unicode_set.update(map(ord, characters))
    for kept, members in (
        (wanted.layout_feature_tag_set, (int.from_bytes(tag.encode(), "big") for tag in features)),
        (wanted.name_id_set, _NAMES_KEPT),
    ):
        kept.clear()
        kept.update(members)
    # An absent character shows as a box and is not passed over in silence.
    wanted.flags = uharfbuzz.SubsetFlags.NOTDEF_OUTLINE
    for axis in face.axis_infos:
        wanted.pin_axis_location(face, axis.tag, weight if axis.tag == "wght" else axis.default_value)
    cut = wanted.subset(face)
    content, rules = bytes(cut.blob.data), bytes(cut.reference_table("GSUB").data)
    return _undivided(content) if glyphrules.divides(rules) else content


def _undivided(content: bytes) -> bytes:
    """Take out of a font what divides one sign into several glyphs (OpenType, GSUB 2).

    Amiri sets some letters so, and the layout engine would say of each glyph that it is the whole letter: a reader who
    copies or hears the page would get it twice.
    """
    from fontTools.ttLib import TTFont

    with TTFont(io.BytesIO(content), recalcTimestamp=False) as font:
        for lookup in font["GSUB"].table.LookupList.Lookup:
            for subtable in (getattr(one, "ExtSubTable", one) for one in lookup.SubTable):
                if subtable.LookupType == glyphrules.MULTIPLE:
                    subtable.mapping = {sign: to for sign, to in subtable.mapping.items() if len(to) == 1}
        out = io.BytesIO()
        font.save(out)
        return out.getvalue()


@lru_cache(maxsize=8)
def _metrics(path: Path, characters: frozenset[str], weight: int) -> Metrics:
    content = reduced(path, characters, ("kern",), weight)
    font = _opened(content)
    em, there = font.face.upem, sorted(font.face.unicodes)
    advances = {chr(code): font.get_glyph_h_advance(font.get_nominal_glyph(code)) / em for code in there}
    return Metrics(advances, font.get_glyph_h_advance(0) / em, content)


@lru_cache(maxsize=8)
def _opened(content: bytes) -> Font:
    import uharfbuzz

    return uharfbuzz.Font(uharfbuzz.Face(content))


def _kerned(face: bytes, text: str) -> float:
    """By how much a face moves the characters of a line together or apart, in ems."""
    import uharfbuzz

    font, buffer = _opened(face), uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    uharfbuzz.shape(font, buffer)
    glyphs = zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
    moved: int = sum(place.x_advance - font.get_glyph_h_advance(glyph.codepoint) for glyph, place in glyphs)
    return moved / int(font.face.upem)
