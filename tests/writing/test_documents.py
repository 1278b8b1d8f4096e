"""A text for the layout engine says in XML's way of writing what it says in HTML's."""

from __future__ import annotations

from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import tinyhtml5
from hypothesis import given, settings
from tests import strategies

from handpress.editing import prepare
from handpress.model.document import Document
from handpress.writing import documents
from handpress.writing.xhtml import Medium, NotePlacement, write_part

FOOT = Medium(NotePlacement.FOOT, picture=str, print_addresses=True)
SHORT = {documents.EPUB: "epub", "http://www.w3.org/XML/1998/namespace": "xml"}


@given(strategies.documents())
@settings(max_examples=40)  # an element for every node: drawing them is most of the time
def test_the_engine_is_given_what_a_browser_reads_in_the_same_page(document: Document) -> None:
    parts = [write_part(part, prepare(document), FOOT) for part in document.parts]
    title = "Bread & <Roses>"

    given_ = ElementTree.fromstring(documents.paged(parts, title=title, language="he"))
    read = tinyhtml5.parse(documents.html(parts, title=title, language="he"), namespace_html_elements=False)

    assert told(given_) == told(read)


def test_what_a_page_says_of_itself_is_in_its_head() -> None:
    made = documents.paged((), title="A & B", language="en", meta=(("author", '"Ann" <Lee>'),))
    head = ElementTree.fromstring(made)[0]
    assert head.findtext("title") == "A & B"
    assert [one.attrib for one in head.iter("meta")] == [{"name": "author", "content": '"Ann" <Lee>'}]


def told(root: Element) -> tuple[object, ...]:
    """The root and the body of a page as tuples, without the ends of lines between the parts."""
    body = root[1]
    return "html", root.get("lang"), root.get("dir"), [_told(section) for section in body]


def _told(element: Element) -> tuple[object, ...]:
    attributes = {_short(name): value for name, value in element.attrib.items()}
    inner = [(_told(child), child.tail or "") for child in element]
    return element.tag, attributes, element.text or "", inner


def _short(name: str) -> str:
    """``{http://…}lang`` → ``xml:lang``."""
    space, _, local = name.removeprefix("{").rpartition("}")
    return f"{SHORT[space]}:{local}" if space else name
