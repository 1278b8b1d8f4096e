"""Calibre as a judge: what is left of an e-book in the hands of the converter that many readers use before they read.

In: e-books as files. Out: the text that Calibre's ``ebook-convert`` makes of each.

A start of Calibre takes longer than two books do, so all are converted in one process, by ``calibre_many.py``. Calibre
is large, and the set-up installs it only where the judges are required.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path

_HARNESS = Path(__file__).with_name("calibre_many.py")
_PROGRAMS = ("calibre-debug", "/Applications/calibre.app/Contents/MacOS/calibre-debug")
_LIMIT = 600  # seconds for all books together: a hung converter must not hang the tests


def absent() -> str:
    """Why Calibre cannot judge here; empty where it can."""
    return "" if _program() else "calibre-debug is not installed (package calibre)"


def texts(books: Iterable[Path]) -> dict[Path, str]:
    """What Calibre reads in each book. Raises ``RuntimeError`` where it makes no text of one."""
    books = list(books)
    with tempfile.TemporaryDirectory() as folder:
        outs = [Path(folder) / f"{number}.txt" for number in range(len(books))]
        said = _run([str(path) for pair in zip(books, outs, strict=True) for path in pair], Path(folder))
        if lost := [str(book) for book, out in zip(books, outs, strict=True) if not out.is_file()]:
            raise RuntimeError(f"Calibre made no text of {', '.join(lost)}: {said}")
        return {book: out.read_text(encoding="utf-8") for book, out in zip(books, outs, strict=True)}


def _program() -> str:
    return next(filter(None, map(shutil.which, _PROGRAMS)), "")


def _run(arguments: list[str], folder: Path) -> str:
    # It keeps settings and a cache, which are none of the person's at whose machine the tests run; and no screen.
    own = {"CALIBRE_CONFIG_DIRECTORY": str(folder / "config"), "CALIBRE_CACHE_DIRECTORY": str(folder / "cache")}
    done = subprocess.run(
        [_program(), "-e", str(_HARNESS), "--", *arguments],
        capture_output=True,
        text=True,
        timeout=_LIMIT,
        check=False,
        env={**os.environ, **own, "QT_QPA_PLATFORM": "offscreen"},
    )
    return (done.stderr or done.stdout)[-4000:]
