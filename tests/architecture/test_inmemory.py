"""Files in memory: read alike with a number and without, and closed by themselves."""

from __future__ import annotations

import errno
import gc
import io
import os
import sys
from pathlib import Path

import pytest

from handpress.inmemory import in_memory

CONTENT = bytes(range(256)) * 300
linux = pytest.mark.skipif(sys.platform != "linux", reason="files in memory are Linux's")


def numbers() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


@linux
def test_it_has_a_number_and_holds_the_bytes() -> None:
    file = in_memory(CONTENT)

    assert file.read() == CONTENT
    assert os.pread(file.fileno(), 5, 100) == CONTENT[100:105]


@linux
def test_it_is_closed_when_nobody_holds_it_any_more() -> None:
    before = numbers()

    file = in_memory(CONTENT)
    assert numbers() == before + 1
    del file
    gc.collect()

    assert numbers() == before


@pytest.mark.parametrize("why", ["another system", "no number is left", "the system refuses", "this Python has none"])
def test_without_a_number_it_is_read_all_the_same(why: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_name: str) -> int:
        raise OSError(errno.EMFILE if why == "no number is left" else errno.EPERM, why)

    if why == "another system":
        monkeypatch.setattr(sys, "platform", "darwin")
    elif why == "this Python has none":
        monkeypatch.delattr(os, "memfd_create", raising=False)
    else:
        monkeypatch.setattr(os, "memfd_create", refuse, raising=False)

    file = in_memory(CONTENT)

    assert isinstance(file, io.BytesIO)
    assert file.read() == CONTENT
