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
import select
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from typing import Any, Generic, NoReturn, Protocol, TypeVar

from msgspec import Struct

from handpress.diagnostics import PressError

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


def cores() -> int:
    """How many processes can work at once: one where this one cannot branch off others, since it does several things.

    A process with threads is not doubled: the double would have their locks and not the threads that open them. Those
    of libraries count too, of which Python knows nothing.
    """
    if sys.platform.startswith("linux"):
        alone = threading.active_count() == len(os.listdir("/proc/self/task")) == 1
        return len(os.sched_getaffinity(0)) if alone else 1
    return os.cpu_count() or 1


class Awaited(Protocol[T_co]):
    """Work that is perhaps not yet done: called, it waits for what comes of it."""

    def __call__(self) -> T_co:
        """What came of the work. Raises ``PressError`` as the work does."""

    def is_done(self) -> bool:
        """Whether nobody would have to wait."""


@contextlib.contextmanager
def beside(work: Callable[[], T], *, wins: bool) -> Iterator[Awaited[T]]:
    """Begin ``work`` beside what the block does; the function given to the block waits for it and gives its value.

    The value must be one that can be pickled. ``wins`` tells that the work is more than what it costs to branch off.
    Where there is no second core, or in a worker of a catalogue, whose siblings have the others, it is done at once.
    An error of it (``PressError``) goes before one of the block, as it does where one is done after the other.
    """
    if not (wins and may_branch()):
        yield _Done(work())
        return
    other = _Other(work)
    try:
        yield other
    except PressError:
        other()
        raise
    finally:
        other.end()


class Hands:
    """Pieces of work given out one after the other, as they come up, to as many processes as there are further cores.

    Where there is none a piece is done at once. Used as a context, at whose end no process is left.
    """

    def __init__(self) -> None:
        self._others: list[_Other[Any]] = []

    def __enter__(self) -> Hands:
        return self

    def __exit__(self, *_: object) -> None:
        for other in self._others:
            other.end()

    def give(self, work: Callable[[], T]) -> Callable[[], T]:
        """Have a piece of work done; what comes back waits for its value, and raises ``PressError`` as it does."""
        if not may_branch():
            return _Done(work())
        busy = [other for other in self._others if other.is_busy]
        if len(busy) >= cores() - 1:
            busy[0].wait()
        other = _Other(work)
        self._others.append(other)
        return other


def may_branch() -> bool:
    """Whether there is a core for another process, and this one is no worker of a catalogue."""
    workers = sys.modules.get("multiprocessing.process")
    alone = workers is None or workers.parent_process() is None
    return sys.platform.startswith("linux") and alone and cores() > 1


class _Done(Struct, Generic[T], frozen=True):
    """Work that was done at once."""

    made: T

    def __call__(self) -> T:
        """What came of it."""
        return self.made

    def is_done(self) -> bool:
        """It is."""
        return True


_WHOLE = b"."  # behind what a process tells: without it, it was ended on the way

_leaving: list[int] = []
"""Processes that have told all, and of whom the system still takes down what they had in memory."""


def _take_leave() -> None:
    _leaving[:] = filter(_is_there, _leaving)


def _is_there(process: int) -> bool:
    try:
        return not os.waitpid(process, os.WNOHANG)[0]
    except ChildProcessError:
        return False


class _Other(Generic[T]):
    """A process that does one piece of work."""

    def __init__(self, work: Callable[[], T]) -> None:
        _take_leave()
        self._work: Callable[[], T] | None = work
        self._known: list[T | PressError] = []
        reading, writing = os.pipe()
        self._process = os.fork()
        if not self._process:
            _tell(work, reading, writing)
        os.close(writing)
        self._pipe = os.fdopen(reading, "rb")

    def __call__(self) -> T:
        """Wait for what came of the work. Raises ``PressError`` as the work does."""
        self.wait()
        [made] = self._known
        if isinstance(made, PressError):
            raise made
        return made

    def is_done(self) -> bool:
        """Whether what came of the work has begun to be told, or somebody has waited for it."""
        return bool(self._known) or bool(select.select([self._pipe], [], [], 0)[0])

    @property
    def is_busy(self) -> bool:
        """Whether nobody has yet waited for what comes of the work."""
        return not self._known

    def wait(self) -> None:
        """Wait for what came of the work, and let go of what it was made of."""
        if not self._known:
            self._known.append(self._told())
            self._work = None

    def _told(self) -> T | PressError:
        with self._pipe:
            told = self._pipe.read()
        if told.endswith(_WHOLE):
            # Nobody waits until it is gone, which takes longer than what it tells.
            _leaving.append(self._process)
            self._process = 0
            sent: T | PressError = pickle.loads(told)
            return sent
        os.waitpid(self._process, 0)
        self._process = 0
        assert self._work is not None
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
            pipe.write(said + _WHOLE)
    except BaseException:  # whatever it is: the first process meets it when it does the work itself
        os._exit(1)
    os._exit(0)
