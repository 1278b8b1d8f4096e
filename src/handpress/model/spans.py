"""Places in the manuscript."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct


class Span(Struct, frozen=True):
    """A stretch of a manuscript file.

    Lines and columns count from 1, as editors do. ``column`` and ``last_column`` are 0 where only the lines
    are known. ``file`` is relative to the workspace, with forward slashes.

    A run of text does not always stand in a manuscript as it reads: ``turns`` tell after how many of its letters it
    goes on in another line, or farther along the line, and in which line and column. Letters are counted, since
    typography changes everything else. They take no part in equality.
    """

    file: str
    line: int
    last_line: int
    column: int = 0
    last_column: int = 0
    turns: tuple[tuple[int, int, int], ...] = ()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Span) and self._stretch == other._stretch

    def __hash__(self) -> int:
        return hash(self._stretch)

    @property
    def _stretch(self) -> tuple[str, int, int, int, int]:
        return self.file, self.line, self.last_line, self.column, self.last_column

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.column else f"{self.file}:{self.line}"

    def to(self, other: Span | None) -> Span:
        """The stretch from the start of this span to the end of ``other`` (this span itself if None)."""
        if other is None:
            return self
        return Span(self.file, self.line, other.last_line, self.column, other.last_column)


def letters_in(text: str) -> int:
    """How many letters and digits a text has, as ``Span.turns`` counts them."""
    return sum(map(str.isalnum, text))


class Placed(Struct, frozen=True, kw_only=True, tag=True):
    """What came from a place in a manuscript, its ``span``, which takes no part in equality."""

    span: Span | None = None

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self._said == other._said

    def __hash__(self) -> int:
        return hash((type(self), self._said))

    @property
    def _said(self) -> tuple[object, ...]:
        return tuple(getattr(self, name) for name in self.__struct_fields__ if name != "span")


class PagePlace(Struct, frozen=True):
    """A place on a finished page, for what has no line in a manuscript.

    ``page`` counts from 1; ``folio`` is the number the file gives that page (its page label), empty where it gives
    none. The place is ``width_mm`` by ``height_mm`` and begins ``left_mm`` from the trimmed page's left edge and
    ``top_mm`` from its top, as the page is read; all four are 0 where the whole page is meant.
    """

    page: int
    folio: str = ""
    left_mm: float = 0.0
    top_mm: float = 0.0
    width_mm: float = 0.0
    height_mm: float = 0.0

    @property
    def whole(self) -> bool:
        """Whether the whole page is meant."""
        return not (self.width_mm or self.height_mm)


def pages_in_words(places: Iterable[PagePlace]) -> str:
    """The pages of some places: ``page 3``, ``pages 3, 5, 7–20``; nothing for none.

    A single page is also named by its folio, where that is another: ``page 3 (“iii”)``.
    """
    folios = {place.page: place.folio for place in places}
    pages = sorted(folios)
    if len(pages) == 1:
        folio = folios[pages[0]]
        return f"page {pages[0]}" + (f" (“{folio}”)" if folio not in ("", str(pages[0])) else "")
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    shown = (f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs)
    return "pages " + ", ".join(shown) if pages else ""
