"""The one file that knows WeasyPrint: a finished page description becomes pages.

In: one HTML text, style sheets, and every file it may use as bytes. Out: the pages as a PDF, where each anchor landed,
and what stands in each note on the pages. Nothing is fetched: neither the network nor the disk can be reached from a
manuscript, since the only addresses that resolve are those of the enclosed files.
"""

from __future__ import annotations

import contextlib
import functools
import logging
import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from msgspec import Struct

from handpress.diagnostics import PressError
from handpress.model.folios import ALIKE, Folios
from handpress.model.pagelines import PageLines
from handpress.writing import instances, pagelines, thrift, typecases
from handpress.writing.formes import Case, Forme, Laid, digest
from handpress.writing.loading import load_engine
from handpress.writing.pagedesign import folio_styles
from handpress.writing.pagestarts import page_starts
from handpress.writing.points import in_order_of_setting
from handpress.writing.wholeness import damaged_notes

SCHEME = "press:"


class Enclosed(Struct, frozen=True):
    """A file the pages may use, with its media type."""

    content: bytes
    media_type: str


class Pages(Struct, frozen=True):
    """A layout: on which page each anchor stands, and the notes that are not whole on the pages.

    ``first`` is the number of its first page; ``page_of`` counts from it.
    """

    count: int
    page_of: Mapping[str, int]
    damaged_notes: tuple[str, ...]
    _document: Any
    first: int = 1
    _faces: frozenset[str] = frozenset()

    @property
    def laid(self) -> Laid:
        """What came of the layout, without the engine's boxes."""
        return Laid(self.count, self.page_of, self.damaged_notes)

    def to_pdf(self, *, tags: bool = True) -> bytes:
        """The pages as a PDF with tags for readers of screens, or without.

        A note is tagged ``Note`` and a number of its own, and so is what stands of it on a further page.
        """
        with _tagging_notes(self._document), thrift.pages_counted_once(), instances.quickly_made():
            found: bytes = self._document.write_pdf(pdf_tags=tags)
        return found

    def forme(self, *, lines: bool = False) -> Forme:
        """The pages made ready to be joined with others: all that is asked of them, without the engine's boxes.

        ``lines``: where the lines stand is to be told too.
        """
        # Before the PDF is written, which renames the boxes of notes.
        starts, told = tuple(page_starts(self._document)), self.lines() if lines else ()
        cases: dict[str, Case] = {}
        with (
            _tagging_notes(self._document),
            thrift.pages_counted_once(),
            instances.left_uncut(cases, self._faces),
            _links_beyond() as targets,
        ):
            pdf = self._document.write_pdf(pdf_tags=True, uncompressed_pdf=True)
        return Forme(pdf, self.first, self.count, self.page_of, starts, cases, frozenset(targets), told)

    def lines(self) -> tuple[PageLines, ...]:
        """Where the lines stand on every page, as the engine has set them, and which named nodes are in them.

        To be asked before the pages are written, which renames the boxes of notes.
        """
        return tuple(pagelines.read_page(page._page_box) for page in self._document.pages)


class Composer:
    """Lays out texts by one set of styles. ``files`` are the fonts and pictures they may name, as ``press:NAME``.

    ``styles`` are one sheet or several, of which a later one goes before. What a sheet says is worked out once in a
    process, however many texts are set by it; but for faces and ways to count, which belong to the texts.
    Raises ``PressError`` where WeasyPrint or the system libraries it needs are missing, or where a file that the
    styles name is not enclosed.
    """

    def __init__(self, styles: str | Sequence[str], files: Mapping[str, Enclosed]) -> None:
        weasyprint, _ = load_engine()
        from weasyprint.css.counters import CounterStyle

        self._engine, self._fetcher = weasyprint, _fetcher(files)
        self._counters = CounterStyle()
        texts = [styles] if isinstance(styles, str) else styles
        faces = {name: _face(file.content) for name, file in files.items() if file.media_type == "font/ttf"}
        known = {name: faces.get(name) or digest(file.content) for name, file in files.items()}
        cases = [text for text in texts if "@font-face" in text]
        if len(cases) == 1 and typecases.are_faces_alone(cases[0]):
            key = cases[0], *sorted(faces.items())
            self._configuration = typecases.typecase(key, functools.partial(self._take_up, cases[0]))
            rest = [text for text in texts if text is not cases[0]]
        else:
            self._configuration, rest = self._take_up(""), list(texts)
        if any(map(_OWN.search, rest)):
            with _listening():
                sheets = [self._sheet(text, self._counters) if _OWN.search(text) else _sheet(text) for text in rest]
            self._wardrobe = thrift.Wardrobe()
        else:
            kept, self._wardrobe = typecases.stock(rest, self._configuration, _sheet)
            sheets = list(kept)
        self._faces = frozenset(faces.values())
        self._depends = repr((texts, sorted(known.items())))
        self._options = {**weasyprint.DEFAULT_OPTIONS, "stylesheets": sheets}

    def lay_out(self, html: str, first: int = 1, folios: Folios = ALIKE) -> Pages:
        """Lay out a text whose first page has the number ``first``, an odd one on the right where text runs so.

        A blank page goes before one that must begin on the other side. The counter ``page`` gives the folio where the
        style ``folio`` is asked for. Raises ``PressError`` where a file that the text names is not enclosed.
        """
        counters = self._counters.copy()
        with _listening(), thrift.spared(self._wardrobe), _beginning(first, folios):
            self._sheet(folio_styles(folios), counters)
            source = _source(in_order_of_setting(html), self._fetcher)
            document = _document_class()._render(source, self._configuration, counters, None, self._options)
        count, damaged = len(document.pages), tuple(damaged_notes(document))
        return Pages(count, _page_of(document, first), damaged, document, first, self._faces)

    def key(self, html: str, first: int, folios: Folios) -> str:
        """What tells this text, set so from this page on, from every other, as far as is not the engine's."""
        return digest(f"{self._depends}\0{html}\0{first}\0{folios.front}".encode())

    def _take_up(self, faces: str) -> Any:
        """The engine's configuration with the faces that a sheet names."""
        _, fonts = load_engine()
        self._configuration = fonts.FontConfiguration()
        with _listening():
            self._sheet(faces, self._counters)
        return self._configuration

    def _sheet(self, styles: str, counters: Any) -> Any:
        named = {"font_config": self._configuration, "counter_style": counters, "url_fetcher": self._fetcher}
        return self._engine.CSS(string=styles, base_url=SCHEME, **named)


_OWN = re.compile(r"@(?:font-face|counter-style|color-profile|import)\b")
"""What a sheet may have that belongs to the texts that are set by it."""


@functools.lru_cache(maxsize=16)
def _face(content: bytes) -> str:
    # The house's faces are a few megabytes, and go into every text.
    return digest(content)


@functools.lru_cache(maxsize=32)
def _sheet(styles: str) -> Any:
    from weasyprint import CSS

    # What it complains of must not be known the next time, when it would not complain.
    with _listening():
        return CSS(string=styles, base_url=SCHEME)


def get_ready(styles: str) -> None:
    """Work out what a sheet says ahead of the texts that are to be set by it, if it does not belong to them.

    Raises ``PressError`` as ``Composer`` does.
    """
    load_engine()
    if not _OWN.search(styles):
        _sheet(styles)


def lay_out(html: str, styles: str | Sequence[str], files: Mapping[str, Enclosed], folios: Folios = ALIKE) -> Pages:
    """Lay out one text. In and out, and what is raised, as for ``Composer``."""
    return Composer(styles, files).lay_out(html, folios=folios)


@contextlib.contextmanager
def _beginning(first: int, folios: Folios) -> Iterator[None]:
    """While this holds, layouts begin with page ``first``: its number, its side, and a blank before it where needed.

    Pages of the front that have folios of their own count up to 0, so that the text begins with 1.
    """
    from weasyprint import layout

    begin = layout.initialize_page_maker

    def initialize_page_maker(context: Any, root_box: Any) -> None:
        begin(context, root_box)
        if first == 1 and not folios.front:
            return
        _, next_page, _, state, remake = context.page_maker[0]
        right = (first % 2 == 1) == (root_box.style["direction"] == "ltr")
        state[1]["page"] = [first - 1 - folios.front]
        # Behind a blank the engine resumes at the first child, which is the beginning: from nowhere it would end.
        resume_at = {0: None} if _is_left_blank(asked := _side_asked(root_box), first, right=right) else None
        context.page_maker[0] = resume_at, {**next_page, "break": asked}, right, state, remake

    layout.initialize_page_maker = initialize_page_maker
    try:
        yield
    finally:
        layout.initialize_page_maker = begin


def _is_left_blank(asked: str, first: int, *, right: bool) -> bool:
    """Whether the first page must be left blank, since the text asks to begin on the other side."""
    wanted = {"recto": first % 2 == 1, "verso": first % 2 == 0, "right": right, "left": not right}
    return not wanted.get(asked, True)


def _side_asked(box: Any) -> str:
    """The side on which a text asks to begin, as its first boxes have it; ``any`` where it does not ask.

    The engine looks at the root alone, since nothing stands before what it lays out.
    """
    while box is not None:
        if (asked := box.style["break_before"]) in ("left", "right", "recto", "verso"):
            return str(asked)
        inner = (child for child in getattr(box, "children", ()) if child.is_in_normal_flow())
        box = next(inner, None)
    return "any"


@contextlib.contextmanager
def _links_beyond() -> Iterator[set[str]]:
    """While this holds, links may lead to anchors on other pages than those that are written; their names are told."""
    from weasyprint import pdf

    known, targets = pdf.resolve_links, set[str]()

    def resolve_links(pages: Any) -> Iterator[Any]:
        met: set[str] = set()
        for page in pages:
            targets.update(link[1] for link in page.links if link[0] == "internal")
            anchors = [(name, *place[:2]) for name, place in page.anchors.items() if name not in met]
            met.update(page.anchors)
            yield page.links, anchors

    pdf.resolve_links = resolve_links
    try:
        yield targets
    finally:
        pdf.resolve_links = known


def _page_of(document: Any, first: int) -> dict[str, int]:
    page_of: dict[str, int] = {}
    for number, page in enumerate(document.pages, first):
        for anchor in page.anchors:
            page_of.setdefault(anchor, number)
    return page_of


def _fetcher(files: Mapping[str, Enclosed]) -> Any:
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class Enclosure(URLFetcher):  # type: ignore[misc]
        """Serves the enclosed files and refuses every other address."""

        def fetch(self, url: str, headers: Any = None) -> Any:
            name = url.removeprefix(SCHEME)
            if url == name or name not in files:
                raise ValueError(f"{url} is not part of this pamphlet")
            return URLFetcherResponse(url, files[name].content, {"Content-Type": files[name].media_type})

    return Enclosure(fail_on_errors=True)


def _source(text: str, fetcher: Any) -> Any:
    """A text as the engine takes it: it reads HTML as browsers do, sign by sign, which for what is XML too is idle."""
    from weasyprint import HTML, cssselect2

    class Source(HTML):  # type: ignore[misc]
        """A text that has been read."""

        def __init__(self, root: Element) -> None:
            self.base_url, self.url_fetcher, self.media_type = SCHEME, fetcher, "print"
            self.wrapper_element = cssselect2.ElementWrapper.from_html_root(root, content_language=None)
            self.etree_element = self.wrapper_element.etree_element

    try:
        return Source(ElementTree.fromstring(text))
    except ElementTree.ParseError:
        return HTML(string=text, url_fetcher=fetcher, base_url=SCHEME)


def _document_class() -> Any:
    from weasyprint.document import Document

    class Swift(Document):  # type: ignore[misc]
        """A layout whose notes wait in a list that knows them."""

        @classmethod
        def _build_layout_context(cls, *given: Any) -> Any:
            context = super()._build_layout_context(*given)
            context.footnotes = thrift.Waiting(context.footnotes)
            return context

    return Swift


@contextlib.contextmanager
def _listening() -> Iterator[None]:
    """Turn what the engine only logs into errors of ours."""
    with _Listener() as listener, _refusals():
        yield
    if listener.failures:
        raise PressError(f"The pages could not be laid out as asked: {listener.failures[0]}")


@contextlib.contextmanager
def _refusals() -> Iterator[None]:
    """Turn the engine's word for a refused address, which is no ``Exception``, into ours."""
    from weasyprint.urls import FatalURLFetchingError

    try:
        yield
    except FatalURLFetchingError as error:
        raise PressError(f"The pages could not be laid out as asked: {error.__cause__ or error}.") from None


class _Listener(logging.Handler):
    """Takes what WeasyPrint logs: a picture or font that fails is an error to us and only a log line to it."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.failures: list[str] = []

    def __enter__(self) -> _Listener:
        logger = logging.getLogger("weasyprint")
        self._kept = (logger.propagate, list(logger.handlers))
        logger.propagate, logger.handlers = False, [self]
        return self

    def __exit__(self, *_: object) -> None:
        logger = logging.getLogger("weasyprint")
        logger.propagate, logger.handlers = self._kept

    def emit(self, record: logging.LogRecord) -> None:
        self.failures.append(record.getMessage())


# The engine tags by the names of elements and knows none for a note (PDF/UA-1 §7.9 asks for it); its boxes carry such a
# name, which nothing else reads once the pages are laid out.
_NOTE = "note "


@contextlib.contextmanager
def _tagging_notes(document: Any) -> Iterator[None]:
    """While this holds, the engine tags the notes of a document as notes. It renames their boxes for good."""
    from weasyprint.pdf import tags

    _mark_notes(document)
    known = tags._get_pdf_tag
    tags._get_pdf_tag = lambda name: name.title().replace(" ", "") if (name or "").startswith(_NOTE) else known(name)
    try:
        yield
    finally:
        tags._get_pdf_tag = known


def _mark_notes(document: Any) -> None:
    for page in document.pages:
        waiting = [page._page_box]
        while waiting:
            box = waiting.pop()
            element = box.element
            # At its call a note leaves an empty box, which bears its element but another name.
            if element is None or element.get("role") != "doc-footnote" or "::" in box.element_tag:
                waiting += list(getattr(box, "children", ()))[::-1]
                continue
            # The boxes within a note are not looked at: the nameless ones among them pass for the note itself. The
            # number is that of the name, the same whatever other pages are written with these.
            box.element_tag = f"{_NOTE}{zlib.crc32(element.get('id').encode('utf-8'))}"


def library_version() -> str:
    """The version of Pango that sets the lines. Raises ``PressError`` where it is missing."""
    load_engine()
    from weasyprint.text import ffi

    number = ffi.pango.pango_version()
    return f"{number // 10000}.{number // 100 % 100}.{number % 100}"
