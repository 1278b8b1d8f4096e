"""WeasyPrint, spared from working out again what it has worked out already.

In: a layout to be made. Out, while ``spared`` holds, the same layout for less: the styles of a page and of the boxes in
its margins are made once for all pages of one kind, the used values of a style once for each size of what holds it, and
the notes that wait for their page are known and not looked for. Each saving stands aside where the engine is not the
one that it was made for.
"""

from __future__ import annotations

import contextlib
import inspect
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

_PARAMETERS = {
    "set_page_type_computed_styles": ("page_type", "html", "style_for"),
    "resolve_percentages": ("box", "containing_block"),
}
# Where the engine looks ``resolve_percentages`` up. Flex, grid and columns are left to it: the press has few of them.
_ASKING = ("absolute", "block", "float", "inline", "page")


@contextlib.contextmanager
def spared() -> Iterator[None]:
    """While this holds, layouts cost less."""
    from weasyprint.layout import page, percent

    known = {"set_page_type_computed_styles": page, "resolve_percentages": percent}
    if any(
        tuple(inspect.signature(getattr(module, name)).parameters) != _PARAMETERS[name]
        for name, module in known.items()
    ):
        yield
        return
    with contextlib.ExitStack() as stack:
        stack.enter_context(_replaced(page, "set_page_type_computed_styles", _page_styles))
        used = _UsedValues(percent.resolve_percentages)
        for name in _ASKING:
            stack.enter_context(_replaced(_layout_module(name), "resolve_percentages", used))
        yield


@contextlib.contextmanager
def _replaced(module: Any, name: str, stand_in: Any) -> Iterator[None]:
    kept = getattr(module, name)
    setattr(module, name, stand_in)
    try:
        yield
    finally:
        setattr(module, name, kept)


def _layout_module(name: str) -> Any:
    import importlib

    return importlib.import_module(f"weasyprint.layout.{name}")


# --- styles of pages ----------------------------------------------------------------------------------------


def _page_styles(page_type: Any, html: Any, style_for: Any) -> None:
    """The styles of a page and of the boxes in its margins: those of an earlier page that the same rules match.

    The engine makes them for every page, some two thousand values each, and looks for them among those of all pages
    before, so that the time grew with the square of the pages.
    """
    known = style_for.__dict__.setdefault("_handpress_pages", {})
    matched = tuple(
        (number, place)
        for number, (sheet, _, _) in enumerate(style_for._sheets)
        for place, (_, selectors, _) in enumerate(sheet.page_rules)
        for _, _, selector in selectors
        if style_for._page_type_match(selector, page_type)
    )
    computed = style_for.get_computed_styles()
    if matched not in known:
        style_for.add_page_declarations(page_type)
        root = html.etree_element
        style_for.set_computed_styles(page_type, root=root, parent=root, base_url=html.base_url)
        kinds = [kind for element, kind in style_for.get_cascaded_styles() if kind and element == page_type]
        for kind in kinds:
            style_for.set_computed_styles(
                page_type, pseudo_type=kind, root=root, parent=page_type, base_url=html.base_url
            )
        known[matched] = {kind: computed[page_type, kind] for kind in (None, *kinds)}
        # Nobody asks for the declarations again; the engine would look through them for every kind of page.
        style_for.get_cascaded_styles().clear()
    for kind, style in known[matched].items():
        computed[page_type, kind] = style


# --- used values --------------------------------------------------------------------------------------------


class _UsedValues:
    """Stands for the engine's ``resolve_percentages``: margins, padding and sizes of a box, in pixels.

    They depend on the style and on the size of what holds the box, and on nothing else but for the borders of a table
    that are collapsed. The engine works out some thirty for every line and every piece of a line.
    """

    def __init__(self, original: Any) -> None:
        from weasyprint.formatting_structure import boxes

        self._original, self._box, self._page = original, boxes.Box, boxes.PageBox

    def __call__(self, box: Any, containing_block: Any) -> None:
        """Set the used values on a box."""
        size = containing_block
        if isinstance(containing_block, self._box):
            size = containing_block.width, containing_block.height
        style = box.style
        used = style.__dict__.setdefault("_handpress_used", {})
        values = used.get(size)
        if values is not None:
            box.__dict__.update(values)
            return
        self._original(box, containing_block)
        # The foot of a page is made higher in its style, which is put back: of pages nothing is remembered.
        if style["border_collapse"] != "collapse" and not isinstance(box, self._page):
            used[tuple(size)] = {name: box.__dict__[name] for name in _USED}


_SIDES = ("top", "right", "bottom", "left")
_USED = (
    *(f"{kind}_{side}" for kind in ("margin", "padding") for side in _SIDES),
    *(f"border_{side}_width" for side in _SIDES),
    *("width", "height", "min_width", "max_width", "min_height", "max_height"),
)


# --- notes that wait ----------------------------------------------------------------------------------------


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
