"""The one file of this room that knows HarfBuzz's own way to make a variable font static.

WeasyPrint cuts the fonts of a PDF by HarfBuzz and makes them static by fontTools, which takes a hundred times as long.
"""

from __future__ import annotations

import contextlib
import inspect
from collections.abc import Iterator, Mapping
from typing import Any

_PARAMETERS = ("self", "to_unicode", "hinting")
_AXES = {"wght", "wdth"}


@contextlib.contextmanager
def quickly_made() -> Iterator[None]:
    """While this holds, WeasyPrint makes the variable fonts of a PDF static by HarfBuzz.

    Fonts with pictures or other axes than weight and width are left to it, and all are where it is another engine than
    this was made for.
    """
    from weasyprint.pdf.fonts import Font

    original = Font.clean
    if tuple(inspect.signature(original).parameters) != _PARAMETERS:
        yield
        return

    def clean(font: Any, to_unicode: Any, hinting: Any) -> None:
        axes = _axes(font.file_content, font.index) if "fvar" in font.tables else {}
        if not axes or set(axes) - _AXES or font.png or font.svg or font.colr:
            original(font, to_unicode, hinting)
            return
        font.subset(to_unicode, hinting)
        at = {**axes, "wght": font.weight, **{tag: value for tag, value in font.variations.items() if tag in axes}}
        font.file_content = static(font.file_content, {tag: at[tag] for tag in axes}, font.index)

    Font.clean = clean
    try:
        yield
    finally:
        Font.clean = original


def _axes(content: bytes, index: int) -> dict[str, float]:
    """The axes of a variable font and the value each has by itself."""
    import uharfbuzz

    face = uharfbuzz.Face(uharfbuzz.Blob(content), index)
    return {axis.tag: axis.default_value for axis in face.axis_infos}


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
