"""Imposing: finished pages come in, sheets to print, fold and stitch go out. The room knows no document.

In: the bytes of a PDF in reading order, and a sheet of ``SHEETS``. Out: a ``Result`` that holds an ``Imposed`` (the
bytes of the sheets' PDF, with the count of sheets and blanks and the order of the pages), or ``None`` beside an
error finding where the pages are too many to stitch. ``PressError`` says why pages cannot be imposed at all.
``saddle_stitch`` is the way in; another scheme is a row of ``SCHEMES``, and ``impose`` takes it.
"""

from handpress.imposing.impose import Imposed, impose, saddle_stitch
from handpress.imposing.schemes import SCHEMES
from handpress.imposing.sheets import SHEETS, Sheet

__all__ = ["SCHEMES", "SHEETS", "Imposed", "Sheet", "impose", "saddle_stitch"]
