"""Editing: what the press works out about a document, and what it sets right in it. Pure, without a file or a clock.

In: a ``Document``. Out: ``prepare`` gives ``Facts`` (note marks, anchors, contents, the press's own words) that stand
beside the tree, ``find_quotations`` what a reply quotes; ``set_typography``, ``set_openings`` and ``mark_quotations``
give a new tree with the same words (``set_text`` does the first for words that stand in no part), ``part_alone`` one of
a part alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from handpress.doors import opened_late

if TYPE_CHECKING:
    from handpress.editing.asking import without_queries
    from handpress.editing.facts import prepare
    from handpress.editing.openings import set_openings
    from handpress.editing.quoting import find_quotations, mark_quotations
    from handpress.editing.standalone import part_alone
    from handpress.editing.typography import set_text, set_typography
    from handpress.editing.wording import is_worded, unknown_languages, worded_languages, wording_for

__all__ = [
    "find_quotations",
    "is_worded",
    "mark_quotations",
    "part_alone",
    "prepare",
    "set_openings",
    "set_text",
    "set_typography",
    "unknown_languages",
    "without_queries",
    "worded_languages",
    "wording_for",
]

# Behind which name stands which file. A file is loaded when somebody asks for what it has: whoever sets pages by facts
# that another process has worked out needs none of what works them out.
_FILES = {
    "asking": ("without_queries",),
    "facts": ("prepare",),
    "openings": ("set_openings",),
    "quoting": (
        "find_quotations",
        "mark_quotations",
    ),
    "standalone": ("part_alone",),
    "typography": (
        "set_text",
        "set_typography",
    ),
    "wording": (
        "is_worded",
        "unknown_languages",
        "worded_languages",
        "wording_for",
    ),
}

__getattr__ = opened_late(__name__, _FILES)
