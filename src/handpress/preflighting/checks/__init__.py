"""The checks: pure functions over what was read out, a row each.

A row names its codes, its function, and whether it asks what only a print shop asks: an office printer's driver takes
any colour and any kind of PDF.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias

from msgspec import Struct

from handpress.preflighting.checks import (
    black,
    bleed,
    boxes,
    colour,
    document,
    extent,
    fonts,
    ink,
    lettering,
    overlays,
    overprint,
    resolution,
    safety,
    standard,
    strokes,
    transparency,
)
from handpress.preflighting.faults import Fault
from handpress.preflighting.job import Job, Sheet
from handpress.preflighting.readout import FileRead, Leaf, PageRead

OfPage: TypeAlias = Callable[[PageRead, Sheet, Job], Iterator[Fault]]
OfFile: TypeAlias = Callable[[FileRead, Sequence[Leaf], Job], Iterator[Fault]]


class PageCheck(Struct, frozen=True):
    """A check of one page. ``shop``: only a print shop asks for it."""

    codes: tuple[str, ...]
    find: OfPage
    shop: bool = True


class FileCheck(Struct, frozen=True):
    """A check of the whole file and the sequence of its pages."""

    codes: tuple[str, ...]
    find: OfFile
    shop: bool = True


PAGE_CHECKS = (
    PageCheck(("page-unread",), overlays.page_read, shop=False),
    PageCheck(("trim-missing",), boxes.trim_given),
    PageCheck(("boxes-crossed",), boxes.boxes_nested),
    PageCheck(("bleed-box",), boxes.bleed_roomy),
    PageCheck(("bleed-short",), bleed.bleed_reached),
    PageCheck(("safe-area", "gutter-narrow"), safety.margins_clear, shop=False),
    PageCheck(("font-missing", "font-type3"), fonts.fonts_embedded, shop=False),
    PageCheck(("text-black-mixed",), black.text_in_key_alone),
    PageCheck(("text-small-mixed",), black.small_text_in_one_ink),
    PageCheck(("text-small", "text-reversed"), lettering.type_legible, shop=False),
    PageCheck(("colour-rgb", "colour-managed"), colour.colours_in_inks),
    PageCheck(("colour-spot", "registration-colour"), colour.inks_known),
    PageCheck(("ink-heavy",), ink.ink_bearable),
    PageCheck(("transparency",), transparency.opaque),
    PageCheck(("white-overprint",), overprint.white_knocks_out),
    PageCheck(("picture-coarse", "line-art-coarse", "picture-unread"), resolution.pictures_fine, shop=False),
    PageCheck(("stroke-hair", "stroke-thin"), strokes.lines_thick, shop=False),
    PageCheck(("pdf-annotation",), overlays.annotations_absent),
    PageCheck(("pdf-script",), overlays.page_scriptless),
)

FILE_CHECKS = (
    FileCheck(("pdf-encrypted",), document.unlocked),
    FileCheck(("pdf-version",), standard.version_taken),
    FileCheck(("standard-claim",), standard.standard_claimed),
    FileCheck(("output-intent",), standard.intent_given),
    FileCheck(("metadata-missing", "trapping-unsaid"), standard.described),
    FileCheck(("pdf-script", "pdf-form", "pdf-attachment"), document.inert),
    FileCheck(("pdf-layer", "pdf-bookmark"), document.plain),
    FileCheck(("page-count", "page-multiple"), extent.pages_taken, shop=False),
    FileCheck(("page-size-mixed", "trim-unlisted"), extent.sizes_equal, shop=False),
    FileCheck(("blank-run",), extent.blanks_few, shop=False),
)
