"""Quoting: what one part of a pamphlet quotes from another, looked up word by word and judged.

In: a ``Document``. Out: ``find_quotations`` gives each quotation with its place, the place of its original and its
grade; ``mark_quotations`` a new tree with the same words, in which each of them knows the paragraph it is from. A room
within editing, since the search has many steps and nobody else needs any of them: ``stretches`` are the paragraphs as
plain text, ``quotemarks`` finds runs in quotation marks, ``words`` makes texts comparable, ``originals`` looks words
up, ``alignment`` lays texts side by side, ``grading`` judges, ``sourcelines`` reads the line below a quotation,
``search`` conducts, and ``marking`` puts into the tree what was found.
"""

from handpress.editing.quoting.marking import mark_quotations
from handpress.editing.quoting.search import find_quotations

__all__ = ["find_quotations", "mark_quotations"]
