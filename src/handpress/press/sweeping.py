"""Sweeping: how often Python looks through what is in memory for circles of garbage.

What the press loads stays until it ends, and the boxes of a layout are many and live long: to look through them again
and again is a tenth of a build. A program of one task sweeps seldom; who goes on from pamphlet to pamphlet sweeps out
what one has left before the next.
"""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator

_SELDOM = (100_000, 50, 100)
_set_apart: list[bool] = []  # whether what came before stays out of every sweep; to ask Python is to count it all


def sweep_seldom() -> None:
    """From now on, Python sweeps a hundred times less often: for a program that ends with its task."""
    gc.set_threshold(*_SELDOM)


@contextlib.contextmanager
def seldom_swept() -> Iterator[None]:
    """While this holds, Python sweeps a hundred times less often, and not among what is there.

    Whoever knows that many things have just become garbage sweeps them out himself, which is quick: what was there
    before is not looked at.
    """
    kept = gc.get_threshold()
    sweep_seldom()
    if not _set_apart:
        gc.freeze()
    try:
        yield
    finally:
        gc.set_threshold(*kept)
        if not _set_apart:
            gc.unfreeze()


def sweep_out() -> None:
    """Sweep out what a task has left, among what has come since this was last done: the rest is not looked at again."""
    gc.collect()
    gc.freeze()
    _set_apart[:] = [True]
