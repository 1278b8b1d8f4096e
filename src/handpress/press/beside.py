"""Two hands: work that a second process does beside this one, where the machine has a core for it.

The second process branches off with all that is in memory, does one piece of work, writes what came of it into a pipe
and ends. It writes no file and no word. Whatever becomes of it (somebody has ended it, the machine had no memory for
it, its work failed in a way that nobody foresaw), the work is then done here: a build that is short of a process is
slower, and no other.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from typing import Any, Generic, NoReturn, TypeVar

from handpress.diagnostics import PressError

T = TypeVar("T")


def cores() -> int:
    """How many processes can work at once: one where this one cannot branch off others, since it does several things.

    A process with threads is not doubled: the double would have their locks and not the threads that open them.
    """
    if sys.platform.startswith("linux"):
        return len(os.sched_getaffinity(0)) if threading.active_count() == 1 else 1
    return os.cpu_count() or 1


@contextlib.contextmanager
def beside(work: Callable[[], T], *, wins: bool) -> Iterator[Callable[[], T]]:
    """Begin ``work`` beside what the block does; the function given to the block waits for it and gives its value.

    The value must be one that can be pickled. ``wins`` tells that the work is more than what it costs to branch off.
    Where there is no second core, or in a worker of a catalogue, whose siblings have the others, it is done at once.
    An error of it (``PressError``) goes before one of the block, as it does where one is done after the other.
    """
    if not (wins and _may_branch()):
        made = work()
        yield lambda: made
        return
    other = _Other(work)
    try:
        yield other.outcome
    except PressError:
        other.outcome()
        raise
    finally:
        other.end()


def _may_branch() -> bool:
    workers = sys.modules.get("multiprocessing.process")
    alone = workers is None or workers.parent_process() is None
    return sys.platform.startswith("linux") and alone and cores() > 1


class _Other(Generic[T]):
    """A process that does one piece of work."""

    def __init__(self, work: Callable[[], T]) -> None:
        self._work = work
        self._known: list[T | PressError] = []
        reading, writing = os.pipe()
        self._process = os.fork()
        if not self._process:
            _tell(work, reading, writing)
        os.close(writing)
        self._pipe = os.fdopen(reading, "rb")

    def outcome(self) -> T:
        """Wait for what came of the work. Raises ``PressError`` as the work does."""
        if not self._known:
            self._known.append(self._told())
        [made] = self._known
        if isinstance(made, PressError):
            raise made
        return made

    def _told(self) -> T | PressError:
        with self._pipe:
            told = self._pipe.read()
        _, status = os.waitpid(self._process, 0)
        self._process = 0
        if not status:
            sent: T | PressError = pickle.loads(told)
            return sent
        try:
            return self._work()
        except PressError as error:
            return error

    def end(self) -> None:
        """Let the process not outlive what is done here."""
        if self._process:
            self._pipe.close()
            os.kill(self._process, signal.SIGKILL)
            os.waitpid(self._process, 0)
            self._process = 0


def _tell(work: Callable[[], Any], reading: int, writing: int) -> NoReturn:
    """In the process that branched off: do the work, tell what came of it, and end."""
    # os._exit leaves out what Python does at its end: what stands in buffers is the first process's to write.
    try:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        os.close(reading)
        try:
            said = pickle.dumps(work())
        except PressError as error:
            said = pickle.dumps(error)
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(said)
    except BaseException:  # whatever it is: the first process meets it when it does the work itself
        os._exit(1)
    os._exit(0)
