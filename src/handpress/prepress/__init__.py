"""Prepress: pages as they were laid out become files that keep a standard. The room knows no document.

In: the bytes of the pages as ``writing`` lays them out, what the file says of itself (``About``), and for print a
``Profile`` of the printer and the ``Marks`` wanted. Out: ``finish_reading`` gives the file to read on a screen
(PDF/A-2a, ISO 19005-2, and PDF/UA-1, ISO 14289-1); ``finish_print`` gives in a ``Result`` the file to print (PDF/X-4,
ISO 15930-7, that is PDF/A-2a and PDF/UA-1 too, or PDF/X-1a:2003, ISO 15930-4). Sections of many pages can be dressed
each on its own, by ``dress``, and their file then closed, by ``close_reading`` and ``Printing.close``; ``page_keys``
tells the pages of a finished file from all others. ``press_profile`` is the ink profile of the press, ``named_profile``
makes one of the bytes of another. ``PressError`` says why pages cannot be finished.
"""

from handpress.prepress.about import About
from handpress.prepress.colour import CmykProfile, named_profile, press_profile
from handpress.prepress.marks import Marks
from handpress.prepress.pagekeys import page_keys
from handpress.prepress.print_file import Printing, finish_print, told_of
from handpress.prepress.reading_file import close_reading, finish_reading
from handpress.prepress.sections import dress

__all__ = [
    "About",
    "CmykProfile",
    "Marks",
    "Printing",
    "close_reading",
    "dress",
    "finish_print",
    "finish_reading",
    "named_profile",
    "page_keys",
    "press_profile",
    "told_of",
]
