"""Opens a web page as a browser does, and lays out what stands in it as the pages of an e-book lie.

What an e-book says by ``epub:type`` a web page says by its roles (DPUB-ARIA 1.1), which are turned back here, so that
one reader reads both.
"""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from xml.etree.ElementTree import Element, SubElement

from msgspec import Struct

from handpress.diagnostics import ExitCode, PressError
from handpress.proving.markup import EPUB_TYPE, XHTML, classes
from handpress.proving.oddments import CONTENTS
from handpress.proving.unpacking import Leaf, Unpacked, name_of

FRAME = "frame of the page"
# HTML §13.1.2
_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
)
_TYPES = {
    "doc-noteref": "noteref",
    "doc-footnote": "footnote",
    "doc-epigraph": "epigraph",
    "doc-colophon": "colophon",
}


class ParagraphLink(Struct, frozen=True):
    """A link to a paragraph: the id of what it stands at the end of, its address, what readers of screens hear."""

    stands_at: str
    address: str
    label: str


class WebPage(Struct, frozen=True):
    """A web page: what stands in it as pages, its links to paragraphs, its JSON-LD, its Open Graph by property."""

    pages: Unpacked
    links: tuple[ParagraphLink, ...]
    record: str
    properties: dict[str, str]


def open_page(file: bytes) -> WebPage:
    """Read a web page. Raises ``PressError`` where it is no whole one."""
    root = _tree(file)
    links = tuple(_take_links(root))
    scripts = [one for one in root.iter(f"{XHTML}script") if one.get("type") == "application/ld+json"]
    record = "".join("".join(one.itertext()) for one in scripts)
    properties = {one.get("property", ""): one.get("content", "") for one in root.iter(f"{XHTML}meta")}
    return WebPage(Unpacked(tuple(_leaves(root)), root), links, record, properties)


class _Builder(HTMLParser):
    """A tree of the elements, in the name space of XHTML."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root: Element | None = None
        self.open: list[Element] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if kind := _TYPES.get(said.get("role", "")):
            said[EPUB_TYPE] = kind
        elif "title-page" in said.get("class", "").split():
            said[EPUB_TYPE] = "titlepage"
        name = f"{XHTML}{tag}"
        element = SubElement(self.open[-1], name, said) if self.open else Element(name, said)
        if not self.open:
            if self.root is not None:
                raise ValueError("two elements where one page should be")
            self.root = element
        if tag not in _VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open[-1].tag != f"{XHTML}{tag}":
            raise ValueError(f"</{tag}> ends nothing")
        self.open.pop()

    def handle_data(self, data: str) -> None:
        if not self.open:
            if data.strip():
                raise ValueError("words outside the page")
            return
        last = self.open[-1]
        if len(last):
            last[-1].tail = (last[-1].tail or "") + data
        else:
            last.text = (last.text or "") + data


def _tree(file: bytes) -> Element:
    builder = _Builder()
    try:
        builder.feed(file.decode("utf-8"))
        builder.close()
        if builder.root is None or builder.open or builder.root.tag != f"{XHTML}html":
            raise ValueError("it has no beginning or no end")
    except ValueError as error:
        raise PressError(f"The web page cannot be read back: {error}.", exit_code=ExitCode.LOST) from None
    return builder.root


def _take_links(root: Element) -> Iterator[ParagraphLink]:
    """Take out the links at the ends of paragraphs: they are told apart from the words."""
    for parent in list(root.iter()):
        for child in list(parent):
            if child.tag == f"{XHTML}a" and "to-paragraph" in classes(child):
                last = child is parent[-1] and not child.tail
                yield ParagraphLink(
                    parent.get("id", "") if last else "", child.get("href", ""), child.get("aria-label", "")
                )
                place = list(parent).index(child)
                if place:
                    parent[place - 1].tail = (parent[place - 1].tail or "") + (child.tail or "")
                else:
                    parent.text = (parent.text or "") + (child.tail or "")
                parent.remove(child)


def _leaves(root: Element) -> Iterator[Leaf]:
    """The frame, and what it holds one by one: the children of header, main and footer, and the contents."""
    frame, held = Element(root.tag), []
    for child in root:
        if child.tag != f"{XHTML}body":
            frame.append(child)
            continue
        body = SubElement(frame, child.tag)
        for part in child:
            if part.tag == f"{XHTML}nav":
                held.append(part)
            elif part.tag.removeprefix(XHTML) in ("header", "main", "footer"):
                held += list(part)
                left = SubElement(body, part.tag)
                left.text = (part.text or "") + "".join(inner.tail or "" for inner in part)
            else:
                body.append(part)
    yield _leaf(FRAME, frame)
    for element in held:
        page = Element(f"{XHTML}html")
        SubElement(page, f"{XHTML}body").append(element)
        yield _leaf(CONTENTS if element.tag == f"{XHTML}nav" else name_of(page), page)


def _leaf(name: str, root: Element) -> Leaf:
    return Leaf("", name, root, {one.get("id", ""): one for one in root.iter() if one.get("id")})
