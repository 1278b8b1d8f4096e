"""The web edition: the whole pamphlet as one HTML page that needs nothing but itself.

In: document, facts, and style sheets, fonts and pictures as text and bytes. Out: the bytes of the page. It holds no
script that runs, and asks no address for anything; its own policy (CSP 3) forbids both.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Mapping
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from handpress.model.document import Document
from handpress.model.facts import Facts, joined, part_anchor
from handpress.model.languages import direction, is_right_to_left
from handpress.model.walk import inline_text
from handpress.writing import preliminaries
from handpress.writing.layout import Enclosed
from handpress.writing.webrecord import as_json, properties
from handpress.writing.xhtml import Medium, NotePlacement, write_part

_ONLY_IN_EPUB = ("epub:type", "xml:lang")
_DEEPEST = 6


def write_web(document: Document, facts: Facts, *, styles: str, pictures: Mapping[str, Enclosed]) -> bytes:
    """The page of a document. ``styles`` has the font faces in it; ``pictures`` by their source in the manuscript."""
    # A style element ends at the first “</”, which no style sheet needs but in a string, where it may be escaped.
    css = styles.replace("</", "<\\/")
    language = document.metadata.language
    root = Element("html", {"lang": language, "dir": direction(language)})
    root.extend((_head(document, facts, css), _body(document, facts, pictures)))
    return f"<!DOCTYPE html>\n{ElementTree.tostring(root, encoding='unicode', method='html')}\n".encode()


def data_address(content: bytes, media_type: str) -> str:
    """Bytes as an address that holds them (RFC 2397)."""
    return f"data:{media_type};base64,{base64.b64encode(content).decode('ascii')}"


def _head(document: Document, facts: Facts, css: str) -> Element:
    digest = base64.b64encode(hashlib.sha256(css.encode("utf-8")).digest()).decode("ascii")
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; font-src data:; img-src data:; base-uri 'none'"
    head = Element("head")
    SubElement(head, "meta", {"charset": "utf-8"})
    SubElement(head, "meta", {"http-equiv": "Content-Security-Policy", "content": policy})
    for name, value in (("viewport", "width=device-width, initial-scale=1"), ("color-scheme", "light dark")):
        SubElement(head, "meta", {"name": name, "content": value})
    SubElement(head, "title").text = document.metadata.full_title
    for key, name, value in properties(document.metadata):
        SubElement(head, "meta", {key: name, "content": value})
    for one in document.metadata.translations:
        if one.address:
            link = {"rel": "alternate", "hreflang": one.language, "href": one.address, "title": one.title}
            SubElement(head, "link", link)
    SubElement(head, "script", {"type": "application/ld+json"}).text = as_json(document, facts)
    SubElement(head, "style").text = css
    return _on_lines(head)


def _body(document: Document, facts: Facts, pictures: Mapping[str, Enclosed]) -> Element:
    body = Element("body")
    start = {"class": "skip", "href": f"#{part_anchor(document.parts[0].slug)}"}
    SubElement(body, "a", start).text = facts.wording["start"]
    SubElement(body, "header").append(_as_html(preliminaries.title_page(document, facts)))
    body.append(_contents(facts))
    main = SubElement(body, "main")
    main.extend(_parts(document, facts, pictures))
    if not facts.note_on_text.empty:
        note = preliminaries.note_on_text(facts, lambda _, anchor: f"#{anchor}", None)
        main.append(_below(_as_html(note)))
    SubElement(body, "footer").append(_as_html(preliminaries.colophon(document, facts, linked=True)))
    _on_lines(main)
    return _on_lines(body)


def _parts(document: Document, facts: Facts, pictures: Mapping[str, Enclosed]) -> Iterator[Element]:
    addresses = {source: data_address(file.content, file.media_type) for source, file in pictures.items()}
    medium = Medium(
        NotePlacement.END,
        picture=lambda source: addresses.get(source, source),
        trace=True,
        right_to_left=is_right_to_left(document.metadata.language),
    )
    for part in document.parts:
        section = _below(_as_html(write_part(part, facts, medium)))
        heading = section.find("header/h2")
        if heading is not None:
            heading.set("id", f"title-of-{part.slug}")
            section.set("aria-labelledby", f"title-of-{part.slug}")
        _add_links(section, facts.paragraphs[part.slug], facts.wording["paragraph-link"])
        yield section


def _contents(facts: Facts) -> Element:
    """The contents, the sections of a part in a list below it."""
    nav = Element("nav", {"class": "contents", "role": "doc-toc", "aria-labelledby": "title-of-contents"})
    SubElement(nav, "h2", {"class": "press", "id": "title-of-contents"}).text = facts.wording["contents"]
    parts = SubElement(nav, "ol")
    for entry in facts.contents:
        above = parts
        if entry.level:
            found = parts[-1].find("ol")
            above = SubElement(parts[-1], "ol") if found is None else found
        label = joined(facts.wording, *map(inline_text, filter(None, (entry.title, entry.byline))))
        SubElement(SubElement(above, "li"), "a", {"href": f"#{entry.anchor}"}).text = label
    return nav


# --- from the elements of the e-book to those of a web page ---------------------------------------------------


def _as_html(section: Element) -> Element:
    """Elements without what only an e-book may have, and with room to move for tables wider than a telephone."""
    for element in section.iter():
        for name in _ONLY_IN_EPUB:
            element.attrib.pop(name, None)
    for parent in list(section.iter()):
        for place, child in enumerate(parent):
            if child.tag == "table":
                box = Element("div", {"class": "wide", "role": "group", "tabindex": "0"})
                box.tail, child.tail = child.tail, None
                box.append(child)
                parent[place] = box
    return section


def _below(section: Element) -> Element:
    """Headings a level deeper: the one of the first level is the pamphlet's title."""
    for element in section.iter():
        if element.tag[0] == "h" and element.tag[1:].isdigit():
            level = int(element.tag[1:]) + 1
            element.tag = f"h{min(level, _DEEPEST)}"
            if level > _DEEPEST:
                element.set("aria-level", str(level))
    return section


def _add_links(section: Element, anchors: tuple[str, ...], words: str) -> None:
    """A link to itself at the end of each paragraph, by which a reader can cite it."""
    numbers = {anchor: number for number, anchor in enumerate(anchors, 1)}
    for element in list(section.iter()):
        if number := numbers.get(element.get("id", "")):
            link = SubElement(element, "a", {"class": "to-paragraph press", "href": f"#{element.get('id')}"})
            link.set("aria-label", words.format(number=number))
            link.text = "¶"


def _on_lines(element: Element) -> Element:
    """The element with a line's end behind each child, so that a person can read the file."""
    element.text = "\n"
    for child in element:
        child.tail = "\n"
    return element
