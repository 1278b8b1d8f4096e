"""The journeyman: a process that has everything loaded, makes a proof when told to, and goes when its master goes."""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import signal
import sys
from collections.abc import Callable, Iterator, Mapping
from multiprocessing.connection import Connection
from typing import Any, TypeAlias

from msgspec import Struct

from handpress.diagnostics import PressError
from handpress.previewing.showing import Shown, trouble_told

Make: TypeAlias = Callable[[], Iterator[Shown]]
Craft: TypeAlias = Callable[[], Make]
"""Loads what the work needs, and gives what does it. It is sent to another process, and so is a name of a module."""

_PATIENCE = 5.0  # seconds


class Report(Struct, frozen=True):
    """What the journeyman says of an order: a piece that is ready, that all is done, or why it cannot go on.

    ``left`` tells that the rest was left undone, because a newer order had come; ``trouble`` is as the page is told.
    """

    order: int
    piece: Shown | None = None
    done: bool = False
    left: bool = False
    trouble: Mapping[str, Any] | None = None


class Journeyman:
    """A process for a craft: begun by ``hire``, told by ``order``, heard by ``hear``, and ended by ``dismiss``."""

    def __init__(self, craft: Craft) -> None:
        self._craft = craft
        # Not forked: a copy of a process with threads may stand still for ever.
        self._context = multiprocessing.get_context("spawn")
        self._process: multiprocessing.process.BaseProcess | None = None
        self._pipe: Connection | None = None

    def hire(self) -> None:
        """Begin the process; it loads what it needs before the first order comes."""
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=_work, args=(self._craft, theirs), name="handpress-preview", daemon=True)
        process.start()
        theirs.close()  # so that the pipe ends when the process does
        self._process, self._pipe = process, ours

    def order(self, number: int) -> None:
        """Tell it to make a proof of what lies there now. One that has gone does not hear."""
        if self._pipe is not None:
            with contextlib.suppress(OSError):
                self._pipe.send(number)

    def hear(self) -> Report:
        """Wait for what it says next. Raises ``EOFError`` where it has gone."""
        pipe = self._pipe
        if pipe is None:
            raise EOFError
        try:
            report = pipe.recv()
        except OSError:
            raise EOFError from None
        assert isinstance(report, Report)
        return report

    @property
    def pid(self) -> int:
        """The number of its process, 0 where there is none."""
        return (self._process.pid or 0) if self._process else 0

    def dismiss(self) -> None:
        """End the process, at the next piece if it can wait for that, and leave nothing of it behind."""
        process, pipe, self._process, self._pipe = self._process, self._pipe, None, None
        if process is None or pipe is None:
            return
        process.terminate()
        process.join(_PATIENCE)
        if process.is_alive():
            process.kill()
            process.join()
        process.close()
        pipe.close()


def _work(craft: Craft, pipe: Connection) -> None:
    """What the process does: wait for orders and see to the newest, until nobody gives any."""
    # Ctrl-C reaches every process of the terminal; the master hears it, and ends this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # An orderly end, so that what it has laid into the system's folder for passing things goes with it.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    with contextlib.suppress(EOFError, OSError):
        make = craft()
        left = False
        while True:
            number = pipe.recv()
            while pipe.poll():
                number = pipe.recv()
            left = _fill(make, number, pipe, whole=left)
            # Pages laid out are full of circles, which would lie about until much of the memory is taken.
            gc.collect()


def _fill(make: Make, number: int, pipe: Connection, *, whole: bool) -> bool:
    """See to an order, and tell whether the rest of it was left for a newer one.

    ``whole``: nothing may be left this time. Where saves come faster than pages can be set, every other proof is whole.
    """
    try:
        for piece in make():
            pipe.send(Report(number, piece))
            if not whole and pipe.poll():
                pipe.send(Report(number, done=True, left=True))
                return True
    except (EOFError, OSError):
        raise
    except PressError as error:
        pipe.send(Report(number, trouble=trouble_told(error)))
    except RecursionError:
        deep = PressError("The manuscript is nested deeper than the press can follow.")
        pipe.send(Report(number, trouble=trouble_told(deep)))
    except Exception as fault:  # one of the press's own must not end the preview: the next save may pass it by
        failed = PressError(f"The press has failed: {type(fault).__name__}: {fault}", hint="Please report it.")
        pipe.send(Report(number, trouble=trouble_told(failed)))
    pipe.send(Report(number, done=True))
    return False
