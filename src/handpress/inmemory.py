"""Files in memory that have a number, as those on a disk have: what C libraries can look into by themselves.

A library that reads from a ``BytesIO`` asks Python for every few bytes; a file with a number it lays into its own
memory. pikepdf reads one with many objects so in a third of the time.
"""

from __future__ import annotations

import contextlib
import io
import os
import sys
from typing import BinaryIO, cast


def in_memory(content: bytes) -> BinaryIO:
    """Some bytes as a file to be read, with a number where the system has files in memory (Linux).

    It is closed when nobody holds it any more.
    """
    if sys.platform == "linux":
        # One that is not to be had, for want of numbers say, or in a Python that knows of none, is read through it.
        with contextlib.suppress(OSError, AttributeError):
            return cast("BinaryIO", _InMemory(content))
    return io.BytesIO(content)


class _InMemory(io.FileIO):
    def __init__(self, content: bytes) -> None:
        super().__init__(os.memfd_create("handpress"), "r+")
        rest = memoryview(content)
        while rest:
            rest = rest[self.write(rest) or 0 :]
        self.seek(0)

    def __del__(self) -> None:
        # Python would complain of it: whoever laid the file into memory has no more need of its number.
        self.close()
