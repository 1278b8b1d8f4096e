"""Hands that spoil what stands on the pages of the press's own in print: words, page numbers, links."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pikepdf
from msgspec.structs import replace
from tests.proving.made import pages
from tests.proving.oddments import DOCUMENT, FACTS, Mutation, finished_pages

from handpress.model.document import Document
from handpress.model.facts import Facts
from handpress.model.nodes import Text


def set_anew() -> Iterator[Mutation]:
    """The pages set with one thing that no manuscript says said otherwise."""
    data, note = DOCUMENT.metadata, FACTS.note_on_text
    first, second, editor = data.contributors
    assert data.series
    said: dict[str, Any] = {
        "title": "The Mill on the River",
        "subtitle": "An exchange. With a remark",
        "contributors": (second, first, editor),
        "publisher": "Wear Press",
        "place": "",
        "date": "1913-05",
        "description": "",
        "identifier": "weir-8",
        "rights": "Free for all.",
        "series": replace(data.series, number="8"),
    }
    for field, value in said.items():
        other = replace(data, **{field: value})
        yield _set(f"{field} {value}", replace(DOCUMENT, metadata=other), FACTS)
    emendation, quoted = note.emendations[0], note.quotations[0]
    noted: dict[str, Any] = {
        "sentences": note.sentences[::-1],
        "marks": note.marks[1:],
        "emendations": (replace(emendation, entry="bilt] read build"), *note.emendations[1:]),
        "quotations": (replace(quoted, words="Our painter counted forty-two sheets yesterday."),),
    }
    for field, value in noted.items():
        yield _set(f"{field} of the note", DOCUMENT, replace(FACTS, note_on_text=replace(note, **{field: value})))
    astray = replace(note, emendations=(replace(emendation, anchor="part-reply"), *note.emendations[1:]))
    yield _set("the place of an emendation", DOCUMENT, replace(FACTS, note_on_text=astray))
    for key in ("contents", "edited-by", "press", "emendation-page", "note-on-text", "quotations"):
        wording = {**FACTS.wording, key: f"{FACTS.wording[key]}s"}
        yield _set(f"the word for {key}", DOCUMENT, replace(FACTS, wording=wording))
    contents = FACTS.contents
    for what, other_contents in {
        "a line of the contents gone": contents[1:],
        "two lines of the contents changed": (contents[1], contents[0], *contents[2:]),
        "a line of the contents with other words": (replace(contents[0], title=(Text("On Bread"),)), *contents[1:]),
    }.items():
        yield _set(what, DOCUMENT, replace(FACTS, contents=other_contents))


def of_page_links() -> Iterator[Mutation]:
    """Every link of the first pages and of the note on the text, to where the one after it leads."""
    with pikepdf.open(io.BytesIO(finished_pages())) as pdf:
        places = [
            (page, at)
            for page, content in enumerate(pdf.pages)
            for at, link in enumerate(content.obj.get("/Annots", []))
            if "note" not in str(link.get("/Dest", "")) and "call" not in str(link.get("/Dest", "note"))
        ]
    for page, at in places:
        yield Mutation(f"link {at} of page {page + 1}", partial(_relinked, page, at))


def _relinked(page: int, at: int) -> bytes:
    def change(pdf: pikepdf.Pdf) -> None:
        link = pdf.pages[page].obj.Annots[at]
        link.Dest = pikepdf.String("call-article-2")

    return _changed(change)


def beside_the_pages() -> Iterator[Mutation]:
    """Bookmarks with other words, at another page, in another order; other words of the file about itself."""

    def renamed(pdf: pikepdf.Pdf) -> None:
        with pdf.open_outline() as outline:
            outline.root[1].title = "Against Bread"

    def swapped(pdf: pikepdf.Pdf) -> None:
        with pdf.open_outline() as outline:
            outline.root[0], outline.root[1] = outline.root[1], outline.root[0]

    def misled(pdf: pikepdf.Pdf) -> None:
        first = pdf.Root.Outlines.First
        first.Dest = first.Next.Dest

    def retitled(pdf: pikepdf.Pdf) -> None:
        pdf.docinfo["/Title"] = "The Mill on the River"

    for change in (renamed, swapped, misled, retitled):
        yield Mutation(f"beside the pages: {change.__name__}", partial(_changed, change))


def _changed(change: Callable[[pikepdf.Pdf], None]) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(finished_pages())) as pdf:
        change(pdf)
        pdf.save(out)
    return out.getvalue()


def _set(what: str, document: Document, facts: Facts) -> Mutation:
    return Mutation(f"pages: {what}", partial(pages, document, facts=facts))
