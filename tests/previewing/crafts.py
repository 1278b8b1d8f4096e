"""Crafts of all kinds for journeymen. They are sent to another process, and so stand in a module."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from handpress.diagnostics import PressError
from handpress.previewing import Exhibit, Shown
from handpress.previewing.journeyman import Make


def copier(folder: Path, slow: float = 0.0) -> Make:
    """Shows ``text.txt`` as it is, in two pieces; what the text says may be a trouble of its own."""

    def make() -> Iterator[Shown]:
        try:
            text = (folder / "text.txt").read_text(encoding="utf-8")
        except FileNotFoundError:
            raise PressError("There is no text.", hint="Write one.") from None
        if text == "die":
            os.kill(os.getpid(), signal.SIGKILL)
        if text == "fault":
            raise ValueError("a fault of the press")
        failed = text == "half"
        yield Shown("reading", {"text": text, "failed": failed, "findings": []})
        if failed:
            return
        time.sleep(slow)
        address = f"/proof/{len(text)}.txt"
        yield Shown("pages", {"text": text}, {address: Exhibit("text/plain", partial(bytes, text.encode()))})

    return make
