"""Calibre reads the e-books of all pamphlets: what many readers do with a book before they read it.

Calibre is large, so `make test` does not install it, and its absence is a failure nowhere.
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from tests.pamphlets.shop import ALL, note_text, plain, product, words

from handpress.model import walk


@pytest.mark.parametrize("name", ALL)
def test_calibre_keeps_every_word_and_note_in_its_text(name: str, tmp_path: Path) -> None:
    if (program := shutil.which("ebook-convert")) is None:
        pytest.skip("Calibre judges nothing here: ebook-convert is not installed (package calibre)")
    made, out = product(name), tmp_path / "out.txt"
    done = subprocess.run(
        [program, str(made.file(".epub")), str(out)], capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    whole = plain(out.read_text(encoding="utf-8"))

    assert [word for word in words(made) if word not in whole] == []
    for part in made.document.parts:
        notes = walk.notes_by_label(part)
        assert [label for label, note in notes.items() if note_text(note) not in whole] == []
