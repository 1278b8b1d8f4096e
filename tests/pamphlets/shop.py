"""The shop: every sample pamphlet and the two that the repository ships, built once by the real press."""

from __future__ import annotations

import atexit
import functools
import io
import re
import shutil
import tempfile
import unicodedata
import zipfile
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from tests.writing.pages import MM, Line, Page, read_back

from handpress import press
from handpress.model import walk
from handpress.model.document import Document, Note
from handpress.model.outline import outline
from handpress.project import Workspace

HERE = Path(__file__).parent
SHIPPED_FOLDER = HERE.parents[1] / "manuscripts"
SAMPLES = sorted(path.parent.name for path in HERE.glob("*/pamphlet.toml"))
SHIPPED = sorted(path.parent.name for path in SHIPPED_FOLDER.glob("*/pamphlet.toml"))
ALL = [*SAMPLES, *SHIPPED]


@dataclass(frozen=True)
class Product:
    """A pamphlet with all that the press has made of it."""

    document: Document
    built: press.Built
    folder: Path

    def file(self, ending: str) -> Path:
        """The file of the build with this ending, such as ``.epub`` or ``-booklet-a4.pdf``."""
        return self.folder / f"{self.document.slug}{ending}"

    @functools.cached_property
    def pages(self) -> tuple[Page, ...]:
        """The pages, read back."""
        return read_back(self.file(".pdf").read_bytes())


@functools.cache
def shop() -> Workspace:
    """A workspace in a folder of its own, with every pamphlet in it."""
    root = Path(tempfile.mkdtemp(prefix="handpress-shop-"))
    atexit.register(shutil.rmtree, root, ignore_errors=True)
    for name in ALL:
        source = (HERE if name in SAMPLES else SHIPPED_FOLDER) / name
        shutil.copytree(source, root / "manuscripts" / name, ignore=shutil.ignore_patterns("golden"))
    return Workspace(root)


@functools.cache
def product(name: str) -> Product:
    """The pamphlet of this name, built; a finding that stops the press fails the test that asks."""
    workspace = shop()
    result = press.build(workspace, name)
    assert result.value is not None, [f"{finding.span}: {finding.message}" for finding in result.findings]
    return Product(press.read(workspace, name).value.document, result.value, workspace.build / name)


# --- what outside judges must find ---------------------------------------------------------------------------------


def words(made: Product) -> set[str]:
    """The letters of every word that a reader reads in the text and its notes."""
    said = []
    for node in walk.document_nodes(made.document):
        said += [*walk.words(node).split(), *walk.closing(node).split()]
    return {plain(word) for word in said} - {""}


def plain(text: str) -> str:
    """Letters and digits, without the difference of capitals, ligatures and hyphens."""
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", text)).casefold()


def note_text(note: Note) -> str:
    """The letters of a note in reading order, without its mark and its signature."""
    return "".join(map(_letters, note.content))


def _letters(node: walk.Node) -> str:
    inside = "".join(map(_letters, walk.children(node)))
    return plain(walk.words(node)) + inside + plain(walk.closing(node))


# --- what people check -------------------------------------------------------------------------------------------


def outline_text(made: Product) -> str:
    """What the press has understood."""
    return outline(made.document)


def pages_text(made: Product) -> str:
    """Every page as it is read back: for each row of type the mm from the left and from the top, and its words."""
    shown = []
    for page in made.pages:
        shown.append(f"page {page.number}" + ("" if page.lines else " (blank)"))
        shown += [f"{line.left / MM:5.0f} {210 - line.bottom / MM:4.0f}  {unspaced(line.text)}" for line in rows(page)]
    return "\n".join(shown) + "\n"


def rows(page: Page) -> list[Line]:
    """The lines of a page, those beside each other joined, as the eye takes them."""
    joined: list[Line] = []
    for line in sorted(page.lines, key=lambda one: -(one.top + one.bottom)):
        last = joined[-1] if joined else None
        if last and min(last.top, line.top) - max(last.bottom, line.bottom) > 0.25 * (line.top - line.bottom):
            left, right = sorted((last, line), key=lambda one: one.left)
            top, bottom = max(last.top, line.top), min(last.bottom, line.bottom)
            joined[-1] = Line(f"{left.text} {right.text}", left.left, max(last.right, line.right), top, bottom)
        else:
            joined.append(line)
    return joined


def unspaced(text: str) -> str:
    """Letterspaced words, which come back as single letters, in one."""
    return text.replace(" ", "") if re.fullmatch(r"\S( \S){3,}", text) else text


def epub_text(made: Product) -> str:
    """The files in the e-book in their order, and its contents as readers see them."""
    with zipfile.ZipFile(io.BytesIO(made.file(".epub").read_bytes())) as archive:
        nav = ElementTree.fromstring(archive.read("EPUB/nav.xhtml"))
        lines = [*archive.namelist(), ""]
    for one in nav.findall(".//{*}nav"):
        lines.append(next(value for key, value in one.items() if key.endswith("}type")))
        _list(one.find("{*}ol"), "  ", lines)
    return "\n".join(lines) + "\n"


def _list(items: ElementTree.Element | None, indent: str, lines: list[str]) -> None:
    for item in items if items is not None else ():
        link = item.find("{*}a")
        assert link is not None
        lines.append(f"{indent}{link.text} → {link.get('href')}")
        _list(item.find("{*}ol"), indent + "  ", lines)


def sheets_text(made: Product) -> str:
    """Which page lies where in the booklet, told by its first words, and by its number where one is printed."""
    shown = []
    for side in read_back(made.file("-booklet-a4.pdf").read_bytes()):
        shown.append(f"sheet {(side.number + 1) // 2} {'front' if side.number % 2 else 'back'}")
        for place, half in (("left", 0), ("right", 1)):
            signs = tuple(s for s in side.signs if s.char in "\r\n" or (s.left > 148.5 * MM) == bool(half))
            found = rows(Page(side.number, signs))
            words = " ".join(" ".join(unspaced(line.text) for line in found).split()[:5])
            folio = found[-1].text if found and re.fullmatch(r"\d+|[ivxl]+", found[-1].text) else ""
            shown.append(f"  {place:<6}{folio or '-':>3}  {words or '(blank)'}")
    return "\n".join(shown) + "\n"
