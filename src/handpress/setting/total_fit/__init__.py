"""Total fit: paragraphs are broken as wholes, and set with letters that give a little and signs that hang.

In: nothing but the wish. Out: while ``applied`` holds, WeasyPrint breaks its justified paragraphs by total fit (Knuth
and Plass 1981), and the account that it yields tells how many there were, and how many were left to the engine and why.
"""

from handpress.setting.total_fit.account import Account, Reason
from handpress.setting.total_fit.engine import applied

__all__ = ["Account", "Reason", "applied"]
