"""Editorial marks: nothing is put right into itself, no question stays open."""

from __future__ import annotations

from collections.abc import Iterator

from handpress.diagnostics import Finding
from handpress.model import nodes, walk
from handpress.model.document import Document


def check_emendations(document: Document) -> Iterator[Finding]:
    """Corrections that correct nothing."""
    for node in walk.document_nodes(document):
        if isinstance(node, nodes.Correction | nodes.Regularised):
            printed = walk.inline_text(node.content)
            if " ".join(printed.split()) == " ".join(node.original.split()):
                hint = "Name what stood there before, or take the braces away."
                yield Finding("correction-same", f"“{printed}” is put right into itself.", node.span, hint)


def check_queries(document: Document) -> Iterator[Finding]:
    """Working questions, which no release may have."""
    for node in walk.document_nodes(document):
        if isinstance(node, nodes.Query):
            asked = walk.inline_text(node.content)
            hint = "Answer it and take it out; handpress proof shows it."
            yield Finding("query-open", f"A question is open: “{asked}”", node.span, hint)
