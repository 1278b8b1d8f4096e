"""Comparing: what has changed between two documents, word by word. Pure, standard library only.

In: two documents without changes under discussion in them. Out: ``compare`` gives a ``Comparison``: metadata, parts,
headings, blocks and notes kept, changed, moved, inserted or deleted, with the words inside. From it ``merge`` makes one
document that shows both, ``places`` the list of what has changed, and ``summary`` a line for a commit message.
"""

from handpress.comparing.compare import compare
from handpress.comparing.counting import counts, summary
from handpress.comparing.items import normal
from handpress.comparing.listing import Listed, places
from handpress.comparing.merging import merge, old_labels
from handpress.comparing.steps import Comparison, FieldChange, Kind, PartComparison, Place, Step
from handpress.comparing.undoing import after, before
from handpress.comparing.words import words_in, words_lost

__all__ = [
    "Comparison",
    "FieldChange",
    "Kind",
    "Listed",
    "PartComparison",
    "Place",
    "Step",
    "after",
    "before",
    "compare",
    "counts",
    "merge",
    "normal",
    "old_labels",
    "places",
    "summary",
    "words_in",
    "words_lost",
]
