"""A redline as one HTML file: the text with its changes, told to eyes by lines and to ears by hidden words."""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree.ElementTree import Element, SubElement

from handpress.model import nodes, walk
from handpress.model.document import Document
from handpress.model.facts import Facts
from handpress.model.languages import is_right_to_left
from handpress.writing import documents, preliminaries
from handpress.writing.xhtml import Medium, NotePlacement, write_part

_SIGNS = {"ins": nodes.ChangeKind.INSERTION, "del": nodes.ChangeKind.DELETION}


def write_redline(document: Document, facts: Facts, *, styles: str) -> bytes:
    """The redline as a file that needs no other: pictures are named, not shown. ``styles`` go into its head."""
    turned = is_right_to_left(document.metadata.language)
    medium = Medium(NotePlacement.END, picture=lambda _: "data:,", right_to_left=turned)
    head = Element("header")
    SubElement(head, "h1").text = document.metadata.title
    content = [head]
    if not facts.note_on_text.empty:
        content.append(preliminaries.note_on_text(facts, lambda _, anchor: f"#{anchor}", None))
    content += [write_part(part, facts, medium) for part in document.parts]
    for section in content:
        _name_pictures(section)
        _tell(section, facts.wording)
    main = Element("main")
    main.extend(content)
    language, title = document.metadata.language, document.metadata.title
    view = (("viewport", "width=device-width, initial-scale=1"),)
    page = documents.html((main,), title=title, language=language, meta=view)
    return page.replace("</head>", f"<style>\n{styles}</style>\n</head>", 1).encode("utf-8")


def _tell(section: Element, wording: Mapping[str, str]) -> None:
    """Put hidden words in the place of the signs of a change, which a voice would spell out."""
    for element in list(section.iter()):
        kind = _SIGNS.get(element.tag)
        if kind is None:
            continue
        node = nodes.Change(kind, ())
        opening, closing = walk.words(node), walk.closing(node)
        before = Element("span", {"class": "hidden press"})
        before.text = f" [{wording[f'change-{_told(kind)}']}: "
        before.tail = (element.text or "").removeprefix(opening)
        element.text = None
        after = Element("span", {"class": "hidden press"})
        after.text = "] "
        if len(element):
            element[-1].tail = (element[-1].tail or "").removesuffix(closing)
        else:
            before.tail = before.tail.removesuffix(closing)
        element.insert(0, before)
        element.append(after)


def _told(kind: nodes.ChangeKind) -> str:
    return "inserted" if kind is nodes.ChangeKind.INSERTION else "deleted"


def _name_pictures(section: Element) -> None:
    for parent in list(section.iter()):
        for image in [child for child in parent if child.tag == "img"]:
            image.tag = "span"
            image.text = f"[{image.get('alt', '')}]"
            image.attrib.clear()
