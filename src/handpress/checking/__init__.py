"""Checking: what is wrong with a document, told and not touched.

In: a ``Document``. Out: findings, each with its place. ``CHECKS`` is a plain table: a check is a function from the
document to its findings, and a new one is a row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from handpress.checking import languages, links, marks, notes, parts, quotations
from handpress.diagnostics import Finding
from handpress.model.document import Document

__all__ = ["CHECKS", "check", "check_languages", "check_quotations", "glyphs_missing", "tags"]

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


def check(document: Document) -> tuple[Finding, ...]:
    """Every finding of every check, in the order of the table."""
    return tuple(finding for run in CHECKS.values() for finding in run(document))
