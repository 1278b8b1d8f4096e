"""Further hands for one pamphlet: work that can be done beside other work goes to processes that branch off for it.

In: pieces of work that depend on nothing that is still being made. Out: what each gives, when it is asked for, the same
as if it had been done at once. A process branches off with all that has been loaded and laid out so far, and nothing is
sent to it; what it has made comes back as bytes.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import pickle
import signal
import sys
import tempfile
import threading
from collections.abc import Callable
from typing import IO, Any, TypeVar

from handpress.diagnostics import PressError

Made = TypeVar("Made")


class Hands:
    """Up to ``most`` processes at once; with none the work is done here, at once."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._working: list[_Hand] = []

    def __enter__(self) -> Hands:
        return self

    def __exit__(self, *_: object) -> None:
        for hand in self._working:
            hand.stop()

    def give(self, work: Callable[[], Made]) -> Callable[[], Made]:
        """Have a piece of work done; what comes back waits for it, and raises what it has raised.

        Work whose process has been ended from outside is done again here.
        """
        if self._most == 0 or not _is_alone():
            made = work()
            return lambda: made
        while len([hand for hand in self._working if hand.is_working]) >= self._most:
            next(hand for hand in self._working if hand.is_working).wait()
        hand = _Hand(work)
        self._working.append(hand)

        def fetch() -> Made:
            found: Made = hand.fetch()
            return found

        return fetch


def spare_hands() -> int:
    """How many processes can work beside this one: none where it is a worker itself, or where it cannot be doubled."""
    if not sys.platform.startswith("linux") or multiprocessing.parent_process() is not None:
        return 0
    return len(os.sched_getaffinity(0)) - 1 if _is_alone() else 0


def _is_alone() -> bool:
    """Whether this process has one thread, also by the system's account, for libraries have threads of their own.

    A process that branches off has but one: whatever the others were to do for it would never be done.
    """
    return threading.active_count() == 1 and len(os.listdir("/proc/self/task")) == 1


class _Hand:
    """A process that does one piece of work, and puts what it has made into a file without a name."""

    def __init__(self, work: Callable[[], Any]) -> None:
        self._work: Callable[[], Any] | None = work
        self._file: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - closed when it has been read
        self._made: tuple[bool, Any] | None = None
        self._number = os.fork()
        if self._number == 0:
            self._do(work)

    @property
    def is_working(self) -> bool:
        return self._made is None

    def fetch(self) -> Any:
        self.wait()
        assert self._made is not None
        well, made = self._made
        if not well:
            raise made
        return made

    def wait(self) -> None:
        """Wait for the process, and read what it has made."""
        if self._made is not None:
            return
        _, status = os.waitpid(self._number, 0)
        work, self._work = self._work, None
        if os.waitstatus_to_exitcode(status) == 0:
            self._file.seek(0)
            self._made = pickle.load(self._file)
        else:
            assert work is not None
            self._made = True, work()
        self._file.close()

    def stop(self) -> None:
        """End the process if it is still working; nobody will ask for what it makes."""
        if self._made is None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self._number, signal.SIGKILL)
            with contextlib.suppress(ChildProcessError):
                os.waitpid(self._number, 0)
            self._made = False, None
            self._file.close()

    def _do(self, work: Callable[[], Any]) -> None:
        """In the process that has branched off: it ends here, whatever comes, and cleans up nothing of its parent's."""
        code = 1
        try:
            signal.signal(signal.SIGINT, signal.SIG_DFL)
            try:
                made = True, work()
            except PressError as error:
                made = False, error
            pickle.dump(made, self._file, protocol=pickle.HIGHEST_PROTOCOL)
            self._file.flush()
            code = 0
        finally:
            os._exit(code)
