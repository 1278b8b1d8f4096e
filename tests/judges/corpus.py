"""A corpus out of a hat for the judges of e-books: documents with every kind of node, in many languages and scripts.

In: the number of a document. Out: its e-book, as the press packs it, with the page list of its own pages in print. The
strategies draw the documents, always the same ones; of many drawn those are taken that add most kinds to those taken
before. What the strategies leave out, pictures and other scripts, is put in here.
"""

from __future__ import annotations

import functools
import io
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from msgspec.structs import replace
from PIL import Image
from tests.strategies import documents

from handpress import press, project
from handpress.model import codec, nodes, walk
from handpress.model.document import Document
from handpress.press.covers import cover_matter, set_bound
from handpress.press.ebooks import pack
from handpress.press.readying import ready

FEW = 4
"""So many are judged in every run: enough to have every kind of node among them."""

# A word or two of ours in each language: which script it has, and which way it runs.
WORDS = {
    "en": "a stone",
    "ar": "حجر النهر",
    "ja": "川の石",
    "he": "אבן הנהר",
    "de": "Flußstein",
    "zh": "河里的石头",
    "fa": "سنگ رودخانه",
    "ru": "речной камень",
    "el": "πέτρα του ποταμού",
    "fr": "l’œuf de pierre",
    "tr": "ırmağın taşı",
    "uk": "річковий камінь",
}
LANGUAGES = tuple(WORDS)
COUNT = len(LANGUAGES)
_DRAWN, _SIZE = 60, 10
_SETTINGS = 'title = "A Pamphlet"\nlanguage = "en"\ndate = "2026"\n\n[[parts]]\nfile = "article.md"\nkind = "article"\n'


@functools.cache
def corpus() -> tuple[Document, ...]:
    """The documents, those first that have most kinds the others have not, each in a language of its own."""
    waiting = _drawn()
    taken: list[Document] = []
    known: set[object] = set()
    while len(taken) < COUNT:
        best = max(waiting, key=lambda one: (len(_traits(one) - known), len(_traits(one))))
        waiting.remove(best)
        known |= _traits(best)
        taken.append(best)
    return tuple(_dressed(document, number) for number, document in enumerate(taken))


def kinds(document: Document) -> set[type]:
    """The kinds of node that stand in a document."""
    return {type(node) for node in walk.document_nodes(document)}


@functools.cache
def ebook(number: int) -> bytes:
    """The e-book of a document of the corpus."""
    return _made(corpus()[number])


def _traits(document: Document) -> set[object]:
    """Its kinds of node, and whose notes it has, signed or not."""
    notes = [note for part in document.parts for note in part.notes]
    return {*kinds(document), *((bool(note.party), bool(note.signature)) for note in notes)}


def _drawn() -> list[Document]:
    """Documents out of the hat, drawn by an interpreter of its own.

    Hypothesis also draws what stands in the code that is loaded: beside other tests it would draw others.
    """
    root = Path(__file__).resolve().parents[2]
    place = os.pathsep.join((str(root / "src"), str(root)))
    command = [sys.executable, "-m", "tests.judges.corpus"]
    environment = {**os.environ, "PYTHONPATH": place, "PYTHONHASHSEED": "0"}
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=True)
    return [codec.decode(text) for text in json.loads(done.stdout)]


def _draw() -> None:
    """Draw the documents, and print them as a list of their JSON."""
    drawn: list[str] = []

    @settings(
        max_examples=_DRAWN,
        derandomize=True,
        database=None,
        deadline=None,
        phases=(Phase.generate,),
        suppress_health_check=tuple(HealthCheck),
    )
    @given(documents(_SIZE))
    def draw(document: Document) -> None:
        drawn.append(codec.encode(document))

    draw()
    print(json.dumps(drawn))


def _dressed(document: Document, number: int) -> Document:
    """A document in the language whose turn it is, with words of that and of the next language, and with pictures."""
    language, other = LANGUAGES[number], LANGUAGES[(number + 1) % COUNT]
    line = (
        nodes.Text(f"{WORDS[language]} — "),
        nodes.Foreign(other, (nodes.Text(WORDS[other]),)),
        nodes.Text(" 1850 "),
        nodes.Picture("stone.png", WORDS[language]),
    )
    figure = nodes.Figure("stone.png", WORDS[language], line[:2])
    first, *rest = document.parts
    dressed = replace(first, content=(*first.content, nodes.Paragraph(line), figure))
    metadata = replace(document.metadata, language=language, subtitle=WORDS[language])
    return replace(document, metadata=metadata, parts=(dressed, *rest))


def _made(document: Document) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        workspace = project.Workspace(Path(folder))
        home = workspace.manuscripts / document.slug
        home.mkdir(parents=True)
        (home / "pamphlet.toml").write_text(_SETTINGS, encoding="utf-8")
        (home / "article.md").write_text("A line.\n", encoding="utf-8")
        read = press.read(workspace, document.slug).value
        pamphlet = replace(read.pamphlet, metadata=document.metadata)
        stone = project.PictureFile(_picture(), "image/png")
        manuscript = replace(read, pamphlet=pamphlet, document=document, pictures={"stone.png": stone})
        readied = ready(manuscript)
        matter = cover_matter(workspace, manuscript, readied.document, readied.facts)
        printed, _ = set_bound(workspace, manuscript, readied.document, readied.facts, matter=matter)
        return pack(
            workspace,
            readied.traced,
            readied.facts,
            manuscript.pictures,
            matter,
            starts=printed.starts,
            claim=pamphlet.accessibility,
        )


def _picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (60, 40), "#8c2a1e").save(out, "PNG")
    return out.getvalue()


if __name__ == "__main__":
    _draw()
