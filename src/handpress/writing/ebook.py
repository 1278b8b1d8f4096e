"""A document as an e-book: its pages, the way through them, and what goes with them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from msgspec import Struct

from handpress.model import nodes, walk
from handpress.model.access import AccessClaim
from handpress.model.document import Document
from handpress.model.facts import ContentsEntry, Facts, PageStart, joined
from handpress.model.folios import text_begins
from handpress.model.languages import is_right_to_left
from handpress.model.walk import inline_text
from handpress.writing import documents, preliminaries
from handpress.writing.description import print_edition
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
from handpress.writing.pagelist import Leaf, mark_pages
from handpress.writing.xhtml import Medium, NotePlacement, write_part

if TYPE_CHECKING:
    from handpress.writing.layout import Enclosed

_CONTENTS_AT = 1
_NO_CLAIM = AccessClaim()
_TITLE_PAGE, _NOTE_ON_TEXT, _COLOPHON = "title-page.xhtml", "note-on-the-text.xhtml", "colophon.xhtml"
_LETTERS_ON_A_PHONE = 40  # in a line of a table, 360 CSS px wide, in a face wider than ours


def make_book(
    document: Document,
    facts: Facts,
    *,
    styles: str,
    fonts: Sequence[Enclosure],
    cover: bytes | None,
    pictures: Mapping[str, Enclosed],
    starts: Sequence[PageStart] = (),
    claim: AccessClaim = _NO_CLAIM,
) -> Book:
    """The e-book of a document, ready to be packed.

    ``styles`` without the font faces; ``fonts`` the cut-down face with its licence; ``cover`` a JPEG picture, None for
    a book without one; ``pictures`` by their source in the manuscript; ``starts`` where the pages of print begin, if it
    is to have their numbers; ``claim`` what somebody answers for about its accessibility.
    """
    data, words = document.metadata, facts.wording
    pages = list(_pages(document, facts))
    leaves = [Leaf(page.name, page.content) for page in pages]
    listed = mark_pages(starts, leaves, len(facts.contents), _CONTENTS_AT)
    begins = next(number for number, page in enumerate(pages) if page.name == _chapter_name(text_begins(document)))
    cover_words = f"{words['cover']}: {data.full_title}"
    return Book(
        metadata=data,
        modified=modified_on(data.date),
        chapters=tuple(_chapter(page, document, before=number < begins) for number, page in enumerate(pages)),
        navigation=tuple(_navigation(facts)),
        cover=Cover(cover, cover_words) if cover else None,
        styles=styles.encode("utf-8"),
        landmarks=(
            Landmark("titlepage", words["title-page"], _TITLE_PAGE),
            Landmark("bodymatter", words["start"], _chapter_name(text_begins(document))),
            Landmark("colophon", words["colophon"], _COLOPHON),
        ),
        fonts=tuple(fonts),
        pictures=tuple(
            Enclosure(picture_name(source), picture.content, picture.media_type)
            for source, picture in sorted(pictures.items())
        ),
        sources=tuple(inline_text(part.source) for part in document.parts if part.source),
        contents_at=_CONTENTS_AT,
        pages=tuple(listed.entries),
        page_source=print_edition(data) if starts else "",
        cover_marks=tuple(listed.cover),
        contents_marks=tuple(listed.contents),
        languages=tuple(dict.fromkeys(p.language for p in document.parts if p.language not in ("", data.language))),
        accessibility=_accessibility(document, facts, claim, paged=bool(starts)),
        wording=Wording(words["contents"], words["cover"], words["landmarks"], words["pages"]),
    )


def picture_name(source: str) -> str:
    """The name a picture has inside the e-book."""
    return ascii_name(source if source.startswith("images/") else f"images/{source}")


def _chapter_name(slug: str) -> str:
    return ascii_name(f"{slug}.xhtml")


class _Page(Struct, frozen=True):
    """A page of the e-book before it is a text."""

    name: str
    title: str
    content: Element
    language: str = ""


def _chapter(page: _Page, document: Document, *, before: bool) -> Chapter:
    kind = page.content.get("epub:type", "")
    matter = "frontmatter" if before else "backmatter" if kind == "colophon" else "bodymatter"
    language, body = page.language or document.metadata.language, f' epub:type="{matter}"'
    text = documents.xhtml([page.content], title=page.title, language=language, style=STYLE_NAME, body=body)
    return Chapter(page.name, text)


def _pages(document: Document, facts: Facts) -> Iterator[_Page]:
    places = {**facts.anchors, **{anchor: slug for slug, ids in facts.paragraphs.items() for anchor in ids}}
    yield _Page(_TITLE_PAGE, document.metadata.title, preliminaries.title_page(document, facts))
    for part in document.parts:

        def link(anchor: str, here: str = part.slug) -> str:
            slug = places.get(anchor, here)
            return f"#{anchor}" if slug == here else f"{_chapter_name(slug)}#{anchor}"

        medium = Medium(
            NotePlacement.END,
            picture=picture_name,
            link=link,
            trace=True,
            letters_across=_LETTERS_ON_A_PHONE,
            right_to_left=is_right_to_left(document.metadata.language),
        )
        title = inline_text(part.title) or facts.wording[part.kind]
        yield _Page(_chapter_name(part.slug), title, write_part(part, facts, medium), part.language)
    if not facts.note_on_text.empty:
        note = preliminaries.note_on_text(facts, lambda part, anchor: f"{_chapter_name(part)}#{anchor}", None)
        yield _Page(_NOTE_ON_TEXT, facts.wording["note-on-text"], note)
    yield _Page(_COLOPHON, facts.wording["colophon"], preliminaries.colophon(document, facts))


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
    # A part is a file of its own, and led to as that: of a section that goes over several screens some readers find the
    # last, where the text runs from right to left.
    return Entry(label, f"{file}#{entry.anchor}" if entry.level or not entry.part else file, children)


def _accessibility(document: Document, facts: Facts, claim: AccessClaim, *, paged: bool) -> Accessibility:
    """What the e-book really has: looked up in the document, and said in its language."""
    pictures = [n for n in walk.document_nodes(document) if isinstance(n, nodes.Figure | nodes.Picture)]
    described = all(picture.alternative for picture in pictures)
    said = ["access-text", *(["access-pages"] if paged else [])]
    said += ["access-described" if described else "access-undescribed"] if pictures else []
    summary = claim.summary or " ".join(facts.wording[key] for key in said)
    return Accessibility(summary, bool(pictures), described, claim)
