"""Hands that spoil the pages that an e-book has of the press's own, one word, link or label at a time."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial
from itertools import pairwise

from tests.proving.made import damaged
from tests.proving.oddments import Mutation, finished_ebook

OWN = ("cover.xhtml", "title-page.xhtml", "nav.xhtml", "note-on-the-text.xhtml", "colophon.xhtml", "toc.ncx")


_WORD = re.compile(r"[^\W_]+")
_SHOWN = re.compile(r">([^<>]+)<|(?:aria-label|alt)=\"([^\"]+)\"")
_LINK = re.compile(r"(?:<a [^>]*?href|<content src)=\"([^\"]+)\"")


def of_words(name: str) -> Iterator[Mutation]:
    """Every word that a file of the e-book shows or says: altered, removed, doubled, and changed for the next."""
    page = _file(name)
    words = [hit for hit in _words(page) if hit[0] != "amp"]
    for hit, after in zip(words, [*words[1:], words[0]], strict=True):
        start, end = hit.span()
        other = "x" if hit[0][-1] != "x" else "q"
        yield _replaced(name, f"alter {hit[0]}", page, page[: end - 1] + other + page[end:])
        yield _replaced(name, f"remove {hit[0]}", page, page[:start] + page[end:])
        yield _replaced(name, f"double {hit[0]}", page, f"{page[:end]} {page[start:]}")
        if hit[0] != after[0] and start < after.start():
            swapped = after[0] + page[end : after.start()] + hit[0]
            yield _replaced(name, f"swap {hit[0]} and {after[0]}", page, page[:start] + swapped + page[after.end() :])


def of_links(name: str) -> Iterator[Mutation]:
    """Every link of a file: to nowhere, to where another one leads, and no link any more."""
    page = _file(name)
    links = list(_LINK.finditer(page))
    for hit in links:
        start, end = hit.span(1)
        others = [other[1] for other in links if not _same(hit[1], other[1])]
        for address in ("nowhere.xhtml#x", "#nothing", *others[:2]):
            yield _replaced(name, f"{hit[1]} to {address}", page, page[:start] + address + page[end:])
        lost = page[: hit.start()] + hit[0].replace("href=", "data-x=").replace("src=", "data-x=") + page[hit.end() :]
        yield _replaced(name, f"{hit[1]} is no link", page, lost)


def _same(one: str, other: str) -> bool:
    """Whether both addresses lead to the same place: a part begins where its file begins."""
    files, anchors = zip(one.partition("#")[::2], other.partition("#")[::2], strict=True)
    return files[0] == files[1] and (anchors[0] == anchors[1] or "" in anchors)


def of_places() -> Iterator[Mutation]:
    """Every id in the text that a list leads to, changed for the next of its kind."""
    page = _file("article.xhtml")
    for kind in (r"article-p\d+", r"article-emendation-\d+"):
        ids = list(re.finditer(f'id="({kind})"', page))
        for one, other in pairwise(ids):
            between = page[one.end() : other.start()]
            swapped = page[: one.start()] + other[0] + between + one[0] + page[other.end() :]
            yield _replaced("article.xhtml", f"{one[1]} and {other[1]}", page, swapped)


def of_order() -> Iterator[Mutation]:
    """The pages in another order, one of them twice, and one of them gone."""
    package = _file("content.opf")
    lines = re.findall(r"<itemref[^>]*>", package)
    for one, other in pairwise(lines):
        swapped = package.replace(one, "@").replace(other, one).replace("@", other)
        yield _replaced("content.opf", f"{one} after {other}", package, swapped)
    for line in lines:
        yield _replaced("content.opf", f"{line} twice", package, package.replace(line, line * 2))
        yield _replaced("content.opf", f"{line} gone", package, package.replace(line, ""))


def of_record() -> Iterator[Mutation]:
    """Every word of the package's Dublin Core but its identifier."""
    package = _file("content.opf")
    for said in re.finditer(r"<dc:(?!identifier)[^>]*>([^<]+)<", package):
        for hit in _WORD.finditer(said[1]):
            start, end = said.start(1) + hit.start(), said.start(1) + hit.end()
            yield _replaced("content.opf", f"remove {hit[0]}", package, package[:start] + package[end:])
            yield _replaced("content.opf", f"alter {hit[0]}", package, f"{package[:end]}x{package[end:]}")


def additions() -> Iterator[Mutation]:
    """A sentence more on every page: at its top, at its foot, and as a label."""
    for name in (*OWN[:-1], "article.xhtml", "reply.xhtml"):
        page = _file(name)
        more = "<p>Buy our soap.</p>"
        yield _replaced(name, "more at the top", page, re.sub("(<body[^>]*>)", rf"\1{more}", page))
        yield _replaced(name, "more at the foot", page, page.replace("</body>", f"{more}</body>"))
        yield _replaced(name, "a label more", page, page.replace("<body", '<body aria-label="Soap"'))
        yield _replaced(name, "a link more", page, page.replace("</body>", '<a href="#x"></a></body>'))


def _words(page: str) -> list[re.Match[str]]:
    hits: list[re.Match[str]] = []
    for shown in _SHOWN.finditer(page):
        at = 1 if shown[1] is not None else 2
        if "{" not in shown[at]:
            hits += _WORD.finditer(page, *shown.span(at))
    return hits


def _replaced(name: str, what: str, page: str, by: str) -> Mutation:
    return Mutation(f"{name}: {what}", lambda: damaged(finished_ebook(), lambda _: by, name))


@cache
def _file(name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(finished_ebook())) as archive:
        return archive.read(f"EPUB/{name}").decode()


MUTATIONS: Mapping[str, Callable[[], Iterator[Mutation]]] = {
    **{f"words of {name}": partial(of_words, name) for name in (*OWN, "reply.xhtml")},
    "links of the contents": partial(of_links, "nav.xhtml"),
    "links of the note on the text": partial(of_links, "note-on-the-text.xhtml"),
    "links of the contents for old readers": partial(of_links, "toc.ncx"),
    "places": of_places,
    "order": of_order,
    "record": of_record,
    "additions": additions,
}
