"""Reading: a manuscript file becomes a part of the document.

In: the text of one file, who may sign in it, its language. Out: a ``Part`` with its table of notes, and the findings,
each with file, line and column. Reading never fails for bad text. This is the only room that knows Python-Markdown
(``dialect``) and PyYAML (``frontmatter``); its ElementTree goes no further than the ``gate``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from handpress.doors import opened_late
from handpress.reading.changes import Changes

if TYPE_CHECKING:
    from handpress.reading.part import read_part

__all__ = ["Changes", "read_part"]


# Who only says what becomes of changes need not load Python-Markdown.
__getattr__ = opened_late(__name__, {"part": ("read_part",)})
