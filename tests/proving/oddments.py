"""A pamphlet with everything that a title page, contents, note on the text and colophon can say, and ways to spoil it."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

import pikepdf
from tests.proving.made import damaged, ebook, pages, paragraph
from tests.proving.mutating import DOCUMENT as PLAIN

from handpress.editing import find_quotations, prepare
from handpress.model import nodes
from handpress.model.document import Contributor, Document, Metadata, Part, PartKind, Series
from handpress.model.facts import Facts
from handpress.model.nodes import Text
from handpress.model.spans import Span
from handpress.proving import Outputs, prove

_QUOTED = "Our printer counted forty-two sheets yesterday."
REPLY = Part(
    "reply",
    PartKind.REPLY,
    (Text("Against Freedom"),),
    (
        paragraph(3, "My friend has written:"),
        nodes.Quotation((paragraph(5, _QUOTED),)),
        nodes.Heading(1, (Text("What Follows"),)),
        paragraph(9, "Nothing."),
    ),
    byline=(Text("By E. Cook"),),
    source=(Text("The Evening Post, 1912"),),
    replies_to="article",
    span=Span("reply.md", 1, 9),
)
DOCUMENT = replace(
    PLAIN,
    metadata=Metadata(
        "The Mill and the River",
        "en",
        "1912-05",
        "An exchange. With remarks",
        (Contributor("A. Miller"), Contributor("E. Cook"), Contributor("J. Smith", "edt")),
        "Weir Press",
        "Leeds",
        "Two neighbours quarrel over water.",
        "weir-7",
        "Free for everybody.",
        Series("Weir Pamphlets", "7"),
    ),
    parts=(*PLAIN.parts, REPLY),
)
FACTS = prepare(DOCUMENT, find_quotations(DOCUMENT, 5))
OWN = ("cover.xhtml", "title-page.xhtml", "nav.xhtml", "note-on-the-text.xhtml", "colophon.xhtml", "toc.ncx")


@cache
def finished_ebook() -> bytes:
    return ebook(DOCUMENT, FACTS)


@cache
def finished_pages() -> bytes:
    return pages(DOCUMENT, facts=FACTS)


def told(*, epub: bytes | None = None, pdf: bytes | None = None) -> tuple[str, ...]:
    """What proving says of a file."""
    return tuple(finding.message for finding in prove(DOCUMENT, FACTS, Outputs(epub, pdf)).findings())


@dataclass(frozen=True)
class Mutation:
    """A way to spoil a finished file: its name, and the file that comes of it."""

    name: str
    spoil: Callable[[], bytes]


# --- the e-book ------------------------------------------------------------------------------------------------------

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
        for one, other in zip(ids, ids[1:], strict=False):
            between = page[one.end() : other.start()]
            swapped = page[: one.start()] + other[0] + between + one[0] + page[other.end() :]
            yield _replaced("article.xhtml", f"{one[1]} and {other[1]}", page, swapped)


def of_order() -> Iterator[Mutation]:
    """The pages in another order, one of them twice, and one of them gone."""
    package = _file("content.opf")
    lines = re.findall(r"<itemref[^>]*>", package)
    for one, other in zip(lines, lines[1:], strict=False):
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
    hits = []
    for shown in _SHOWN.finditer(page):
        at = 1 if shown[1] is not None else 2
        if "{" not in shown[at]:
            hits += _WORD.finditer(page, *shown.span(at))
    return hits


def _replaced(name: str, what: str, page: str, by: str) -> Mutation:
    return Mutation(f"{name}: {what}", lambda: damaged(finished_ebook(), lambda _: by, name))


@cache
def _file(name: str) -> str:
    found: list[str] = []
    damaged(finished_ebook(), lambda page: found.append(page) or f"{page}\n", name)  # type: ignore[func-returns-value]
    return found[0]


# --- the pages -------------------------------------------------------------------------------------------------------


def set_anew() -> Iterator[Mutation]:
    """The pages set with one thing that no manuscript says said otherwise."""
    data, note = DOCUMENT.metadata, FACTS.note_on_text
    first, second, editor = data.contributors
    assert data.series
    for field, value in {
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
    }.items():
        other = replace(data, **{field: value})
        yield _set(f"{field} {value}", replace(DOCUMENT, metadata=other), FACTS)
    emendation, quoted = note.emendations[0], note.quotations[0]
    for field, value in {
        "sentences": note.sentences[::-1],
        "marks": note.marks[1:],
        "emendations": (replace(emendation, entry="bilt] read build"), *note.emendations[1:]),
        "quotations": (replace(quoted, words="Our painter counted forty-two sheets yesterday."),),
    }.items():
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
        yield Mutation(f"link {at} of page {page + 1}", lambda page=page, at=at: _relinked(page, at))


def _relinked(page: int, at: int) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(finished_pages())) as pdf:
        link = pdf.pages[page].obj.Annots[at]
        link.Dest = pikepdf.String("call-article-2")
        pdf.save(out)
    return out.getvalue()


def _set(what: str, document: Document, facts: Facts) -> Mutation:
    return Mutation(f"pages: {what}", lambda: pages(document, facts=facts))


EBOOK: Mapping[str, Callable[[], Iterator[Mutation]]] = {
    **{f"words of {name}": (lambda name=name: of_words(name)) for name in OWN},
    **{f"links of {name}": (lambda name=name: of_links(name)) for name in OWN},
    "words of a part's labels": lambda: (one for one in of_words("reply.xhtml")),
    "places": of_places,
    "order": of_order,
    "record": of_record,
    "additions": additions,
}
