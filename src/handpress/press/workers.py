"""Several pamphlets at once: as many as the machine has cores, by workers that load the engines once.

In: names of pamphlets. Out: what became of each, in the order of the names, whoever was ready first. The bytes are
those of one build after the other: workers share nothing but the code.
"""

from __future__ import annotations

import contextlib
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from msgspec import Struct

from handpress.diagnostics import PressError, Result
from handpress.press.beside import cores
from handpress.press.built import Built
from handpress.press.keeping import build_anew_or_keep, unchanged
from handpress.press.sweeping import sweep_out
from handpress.project.workspace import Workspace

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

Outcome = Result[Built | None] | PressError


class Order(Struct, frozen=True):
    """What is to be built: in which workspace, what becomes of changes, with which editions, by help of the cache.

    ``only`` is ``epub`` for the e-book alone, empty for all of it.
    """

    workspace: Workspace
    changes: str = "refuse"
    extras: tuple[str, ...] = ()
    cache: bool = True
    only: str = ""

    def build(self, slug: str, progress: Callable[[str], None] = lambda _: None) -> Result[Built | None]:
        """Build one pamphlet. Raises ``PressError`` as ``build`` does."""
        asked = self.changes, self.extras
        return build_anew_or_keep(self.workspace, slug, progress, *asked, only=self.only, cache=self.cache)


def build_several(
    order: Order, slugs: Sequence[str], progress: Callable[[str, str], None] = lambda *_: None
) -> Iterator[tuple[str, Outcome]]:
    """Build pamphlets, and tell of each in the order of their names.

    ``progress`` is told the name and what is done to it. An error of one is its outcome and keeps none of the others
    from being built.
    """
    known = {slug: _unchanged(order, slug) for slug in slugs}
    due = list(dict.fromkeys(slug for slug in slugs if known[slug] is None))
    workers = min(len(due), cores())
    if workers < 2:
        for slug in slugs:
            if slug in due[1:]:
                sweep_out()
            yield slug, known[slug] or _outcome(order, slug, partial(progress, slug))
        return
    with _pool(workers, engines=not order.only) as pool:
        waiting = {slug: pool.submit(_work, order, slug) for slug in due}
        try:
            for slug in slugs:
                yield slug, known[slug] or _awaited(waiting, order, slug, progress)
        except BaseException:
            pool.shutdown(wait=True, cancel_futures=True)
            raise


def _unchanged(order: Order, slug: str) -> Outcome | None:
    if not order.cache:
        return None
    return unchanged(order.workspace, slug, order.changes, order.extras, order.only)


def _outcome(order: Order, slug: str, progress: Callable[[str], None]) -> Outcome:
    try:
        return order.build(slug, progress)
    except PressError as error:
        return error


def _awaited(
    waiting: dict[str, Future[Outcome | None]], order: Order, slug: str, progress: Callable[[str, str], None]
) -> Outcome:
    from concurrent.futures.process import BrokenProcessPool

    progress(slug, f"{sum(future.done() for future in waiting.values())} of {len(waiting)} built")
    try:
        found = waiting[slug].result()
    except BrokenProcessPool:
        # Somebody, perhaps a machine short of memory, has ended a worker. One at a time needs least.
        return _outcome(order, slug, partial(progress, slug))
    if found is None:
        raise KeyboardInterrupt
    return found


# --- workers ------------------------------------------------------------------------------------------------


def _pool(workers: int, *, engines: bool) -> ProcessPoolExecutor:
    # One pamphlet needs no workers, and is not to wait for what makes them.
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    forks = sys.platform.startswith("linux")
    if forks and engines:
        # Loaded before the workers branch off, the engines are in memory once.
        from handpress import setting
        from handpress.press import building  # noqa: F401
        from handpress.writing import loading

        setting.isolate_fonts()
        # Where it cannot be loaded, that is the outcome of every pamphlet.
        with contextlib.suppress(PressError):
            loading.load_engine()
    method = multiprocessing.get_context("fork" if forks else "spawn")
    return ProcessPoolExecutor(workers, mp_context=method, initializer=_begin)


def _begin() -> None:
    # Between two pamphlets Ctrl-C is for the press to hear, which then gives out no more of them.
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _work(order: Order, slug: str) -> Outcome | None:
    """Build in a worker; None where Ctrl-C has stopped it, after the old build has been put back."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        # What the pamphlet before has left; what the last one leaves goes with the worker.
        sweep_out()
        return _outcome(order, slug, lambda _: None)
    except KeyboardInterrupt:
        return None
    finally:
        _begin()
