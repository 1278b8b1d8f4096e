"""Imposing: finished pages come in, sheets to print, fold and stitch go out. The room knows no document.

In: the bytes of a PDF in reading order, and a ``Job``: the sheet, the scheme of ``SCHEMES``, creep, marks and the
rest. Out: a ``Result`` that holds an ``Imposed`` (the bytes of the sheets' PDF, with the count of sheets and blanks
and the order of the pages), or ``None`` beside a finding where the pages are too many to stitch. ``PressError`` says
why pages cannot be imposed at all. ``impose`` is the way in, ``saddle_stitch`` the short one; another scheme is a
file in ``schemes/`` and a row of the table. ``draw_diagram`` shows the sheets in letters.
"""

from handpress.imposing.diagram import draw_diagram
from handpress.imposing.impose import Imposed, impose, saddle_stitch
from handpress.imposing.job import Direction, Job, Mark, TurnedOn
from handpress.imposing.schemes import SCHEMES
from handpress.imposing.sheets import OFFICE_BULK, SHEETS, Sheet, caliper_from, sheet_from

__all__ = [
    "OFFICE_BULK",
    "SCHEMES",
    "SHEETS",
    "Direction",
    "Imposed",
    "Job",
    "Mark",
    "Sheet",
    "TurnedOn",
    "caliper_from",
    "draw_diagram",
    "impose",
    "saddle_stitch",
    "sheet_from",
]
