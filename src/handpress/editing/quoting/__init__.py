"""Quoting: what one part of a pamphlet quotes from another, looked up word by word and judged.

In: a ``Document``. Out: ``find_quotations`` gives each quotation with its place, the place of its original and its
grade; ``mark_quotations`` a new tree with the same words, in which each of them knows the paragraph it is from. A room
within editing, since the search has many steps and nobody else needs any of them: ``quotemarks`` finds runs in
quotation marks, ``words`` makes texts comparable, ``originals`` looks words up, ``alignment`` lays texts side by side,
``grading`` judges, and ``search`` conducts.
"""

from handpress.editing.quoting.search import find_quotations

__all__ = ["find_quotations"]
