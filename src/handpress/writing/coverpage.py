"""The faces of a cover as elements: a plan and its words, or a picture of the house's own."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement

from msgspec import Struct
from msgspec.structs import replace

from handpress.model.cover import SpineDirection
from handpress.model.format import MM
from handpress.writing import barcode
from handpress.writing.coverplan import Leaf, Plan
from handpress.writing.covertype import Block, Words, set_block
from handpress.writing.layout import SCHEME
from handpress.writing.titling import Measure, Room

_BLURB = {"quiet": 4.2, "leaflet": 4.6, "large": 5.4}  # hundredths of the width
_DEPTH = {"quiet": 0.36, "leaflet": 1.0, "large": 0.0}  # of what is free: where the words on the back stand
_FOLD_MM = 1.6
_LARGEST_SPINE = 13.0
_SPINE_GAP = 1.6  # ems between two things on a spine, at the least


class Place(Struct, frozen=True):
    """A rectangle on a page: pt from the left and upper edge of its trim."""

    left: float
    top: float
    width: float
    height: float


class Back(Struct, frozen=True):
    """What stands on a back: its words by paragraphs, who publishes it, its ISBN."""

    blurb: tuple[str, ...] = ()
    imprint: tuple[str, ...] = ()
    isbn: str = ""


def page(
    content: Iterable[Element], *, width: float, height: float, dress: str, accent: str, right_to_left: bool
) -> Element:
    """A page of a cover, in pt. A hair shorter than the sheet, so that rounding makes no second one.

    ``dress`` are the classes of theme and medium, ``accent`` the colour that takes the place of theirs (empty: none).
    """
    section = Element("section", {"class": f"cover-page {dress}"})
    colour = f"; --accent: {accent}" if accent else ""
    section.set("style", f"width: {width:.4f}pt; height: {height - 0.05:.4f}pt{colour}")
    section.extend(content)
    # On the faces and not on the page: the engine shifts a spine by its own length in a box that runs from the right.
    if right_to_left:
        section.set("dir", "ltr")
    for face in section.iterfind("div"):
        if right_to_left and face.get("class", "").startswith("face "):
            face.set("dir", "rtl")
    return section


def bands(plan: Plan, left: float, right: float) -> list[Element]:
    """The grounds that run across all faces of a page, from edge to edge."""
    return [box("band", Place(left, band.top, right - left, band.height)) for band in plan.bands]


def front(plan: Plan, leaf: Leaf, left: float) -> Element:
    """A front as planned, ``left`` pt from the page's left edge."""
    face = box("face front", Place(left, 0, leaf.width, leaf.height))
    _frame(face, plan, leaf)
    face.extend(_block(block, plan.side, leaf.width - 2 * plan.side) for block in plan.blocks)
    if plan.rule and not plan.bands:
        short = leaf.width * 0.112
        face.append(box("rule", Place((leaf.width - short) / 2, plan.rule - 0.5, short, 1)))
    elif plan.rule:
        face.append(box("rule", Place(plan.side, plan.rule, leaf.width - 2 * plan.side, 2)))
    return face


def back(plan: Plan, leaf: Leaf, said: Back, measure: Measure, *, left: float, right_to_left: bool) -> Element:
    """A back in the dress of the front: the blurb, the imprint at the foot, the barcode in the outer corner."""
    face = box("face back", Place(left, 0, leaf.width, leaf.height))
    _frame(face, plan, leaf)
    w, width = leaf.width / 100, leaf.width - 2 * plan.side
    inner = plan.frame + 5.5 * w if plan.frame else plan.side
    foot = leaf.height - inner
    code = (barcode.WIDTH, barcode.HEIGHT) if said.isbn else (0.0, 0.0)
    room = Room(width, min(plan.open[1], foot - code[1] - 4 * w) - plan.open[0], _BLURB[plan.theme] * w, 7.0, 1.36)
    blurb = set_block("blurb", said.blurb, measure, room)
    blurb = replace(blurb, top=plan.open[0] + (room.height - blurb.height) * _DEPTH[plan.theme])
    free = leaf.width - 2 * inner - (code[0] + 3 * w if said.isbn else 0)
    imprint = set_block(
        "imprint beside" if said.isbn else "imprint", said.imprint, measure, Room(free, 16 * w, 3.3 * w, 2 * w, 1.35)
    )
    imprint = replace(imprint, top=foot - imprint.height)
    if blurb.lines:
        face.append(_block(blurb, plan.side, width))
    if imprint.lines:
        face.append(_block(imprint, leaf.width - inner - free if right_to_left else inner, free))
    if said.isbn:
        at = inner if right_to_left else leaf.width - inner - code[0]
        face.append(barcode.write_barcode(said.isbn, at, foot - code[1]))
    return face


def whole(name: str, place: Place, alternative: str, contained: bool) -> Element:
    """A picture that fills a place; ``contained`` shows all of it and leaves the ground beside it bare."""
    made = box("whole contained" if contained else "whole", place, "img")
    made.set("src", SCHEME + name)
    made.set("alt", alternative)
    return made


def spine(
    words: Words, plan: Plan, measure: Measure, place: Place, *, least: float, direction: SpineDirection
) -> Element | None:
    """The words on the spine, as many as fit on one line along it; None where not even the title does.

    ``least`` is the smallest type the printer takes, in pt. A sixteenth of an inch stays free on both sides, by which
    a fold may miss its place (KDP, Lulu and IngramSpark ask for it in the same words).
    """
    size = min(place.width - 2 * _FOLD_MM * MM, _LARGEST_SPINE)
    run = plan.open[1] - plan.open[0]
    for texts in _spine_words(words):
        wanted = sum(measure(text) for text in texts) + _SPINE_GAP * (len(texts) - 1)
        if min(size, run / wanted) >= least:
            return _turned(texts, min(size, run / wanted), plan.open, place, direction)
    return None


def _turned(
    texts: tuple[str, ...], size: float, stretch: tuple[float, float], place: Place, direction: SpineDirection
) -> Element:
    start, end = stretch
    down = direction is SpineDirection.DOWN
    corner = (place.left + place.width, start) if down else (place.left, end)
    made = box("spine", Place(*corner, end - start, place.width))
    turn = "90deg" if down else "-90deg"
    more = f"; transform: rotate({turn}); font-size: {size:.2f}pt; line-height: {place.width:.4f}pt"
    made.set("style", made.get("style", "") + more)
    for text in texts:
        part = SubElement(made, "span")
        part.text, part.tail = text, " "
    if len(texts) == 1:
        made.set("class", "spine alone")
    return made


def _spine_words(words: Words) -> tuple[tuple[str, ...], ...]:
    """What a spine may say, the fullest first: who, what, by whom published; who and what; what."""
    name = words.names[0] if len(words.names) == 1 else ""
    fullest = tuple(text for text in (name, words.title, words.publisher) if text)
    return tuple(dict.fromkeys((fullest, tuple(text for text in (name, words.title) if text), (words.title,))))


def _frame(face: Element, plan: Plan, leaf: Leaf) -> None:
    if plan.frame:
        size = (leaf.width - 2 * plan.frame, leaf.height - 2 * plan.frame)
        outer = box("frame", Place(plan.frame, plan.frame, *size))
        SubElement(outer, "div", {"class": "frame"}).text = ""
        face.append(outer)


def _block(block: Block, left: float, width: float) -> Element:
    made = Element("p", {"class": f"block {block.role}"})
    made.set(
        "style",
        f"left: {left:.3f}pt; top: {block.top:.3f}pt; width: {width:.3f}pt; "
        f"font-size: {block.size:.2f}pt; line-height: {block.leading:.3f}pt",
    )
    for line in block.lines:
        span = SubElement(made, "span", {"class": "line"})
        span.text, span.tail = line, " "
    return made


def box(name: str, place: Place, tag: str = "div") -> Element:
    """An element of a class at a place of the page."""
    made = Element(tag, {"class": name})
    made.set(
        "style",
        f"left: {place.left:.4f}pt; top: {place.top:.4f}pt; width: {place.width:.4f}pt; height: {place.height:.4f}pt",
    )
    if tag == "div":
        made.text = ""
    return made
