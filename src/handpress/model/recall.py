"""What was found out about a page before: how it is asked for by whoever knows nothing of where it is kept.

A ``Recall`` is asked with the number of a page, from 1, and with what finds it out anew; it gives what was found,
which is made of lists, strings, numbers, truth values and None alone.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

Recall: TypeAlias = Callable[[int, Callable[[], Any]], Any]


def anew(page: int, find: Callable[[], Any]) -> Any:
    """The ``Recall`` of whoever keeps nothing."""
    del page
    return find()
