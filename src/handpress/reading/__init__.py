"""Reading: a manuscript file becomes a part of the document.

In: the text of one file, who may sign in it, its language. Out: a ``Part`` with its table of notes, and the findings,
each with file, line and column. Reading never fails for bad text. This is the only room that knows Python-Markdown
(``dialect``) and PyYAML (``frontmatter``); its ElementTree goes no further than the ``gate``.
"""

from handpress.reading.changes import Changes
from handpress.reading.part import read_part

__all__ = ["Changes", "read_part"]
