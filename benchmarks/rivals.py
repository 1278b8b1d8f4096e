"""The rivals, as far as they are here: each a command that makes pages or an e-book of the same text.

None is a requirement of the press. They are looked for on the PATH and in a virtual environment that ``PEERS`` names:
``python -m venv peers; peers/bin/pip install typst pypandoc-binary; make bench PEERS=peers``.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.timing import Rival
from handpress import setting

ROOT = Path(__file__).resolve().parents[1]
PLAIN, READING, GREEDY, BUILD, EDITED, AGAIN, EBOOK = (
    "plain WeasyPrint",
    "handpress, pages to read",
    "handpress, lines broken one by one",
    "handpress build, all of it",
    "handpress build, one chapter edited",
    "handpress build, nothing changed",
    "handpress build --only epub",
)
_TYPST = "import sys, typst; typst.compile(sys.argv[1], output=sys.argv[2], font_paths=[sys.argv[3]])"
_TOLD = ("--metadata", "title=A Text", "--metadata", "lang=en")  # what pandoc must know, and the text does not say
_PRESS = {"PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(ROOT)))}


def ours(folder: Path, *, again: bool = True) -> Iterator[Rival]:
    """What the press does with the text in a folder, and the plain way beside it."""
    fonts = str(setting.faces()["roman"].path.parent)
    plain, pages, greedy = (folder / name for name in ("plain.pdf", "reading.pdf", "greedy.pdf"))
    python = (sys.executable, "-m")
    made = folder / "build" / "text" / "text.pdf"
    yield Rival(PLAIN, (*python, "benchmarks.plain", "text.md", plain.name, fonts), folder, plain, _PRESS)
    yield Rival(READING, (*python, "benchmarks.reading", ".", pages.name), folder, pages, _PRESS)
    yield Rival(GREEDY, (*python, "benchmarks.reading", ".", greedy.name, "greedy"), folder, greedy, _PRESS)
    build = (sys.executable, "-c", "from handpress.cli import run; run()", "build")
    yield Rival(BUILD, (*build, "--no-cache"), folder, made, _PRESS)
    if again:
        yield Rival(EDITED, (*python, "benchmarks.edited"), folder, made, _PRESS)
        yield Rival(AGAIN, build, folder, made, _PRESS)


def ebook(folder: Path) -> Rival:
    """The e-book alone, made anew."""
    command = (sys.executable, "-c", "from handpress.cli import run; run()", "build", "--only", "epub", "--no-cache")
    return Rival(EBOOK, command, folder, folder / "build" / "text" / "text.epub", _PRESS)


def pandoc_epub(folder: Path) -> Rival | None:
    """The e-book that pandoc makes; None where it is not here."""
    pandoc = shutil.which("pandoc") or _pandoc()
    out = folder / "pandoc.epub"
    return Rival("pandoc, EPUB", (pandoc, "text.md", *_TOLD, "-o", out.name), folder, out) if pandoc else None


def others(folder: Path) -> Iterator[Rival]:
    """The other programs that are here."""
    fonts = str(setting.faces()["roman"].path.parent)
    if python := _peer_with("typst"):
        out = folder / "typst.pdf"
        yield Rival("Typst", (python, "-c", _TYPST, "text.typ", out.name, fonts), folder, out)
    made = pandoc_epub(folder)
    if made is None:
        return
    yield made
    pandoc, told = made.command[0], _TOLD
    weasyprint = Path(sys.executable).with_name("weasyprint")
    if weasyprint.is_file():
        out = folder / "pandoc-weasyprint.pdf"
        engine = ("--pdf-engine", str(weasyprint), "-V", "papersize=a5", "-V", "fontsize=10.5pt")
        yield Rival("pandoc + WeasyPrint", (pandoc, "text.md", *told, *engine, "-o", out.name), folder, out)
    for engine_name in ("lualatex", "pdflatex"):
        if shutil.which(engine_name):
            out = folder / f"{engine_name}.pdf"
            page = ("-V", "geometry:a5paper,margin=20mm", "-V", "fontsize=10pt")
            command = (pandoc, "text.md", *told, "--pdf-engine", engine_name, *page, "-o", out.name)
            yield Rival(f"pandoc + {engine_name}", command, folder, out)
            return


def absent(found: list[Rival]) -> tuple[str, ...]:
    """The programs that are not here, by name."""
    names = " ".join(rival.name for rival in found)
    return tuple(name for name in ("Typst", "pandoc", "latex") if name not in names)


def _peer_with(module: str) -> str | None:
    """A Python that has a module: that of ``PEERS``, or this one."""
    peers = os.environ.get("PEERS")
    for python in ([str(Path(peers).resolve() / "bin" / "python")] if peers else []) + [sys.executable]:
        found = subprocess.run([python, "-c", f"import {module}"], capture_output=True, check=False)
        if found.returncode == 0:
            return python
    return None


def _pandoc() -> str | None:
    python = _peer_with("pypandoc")
    if python is None:
        return None
    asked = [python, "-c", "import pypandoc; print(pypandoc.get_pandoc_path())"]
    done = subprocess.run(asked, capture_output=True, text=True, check=False)
    return done.stdout.strip() or None
