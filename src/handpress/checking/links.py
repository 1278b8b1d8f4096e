"""Links inside the pamphlet: they lead somewhere, and every place has one name."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from handpress.diagnostics import Finding
from handpress.model import nodes, walk
from handpress.model.document import Document
from handpress.model.facts import part_anchor


def check_links(document: Document) -> Iterator[Finding]:
    """Anchors given twice, and links to anchors that the pamphlet does not have."""
    anchors = {part_anchor(part.slug) for part in document.parts}
    for part in document.parts:
        for node in walk.part_nodes(part):
            anchor = getattr(node, "anchor", "")
            if anchor in anchors:
                message = f"The anchor “{anchor}” stands here a second time."
                yield Finding("anchor-doubled", message, node.span, "Give one of the two another name.")
            elif anchor:
                anchors.add(anchor)
    for node in walk.document_nodes(document):
        if isinstance(node, nodes.Link) and node.target.startswith("#") and node.target[1:] not in anchors:
            near = difflib.get_close_matches(node.target[1:], sorted(anchors), 1)
            hint = f"Did you mean #{near[0]}?" if near else "A heading gets an anchor by {#name} at its end."
            yield Finding("anchor-missing", f"There is no anchor “{node.target[1:]}”.", node.span, hint)
