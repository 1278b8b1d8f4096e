"""The one file that changes WeasyPrint: its line breaking gives way to ours where a paragraph can be planned.

In: an account. Out, while ``applied`` holds: paragraphs broken as wholes. What is replaced is put back at the end. The
functions replaced are known by their parameters; where one differs, the engine is another than this was made for, and
it is left as it is, with a word in the account.
"""

from __future__ import annotations

import contextlib
import inspect
from collections.abc import Callable, Iterator
from typing import Any

from handpress.setting.total_fit import drawing
from handpress.setting.total_fit.account import Account, Reason
from handpress.setting.total_fit.facing import Spread
from handpress.setting.total_fit.lines import SetText
from handpress.setting.total_fit.page_end import PageEnd
from handpress.setting.total_fit.plan import Line, Memory, Plan, draw_up
from handpress.setting.total_fit.shaping import Shaper, Vertical
from handpress.setting.total_fit.taste import Taste

_WIDE = 1e5  # px: no line is longer, and the engine breaks none that it believes to fit
_PARAMETERS = {
    "split_inline_box": (
        *("context", "box", "position_x", "max_x", "bottom_space", "skip_stack", "containing_block"),
        *("absolute_boxes", "fixed_boxes", "line_placeholders", "waiting_floats", "line_children"),
        *("first_letter_style", "first_line_style"),
    ),
    "split_text_box": ("context", "box", "available_width", "skip", "is_line_start"),
    "text_align": ("context", "line", "available_width", "last"),
    "_linebox_layout": (
        *("context", "box", "index", "child", "new_children", "page_is_empty", "absolute_boxes", "fixed_boxes"),
        *("adjoining_margins", "bottom_space", "position_y", "skip_stack", "first_letter_style", "first_line_style"),
        *("draw_bottom_decoration", "max_lines"),
    ),
    "make_page": ("context", "root_box", "page_type", "resume_at", "page_number", "page_state"),
    "draw_first_line": ("stream", "textbox", "text_overflow", "block_ellipsis", "matrix"),
    "layout_document": ("html", "root_box", "context", "max_loops"),
}


@contextlib.contextmanager
def applied(taste: Taste | None = None, *, on: bool = True) -> Iterator[Account]:
    """While this holds, WeasyPrint breaks paragraphs by total fit; with ``on`` false nothing is changed.

    Its text is the same with and without. WeasyPrint is loaded if nobody has; raises ``OSError`` where it cannot be.
    """
    account = Account()
    if not on:
        yield account
        return
    places = _places()
    account.aside = "; ".join(_differences(places))
    if account.aside:
        yield account
        return
    hook = _Hook(account, taste or Taste(), {name: getattr(module, name) for name, module in places.items()})
    try:
        for name, module in places.items():
            setattr(module, name, getattr(hook, name))
        yield account
    finally:
        for name, module in places.items():
            setattr(module, name, hook.original[name])


def _places() -> dict[str, Any]:
    """The modules in which the replaced functions are looked up."""
    from weasyprint import document
    from weasyprint.draw import text
    from weasyprint.layout import block, inline, page

    return {
        "split_inline_box": inline,
        "split_text_box": inline,
        "text_align": inline,
        "_linebox_layout": block,
        "make_page": page,
        "draw_first_line": text,
        "layout_document": document,
    }


def _differences(places: dict[str, Any]) -> Iterator[str]:
    """In what the engine is not the one that the replacements were made for."""
    for name, module in places.items():
        found = getattr(module, name, None)
        if found is None:
            yield f"this WeasyPrint has no {name}"
        elif tuple(inspect.signature(found).parameters) != _PARAMETERS[name]:
            yield f"{name} of this WeasyPrint asks for other things"


class _Layout:
    """Stands where the engine expects a Pango layout: what it asks of one, answered from set text."""

    first_line_direction = 0
    justification_spacing = 0
    max_width = None

    def __init__(self, set_text: SetText, vertical: Vertical) -> None:
        self.set_text, self.text = set_text, set_text.text
        sample = vertical.sample
        self.ascent = sample.ascent
        self.underline_position, self.strikethrough_position = sample.underline_position, sample.strikethrough_position
        if self.ascent is not None:
            self.underline_thickness = sample.underline_thickness
            self.strikethrough_thickness = sample.strikethrough_thickness

    def reactivate(self, style: Any) -> None:
        """Nothing was put to sleep."""

    def deactivate(self) -> None:
        """Nothing holds memory that could be freed."""


class _Hook:
    """The replacements, and what they must remember between them."""

    def __init__(self, account: Account, taste: Taste, original: dict[str, Callable[..., Any]]) -> None:
        self._account, self._taste, self.original = account, taste, original
        self._shaper, self._memory = Shaper(), Memory()
        self._current: list[tuple[Plan, Line] | None] = []
        self._spread = Spread()

    def layout_document(self, html: Any, root_box: Any, context: Any, max_loops: int = 8) -> Any:
        """A new round of layout: new fonts, new boxes, a new count."""
        self._shaper = Shaper()
        self._account.begin(next((name for one in html.etree_element.iter() if (name := one.get("id"))), ""))
        self._spread = Spread()
        return self.original["layout_document"](html, root_box, context, max_loops)

    def split_inline_box(self, context: Any, box: Any, position_x: float, max_x: float, *rest: Any) -> Any:
        """The next line of a paragraph. A planned one is taken as it is; the engine need not ask what fits."""
        split = self.original["split_inline_box"]
        if type(box).__name__ != "LineBox":
            return split(context, box, position_x, max_x, *rest)
        current = self._find(context, box, max_x - position_x, *rest)
        self._current.append(current)
        try:
            room = position_x + _WIDE if current else max_x
            made = split(context, box, position_x, room, *rest)
        finally:
            self._current.pop()
        made[0].is_planned = current is not None
        made[0].ends_with_hyphen = current is not None and current[1].hyphen
        return made

    def _linebox_layout(self, context: Any, *given: Any) -> Any:
        """What of a paragraph goes on this page; set again where a better line would end the page."""
        original = self.original["_linebox_layout"]
        _, _, child, new_children, _, absolute_boxes, fixed_boxes, _, bottom_space, _, skip_stack, *_ = given
        reported = len(context.reported_footnotes)
        made = original(context, *given)
        owner, plan = getattr(child, "total_fit", (None, None))
        if plan is None or owner is not child or context.in_column:
            return made
        end = PageEnd(plan, _place(plan, child, skip_stack))
        # Notes that have been put off for this paragraph stay so: they cannot all be told from those of others.
        while new_children and not made[0] and len(context.reported_footnotes) == reported:
            last = new_children[-1]
            if not last.is_planned:
                break
            # How many lines there would still be room for; more than one are no concern of this paragraph.
            below = (last.position_y + (2 + n) * last.height for n in range(2))
            room = sum(not context.overflows_page(bottom_space, foot) for foot in below)
            if made[1]:
                mended = end.mend(len(new_children), is_full=not room, hyphen=last.ends_with_hyphen)
            else:
                mended = room == 1 and not context.current_page_footnotes and end.fill()
            if not mended:
                break
            self._take_back(context, new_children, absolute_boxes, fixed_boxes)
            made = original(context, *given)
        return made

    def make_page(self, context: Any, root_box: Any, page_type: Any, *rest: Any) -> Any:
        """A page; one that faces a page which ends a line early ends a line early too."""
        number = rest[1]
        with self._spread.shortened(context.style_for(page_type), number) as free:
            made, resume_at, next_page = self.original["make_page"](context, root_box, page_type, *rest)
        # What stands in the margin stands where it does on every page.
        made.margin_bottom -= free
        made.height += free
        first = page_type.side == ("left" if root_box.style["direction"] == "ltr" else "right")
        goes_on = resume_at is not None and next_page["break"] == "any"
        self._spread.enter(made, number, first=first and goes_on)
        return made, resume_at, next_page

    def _take_back(self, context: Any, lines: list[Any], absolute_boxes: Any, fixed_boxes: Any) -> None:
        """Take lines off the page, and their notes from its foot."""
        from weasyprint.layout.block import remove_placeholders

        remove_placeholders(context, lines, absolute_boxes, fixed_boxes)
        del lines[:]

    def split_text_box(
        self, context: Any, box: Any, available_width: float | None, skip: int, is_line_start: bool = True
    ) -> Any:
        """What a planned line has of a text box, and where in it the next line begins."""
        if not self._current or self._current[-1] is None:
            return self.original["split_text_box"](context, box, available_width, skip, is_line_start)
        plan, line = self._current[-1]
        start = plan.paragraph.spans[id(box)]
        end = start + len(box.text)
        resume = None
        if not line.last and start < end and line.next <= end:
            resume = len(box.text[: line.next - start].encode())
        set_text = line.texts.get(id(box))
        return (self._text_box(box, set_text) if set_text else None), resume, False

    def text_align(self, context: Any, line: Any, available_width: float, last: bool) -> Any:
        """A planned line fills its measure already."""
        if line.is_planned:
            return 0
        return self.original["text_align"](context, line, available_width, last)

    def draw_first_line(self, stream: Any, textbox: Any, text_overflow: str, block_ellipsis: Any, matrix: Any) -> Any:
        """Draw set text from its glyphs; whatever else there is, as ever."""
        if not isinstance(textbox.pango_layout, _Layout):
            return self.original["draw_first_line"](stream, textbox, text_overflow, block_ellipsis, matrix)
        left, baseline = matrix.values[4:6]
        drawing.draw(stream, textbox.pango_layout.set_text, left, baseline)
        return []

    def _text_box(self, box: Any, set_text: SetText) -> Any:
        vertical = self._shaper.vertical(box.style)
        made = box.copy_with_text(set_text.text)
        made.width, made.height = set_text.width, vertical.height
        made.margin_top = made.margin_bottom = vertical.margin
        made.baseline = vertical.baseline
        made.pango_layout = _Layout(set_text, vertical)
        return made

    def _find(self, context: Any, box: Any, measure: float, *rest: Any) -> tuple[Plan, Line] | None:
        """The planned line that begins where the engine resumes; None where the engine must break it."""
        _, skip_stack, containing_block, *_ = rest
        plan = self._plan(box, containing_block, first_line_style=rest[-1])
        if plan is None:
            return None
        place = _place(plan, box, skip_stack)
        line = plan.line(place, measure, lambda: _following(context, box, containing_block))
        if line is None:
            self._leave(box, Reason.TOO_WIDE)
            return None
        return plan, line

    def _plan(self, box: Any, containing_block: Any, *, first_line_style: Any) -> Plan | None:
        owner, plan = getattr(box, "total_fit", (None, None))
        if owner is box:
            return plan
        reason: Plan | Reason
        if box.style["text_align_all"] != "justify":
            reason = Reason.RAGGED
        elif box.style["direction"] != "ltr" or containing_block.style["direction"] != "ltr":
            reason = Reason.SCRIPT
        elif first_line_style:
            reason = Reason.FIRST_LINE
        elif box.text_overflow != "clip" or containing_block.style["block_ellipsis"] != "none":
            reason = Reason.CUT_OFF
        else:
            reason = draw_up(box, self._shaper, self._taste, self._memory)
        if isinstance(reason, Reason):
            self._leave(box, reason)
            return None
        self._account.enter(_identity(box), None)
        box.total_fit = box, reason
        return reason

    def _leave(self, box: Any, reason: Reason) -> None:
        self._account.enter(_identity(box), reason)
        box.total_fit = box, None


def _identity(box: Any) -> tuple[int, str, int]:
    """What tells a paragraph from others, though its boxes may be copied."""
    return id(box.element), box.element_tag, hash("".join(_words(box)))


def _words(box: Any) -> Iterator[str]:
    for child in box.children:
        yield child.text if type(child).__name__ == "TextBox" else ""
        yield from _words(child)


def _following(context: Any, box: Any, containing_block: Any) -> tuple[float, ...]:
    """The measures of the lines after the one at hand, as far as floats stand beside them, and the full one."""
    from weasyprint.layout.float import avoid_collisions
    from weasyprint.text.line_break import strut

    measures = []
    step, _ = strut(box.style)
    bottom = max((shape.position_y + shape.margin_height() for shape in context.excluded_shapes), default=0.0)
    line = box.copy()
    line.position_y, line.height = box.position_y + step, step
    while step > 0 and line.position_y < bottom:
        _, line.position_y, measure = avoid_collisions(context, line, containing_block, outer=False)
        measures.append(measure)
        line.position_y += step
    return (*measures, containing_block.width)


def _place(plan: Plan, box: Any, skip_stack: Any) -> int:
    """Where in the paragraph's text the engine resumes. It counts boxes in boxes, and bytes in the last."""
    while skip_stack is not None:
        ((index, skip_stack),) = skip_stack.items()
        if type(box).__name__ == "TextBox":
            before = box.text.encode()[:index].decode()
            return plan.paragraph.spans[id(box)] + len(before)
        box = box.children[index]
    return max(plan.paragraph.spans[id(box)], plan.paragraph.begin)
