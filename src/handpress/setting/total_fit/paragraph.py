"""A paragraph of the engine's boxes becomes measured type, or a reason why the engine must break it itself.

In: a line box before layout. Out: its text, its leaves, the type of all of it, and its galley for the breaker. No
engine is imported here: its boxes are told apart by name.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from itertools import accumulate, groupby
from typing import Any

from msgspec import Struct

from handpress.setting.total_fit.account import Reason
from handpress.setting.total_fit.hanging import BEFORE
from handpress.setting.total_fit.items import Galley, make_galley
from handpress.setting.total_fit.opportunities import Copy, Mark, Passage, find_opportunities
from handpress.setting.total_fit.shaping import Shaper, Type
from handpress.setting.total_fit.taste import Taste

_OTHER_SCRIPTS = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff"  # right to left
    "\u200e\u200f\u202a-\u202e\u2066-\u2069"  # marks of direction
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"  # South-East Asia: words without spaces
    "\u1100-\u11ff\u2e80-\ua4cf\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff]"  # East Asia
)
_BROKEN = re.compile("[\t\n\f\r\v\x85\u2028\u2029]")
_EDGES = [f"{kind}_{side}" for kind in ("margin", "padding") for side in ("left", "right")]
_BORDERS = ["border_left_width", "border_right_width"]


class Leaf(Struct, frozen=True):
    """A text box, where its text stands in the paragraph's, and whether it stands off the baseline."""

    box: Any
    start: int
    end: int
    raised: bool


class Run(Struct, frozen=True):
    """Neighbouring leaves whose text is shaped alike, and so in one piece: it is kerned across their borders."""

    start: int
    end: int
    style: Any
    type: Type

    def glyph(self, place: int) -> int:
        """The first glyph of the text from a place on."""
        return bisect_left(self.type.characters, place - self.start)

    def begins(self, place: int) -> bool:
        """Whether a glyph begins at a place, and no ligature straddles it."""
        glyph = self.glyph(place)
        return glyph == len(self.type.glyphs) or self.type.characters[glyph] == place - self.start


@dataclass(slots=True)
class Paragraph:
    """A paragraph that total fit can break. ``spans`` is where each box of it begins in the text, by ``id``."""

    text: str
    leaves: tuple[Leaf, ...]
    runs: tuple[Run, ...]
    spans: dict[int, int]
    places: array[float]
    size: float
    begin: int = field(init=False)

    def __post_init__(self) -> None:
        self.begin = len(self.text) - len(self.text.lstrip(" "))

    def run_at(self, place: int) -> Run:
        """The run that a character stands in."""
        return self.runs[bisect_right(self.runs, place, key=lambda run: run.start) - 1]


def read_paragraph(linebox: Any, shaper: Shaper) -> Paragraph | Reason:
    """Read and measure a line box, or say why it cannot be planned."""
    spans: dict[int, int] = {}
    leaves: list[Leaf] = []
    if reason := _gather(linebox, leaves, spans):
        return reason
    text = "".join(leaf.box.text for leaf in leaves)
    if _BROKEN.search(text):
        return Reason.LINE_BREAK
    if _OTHER_SCRIPTS.search(text):
        return Reason.SCRIPT
    runs: list[Run] = []
    for _, group in groupby(leaves, lambda leaf: shaper.key(leaf.box.style)):
        made = _shape(text, list(group), shaper)
        if made is None:
            return Reason.SIGN
        runs += made
    places = array("d", (0.0,))
    for run in runs:
        _measure(run, places)
    return Paragraph(text, tuple(leaves), tuple(runs), spans, places, linebox.style["font_size"])


def make_passages(paragraph: Paragraph, shaper: Shaper) -> tuple[Passage, ...]:
    """What holds for parting words in each leaf of a paragraph."""
    return tuple(_passage(leaf, shaper) for leaf in paragraph.leaves)


def _passage(leaf: Leaf, shaper: Shaper) -> Passage:
    style = leaf.box.style
    automatic = style["hyphens"] == "auto" and style["lang"]
    hyphen = shaper.fragment(style["hyphenate_character"], style)
    return Passage(
        leaf.start,
        leaf.end,
        style["lang"] if automatic else "",
        tuple(style["hyphenate_limit_chars"]),
        sum(hyphen.widths) if hyphen else 0.0,
        wraps=style["white_space"] == "normal",
        tears=style["overflow_wrap"] in ("anywhere", "break-word"),
        raised=leaf.raised,
    )


def cast(
    paragraph: Paragraph, passages: tuple[Passage, ...], shaper: Shaper, narrowest: float, taste: Taste
) -> tuple[Galley, list[Mark]]:
    """The galley of a paragraph, and a mark for each of its places; ``narrowest`` is its narrowest line's measure."""
    allowed = shaper.line_starts(paragraph.text, paragraph.leaves[0].box.style["lang"])
    copy = Copy(paragraph.text, paragraph.places, allowed, passages)
    items, marks = find_opportunities(copy, narrowest, taste)
    return make_galley(items, BEFORE.get(copy.text[copy.begin], 0.0) * copy.width(copy.begin)), marks


def _gather(box: Any, leaves: list[Leaf], spans: dict[int, int], *, raised: bool = False) -> Reason | None:
    """Collect the text boxes below a box, in order."""
    spans[id(box)] = leaves[-1].end if leaves else 0
    for child in box.children:
        here = leaves[-1].end if leaves else 0
        spans[id(child)] = here
        if not child.is_in_normal_flow():
            if child.is_floated():
                return Reason.PICTURE
            continue
        kind = type(child).__name__
        if kind == "TextBox":
            if child.style["font_size"] and child.text:
                leaves.append(Leaf(child, here, here + len(child.text), raised))
                if child.style["white_space"] not in ("normal", "nowrap"):
                    # Where spaces are kept, nothing is justified (CSS Text 3 §6.4), a list's number for one.
                    return Reason.LINE_BREAK if "\n" in child.text else Reason.RAGGED
        elif kind != "InlineBox" or child.is_leader:
            return Reason.PICTURE
        elif any(_is_wide(child.style[name]) for name in _EDGES) or any(child.style[name] for name in _BORDERS):
            return Reason.EDGE
        else:
            off = raised or child.style["vertical_align"] != "baseline"
            if reason := _gather(child, leaves, spans, raised=off):
                return reason
    return None


def _is_wide(value: Any) -> bool:
    return value != "auto" and bool(getattr(value, "value", value))


def _shape(text: str, leaves: list[Leaf], shaper: Shaper) -> list[Run] | None:
    """The leaves as one run, or as one each where a ligature would straddle a border; None where a sign is lacking."""
    start, end, style = leaves[0].start, leaves[-1].end, leaves[0].box.style
    made = shaper.shape(text[start:end], style)
    if made is None:
        return None
    run = Run(start, end, style, made)
    if all(run.begins(leaf.start) for leaf in leaves[1:]):
        return [run]
    singly = [_shape(text, [leaf], shaper) for leaf in leaves]
    return [run for runs in singly if runs for run in runs] if all(singly) else None


def _measure(run: Run, places: array[float]) -> None:
    """Add where each character of a run ends; those of one ligature share its width."""
    length = run.end - run.start
    wide = [0.0] * length
    for character, width in zip(run.type.characters, run.type.widths, strict=True):
        wide[character] += width
    first = set(run.type.characters)
    for inner in sorted(set(range(length)) - first):
        # The characters before it that it shares a glyph with have shared out the width already.
        outer = next(n for n in range(inner - 1, -1, -1) if n in first)
        whole = sum(wide[outer:inner])
        wide[outer : inner + 1] = [whole / (inner - outer + 1)] * (inner - outer + 1)
    start = places.pop()
    places.extend(accumulate(wide, initial=start))
