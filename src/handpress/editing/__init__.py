"""Editing: what the press works out about a document, and what it sets right in it. Pure, without a file or a clock.

In: a ``Document``. Out: ``prepare`` gives ``Facts`` (note marks, anchors, contents, the press's own words) that stand
beside the tree; ``set_typography`` and ``set_openings`` give a new tree with the same words.
"""

from handpress.editing.facts import prepare
from handpress.editing.openings import set_openings
from handpress.editing.typography import set_typography

__all__ = ["prepare", "set_openings", "set_typography"]
