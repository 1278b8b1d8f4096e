"""The e-book, packed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from handpress.model import nodes, walk
from handpress.model.access import AccessClaim
from handpress.model.document import Document
from handpress.model.facts import Facts, PageStart
from handpress.press.typesetting import characters_of, enclosed, script_styles
from handpress.project import PictureFile, Workspace

if TYPE_CHECKING:
    from handpress.setting import FontFile, FurtherFace
    from handpress.writing.covermatter import CoverMatter

_FONT_FACE = """@font-face {{
  font-family: "{family}"; font-style: {style}; font-weight: {weight}; src: url({address})
}}
"""


def pack(
    workspace: Workspace,
    document: Document,
    facts: Facts,
    pictures: Mapping[str, PictureFile],
    matter: CoverMatter | None,
    *,
    starts: Sequence[PageStart] = (),
    claim: AccessClaim,
    front: bytes | None = None,
) -> bytes:
    """The e-book: the texts, a face cut down to what they use, the pictures, and the front that ``matter`` makes.

    Without ``matter`` it has no cover, and no engine that lays out pages is loaded to draw one.
    ``starts`` are where the pages of print begin; ``claim`` is what somebody answers for about its accessibility;
    ``front`` is the picture of that front where somebody has it already.
    """
    from handpress import setting
    from handpress.writing import ebook, epub, package

    if matter and not front:
        from handpress.writing import cover

        front = cover.picture(matter)
    characters = characters_of(document, facts)
    cut = cuts(document, characters)
    fonts = [package.Enclosure(f"fonts/{one.name}", one.content, one.media_type) for one in cut]
    licences = (("OFL.txt", setting.licence()), *setting.licences(characters))
    fonts += [package.Enclosure(f"fonts/{name}", text.encode("utf-8"), "text/plain") for name, text in licences]
    faces = face_rules((one, f"fonts/{one.name}") for one in cut)
    house = (faces, workspace.style("base.css"), workspace.style("epub.css"))
    book = ebook.make_book(
        document,
        facts,
        styles="".join((*house, *script_styles(workspace, document, characters, f'"{setting.FAMILY}", serif'))),
        fonts=fonts,
        cover=front,
        pictures=enclosed(pictures),
        starts=starts,
        claim=claim,
    )
    return epub.write_epub(book)


def cuts(document: Document, characters: frozenset[str]) -> tuple[FontFile | FurtherFace, ...]:
    """The faces of the e-book and the web page, cut down to the characters that the pamphlet uses."""
    from handpress import setting

    strong = any(isinstance(node, nodes.Strong) for node in walk.document_nodes(document))
    wanted = tuple(setting.Cut) if strong else (setting.Cut.REGULAR, setting.Cut.ITALIC)
    return (*setting.subset(characters, wanted), *setting.further_faces(characters))


def face_rules(faces: Iterable[tuple[FontFile | FurtherFace, str]]) -> str:
    """The ``@font-face`` rules for cuts of the face, each with its address."""
    return "".join(
        _FONT_FACE.format(family=file.family, style=file.style, weight=file.weight, address=address)
        for file, address in faces
    )
