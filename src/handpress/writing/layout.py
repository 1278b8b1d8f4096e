"""The one file that knows WeasyPrint: a finished page description becomes pages.

In: one HTML text, style sheets, and every file it may use as bytes. Out: the pages as a PDF, where each anchor landed,
and what stands in each note on the pages. Nothing is fetched: neither the network nor the disk can be reached from a
manuscript, since the only addresses that resolve are those of the enclosed files.
"""

from __future__ import annotations

import contextlib
import logging
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from handpress.diagnostics import PressError
from handpress.model.pagelines import PageLines
from handpress.writing import instances, pagelines, textflow
from handpress.writing.loading import load_engine
from handpress.writing.points import in_order_of_setting
from handpress.writing.textflow import Piece

SCHEME = "press:"
_SPACE = re.compile(r"[\s\u00ad]+")
_HYPHENS = "\u2010-"


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A file the pages may use, with its media type."""

    content: bytes
    media_type: str


@dataclass(frozen=True, slots=True)
class Pages:
    """A layout: on which page (from 1) each anchor stands, and the notes that are not whole on the pages."""

    count: int
    page_of: Mapping[str, int]
    damaged_notes: tuple[str, ...]
    _document: Any
    _render: Callable[[str], Any]
    right_to_left: bool = False

    def to_pdf(self, *, tags: bool = True) -> bytes:
        """The pages as a PDF with tags for readers of screens, or without.

        A note is tagged ``Note`` and its number in the file, and so is what stands of it on a further page. Pages that
        run ``right_to_left`` say so (ISO 32000-2, 12.2): viewers lay facing pages the other way round.
        """

        def turn(_document: Any, pdf: Any) -> None:
            if self.right_to_left:
                pdf.catalog["ViewerPreferences"]["Direction"] = "/R2L"

        _mark_notes(self._document)
        with _tagging_notes(), _pages_counted_once(), instances.quickly_made():
            found: bytes = self._document.write_pdf(pdf_tags=tags, finisher=turn)
        return found

    def lines(self) -> tuple[PageLines, ...]:
        """Where the lines stand on every page, as the engine has set them, and which named nodes are in them."""
        return tuple(pagelines.read_page(page._page_box) for page in self._document.pages)

    def starts(self) -> Iterator[tuple[str, int]]:
        """Where each page begins: the id around its first word, and how many letters stand in that before it.

        The id is empty for a page without words and pictures.
        """
        places: dict[int, _Places] = {}
        for page in self._document.pages:
            box = page._page_box
            root = box.children[0].element
            if id(root) not in places:
                # Reads the whole text: once, and not for every page.
                places[id(root)] = _Places(root)
            known = places[id(root)]
            flows = [known.first(box.children[0])]
            flows += [known.first(area) for area in box.children if type(area).__name__ == "FootnoteAreaBox"]
            yield next((found for found in flows if found), ("", 0))

    def reframed(self, html: str, first: str, behind: str | None) -> Pages | None:
        """These pages with those of another text before the page of the anchor ``first`` and from ``behind`` on.

        The same sheets and files hold for the text, which can have no notes and has something else on the pages
        between. Without ``behind`` all pages from ``first`` on stay as they are. None where one of the two anchors
        stands on another page in the text, so that what is between would have moved.
        """
        frame = self._render(html)
        found = _page_of(frame)
        if any(found.get(anchor) != self.page_of[anchor] for anchor in (first, behind) if anchor):
            return None
        start = self.page_of[first] - 1
        end = self.page_of[behind] - 1 if behind else self.count
        pages = [*frame.pages[:start], *self._document.pages[start:end], *(frame.pages[end:] if behind else ())]
        document = self._document.copy(pages)
        return replace(self, count=len(pages), page_of=_page_of(document), _document=document)

    def patched(self, html: str, stretches: Iterable[tuple[str, str]]) -> Pages | None:
        """These pages with those of another text from the first anchor of each stretch to before the second.

        The same sheets and files hold for the text. None where an anchor stands on another page in it, so that what
        follows would have moved.
        """
        other, stretches = self._render(html), list(stretches)
        found, pages = _page_of(other), list(self._document.pages)
        if any(found.get(anchor) != self.page_of[anchor] for stretch in stretches for anchor in stretch):
            return None
        for first, behind in stretches:
            taken = slice(self.page_of[first] - 1, self.page_of[behind] - 1)
            pages[taken] = other.pages[taken]
        document = self._document.copy(pages)
        return replace(self, page_of=_page_of(document), damaged_notes=tuple(_damaged(document)), _document=document)


def lay_out(html: str, styles: str, files: Mapping[str, Enclosed]) -> Pages:
    """Lay out a text. ``files`` are the fonts and pictures it may name, as ``press:NAME``.

    Raises ``PressError`` where WeasyPrint or the system libraries it needs are missing, or where a file that the text
    names is not enclosed.
    """
    weasyprint, fonts = load_engine()
    fetcher = _fetcher(files)
    configuration = fonts.FontConfiguration()
    with _listening():
        sheet = weasyprint.CSS(string=styles, url_fetcher=fetcher, font_config=configuration, base_url=SCHEME)
    options = {**weasyprint.DEFAULT_OPTIONS, "stylesheets": [sheet]}

    def render(text: str) -> Any:
        with _listening():
            source = weasyprint.HTML(string=in_order_of_setting(text), url_fetcher=fetcher, base_url=SCHEME)
            return _document_class()._render(source, configuration, None, None, options)

    document = render(html)
    return Pages(len(document.pages), _page_of(document), tuple(_damaged(document)), document, render)


def _page_of(document: Any) -> dict[str, int]:
    page_of: dict[str, int] = {}
    for number, page in enumerate(document.pages, 1):
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


class Waiting(list[Any]):
    """The notes that have not yet come to their page, in order.

    WeasyPrint asks of every box of every line whether its note, mostly none, is among them. A list looks through all
    the notes of the pamphlet for that, so that the time grew with the square of their number; this one knows.
    """

    def __init__(self, notes: Iterable[Any] = ()) -> None:
        super().__init__(notes)
        self._times = Counter(id(note) for note in self)

    def __contains__(self, note: object) -> bool:
        return self._times.get(id(note), 0) > 0

    def append(self, note: Any) -> None:
        """Add a note."""
        super().append(note)
        self._times[id(note)] += 1

    def remove(self, note: Any) -> None:
        """Take a note out. Raises ``ValueError`` where it is not among them."""
        super().remove(note)
        self._times[id(note)] -= 1

    def copy(self) -> Waiting:
        """The same notes once more."""
        return Waiting(self)


def _document_class() -> Any:
    from weasyprint.document import Document

    class Swift(Document):  # type: ignore[misc]
        """A layout whose notes wait in a list that knows them."""

        @classmethod
        def _build_layout_context(cls, *given: Any) -> Any:
            context = super()._build_layout_context(*given)
            context.footnotes = Waiting(context.footnotes)
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


# --- notes --------------------------------------------------------------------------------------------------
# WeasyPrint 70 loses a footnote now and then, whole and without a warning, where two of one paragraph meet a page's
# end. The layout itself tells: the letters of every note are counted in the footnote areas of the pages.


def _damaged(document: Any) -> Iterator[str]:
    """The ids of the notes whose letters are not all on the pages, once, in order, and inside the page."""
    wanted: dict[str, str] = {}
    found: dict[str, list[str]] = {}
    for page in document.pages:
        box = page._page_box
        for element in box.children[0].element.iter() if not wanted else ():
            # A note at its part's end is a block of the text; only those at the foot are spans, and at risk.
            if element.get("role") == "doc-footnote" and element.tag == "span":
                wanted[element.get("id")] = _letters("".join(element.itertext()))
        for area in box.children:
            if type(area).__name__ != "FootnoteAreaBox":
                continue
            for note in area.children:
                whole = note.position_y >= 0 and note.position_y + note.height <= box.margin_height()
                text = "".join(_text(note)) if whole else ""
                found.setdefault(note.element.get("id"), []).append(_letters(text))
    order = {identifier: place for place, identifier in enumerate(wanted)}
    furthest = -1
    astray = set()
    for identifier in found:
        # The engine may put a note off to the next page and its successor not: then they stand in the wrong order.
        if order.get(identifier, furthest) < furthest:
            astray.add(identifier)
        furthest = max(furthest, order.get(identifier, -1))
    for identifier, letters in wanted.items():
        if identifier in astray or "".join(found.get(identifier, ())) != letters:
            yield identifier


# --- where pages begin --------------------------------------------------------------------------------------


class _Places:
    """Finds again in the text what stands on its pages, taken in their order.

    The boxes of one element come in the order of its text; so the letters of each that have been met tell which of
    them a box holds, however tables, floats and positioned boxes are ordered on the page.
    """

    def __init__(self, root: Any) -> None:
        self._root = root  # kept, so that no other tree's elements can take the identities of this one's
        self._pieces: dict[int, list[tuple[int, Piece]]] = {}
        for rank, piece in enumerate(textflow.pieces(root)):
            self._pieces.setdefault(id(piece.owner), []).append((rank, piece))
        self._met: Counter[int] = Counter()

    def first(self, box: Any) -> tuple[str, int] | None:
        """The place of the first letter or picture in a box; None where it holds none."""
        found = (place for one in _own_boxes(box) if (place := self._place(one)))
        first = min(found, key=lambda place: place[:2], default=None)
        return first[2:] if first else None

    def _place(self, box: Any) -> tuple[int, int, str, int] | None:
        """Its rank in the text, the letters of its piece before it, and both as the id around it and letters there."""
        owner = id(box.element)
        length = len(textflow.letters(box.text)) if hasattr(box, "text") else 1
        met = self._met[owner]
        self._met[owner] += length
        for rank, piece in self._pieces.get(owner, ()) if length else ():
            within = len(textflow.letters(piece.text))
            if met < within:
                return rank, met, piece.anchor, piece.before + met
            met -= within
        return None


def _own_boxes(box: Any) -> Iterator[Any]:
    """The boxes of text and pictures in a box, less what the style sheet has made."""
    if "::" in (box.element_tag or ""):
        return
    if hasattr(box, "text") or hasattr(box, "replacement"):
        yield box
    for child in getattr(box, "children", ()):
        yield from _own_boxes(child)


# The engine tags by the names of elements and knows none for a note (PDF/UA-1 §7.9 asks for it); its boxes carry such a
# name, which nothing else reads once the pages are laid out.
_NOTE = "note "


def _mark_notes(document: Any) -> None:
    numbers: dict[str, int] = {}
    for page in document.pages:
        waiting = [page._page_box]
        while waiting:
            box = waiting.pop()
            element = box.element
            # At its call a note leaves an empty box, which bears its element but another name.
            if element is None or element.get("role") != "doc-footnote" or "::" in box.element_tag:
                waiting += list(getattr(box, "children", ()))[::-1]
                continue
            # The boxes within a note are not looked at: the nameless ones among them pass for the note itself.
            box.element_tag = f"{_NOTE}{numbers.setdefault(element.get('id'), len(numbers) + 1)}"


@contextlib.contextmanager
def _tagging_notes() -> Iterator[None]:
    from weasyprint.pdf import tags

    known = tags._get_pdf_tag
    tags._get_pdf_tag = lambda name: name.title().replace(" ", "") if (name or "").startswith(_NOTE) else known(name)
    try:
        yield
    finally:
        tags._get_pdf_tag = known


@contextlib.contextmanager
def _pages_counted_once() -> Iterator[None]:
    """While this holds, a file that is written lists its pages anew only when it has another number of them.

    The engine asks for the list for every element and every link, so that the time grew with the square of the pages.
    """
    from weasyprint.pdf import tags

    file = tags.pydyf.PDF
    known = file.page_references
    kept: dict[int, tuple[int, Any]] = {}

    def page_references(pdf: Any) -> Any:
        count = len(pdf.pages["Kids"])
        if kept.get(id(pdf), (-1, None))[0] != count:
            kept[id(pdf)] = count, known.fget(pdf)
        return kept[id(pdf)][1]

    file.page_references = property(page_references)
    try:
        yield
    finally:
        file.page_references = known


def _text(box: Any) -> Iterator[str]:
    if hasattr(box, "text"):
        yield box.text
    for child in getattr(box, "children", ()):
        yield from _text(child)


def _letters(text: str) -> str:
    """The text without what line breaking adds or takes: white space and hyphens."""
    return _SPACE.sub("", text).translate({ord(hyphen): None for hyphen in _HYPHENS})


def library_version() -> str:
    """The version of Pango that sets the lines. Raises ``PressError`` where it is missing."""
    load_engine()
    from weasyprint.text import ffi

    number = ffi.pango.pango_version()
    return f"{number // 10000}.{number // 100 % 100}.{number % 100}"
