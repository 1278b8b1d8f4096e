"""Reads a page's content as a press does: every operator in order, forms within forms, to marks on the page.

Bounded, since a few lines of content can call for more work than a machine has: see ``MOST_STEPS``.
"""

from __future__ import annotations

from msgspec import Struct, field
from msgspec.structs import replace

from handpress.preflighting import engine
from handpress.preflighting.fonts import Font, font
from handpress.preflighting.geometry import Box, Matrix
from handpress.preflighting.objects import DIRECT, Entry, Ident, UnreadableError, boxed, entry, matrix
from handpress.preflighting.pictures import Dots, dots
from handpress.preflighting.readout import FontUse, Mark, PageRead
from handpress.preflighting.state import Resources, State
from handpress.preflighting.stream import KNOWN, Stream

MOST_STEPS = 500_000
"""The operators of a page, with those of all forms as often as they are drawn."""

MOST_STEPS_OF_ALL = 4_000_000
"""The same for all pages together: two minutes of work."""

_FORM_STEPS = 20  # what it costs to begin a form, in operators
_MOST_CONTENT = 1 << 26
_DEEPEST = 20


class Store(Struct):
    """What pages share, read once: fonts and pictures by their object. ``steps`` counts the work of all pages."""

    fonts: dict[Ident, Font] = field(default_factory=dict)
    pictures: dict[Ident, Dots] = field(default_factory=dict)
    steps: int = 0


class _OverworkError(Exception):
    """The page asks for more work than is reasonable."""


def read_content(page: PageRead, found: Entry, base: Matrix, store: Store) -> None:
    """Fill ``page`` with the marks, fonts and faults of its content. ``base`` leads from its units to pt as read."""
    reader = _Interpreter(page, store)
    resources = Resources(entry(found.get("Resources")))
    contents = found.get("Contents")
    parts = [part for part in (contents if isinstance(contents, list) else [contents]) if isinstance(part, Entry)]
    content = b""
    try:
        for part in parts:
            content += part.data(_MOST_CONTENT - len(content)) + b"\n"
        reader.run(content, resources, State(base, page.media))
    except UnreadableError:
        page.unread = "its content is damaged or far too large"
    except _OverworkError:
        page.unread = "it draws far too many things"


class _Interpreter:
    """Runs content streams for one page. ``_open`` are the forms being drawn: one that draws itself is passed over."""

    def __init__(self, page: PageRead, store: Store) -> None:
        self._page = page
        self._store = store
        self._open: list[Ident] = []
        self._stamp: Box | None = None
        self._steps = 0

    def run(self, content: bytes, resources: Resources, state: State) -> None:
        """Draw a content stream."""
        stream = Stream(self, resources, state)
        if not engine.run(content, stream.step, KNOWN):
            self._page.unread = self._page.unread or "its content is damaged"

    def count(self, steps: int = 1) -> None:
        """One operator more. Raises ``_OverworkError`` where that is one too many."""
        self._steps += steps
        self._store.steps += steps
        if self._steps > MOST_STEPS or self._store.steps > MOST_STEPS_OF_ALL:
            raise _OverworkError

    def add(self, mark: Mark) -> None:
        """A mark, if it lies on the page."""
        placed = replace(mark, box=self._stamp) if self._stamp else mark
        if placed.box.common(self._page.media):
            self._page.marks.append(placed)

    def font(self, found: Entry) -> Font:
        """A font, read once."""
        known = self._store.fonts.get(found.ident)
        if known is None or found.ident == DIRECT:
            known = self._store.fonts[found.ident] = font(found)
        return known

    def dots(self, found: Entry, resources: Resources) -> Dots:
        """A picture, read once."""
        known = self._store.pictures.get(found.ident)
        if known is None or found.ident == DIRECT:
            known = self._store.pictures[found.ident] = dots(found, resources.lookup)
        return known

    def use(self, used: Font) -> None:
        """A font sets something to be seen."""
        self._page.fonts.add(FontUse(used.name, used.kind, used.embedded))

    def grouped(self) -> None:
        """Something on the page is a transparency group."""
        self._page.group = True

    def tile(self, found: Entry, resources: Resources, state: State, area: Box) -> None:
        """Draw a pattern's cell once, for what is in it: wherever that lies, it fills all of ``area``."""
        before, self._stamp = self._stamp, self._stamp or area
        try:
            self.form(found, resources, state)
        finally:
            self._stamp = before

    def form(self, found: Entry, resources: Resources, state: State) -> None:
        """Draw a form in a copy of the state."""
        if found.ident in self._open and found.ident != DIRECT:
            self._page.unread = "a form on it draws itself"
            return
        if len(self._open) >= _DEEPEST:
            self._page.unread = f"forms on it are nested more than {_DEEPEST} deep"
            return
        own = entry(found.get("Resources"))
        below = state.copy()
        below.matrix = matrix(found.get("Matrix")).after(state.matrix)
        box = boxed(found.get("BBox"))
        clip = below.matrix.box(box).common(state.clip) if box else state.clip
        if clip is None:
            return
        below.clip = clip
        below.around = state.veil(state.fill)
        self.count(_FORM_STEPS)
        self._open.append(found.ident)
        try:
            self.run(found.data(_MOST_CONTENT), Resources(own) if own else resources, below)
        except UnreadableError:
            self._page.unread = "a form on it is damaged or far too large"
        finally:
            self._open.pop()
