"""The place where WeasyPrint takes text to be shaped: passages of it get features of their own.

In: nothing. Out: while ``applied`` holds, its layouts of text carry them. Where its functions are not those this was
made for, it is left as it is: the pages then lack a refinement, and no word.
"""

from __future__ import annotations

import contextlib
import inspect
from collections.abc import Iterable, Iterator
from typing import Any

from handpress.setting.details.passages import Passage, find_passages

_PARAMETERS = ("self", "text", "justify")
_SETTINGS = ("kerning", "variant_ligatures", "variant_position", "variant_caps")
_MORE = ("variant_numeric", "variant_alternates", "variant_east_asian", "feature_settings")


@contextlib.contextmanager
def applied() -> Iterator[None]:
    """While this holds, WeasyPrint sets details; it is loaded if nobody has. Raises ``OSError`` where it cannot be."""
    from weasyprint.text import line_break

    original = line_break.Layout.set_text
    if tuple(inspect.signature(original).parameters) != _PARAMETERS:
        yield
        return

    def set_text(layout: Any, text: str, justify: bool = False) -> None:
        original(layout, text, justify)
        style = layout.style
        # Code and the like have no ligatures, and nothing in them is a fraction.
        if style["font_variant_ligatures"] != "none" and len(layout.text) > 1:
            passages = list(find_passages(layout.text, style["lang"] or ""))
            if passages:
                _feature(layout, passages)

    line_break.Layout.set_text = set_text
    try:
        yield
    finally:
        line_break.Layout.set_text = original


def _feature(layout: Any, passages: Iterable[Passage]) -> None:
    """Give passages of a layout's text their features, beside those that its style asks for."""
    from weasyprint.text.ffi import ffi, pango
    from weasyprint.text.fonts import font_features

    style = layout.style
    asked = font_features(*(style[f"font_{name}"] for name in (*_SETTINGS, *_MORE)))
    base = [f"{name} {value}" for name, value in asked.items()]
    attributes = pango.pango_layout_get_attributes(layout.layout)
    if attributes == ffi.NULL:
        attributes = ffi.gc(pango.pango_attr_list_new(), pango.pango_attr_list_unref)
    for passage in passages:
        own = pango.pango_attr_font_features_new(",".join((*base, passage.features)).encode())
        own.start_index = len(layout.text[: passage.start].encode())
        own.end_index = len(layout.text[: passage.end].encode())
        pango.pango_attr_list_change(attributes, own)
    pango.pango_layout_set_attributes(layout.layout, attributes)
