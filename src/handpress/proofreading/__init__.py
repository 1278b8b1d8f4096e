"""Proofreading: what an editor marks on paper, found in the document and placed on its pages. Knows no engine.

In: the pamphlet with its changes and queries shown, the pages with their lines (``Laid``), what the check has found,
the quotations, the sheet. Out: ``mark_up`` gives ``ProofMarks``: for every page line numbers, what stands in both
margins and around the words, and the lists for the back, each entry with its page and line.
"""

from handpress.proofreading.mark import Laid, mark_up

__all__ = ["Laid", "mark_up"]
