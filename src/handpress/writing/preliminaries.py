"""Preliminaries and end matter: title page, contents, colophon, made from what the pamphlet says of itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from xml.etree.ElementTree import Element, SubElement

from handpress.model.document import Contributor, Document, Metadata, Translation
from handpress.model.facts import (
    COLOPHON,
    CONTENTS,
    NOTE_ON_TEXT,
    TITLE_PAGE,
    Facts,
    QuotedPlace,
    contents_anchor,
    joined,
)
from handpress.model.languages import is_right_to_left
from handpress.model.walk import inline_text
from handpress.writing.titling import sentences
from handpress.writing.xhtml import set_language

# MARC relator codes that are named on the title page by a phrase; everybody else stands there by name alone.
_PHRASES = {"edt": "edited-by", "trl": "translated-by"}


def title_page(document: Document, facts: Facts) -> Element:
    """The title page: series, title, subtitle, who had a hand in it, who publishes it where and when."""
    data = document.metadata
    section = Element("section", {"class": "title-page", "id": TITLE_PAGE, "aria-label": facts.wording["title-page"]})
    section.set("epub:type", "titlepage")
    if data.series:
        SubElement(section, "p", {"class": "series"}).text = series_line(data)
    group = SubElement(section, "div", {"class": "title-group"})
    SubElement(group, "h1", {"class": "pamphlet-title"}).text = data.title
    if data.subtitle:
        subtitle = SubElement(group, "p", {"class": "pamphlet-subtitle"})
        for sentence in sentences(data.subtitle):
            line = SubElement(subtitle, "span", {"class": "sentence"})
            line.text, line.tail = sentence, " "
    for row in contributor_lines(data.contributors, facts):
        SubElement(group, "p", {"class": "contributor"}).text = row
    imprint = SubElement(section, "div", {"class": "imprint"})
    for row in imprint_lines(data, facts, facts.year):
        SubElement(imprint, "p").text = row
    return section


def contents(facts: Facts, page_of: Callable[[str], str]) -> Element:
    """The table of contents for print: title, byline, page. ``page_of`` gives the page of an anchor as text."""
    nav = Element("nav", {"class": "contents", "id": CONTENTS})
    nav.set("role", "doc-toc")
    SubElement(nav, "h2", {"class": "press"}).text = facts.wording["contents"]
    for number, entry in enumerate(facts.contents, 1):
        line = SubElement(nav, "p", {"class": f"entry level-{entry.level}", "id": contents_anchor(number)})
        link = SubElement(line, "a", {"href": f"#{entry.anchor}"})
        words = SubElement(link, "span", {"class": "words"})
        SubElement(words, "span", {"class": "entry-title"}).text = inline_text(entry.title)
        if entry.byline:
            SubElement(words, "span", {"class": "entry-byline"}).text = inline_text(entry.byline)
        # The page number stands in the link's text: an empty link is none to a reader of screens (PDF/UA 7.18.5).
        SubElement(link, "span", {"class": "entry-page"}).text = page_of(entry.anchor)
    return nav


def note_on_text(facts: Facts, link: Callable[[str, str], str], page_of: Callable[[str], str] | None) -> Element:
    """The note on the text: who is responsible, which marks mean what, emendations, passages quoted.

    ``link`` gives the address of an anchor in a part; ``page_of`` its page, or None in an e-book, whose lists lead
    there.
    """
    note, words = facts.note_on_text, facts.wording
    section = Element("section", {"class": "note-on-text", "id": NOTE_ON_TEXT})
    SubElement(section, "h1", {"class": "press"}).text = words["note-on-text"]
    for sentence in note.sentences:
        SubElement(section, "p", {"class": "press"}).text = sentence
    for sign, meaning in note.marks:
        line = SubElement(section, "p", {"class": "mark-meaning press"})
        SubElement(line, "span", {"class": "sign"}).text = sign
        line[0].tail = f" {meaning}"
    emended = [
        (
            link(item.part, item.anchor),
            place_line(words, item.paragraph, page_of and page_of(item.anchor), item.note),
            item.entry,
        )
        for item in note.emendations
    ]
    quoted = [
        (
            link(item.part, item.anchor),
            place_line(words, item.paragraph, page_of and page_of(item.anchor), item.note),
            quoted_line(item, words),
        )
        for item in note.quotations
    ]
    changed = [
        (
            item.anchor and link(item.part, item.anchor),
            place_line(words, item.paragraph, page_of and item.anchor and page_of(item.anchor), item.note),
            item.words,
        )
        for item in note.changes
    ]
    for name, entries in (("emendations", emended), ("quotations", quoted), ("changes", changed)):
        if entries:
            SubElement(section, "h2", {"class": "press"}).text = words[name]
        if name == "changes" and page_of and (pages := changed_pages(facts, page_of)):
            SubElement(section, "p", {"class": "press"}).text = pages
        for address, place, entry in entries:
            line = SubElement(section, "p", {"class": "entry-line press"})
            line.text = f"{joined(words, entry, '').rstrip()} " if address else entry
            if address:
                SubElement(line, "a", {"href": address}).text = place
    return section


def changed_pages(facts: Facts, page_of: Callable[[str], str]) -> str:
    """The pages of a redline on which changes begin; empty where none has a place."""
    pages = dict.fromkeys(page_of(item.anchor) for item in facts.note_on_text.changes if item.anchor)
    return facts.wording["changed-pages"].format(pages=joined(facts.wording, *pages)) if pages else ""


def quoted_line(item: QuotedPlace, words: Mapping[str, str]) -> str:
    """A passage quoted, and the title of the part it is from."""
    return words["quoted"].format(words=item.words, title=item.title)


def place_line(words: Mapping[str, str], paragraph: int, page: str | None, note: str = "") -> str:
    """Page, paragraph and note as one line; an arrow for a title in an e-book, which is on no page."""
    places = [words["emendation-page"].format(page=page)] if page else []
    if paragraph:
        places.append(words["emendation-paragraph"].format(number=paragraph))
    if note:
        places.append(words["emendation-note"].format(sign=note))
    return joined(words, *places) or "→"


def colophon(document: Document, facts: Facts, *, linked: bool = False) -> Element:
    """The colophon: title, imprint, rights, identifier, and how the pamphlet was made.

    Where it is ``linked``, the title of a translation leads to where that is published.
    """
    section = Element("section", {"class": "colophon", "id": COLOPHON, "aria-label": facts.wording["colophon"]})
    section.set("epub:type", "colophon")
    section.set("role", "doc-colophon")
    *lines, press = _lines(document.metadata, facts)
    for line in lines:
        SubElement(section, "p").text = line
    turned = is_right_to_left(document.metadata.language)
    for one, name in zip(document.metadata.translations, facts.own_names, strict=True):
        paragraph = SubElement(section, "p")
        set_language(paragraph, one.language, turned)
        before, behind = _translation(one, name)
        if linked and one.address:
            paragraph.text = before
            link = SubElement(paragraph, "a", {"href": one.address, "hreflang": one.language})
            link.text, link.tail = one.title, behind
        else:
            paragraph.text = before + one.title + behind
    SubElement(section, "p").text = press
    return section


def colophon_lines(data: Metadata, facts: Facts) -> Iterator[str]:
    """The colophon's lines in their order."""
    *lines, press = _lines(data, facts)
    yield from lines
    for one, name in zip(data.translations, facts.own_names, strict=True):
        yield one.title.join(_translation(one, name))
    yield press


def _lines(data: Metadata, facts: Facts) -> Iterator[str]:
    """Its lines without the translations, which stand before the last."""
    yield data.full_title
    if data.series:
        yield series_line(data)
    yield from imprint_lines(data, facts, facts.date)
    if data.description:
        yield data.description
    if data.rights:
        yield data.rights
    if data.identifier:
        yield data.identifier
    if data.translations:
        yield facts.wording["other-languages"]
    yield facts.wording["press"]


def _translation(one: Translation, name: str) -> tuple[str, str]:
    """What stands before the title of a translation, and behind it."""
    return f"{name}: ", f" ({one.address})" if one.address else ""


def contributor_lines(people: tuple[Contributor, ...], facts: Facts) -> Iterator[str]:
    """A line for each contributor, as the title page names them."""
    for person in people:
        phrase = _PHRASES.get(person.role)
        yield facts.wording[phrase].format(name=person.name) if phrase else person.name


def imprint_lines(data: Metadata, facts: Facts, date: str) -> Iterator[str]:
    """Publisher, and place with date: the year on the title page, in the colophon all that is known of it."""
    if data.publisher:
        yield data.publisher
    yield facts.wording["place-date"].format(place=data.place, date=date) if data.place else date


def series_line(data: Metadata) -> str:
    """The series and the pamphlet's number in it; empty where there is none."""
    if data.series is None:
        return ""
    return f"{data.series.name} {data.series.number}".strip()
