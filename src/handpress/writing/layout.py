"""The one file that knows WeasyPrint: a finished page description becomes pages.

In: one HTML text, style sheets, and every file it may use as bytes. Out: the pages as a PDF, where each anchor landed,
and what stands in each note on the pages. Nothing is fetched: neither the network nor the disk can be reached from a
manuscript, since the only addresses that resolve are those of the enclosed files.
"""

from __future__ import annotations

import contextlib
import logging
import os
import re
import warnings
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from handpress.diagnostics import ExitCode, PressError

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

    def to_pdf(self, direction: str = "ltr") -> bytes:
        """The pages as a PDF with tags for readers of screens.

        Those of a pamphlet that runs ``rtl`` say so (ISO 32000-2, 12.2): viewers lay facing pages the other way round.
        """

        def turn(_document: Any, pdf: Any) -> None:
            if direction == "rtl":
                pdf.catalog["ViewerPreferences"]["Direction"] = "/R2L"

        found: bytes = self._document.write_pdf(pdf_tags=True, finisher=turn)
        return found

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


def lay_out(html: str, styles: str, files: Mapping[str, Enclosed]) -> Pages:
    """Lay out a text. ``files`` are the fonts and pictures it may name, as ``press:NAME``.

    Raises ``PressError`` where WeasyPrint or the system libraries it needs are missing, or where a file that the text
    names is not enclosed.
    """
    weasyprint, fonts = _engine()
    fetcher = _fetcher(files)
    configuration = fonts.FontConfiguration()
    with _listening():
        sheet = weasyprint.CSS(string=styles, url_fetcher=fetcher, font_config=configuration, base_url=SCHEME)
    options = {**weasyprint.DEFAULT_OPTIONS, "stylesheets": [sheet]}

    def render(text: str) -> Any:
        with _listening():
            source = weasyprint.HTML(string=text, url_fetcher=fetcher, base_url=SCHEME)
            return _document_class()._render(source, configuration, None, None, options)

    document = render(html)
    return Pages(len(document.pages), _page_of(document), tuple(_damaged(document)), document, render)


def _page_of(document: Any) -> dict[str, int]:
    page_of: dict[str, int] = {}
    for number, page in enumerate(document.pages, 1):
        for anchor in page.anchors:
            page_of.setdefault(anchor, number)
    return page_of


def _engine() -> tuple[Any, Any]:
    # Imported late: it costs the better part of a second, and a check or an outline needs none of it.
    # Subset fonts are stamped with this moment; the clock's would give other bytes every second.
    os.environ["SOURCE_DATE_EPOCH"] = "315532800"
    with warnings.catch_warnings():
        # It misses the system's fonts, which the press hides from it so that every machine makes the same bytes.
        warnings.filterwarnings("ignore", "No fonts configured", UserWarning)
        try:
            import weasyprint
            from weasyprint.text import fonts
        except OSError as error:
            raise PressError(
                f"A library that sets type is missing on this machine: {str(error).splitlines()[0]}.",
                hint="handpress doctor says what to install.",
                exit_code=ExitCode.ENVIRONMENT,
            ) from None
    return weasyprint, fonts


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
    _engine()
    from weasyprint.text import ffi

    number = ffi.pango.pango_version()
    return f"{number // 10000}.{number // 100 % 100}.{number % 100}"
