"""The one file of this room that knows HarfBuzz's own way to cut fonts, and to make a variable one static.

WeasyPrint cuts the fonts of a PDF by HarfBuzz and makes them static by fontTools, which takes a hundred times as long.
"""

from __future__ import annotations

import contextlib
import inspect
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from typing import Any

from handpress.writing.formes import Case, digest

_PARAMETERS = ("self", "to_unicode", "hinting")
_AXES = {"wght", "wdth"}
# What the font of a PDF needs none of: shaping is done (ISO 32000-2 §9.9).
_DROPPED = ("BASE", "DSIG", "EBDT", "EBLC", "EBSC", "GPOS", "GSUB", "JSTF", "LTSH", "PCLT", "SVG ")


@contextlib.contextmanager
def quickly_made() -> Iterator[None]:
    """While this holds, WeasyPrint makes the variable fonts of a PDF static by HarfBuzz.

    Fonts with pictures or other axes than weight and width are left to it, and all are where it is another engine than
    this was made for.
    """

    def clean(font: Any, to_unicode: Any, hinting: Any, original: Any) -> None:
        axes = _axes(font)
        if not axes or _is_left_alone(font, axes):
            original(font, to_unicode, hinting)
            return
        font.subset(to_unicode, hinting)
        font.file_content = static(font.file_content, axes, font.index)

    with _cleaning(clean):
        yield


@contextlib.contextmanager
def left_uncut(cases: dict[str, Case], faces: Collection[str]) -> Iterator[None]:
    """While this holds, WeasyPrint puts a few bytes in the place of a font into a PDF; what it uses goes to ``cases``.

    It writes what the glyphs stand for, and how wide they are, all the same. Fonts that are none of ``faces``, by their
    digests, or have pictures or other axes than weight and width, stay in the PDF and are no case; and so do all where
    it is another engine than this was made for.
    """
    from weasyprint import pdf

    build = pdf.build_fonts_dictionary
    uncut: set[str] = set()

    def clean(font: Any, to_unicode: Any, hinting: Any, original: Any) -> None:
        axes, face = _axes(font), digest(font.file_content)
        if face not in faces or _is_left_alone(font, axes):
            original(font, to_unicode, hinting)
            return
        uncut.add(font.hash)
        cases[font.hash] = Case(face, font.index, axes, {}, {}, bool(font.missing))
        font.file_content = font.file_content[:4]

    def build_fonts_dictionary(target: Any, fonts: Any, *given: Any) -> Any:
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
def _cleaning(stand_in: Any) -> Iterator[None]:
    from weasyprint.pdf.fonts import Font

    original = Font.clean
    if tuple(inspect.signature(original).parameters) != _PARAMETERS:
        yield
        return
    Font.clean = lambda font, to_unicode, hinting: stand_in(font, to_unicode, hinting, original)
    try:
        yield
    finally:
        Font.clean = original


def _is_left_alone(font: Any, axes: Mapping[str, float]) -> bool:
    return bool(set(axes) - _AXES or font.png or font.svg or font.colr or font.bitmap)


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
    content: bytes, index: int, axes: Mapping[str, float], glyphs: Collection[int], *, signs_missing: bool
) -> bytes:
    """A font with these glyphs alone, each under the number it had, static where it was variable."""
    import uharfbuzz

    flags = uharfbuzz.SubsetFlags
    kept = flags.PASSTHROUGH_UNRECOGNIZED | flags.DESUBROUTINIZE | flags.RETAIN_GIDS | flags.NO_HINTING
    kept |= flags.NO_LAYOUT_CLOSURE
    face = uharfbuzz.Face(uharfbuzz.Blob(content), index)
    wanted = uharfbuzz.SubsetInput()
    wanted.glyph_set.update(glyphs)
    wanted.drop_table_tag_set.update(int.from_bytes(tag.encode(), "big") for tag in _DROPPED)
    wanted.flags = kept | (flags.NOTDEF_OUTLINE if signs_missing else flags(0))
    for tag, value in axes.items():
        wanted.pin_axis_location(face, tag, value)
    return bytes(wanted.subset(face).blob.data)


def static(content: bytes, at: Mapping[str, float], index: int = 0) -> bytes:
    """A variable font with every glyph under the number it had, at this place on each of its axes."""
    import uharfbuzz

    face = uharfbuzz.Face(uharfbuzz.Blob(content), index)
    wanted = uharfbuzz.SubsetInput()
    wanted.keep_everything()
    flags = uharfbuzz.SubsetFlags
    wanted.flags = flags.RETAIN_GIDS | flags.NO_LAYOUT_CLOSURE | flags.PASSTHROUGH_UNRECOGNIZED
    for tag, value in at.items():
        wanted.pin_axis_location(face, tag, value)
    return bytes(wanted.subset(face).blob.data)
