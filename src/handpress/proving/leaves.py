"""Reads what an e-book's own pages say, word by word, with their titles, labels and links."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from msgspec import Struct

from handpress.proving.markup import XHTML, is_page_mark, slug_of, spaced, types, within_words
from handpress.proving.unpacking import Leaf, Unpacked

_DC = "{http://purl.org/dc/elements/1.1/}"
_OPF = "{http://www.idpf.org/2007/opf}"
_NCX = "{http://www.daisy.org/z3986/2005/ncx/}"
_LABELS = ("aria-label", "alt", "title")
_TERMS = ("title", "language", "creator", "contributor", "publisher", "date", "description", "rights", "source")


class Link(Struct, frozen=True):
    """A link: its words and the address it leads to."""

    words: str
    address: str


class Said(Struct, frozen=True):
    """What a page or a list says: its text, every word followed by a space, and its links in order."""

    path: str
    text: str
    links: tuple[Link, ...] = ()


def read_leaf(leaf: Leaf) -> Said:
    """What a page says beside the part that stands on it: its title, then its body with labels and hidden lists."""
    head, body = leaf.root.find(f"{XHTML}head/{XHTML}title"), leaf.root.find(f"{XHTML}body")
    taken = ["".join(head.itertext()) if head is not None else "", " "]
    links: list[Link] = []
    if body is not None:
        _take(body, taken, links)
    return Said(leaf.path, spaced(taken), tuple(links))


def _take(element: Element, taken: list[str], links: list[Link]) -> None:
    if slug_of(element) or is_page_mark(element) or "page-list" in types(element):  # those are proved by themselves
        return
    labels = [f" {element.get(name)} " for name in _LABELS if element.get(name)]
    ends = "" if within_words(element) and not labels else " "
    taken += [ends, *labels, element.text or ""]
    if address := element.get("href"):
        links.append(Link(spaced(element.itertext()), address))
    for child in element:
        _take(child, taken, links)
        taken.append(child.tail or "")
    taken.append(ends)


def read_old_contents(file: Unpacked) -> Said:
    """What the NCX says, which readers of EPUB 2 show as contents."""
    root = file.old_contents
    if root is None:
        return Said("", "")
    pages = {text for listed in root.iter(f"{_NCX}pageList") for text in listed.iter(f"{_NCX}text")}
    texts = (f"{''.join(text.itertext())} " for text in root.iter(f"{_NCX}text") if text not in pages)
    return Said(file.old_path, spaced(texts), tuple(_points(root)))


def _points(root: Element) -> Iterator[Link]:
    for point in root.iter(f"{_NCX}navPoint"):
        label, content = point.find(f"{_NCX}navLabel"), point.find(f"{_NCX}content")
        words = spaced(label.itertext()) if label is not None else ""
        yield Link(words, content.get("src", "") if content is not None else "")


def read_record(file: Unpacked) -> Said:
    """The package's Dublin Core but for its identifier, term by term: what libraries and shelves show."""
    metas = file.package.iter(f"{_OPF}meta")
    paged = {one.get("refines", "").removeprefix("#") for one in metas if one.get("property") == "source-of"}
    said = [one for one in file.package.iter() if one.tag.startswith(_DC) and one.tag != f"{_DC}identifier"]
    said = [one for one in said if one.get("id") not in paged]  # the edition in print is no source of the text
    order = {f"{_DC}{term}": number for number, term in enumerate(_TERMS)}
    said.sort(key=lambda one: order.get(one.tag, len(order)))
    return Said("", spaced(f"{one.text or ''} " for one in said))
