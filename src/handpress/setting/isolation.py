"""Fonts of the machine are kept out of the press: its pages use the enclosed face and nothing else.

Fontconfig would otherwise lend any installed font where the face has no sign for a character, and the same manuscript
would give other bytes on another machine.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

_CONFIGURATION = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><cachedir>{cache}</cachedir></fontconfig>
"""


def isolate_fonts() -> None:
    """Let Fontconfig find no font on this machine. To be called before the typesetting engine is loaded."""
    if os.environ.get("FONTCONFIG_FILE", "").endswith("handpress-fonts.conf"):
        return
    folder = Path(tempfile.mkdtemp(prefix="handpress-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    path = folder / "handpress-fonts.conf"
    path.write_text(_CONFIGURATION.format(cache=folder), encoding="utf-8")
    os.environ["FONTCONFIG_FILE"] = str(path)
