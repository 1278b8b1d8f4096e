"""Checking the language: what a reader of proofs would mark in the margin, told and not touched.

In: a ``Desk``, that is a document taken apart into passages, dictionaries, word lists, the manuscripts as typed. Out:
findings, each with line and column. ``PROSE_CHECKS`` is a plain table: a check is a function from the desk to its
findings, and a new one is a row. None of these findings is an error: a language is not proved wrong by a table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from handpress.checking.prose import (
    brackets,
    dashes,
    doubling,
    endings,
    lengths,
    names,
    quotes,
    references,
    slips,
    spacing,
    spelling,
)
from handpress.checking.prose.desk import Desk, Orders
from handpress.checking.prose.dictionary import open_dictionaries
from handpress.checking.prose.passage import Passage, passages
from handpress.diagnostics import Finding

__all__ = ["PROSE_CHECKS", "Desk", "Orders", "Passage", "check_prose", "languages", "open_dictionaries", "passages"]

PROSE_CHECKS: Mapping[str, Callable[[Desk], Iterator[Finding]]] = {
    "dictionaries": spelling.check_dictionaries,
    "spelling": spelling.check_spelling,
    "slips": slips.check_slips,
    "doubled words": doubling.check_doubled,
    "brackets": brackets.check_brackets,
    "spaces": spacing.check_spaces,
    "double spaces": spacing.check_double_spaces,
    "quotation marks": quotes.check_quotes,
    "dashes": dashes.check_dashes,
    "ranges": dashes.check_ranges,
    "endings": endings.check_endings,
    "names": names.check_names,
    "capitals": names.check_capitals,
    "references": references.check_references,
    "lengths": lengths.check_lengths,
}


def check_prose(desk: Desk) -> tuple[Finding, ...]:
    """Every finding of every check of the language, file by file and from top to bottom."""
    found = [finding for run in PROSE_CHECKS.values() for finding in run(desk)]
    files = {part.slug: number for number, part in enumerate(desk.document.parts)}

    def place(finding: Finding) -> tuple[int, int, int]:
        if finding.span is None:
            return len(files), 0, 0
        slug = finding.span.file.rpartition("/")[2].removesuffix(".md")
        return files.get(slug, -1), finding.span.line, finding.span.column

    return tuple(sorted(found, key=place))


def languages(read: tuple[Passage, ...]) -> tuple[str, ...]:
    """The language tags that words of some passages are in, in the order they come."""
    return tuple(dict.fromkeys(piece.language for passage in read for piece in passage.pieces if not piece.quoted))
