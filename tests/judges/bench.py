"""The outside judges that run in Node.js and in a browser: Ace by DAISY, axe, and two reading systems.

In: an e-book. Out: what each says of it. Ace 1.4 judges a whole book by EPUB Accessibility 1.1, axe 4.14 its pages by
WCAG 2.2 AA; foliate-js and epub.js open it as readers do, on the screen of a telephone.

All of them sit at one bench, ``node/bench.mjs``: a browser takes seconds to start, so one process and one browser serve
all the tests of a worker, and each test asks for the book it is about. They are installed by ``make test`` into
``judges`` within the virtual environment, as ``node/package-lock.json`` has them; the browser is the system's.
"""

from __future__ import annotations

import functools
import json
import os
import queue
import shutil
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar
from xml.sax.saxutils import escape

import pytest
from tests.judges.epubcheck import required

from handpress import setting

_UNREACHABLE = bool(os.environ.get("HANDPRESS_NODE_JUDGES"))  # set by .ci/run where npm reaches no registry
NODE = Path(__file__).with_name("node")
_INSTALLED = Path(sys.prefix) / "judges"
_OLDEST_NODE = 18  # what Puppeteer asks for; Ace asks for 20, and does the same with 18, which Debian 12 has
_BROWSERS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
_LIMIT = 300  # seconds for one book: a hung browser must not hang the tests


@dataclass(frozen=True, slots=True)
class Issue:
    """Something a judge objects to: the rule, how grave it is, where, and in what words."""

    rule: str
    impact: str
    place: str
    text: str

    def __str__(self) -> str:
        return f"{self.impact} {self.rule} {self.place}: {self.text}"


@dataclass(frozen=True, slots=True)
class Arrival:
    """Where a line of the contents or of the page list leads: whether it came on the screen, and its first words."""

    label: str
    href: str
    arrived: bool
    words: str


@dataclass(frozen=True, slots=True)
class NoteFollowed:
    """A note with its ``words``. ``went``: its call leads to it; ``linked``: its own link leads back to the call."""

    call: str
    sign: str
    words: str
    went: bool
    linked: bool


@dataclass(frozen=True, slots=True)
class NoteOpened(NoteFollowed):
    """A note whose ``words`` stand beside the text, in a box of their ``type``. ``returned``: so does "back" lead."""

    type: str
    returned: bool


_N = TypeVar("_N", bound=NoteFollowed)


@dataclass(frozen=True, slots=True)
class Reading(Generic[_N]):
    """A book gone through in a reading system. ``wide``: what sticks out of a screen 360 pixels wide."""

    contents: tuple[Arrival, ...]
    pages: tuple[Arrival, ...]
    notes: tuple[_N, ...]
    wide: tuple[str, ...]
    complaints: tuple[str, ...]


@functools.cache
def absent() -> str:
    """Why the bench cannot stand here; empty where it can."""
    node = shutil.which("node")
    if node is None:
        return "there is no node"
    version = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout.strip()
    if int(version.lstrip("v").split(".")[0] or 0) < _OLDEST_NODE:
        return f"node is {version}: {_OLDEST_NODE} or newer is needed"
    if not browser():
        return "there is no Chromium"
    for name, wanted in json.loads((NODE / "package.json").read_text(encoding="utf-8"))["dependencies"].items():
        package = _INSTALLED / "node_modules" / name / "package.json"
        if not package.is_file() or json.loads(package.read_text(encoding="utf-8"))["version"] != wanted:
            return f"{name} {wanted} is not installed: make test does it"
    return ""


def browser() -> str:
    """Where a Chromium lies; empty where there is none."""
    named = os.environ.get("PUPPETEER_EXECUTABLE_PATH", "")
    return next(filter(None, map(shutil.which, (named, *_BROWSERS))), "")


def surroundings(folder: Path) -> dict[str, str]:
    """The environment of a browser that finds the faces of the house on its machine; ``folder`` is for its own use.

    The press hides the machine's faces, and a bare machine has none. Chromium then fails to load those that a page
    brings along, now and then, and draws no word of it.
    """
    faces = sorted({str(face.path.parent) for face in setting.faces().values()})
    folders = "".join(f"<dir>{escape(face)}</dir>" for face in faces)
    configuration = folder / "fonts.conf"
    configuration.write_text(
        f'<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n'
        f"<fontconfig>{folders}<cachedir>{escape(str(folder))}</cachedir></fontconfig>\n",
        encoding="utf-8",
    )
    return {**os.environ, "FONTCONFIG_FILE": str(configuration)}


def axe_source() -> str:
    """The program of axe, to be run in a page; empty where it is not installed."""
    path = _INSTALLED / "node_modules" / "axe-core" / "axe.min.js"
    return path.read_text(encoding="utf-8") if path.is_file() else ""


class Bench:
    """The judges, waiting for books. Starts no process before the first is asked."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._process: subprocess.Popen[str] | None = None
        self._answers: queue.Queue[str] = queue.Queue()
        self._asked = 0

    def ace(self, book: Path) -> tuple[Issue, ...]:
        """What Ace objects to in an e-book."""
        said = self._ask("ace", book=str(book), folder=str(self._own_folder()))
        if (said["outcome"] == "pass") != (not said["issues"]):
            raise RuntimeError(f"Ace says {said['outcome']} of {book} and not why")
        return tuple(Issue(**issue) for issue in said["issues"])

    def axe(self, book: Path) -> tuple[Issue, ...]:
        """What axe objects to on the pages of an e-book."""
        folder = self._own_folder()
        with zipfile.ZipFile(book) as archive:
            archive.extractall(folder)
        pages = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.xhtml"))
        return tuple(Issue(**issue) for issue in self._ask("axe", folder=str(folder), pages=pages)["issues"])

    def read(self, book: Path, pictures: Path | None = None) -> Reading[NoteOpened]:
        """What a reader comes to by foliate-js. ``pictures``: the folder for pictures of the chapters, if wanted."""
        said = self._ask("foliate", book=str(book), pictures=str(pictures) if pictures else "")
        return _reading(said, NoteOpened)

    def read_by_links(self, book: Path) -> Reading[NoteFollowed]:
        """What a reader comes to by epub.js, which opens no note beside the text and knows no way back but links.

        Of the labels of a page list it has only what is a number.
        """
        return _reading(self._ask("epubjs", book=str(book), pictures=""), NoteFollowed)

    def close(self) -> None:
        """Sends the judges home."""
        if self._process is None:
            return
        try:
            self._process.communicate(timeout=60)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.communicate()

    def _own_folder(self) -> Path:
        self._asked += 1
        folder = self._folder / str(self._asked)
        folder.mkdir()
        return folder

    def _ask(self, judge: str, **question: object) -> dict[str, Any]:
        """Raises ``RuntimeError`` where the judge could not judge, or says nothing for too long."""
        self._process = process = self._process or self._start()
        assert process.stdin is not None
        process.stdin.write(json.dumps({"judge": judge, **question}) + "\n")
        process.stdin.flush()
        try:
            answer = self._answers.get(timeout=_LIMIT)
        except queue.Empty:
            process.kill()
            answer = ""
        if not answer:
            raise RuntimeError(f"{judge} did not judge {question}: {self._log().read_text(encoding='utf-8')[-2000:]}")
        said: dict[str, Any] = json.loads(answer)
        if "error" in said:
            raise RuntimeError(f"{judge} could not judge {question}: {said['error']}")
        verdict: dict[str, Any] = said["verdict"]
        return verdict

    def _log(self) -> Path:
        return self._folder / "bench.log"

    def _start(self) -> subprocess.Popen[str]:
        # Ace gives its browser five seconds to start, which a busy machine may not keep.
        environment = {"PUPPETEER_EXECUTABLE_PATH": browser(), "ACE_TIMEOUT_INITIAL": "120000"}
        with self._log().open("w", encoding="utf-8") as log:
            process = subprocess.Popen(
                ["node", str(NODE / "bench.mjs"), str(_INSTALLED)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                env=surroundings(self._folder) | environment,
                encoding="utf-8",
            )
        threading.Thread(target=self._listen, args=(process,), daemon=True).start()
        return process

    def _listen(self, process: subprocess.Popen[str]) -> None:
        assert process.stdout is not None
        for line in process.stdout:
            self._answers.put(line)
        self._answers.put("")  # it has gone: whoever waits need not wait longer


def _reading(said: dict[str, Any], note: type[_N]) -> Reading[_N]:
    return Reading(
        tuple(Arrival(**one) for one in said["contents"]),
        tuple(Arrival(**one) for one in said["pages"]),
        tuple(note(**one) for one in said["notes"]),
        tuple(f"{one['place']} ends at {one['right']:.0f} of {one['room']}" for one in said["wide"]),
        tuple(said["complaints"]),
    )


@pytest.fixture(scope="session")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    """The judges at their bench. Skips where they cannot run, and fails where they are required."""
    if why := absent():
        refuse = pytest.fail if required() and not _UNREACHABLE else pytest.skip
        refuse(f"Ace, axe and the reading systems judge nothing here: {why}")
    judges = Bench(tmp_path_factory.mktemp("bench"))
    yield judges
    judges.close()
