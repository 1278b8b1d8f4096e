"""Languages: tags that name nothing, and a language in which the press has no words of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from handpress.diagnostics import Finding
from handpress.model import nodes, walk
from handpress.model.document import Document
from handpress.model.spans import Span


def tags(document: Document) -> frozenset[str]:
    """Every language tag of a document: the pamphlet's, its parts', those of words and of translations."""
    return frozenset(tag for tag, _ in _tagged(document, None))


def check_languages(
    document: Document, faults: Mapping[str, str], worded: str, pamphlet: Span | None
) -> Iterator[Finding]:
    """The first place of every tag that is at fault, and of a language without words of the press.

    ``faults`` has what to do about each such tag; ``worded`` names the languages that have words, and is empty where
    the pamphlet's is one of them; ``pamphlet`` is where the pamphlet names its own.
    """
    told: set[str] = set()
    for tag, span in _tagged(document, pamphlet):
        if tag in faults and tag not in told:
            told.add(tag)
            yield Finding("language-unknown", f"The language “{tag}” does not exist.", span, faults[tag])
    if worded:
        language = document.metadata.language
        message = f"The press has no words of its own in “{language}”: its contents, notes and the like are in English."
        hint = f"It has them in {worded}. “Languages” in docs/manuscript.md tells how one is added."
        yield Finding("language-unworded", message, pamphlet, hint)


def _tagged(document: Document, pamphlet: Span | None) -> Iterator[tuple[str, Span | None]]:
    yield document.metadata.language, pamphlet
    yield from ((one.language, pamphlet) for one in document.metadata.translations)
    yield from ((part.language, part.span) for part in document.parts if part.language)
    for node in walk.document_nodes(document):
        if isinstance(node, nodes.Foreign):
            yield node.language, node.span
