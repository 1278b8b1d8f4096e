"""The audit: finished pages looked through as a typographer would, from their PDF alone.

In: the pages as bytes, the type area they were designed to have, and the document and facts, for the way back to the
manuscript. Out: findings with page, line and words, and the figures behind them.
"""

from handpress.proving.audit.area import TypeArea
from handpress.proving.audit.audit import Audited, audit
from handpress.proving.audit.figures import Figures

__all__ = ["Audited", "Figures", "TypeArea", "audit"]
