"""The one file of this room that knows HarfBuzz's own way to cut fonts, and to make a variable one static.

WeasyPrint cuts the fonts of a PDF by HarfBuzz and makes them static by fontTools, which takes a hundred times as long.
"""

from __future__ import annotations

import contextlib
import inspect
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

from msgspec.structs import replace

from handpress.writing.formes import Case, digest

_PARAMETERS = ("self", "to_unicode", "hinting")
_AXES = {"wght", "wdth"}
# What the font of a PDF needs none of: shaping is done (ISO 32000-2 §9.9).
_DROPPED = ("BASE", "DSIG", "EBDT", "EBLC", "EBSC", "GPOS", "GSUB", "JSTF", "LTSH", "PCLT", "SVG ")


@contextlib.contextmanager
def quickly_made() -> Iterator[None]:
    """While this holds, the fonts of a PDF are cut by ``cut``, and variable ones made static by it.

    Fonts with pictures or other axes than weight and width are left to WeasyPrint, and all are where it is another
    engine than this was made for.
    """
    with _cleaning(_cut_alone):
        yield


@contextlib.contextmanager
def left_uncut(cases: dict[str, Case], faces: Collection[str]) -> Iterator[None]:
    """While this holds, WeasyPrint puts a few bytes in the place of a font into a PDF; what it uses goes to ``cases``.

    It writes what the glyphs stand for, and how wide they are, all the same. Fonts that are none of ``faces``, by their
    digests, or have pictures or other axes than weight and width, stay in the PDF and are no case; so do those that
    lack a sign, for which the engine counts a glyph of its own in each PDF; and all where it is another engine than
    this was made for.
    """
    from weasyprint import pdf

    build = pdf.build_fonts_dictionary
    uncut: set[str] = set()
    lacking: set[str] = set()

    def clean(font: Any, characters: Any) -> None:
        face = digest(font.file_content)
        if face not in faces or font.hash in lacking:
            _cut_alone(font, characters)
            return
        uncut.add(font.hash)
        cases[font.hash] = Case(face, font.index, _axes(font), {}, {})
        font.file_content = font.file_content[:4]

    def build_fonts_dictionary(target: Any, fonts: Any, *given: Any) -> Any:
        lacking.update(font.hash for font in fonts.values() if font.missing)
        made = build(target, fonts, *given)
        # Several fonts of the engine may be one to the file, and the widths of the last are written.
        for font in fonts.values():
            if font.hash in uncut:
                case = cases[font.hash]
                characters, widths = {**case.characters, **font.to_unicode}, {**case.widths, **font.widths}
                cases[font.hash] = replace(case, characters=characters, widths=widths)
        return made

    pdf.build_fonts_dictionary = build_fonts_dictionary
    try:
        with _cleaning(clean):
            yield
    finally:
        pdf.build_fonts_dictionary = build


@contextlib.contextmanager
def _cleaning(stand_in: Callable[[Any, Any], None]) -> Iterator[None]:
    from weasyprint.pdf.fonts import Font

    original = Font.clean
    if tuple(inspect.signature(original).parameters) != _PARAMETERS:
        yield
        return

    def clean(font: Any, to_unicode: Any, hinting: Any) -> None:
        if set(_axes(font)) - _AXES or _has_pictures(font):
            original(font, to_unicode, hinting)
        else:
            stand_in(font, to_unicode)

    Font.clean = clean
    try:
        yield
    finally:
        Font.clean = original


def _cut_alone(font: Any, characters: Any) -> None:
    """Cut a font of the engine for one PDF. A sign that it lacks has a number behind those of its glyphs."""
    lacks = bool(font.missing)
    glyphs = [glyph for glyph in characters if glyph < font.glyph_count]
    font.file_content = cut(font.file_content, font.index, _axes(font), glyphs, lacks=lacks)


def _has_pictures(font: Any) -> bool:
    return bool(font.png or font.svg or font.colr or font.bitmap)


def _axes(font: Any) -> dict[str, float]:
    """Where on its axes a variable font of the engine is set; nothing for a static one."""
    if "fvar" not in font.tables:
        return {}
    import uharfbuzz

    face = uharfbuzz.Face(uharfbuzz.Blob(font.file_content), font.index)
    axes = {axis.tag: axis.default_value for axis in face.axis_infos}
    at = {**axes, "wght": font.weight, **{tag: value for tag, value in font.variations.items() if tag in axes}}
    return {tag: float(at[tag]) for tag in axes}


def cut(
    content: bytes, index: int, axes: Mapping[str, float], glyphs: Collection[int], *, lacks: bool = False
) -> bytes:
    """A font with these glyphs alone, each under the number it had, static where it was variable.

    ``lacks``: the sign for what it lacks is shown, and must be there.
    """
    import uharfbuzz

    flags = uharfbuzz.SubsetFlags
    # A PDF asks a font with outlines of PostScript for glyphs by the names that it numbers them with, and not by their
    # places: let both be the same (ISO 32000-2 §9.7.4.2).
    always = (
        flags.PASSTHROUGH_UNRECOGNIZED | flags.DESUBROUTINIZE | flags.NO_LAYOUT_CLOSURE | flags.CFF_IDENTITY_CHARSET
    )
    face = uharfbuzz.Face(uharfbuzz.Blob(content), index)
    wanted = uharfbuzz.SubsetInput()
    wanted.glyph_set.update(glyphs)
    wanted.drop_table_tag_set.update(int.from_bytes(tag.encode(), "big") for tag in _DROPPED)
    wanted.flags = always | flags.RETAIN_GIDS
    for tag, value in axes.items():
        wanted.pin_axis_location(face, tag, value)
    # Once more, as the engine does: the empty places behind the last glyph go.
    every = uharfbuzz.SubsetInput()
    every.glyph_set.update(range(max(glyphs, default=0) + 1))
    every.flags = always | flags.NO_HINTING
    return bytes(every.subset(wanted.subset(face)).blob.data)
