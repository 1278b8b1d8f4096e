"""Editions on demand: the web page, the plain text, the Markdown, and each part as an e-book of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from msgspec import Struct, field

from handpress import editing
from handpress.model.document import Document
from handpress.model.facts import Facts
from handpress.press.ebooks import cuts, face_rules, pack
from handpress.press.manuscript import Manuscript
from handpress.press.manuscripts import pictures_of
from handpress.press.typesetting import characters_of, enclosed, script_styles
from handpress.project import Workspace

if TYPE_CHECKING:
    from handpress.writing.covermatter import CoverMatter


class More(Struct):
    """Editions on demand, by output: their files, the names of these, and the documents of parts on their own."""

    names: dict[str, str] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    alone: dict[str, tuple[Document, Facts]] = field(default_factory=dict)

    def add(self, output: str, name: str, content: bytes) -> None:
        """Take an edition."""
        self.names[output], self.files[output] = name, content


class Copy(Struct, frozen=True):
    """What editions are made from: the document with its quotations marked, its facts, and what its cover needs."""

    workspace: Workspace
    manuscript: Manuscript
    document: Document
    facts: Facts
    matter: Callable[[Document, Facts], CoverMatter]


def _web(copy: Copy, more: More) -> None:
    from handpress import setting
    from handpress.writing import web

    document = copy.document
    characters = characters_of(document, copy.facts)
    faces = face_rules((one, web.data_address(one.content, one.media_type)) for one in cuts(document, characters))
    house = [copy.workspace.style(name) for name in ("base.css", "web.css")]
    house += script_styles(copy.workspace, document, characters, f'"{setting.FAMILY}", serif')
    # The licence of a face must go with every copy of it (OFL 1.1, condition 2).
    licences = (setting.licence(), *(text for _, text in setting.licences(characters)))
    styles = "".join((*(f"/*\n{text}*/\n" for text in licences), faces, *house))
    page = web.write_web(document, copy.facts, styles=styles, pictures=enclosed(copy.manuscript.pictures))
    more.add("html", f"{document.slug}.html", page)


def _text(copy: Copy, more: More) -> None:
    from handpress.writing import plaintext

    more.add("text", f"{copy.document.slug}.txt", plaintext.write_text(copy.document, copy.facts))


def _markdown(copy: Copy, more: More) -> None:
    from handpress.writing import markdown_edition

    content = markdown_edition.write_markdown_edition(copy.document, copy.facts)
    more.add("markdown", f"{copy.document.slug}.md", content)


def _parts(copy: Copy, more: More) -> None:
    for part in copy.document.parts:
        output, (alone, facts) = part_alone(copy.document, copy.facts, part.slug)
        wanted = {source for source, _ in pictures_of(alone)}
        pictures = {source: picture for source, picture in copy.manuscript.pictures.items() if source in wanted}
        more.alone[output] = alone, facts
        claim = copy.manuscript.pamphlet.accessibility
        book = pack(copy.workspace, alone, facts, pictures, copy.matter(alone, facts), claim=claim)
        more.add(output, f"{copy.document.slug}-{part.slug}.epub", book)


def part_alone(document: Document, facts: Facts, slug: str) -> tuple[str, tuple[Document, Facts]]:
    """A part on its own: the name of its output, its document and facts."""
    alone = editing.part_alone(document, facts, slug)
    return f"epub-{slug}", (alone, editing.prepare(alone))


EXTRAS: Mapping[str, Callable[[Copy, More], None]] = {
    "web": _web,
    "text": _text,
    "markdown": _markdown,
    "parts": _parts,
}
"""The editions that are made only when they are asked for. Each maker adds its files to those made before."""


def make_more(copy: Copy, extras: Iterable[str]) -> More:
    """The editions asked for by their names, in the order of ``EXTRAS``."""
    more, asked = More(), frozenset(extras)
    for name, make in EXTRAS.items():
        if name in asked:
            make(copy, more)
    return more
