"""Sealed files of the cache: what one build has found out, for the next one of the same press and no other.

In: content, and the number of its form. Out: the content behind a line that says which press wrote it, in what form,
and its sum. A file that is broken, somebody else's, or of another press has no content.
"""

from __future__ import annotations

import json
import shutil
import zlib
from pathlib import Path

from handpress.press.files import put
from handpress.press.stamps import stamp_of_press


def seal(path: Path, form: int, content: bytes) -> None:
    """Write a sealed file, also where a folder is in its way. Raises ``OSError`` where that cannot be."""
    if path.is_dir():
        shutil.rmtree(path)
    head = json.dumps([form, stamp_of_press(), zlib.crc32(content)]).encode("ascii")
    put(path, head + b"\n" + content)


def unseal(path: Path, form: int) -> bytes:
    """The content of a sealed file. Raises ``OSError`` or ``ValueError`` where there is none."""
    head, _, content = path.read_bytes().partition(b"\n")
    press = stamp_of_press()
    if press is None or json.loads(head) != [form, press, zlib.crc32(content)]:
        raise ValueError("a broken file, or one of another press")
    return content
