"""Processes timed in turn, so that a busy machine slows every rival alike; by the system's own account."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Run:
    """One finished process: seconds on the clock, seconds of processor, most memory in MiB."""

    wall: float
    cpu: float
    memory: float


@dataclass(frozen=True, slots=True)
class Rival:
    """A way to make an output: its command, where it runs, and the file that comes of it."""

    name: str
    command: tuple[str, ...]
    folder: Path
    output: Path | None = None
    environment: Mapping[str, str] | None = None


def run(rival: Rival) -> Run:
    """Run a rival to its end. Raises ``RuntimeError`` with what it said where it fails."""
    begun = time.perf_counter()
    with subprocess.Popen(
        rival.command,
        cwd=rival.folder,
        env={**os.environ, **(rival.environment or {})},
        stdout=subprocess.DEVNULL,
        stderr=(log := open(rival.folder / "said.txt", "w+", encoding="utf-8")),
    ) as process:
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    log.seek(0)
    said = log.read()
    log.close()
    if process.returncode:
        raise RuntimeError(f"{rival.name} ended with {process.returncode}: {said[-500:]}")
    most = used.ru_maxrss / (1024 if sys.platform != "darwin" else 1024 * 1024)
    return Run(time.perf_counter() - begun, used.ru_utime + used.ru_stime, most)


def in_turn(rivals: Sequence[Rival], rounds: int, tell: Callable[[str], None] = lambda _: None) -> dict[str, list[Run]]:
    """The runs of each rival, one of every rival to a round; a round before them is for nothing."""
    runs: dict[str, list[Run]] = {rival.name: [] for rival in rivals}
    for number in range(rounds + 1):
        for rival in rivals:
            tell(f"round {number} of {rounds}: {rival.name}")
            found = run(rival)
            if number:
                runs[rival.name].append(found)
    return runs


def spread(values: Sequence[float], form: str = "{:.2f}") -> str:
    """A median with the least and the most: ``1.02 (0.98–1.10)``."""
    told = (form.format(value) for value in (statistics.median(values), min(values), max(values)))
    return "{} ({}–{})".format(*told)
