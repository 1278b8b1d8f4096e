"""WeasyPrint, spared from working out again what it has worked out already.

In: a layout to be made. Out, while ``spared`` holds, the same layout for less: elements that the same rules match share
their style, though each has an id, or stands in another text of the same sheets; so do the pages of one kind, and the
boxes in their margins; used values are worked
out once for a style and the size of what holds it; boxes without a background are known by their style; and so are the
notes that wait for their page. All of it stands aside where the engine is not the one that it was made for.
"""

from __future__ import annotations

import contextlib
import inspect
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from msgspec import Struct, field

_PARAMETERS = {
    "set_computed_styles": ("self", "element", "parent", "root", "pseudo_type", "base_url", "target_collector"),
    "set_page_type_computed_styles": ("page_type", "html", "style_for"),
    "resolve_percentages": ("box", "containing_block"),
    "layout_box_backgrounds": ("page", "box", "get_image_from_uri", "layout_children", "style"),
}


class Wardrobe(Struct):
    """Styles that were made for texts of one set of sheets, of elements and of pages, by the rules they match."""

    elements: dict[Any, Any] = field(default_factory=dict)
    pages: dict[Any, dict[Any, Any]] = field(default_factory=dict)


@contextlib.contextmanager
def spared(wardrobe: Wardrobe) -> Iterator[None]:
    """While this holds, layouts cost less. ``wardrobe`` has the styles of layouts before by the same sheets."""
    from weasyprint import css
    from weasyprint.layout import absolute, background, block, inline, page, percent
    from weasyprint.layout import float as floats

    originals = (
        css.StyleFor.set_computed_styles,
        page.set_page_type_computed_styles,
        percent.resolve_percentages,
        background.layout_box_backgrounds,
    )
    if any(tuple(inspect.signature(one).parameters) != _PARAMETERS[one.__name__] for one in originals):
        yield
        return
    used, bare = _UsedValues(percent.resolve_percentages), _Backgrounds(background.layout_box_backgrounds)
    with contextlib.ExitStack() as stack:
        # Those who ask for used values; flex, grid and columns are left to the engine: the press has few of them.
        stack.enter_context(_replaced(css.StyleFor, "set_computed_styles", _sharing(css, wardrobe)))
        stack.enter_context(_replaced(page, "set_page_type_computed_styles", _page_styles(wardrobe)))
        for module in (absolute, block, floats, inline, page):
            stack.enter_context(_replaced(module, "resolve_percentages", used))
        stack.enter_context(_replaced(background, "layout_box_backgrounds", bare))
        yield


@contextlib.contextmanager
def _replaced(module: Any, name: str, stand_in: Any) -> Iterator[None]:
    kept = getattr(module, name)
    setattr(module, name, stand_in)
    try:
        yield
    finally:
        setattr(module, name, kept)


# --- styles of elements -------------------------------------------------------------------------------------


def _sharing(css: Any, wardrobe: Wardrobe) -> Any:
    """What stands for ``StyleFor.set_computed_styles``.

    The engine shares a style among elements that the same rules match, but not where they have an id, as every
    paragraph has; nor, then, among what stands in them.
    """
    original = css.StyleFor.set_computed_styles

    class Sharing(css.ComputedStyle):  # type: ignore[misc]
        """A style that has an anchor of its own and all else from another."""

        def __init__(self, whole: Any, *given: Any) -> None:
            super().__init__(*given)
            self.whole, self.specified = whole, whole.specified

        def __missing__(self, key: str) -> Any:
            if key == "anchor":
                return super().__missing__(key)
            value = self[key] = self.whole[key]
            return value

        @property
        def anonymous_style(self) -> Any:
            return self.whole.anonymous_style

    def set_computed_styles(
        style_for: Any,
        element: Any,
        parent: Any,
        root: Any = None,
        pseudo_type: Any = None,
        **named: Any,
    ) -> None:
        computed = style_for.get_computed_styles()
        whole = _whole(computed[parent, None]) if parent is not None else None
        cascaded = style_for.get_cascaded_styles().get((element, pseudo_type), {})
        if not hasattr(element, "tag"):
            original(style_for, element, parent, root, pseudo_type, **named)
            return
        # A style keeps what its rules say, so that no other value can have come to stand in its place in memory.
        key = id(whole), pseudo_type, tuple(_rules(cascaded))
        known = wardrobe.elements
        if key not in known:
            original(style_for, element, parent, root, pseudo_type, **named)
            known[key] = computed[element, pseudo_type]
            return
        first = known[key]
        if whole is None:
            computed[element, pseudo_type] = first
            return
        given = whole, cascaded, pseudo_type, first.root_style, first.base_url, first.font_config
        style = Sharing(first, *given, first.initial_page_sizes)
        computed[element, pseudo_type] = style
        if style["anchor"] and (collector := named.get("target_collector")):
            collector.collect_anchor(style["anchor"])

    return set_computed_styles


def _rules(cascaded: dict[str, Any]) -> Iterator[tuple[Any, ...]]:
    """What tells the declarations of an element from others, but for its anchor."""
    for name, (value, weight) in cascaded.items():
        if name != "anchor":
            # The engine makes that of an attribute, for each element anew.
            yield name, value if name == "lang" else id(value), weight


def _whole(style: Any) -> Any:
    """The style from which this one has all but its anchor."""
    return getattr(style, "whole", style)


# --- styles of pages ----------------------------------------------------------------------------------------


def _page_styles(wardrobe: Wardrobe) -> Any:
    """What stands for ``set_page_type_computed_styles``.

    The engine makes the styles of a page and of the boxes in its margins for every page, some two thousand values each,
    and looks for them among those of all pages before, so that the time grew with the square of the pages. Here they
    are those of an earlier page that the same rules match.
    """

    def set_page_type_computed_styles(page_type: Any, html: Any, style_for: Any) -> None:
        _dress_page(page_type, html, style_for, wardrobe.pages)

    return set_page_type_computed_styles


def _dress_page(page_type: Any, html: Any, style_for: Any, known: dict[Any, dict[Any, Any]]) -> None:
    computed = style_for.get_computed_styles()
    rules = (
        (id(sheet), place)
        for sheet, _, _ in style_for._sheets
        for place, (_, selectors, _) in enumerate(sheet.page_rules)
        for _, _, selector in selectors
        if style_for._page_type_match(selector, page_type)
    )
    matched = id(_whole(computed[html.etree_element, None])), tuple(rules)
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
            _own(box).update(values)
            return
        self._original(box, containing_block)
        # The foot of a page is made higher in its style, which is put back: of pages nothing is remembered.
        if style["border_collapse"] != "collapse" and not isinstance(box, self._page):
            own = _own(box)
            used[tuple(size)] = {name: own[name] for name in _USED}


def _own(box: Any) -> dict[str, Any]:
    """The attributes of a box, or of the one for which a placeholder stands."""
    attributes: dict[str, Any] = box.__dict__.get("_box", box).__dict__
    return attributes


_SIDES = ("top", "right", "bottom", "left")
_USED = (
    *(f"{kind}_{side}" for kind in ("margin", "padding") for side in _SIDES),
    *(f"border_{side}_width" for side in _SIDES),
    *("width", "height", "min_width", "max_width", "min_height", "max_height"),
)


# --- backgrounds --------------------------------------------------------------------------------------------

_SQUARE = {f"border_{corner}_radius": (0, 0) for corner in ("top_left", "top_right", "bottom_right", "bottom_left")}


class _Backgrounds:
    """Stands for the engine's ``layout_box_backgrounds``: of most boxes their style tells that they have none."""

    def __init__(self, original: Any) -> None:
        self._original = original

    def __call__(
        self, page: Any, box: Any, get_image_from_uri: Any, layout_children: bool = True, style: Any = None
    ) -> None:
        """Set the background of a box, its picture around the border and its round corners, and those within it."""
        if box is page or style is not None or not _is_bare(box.style):
            self._original(page, box, get_image_from_uri, layout_children, style)
            return
        _own(box).update(_SQUARE)
        if layout_children:
            for child in box.all_children():
                self(page, child, get_image_from_uri)
        box.background = None


def _is_bare(style: Any) -> bool:
    known = style.__dict__.get("_handpress_bare")
    if known is None:
        from weasyprint.draw.color import get_color

        known = style.__dict__["_handpress_bare"] = (
            all((0, "px") in style[name] for name in _SQUARE)
            and style["border_image_source"][0] == style["mask_border_source"][0] == "none"
            and style["visibility"] != "hidden"
            and all(kind != "url" and not value for kind, value in style["background_image"])
            and get_color(style, "background_color").alpha == 0
            and not style["box_shadow"]
        )
    return bool(known)


# --- the list of pages --------------------------------------------------------------------------------------


@contextlib.contextmanager
def pages_counted_once() -> Iterator[None]:
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
