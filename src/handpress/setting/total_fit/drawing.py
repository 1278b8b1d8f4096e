"""Set type goes onto a page: glyphs become the text operators of the engine's content stream (ISO 32000-2 §9.4.3)."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from handpress.setting.total_fit.lines import SetText
from handpress.setting.total_fit.shaping import EMPTY, Face

_IN_PLACE = (0.0, 0.0)


def draw(stream: Any, set_text: SetText, left: float, baseline: float) -> None:
    """Show set text from ``left`` on the baseline, both in pixels from the page's upper left corner."""
    if not set_text.text.strip():
        return
    stream.set_text_matrix(set_text.scale, 0, 0, -1, left - set_text.shift, baseline)
    ends = [*(first for first, _ in set_text.type.faces), len(set_text.type.glyphs)]
    for (first, after), (_, face) in zip(pairwise(ends), set_text.type.faces, strict=True):
        _show(stream, set_text, first, after, face)


def _show(stream: Any, set_text: SetText, first: int, after: int, face: Face) -> None:
    """The glyphs of one face. What each lacks of its place is carried over, so that a line's end never drifts."""
    font, size = stream.add_font(face.font)
    stream.set_font_size(font.hash, size)
    made, em = set_text.type, 1000 / size
    glyphs, own_widths, offsets = made.glyphs, made.widths, made.offsets
    widths, to_unicode = font.widths, font.to_unicode
    shown: list[str] = []
    owed = 0.0  # thousandths of an em to the right
    for n in range(first, after):
        glyph, width = glyphs[n], own_widths[n] * em
        if glyph == EMPTY:
            owed += width
            continue
        if glyph not in widths:
            widths[glyph] = round(face.advance(glyph) * em)
        if glyph not in to_unicode:
            to_unicode[glyph] = _characters(set_text, n)
        right, up = offsets.get(n, _IN_PLACE) if offsets else _IN_PLACE
        owed += right * em
        # Half a thousandth is the least that is a step; most glyphs stand where the face puts them.
        if not -0.5 <= owed <= 0.5:
            step = round(owed)
            shown.append(f">{-step}<")
            owed -= step
        if up:
            _flush(stream, shown)
            stream.set_text_rise(up)
            _flush(stream, [f"{glyph:04x}"])
            stream.set_text_rise(0)
            shown = []
        else:
            shown.append(f"{glyph:04x}")
        owed += width - widths[glyph] - right * em
    _flush(stream, shown)


def _flush(stream: Any, shown: list[str]) -> None:
    if shown:
        stream.show_text(f"<{''.join(shown)}>")


def _characters(set_text: SetText, glyph: int) -> str:
    """What a glyph stands for: the characters of its cluster."""
    here = set_text.type.characters[glyph]
    after = next((c for c in set_text.type.characters[glyph:] if c > here), len(set_text.text))
    return set_text.text[here:after]
