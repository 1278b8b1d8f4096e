"""Checking: what is wrong with a document, told and not touched.

In: a ``Document``. Out: findings, each with its place. ``CHECKS`` is a plain table: a check is a function from the
document to its findings, and a new one is a row. ``check_offer`` tells what a shop would refuse in a finished e-book.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from handpress.checking import languages, links, marks, notes, parts, placing, quotations
from handpress.checking.placing import Placed
from handpress.diagnostics import Finding
from handpress.doors import opened_late
from handpress.model.document import Document

if TYPE_CHECKING:
    from handpress.checking.shops import SHOPS, Offer, Packed, Picture, check_offer

__all__ = [
    "CHECKS",
    "SHOPS",
    "Offer",
    "Packed",
    "Picture",
    "Placed",
    "check",
    "check_cover_shapes",
    "check_languages",
    "check_offer",
    "check_quotations",
    "check_resolution",
    "glyphs_missing",
    "tags",
    "width_in_text_mm",
    "width_on_cover_mm",
]

CHECKS: Mapping[str, Callable[[Document], Iterator[Finding]]] = {
    "parts": parts.check_parts,
    "notes": notes.check_notes,
    "emendations": marks.check_emendations,
    "queries": marks.check_queries,
    "origins": quotations.check_origins,
    "links": links.check_links,
    "pictures": parts.check_pictures,
}
glyphs_missing = parts.glyphs_missing
check_languages = languages.check_languages
tags = languages.tags
check_quotations = quotations.check_quotations
check_cover_shapes, check_resolution = placing.check_cover_shapes, placing.check_resolution
width_in_text_mm, width_on_cover_mm = placing.width_in_text_mm, placing.width_on_cover_mm


def check(document: Document) -> tuple[Finding, ...]:
    """Every finding of every check, in the order of the table."""
    return tuple(finding for run in CHECKS.values() for finding in run(document))


# Shops are asked for a finished e-book, and not while a manuscript is read.
__getattr__ = opened_late(__name__, {"shops": ("SHOPS", "Offer", "Packed", "Picture", "check_offer")})
