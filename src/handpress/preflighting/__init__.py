"""Preflighting: what a printer would find in a PDF, found before it is sent. The room knows no document.

In: the bytes of a PDF of single pages, whoever made it, and a ``Profile``. Out: a ``Result`` with an ``Examination``
and findings that carry page and place (``PagePlace``: mm from the trimmed page's top left corner). For eyes there are
``report``, a page of HTML with the places framed (``section`` is its middle, for a larger page), and ``marked_pages``,
its drawings alone. ``PressError`` says why a
file cannot be looked at at all.

``engine`` reads objects, ``interpreter`` and ``stream`` read content as a press does, to the plain values of
``readout``; a check is a function over those and a row of ``checks``. Overprinted inks are not added up, the signs of
Type 3 fonts are not looked into, and layers count as visible.
"""

from handpress.preflighting.examine import Examination, preflight
from handpress.preflighting.marked import MarkedPage, marked_pages, report, section
from handpress.preflighting.readout import Leaf

__all__ = ["Examination", "Leaf", "MarkedPage", "marked_pages", "preflight", "report", "section"]
