"""A document as an e-book: its pages, the way through them, and what goes with them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from xml.etree.ElementTree import Element

from handpress.model import nodes, walk
from handpress.model.document import Document
from handpress.model.facts import ContentsEntry, Facts, joined
from handpress.model.languages import is_right_to_left
from handpress.model.walk import inline_text
from handpress.writing import documents, preliminaries
from handpress.writing.layout import Enclosed
from handpress.writing.package import (
    STYLE_NAME,
    Accessibility,
    Book,
    Chapter,
    Cover,
    Enclosure,
    Entry,
    Landmark,
    Wording,
    ascii_name,
    modified_on,
)
from handpress.writing.xhtml import Medium, NotePlacement, write_part

_TITLE_PAGE, _NOTE_ON_TEXT, _COLOPHON = "title-page.xhtml", "note-on-the-text.xhtml", "colophon.xhtml"


def make_book(
    document: Document,
    facts: Facts,
    *,
    styles: str,
    fonts: Sequence[Enclosure],
    cover: bytes,
    pictures: Mapping[str, Enclosed],
) -> Book:
    """The e-book of a document, ready to be packed.

    ``styles`` without the font faces; ``fonts`` the cut-down face with its licence; ``cover`` a JPEG picture;
    ``pictures`` by their source in the manuscript.
    """
    data, words = document.metadata, facts.wording
    cover_words = f"{words['cover']}: {data.full_title}"
    return Book(
        metadata=data,
        modified=modified_on(data.date),
        chapters=tuple(_chapters(document, facts)),
        navigation=tuple(_navigation(facts)),
        cover=Cover(cover, cover_words),
        styles=styles.encode("utf-8"),
        landmarks=(
            Landmark("titlepage", words["title-page"], _TITLE_PAGE),
            Landmark("bodymatter", words["start"], _chapter_name(document.parts[0].slug)),
            Landmark("colophon", words["colophon"], _COLOPHON),
        ),
        fonts=tuple(fonts),
        pictures=tuple(
            Enclosure(picture_name(source), picture.content, picture.media_type)
            for source, picture in sorted(pictures.items())
        ),
        sources=tuple(inline_text(part.source) for part in document.parts if part.source),
        contents_at=1,
        accessibility=Accessibility(bool(pictures), _all_described(document)),
        wording=Wording(words["contents"], words["cover"], words["landmarks"]),
    )


def picture_name(source: str) -> str:
    """The name a picture has inside the e-book."""
    return ascii_name(source if source.startswith("images/") else f"images/{source}")


def _chapter_name(slug: str) -> str:
    return ascii_name(f"{slug}.xhtml")


def _chapters(document: Document, facts: Facts) -> Iterator[Chapter]:
    data, turned = document.metadata, is_right_to_left(document.metadata.language)

    def page(name: str, title: str, content: Element, language: str = "") -> Chapter:
        kind = content.get("epub:type", "")
        matter = "frontmatter" if kind == "titlepage" else "backmatter" if kind == "colophon" else "bodymatter"
        body = f' epub:type="{matter}"'
        text = documents.xhtml([content], title=title, language=language or data.language, style=STYLE_NAME, body=body)
        return Chapter(name, text)

    places = {**facts.anchors, **{anchor: slug for slug, ids in facts.paragraphs.items() for anchor in ids}}
    yield page(_TITLE_PAGE, data.title, preliminaries.title_page(document, facts))
    for part in document.parts:

        def link(anchor: str, here: str = part.slug) -> str:
            slug = places.get(anchor, here)
            return f"#{anchor}" if slug == here else f"{_chapter_name(slug)}#{anchor}"

        medium = Medium(NotePlacement.END, picture=picture_name, link=link, trace=True, right_to_left=turned)
        title = inline_text(part.title) or facts.wording[part.kind]
        yield page(_chapter_name(part.slug), title, write_part(part, facts, medium), part.language)
    if not facts.note_on_text.empty:
        note = preliminaries.note_on_text(facts, lambda part, anchor: f"{_chapter_name(part)}#{anchor}", None)
        yield page(_NOTE_ON_TEXT, facts.wording["note-on-text"], note)
    yield page(_COLOPHON, facts.wording["colophon"], preliminaries.colophon(document, facts))


def _navigation(facts: Facts) -> Iterator[Entry]:
    groups: list[tuple[ContentsEntry, list[ContentsEntry]]] = []
    for entry in facts.contents:
        if entry.level == 0:
            groups.append((entry, []))
        else:
            groups[-1][1].append(entry)
    for part, sections in groups:
        yield _entry(part, facts.wording, tuple(_entry(section, facts.wording) for section in sections))


def _entry(entry: ContentsEntry, words: Mapping[str, str], children: tuple[Entry, ...] = ()) -> Entry:
    label = joined(words, inline_text(entry.title), *filter(None, (inline_text(entry.byline),)))
    file = _chapter_name(entry.part) if entry.part else _NOTE_ON_TEXT
    return Entry(label, f"{file}#{entry.anchor}", children)


def _all_described(document: Document) -> bool:
    pictures = (n for n in walk.document_nodes(document) if isinstance(n, nodes.Figure | nodes.Picture))
    return all(picture.alternative for picture in pictures)


def own_characters(document: Document, facts: Facts) -> frozenset[str]:
    """The characters of what the press itself says in the e-book: metadata, labels, note signs."""
    data = document.metadata
    said = [data.title, data.subtitle, *preliminaries.colophon_lines(data, facts)]
    said += [*preliminaries.contributor_lines(data.contributors, facts), *facts.wording.values()]
    said += [party.siglum for party in document.parties]
    said += [str(place.paragraph) for place in facts.note_on_text.quotations]
    return frozenset("".join(said))
