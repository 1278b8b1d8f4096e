"""Pages of a cover: a face alone, or back, spine and front side by side, each drawn or the house's own picture."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element

from msgspec import Struct

from handpress.model.cover import CoverFace, CoverSettings, spine_direction
from handpress.writing import coverpage
from handpress.writing.covermatter import CoverMatter
from handpress.writing.coverpage import Back, Place
from handpress.writing.coverplan import THEMES, Leaf, Plan
from handpress.writing.covertype import Case
from handpress.writing.stamping import Stamp

PDF = "application/pdf"
NAMES = {face: f"cover/{face}" for face in CoverFace}
"""Under which names the house's pictures are enclosed."""


class FacePage(Struct, frozen=True):
    """A page of a cover: its elements, and the house's PDFs that are laid on it."""

    element: Element
    stamps: tuple[Stamp, ...] = ()


def _plan(matter: CoverMatter, leaf: Leaf) -> Plan:
    return THEMES[matter.theme](leaf, matter.words, Case(matter.roman.width, matter.italic.width))


def single(matter: CoverMatter, face: CoverFace, leaf: Leaf, *, on_screen: bool = False) -> FacePage:
    """A page that shows one face."""
    reach = max(leaf.reach, 0.0)
    trim = Place(0, 0, leaf.width, leaf.height)
    place = Place(-reach, -reach, leaf.width + 2 * reach, leaf.height + 2 * reach)
    if face in matter.pictures:
        content, stamps = _own(matter, face, place, trim, contained=on_screen)
        return FacePage(dressed(matter, leaf, content, on_screen=on_screen, bare=True), stamps)
    if face not in (CoverFace.FRONT, CoverFace.BACK):
        return FacePage(dressed(matter, leaf, [], on_screen=on_screen))
    plan = _plan(matter, leaf)
    made = coverpage.front(plan, leaf, 0) if face is CoverFace.FRONT else _back(matter, plan, leaf, 0)
    return FacePage(
        dressed(matter, leaf, [*coverpage.bands(plan, -leaf.reach, leaf.width + leaf.reach), made], on_screen=on_screen)
    )


def dressed(
    matter: CoverMatter,
    leaf: Leaf,
    content: Sequence[Element],
    *,
    on_screen: bool,
    bare: bool = False,
    width: float = 0,
) -> Element:
    """A page with this content, in the dress of the theme; on a screen its paper is tinted unless it is ``bare``."""
    width = width or leaf.width
    ground = [coverpage.box("ground", Place(-1, -1, width + 2, leaf.height + 2))] if on_screen and not bare else []
    return coverpage.page(
        [*ground, *content],
        width=width,
        height=leaf.height,
        dress=f"theme-{matter.theme} {'on-screen' if on_screen else 'on-paper'}",
        accent=_accent(matter.settings, on_screen),
        right_to_left=matter.right_to_left,
    )


def _accent(settings: CoverSettings, on_screen: bool) -> str:
    if settings.colour is None:
        return ""
    c, m, y, k = (percent / 100 for percent in settings.colour)
    if on_screen:
        return "#" + "".join(f"{round(255 * (1 - ink) * (1 - k)):02x}" for ink in (c, m, y))
    return f"device-cmyk({c} {m} {y} {k})"


def _own(
    matter: CoverMatter, face: CoverFace, place: Place, trim: Place, *, contained: bool = False
) -> tuple[list[Element], tuple[Stamp, ...]]:
    """The house's own picture for a face: an element, or a stamp where it is a PDF."""
    given = matter.pictures[face]
    if given.media_type == PDF:
        return [], (Stamp(0, given.content, place, trim, contained),)
    alternative = f"{matter.wording['cover']}: {matter.metadata.full_title}" if face is CoverFace.FRONT else ""
    return [coverpage.whole(NAMES[face], place, alternative, contained)], ()


def _back(matter: CoverMatter, plan: Plan, leaf: Leaf, left: float) -> Element:
    data = matter.metadata
    said = Back(
        tuple((matter.settings.back_text or data.description).split("\n\n")),
        tuple(text for text in (data.publisher, data.place) if text),
        matter.isbn,
    )
    return coverpage.back(plan, leaf, said, matter.roman.width, left=left, right_to_left=matter.right_to_left)


def wrapped(matter: CoverMatter, leaf: Leaf, spine: float, least: float | None) -> FacePage:
    """Back, spine and front side by side; front, spine and back where reading goes from right to left.

    ``spine`` is its width and ``least`` the smallest type on it, in pt; None where it must bear no words.
    """
    mirrored, bleed = matter.right_to_left, max(leaf.reach, 0.0)
    lefts = {CoverFace.FRONT: 0.0, CoverFace.BACK: leaf.width + spine}
    if not mirrored:
        lefts = {CoverFace.BACK: 0.0, CoverFace.FRONT: leaf.width + spine}
    plan = _plan(matter, leaf)
    own = {left for face, left in lefts.items() if face in matter.pictures}
    # The ground runs around the spine, but not over a picture of the house.
    content = coverpage.bands(
        plan,
        leaf.width if 0.0 in own else -leaf.reach,
        leaf.width + spine if len(own - {0.0}) else 2 * leaf.width + spine + leaf.reach,
    )
    stamps: tuple[Stamp, ...] = ()
    for face, left in lefts.items():
        trim = Place(left, 0, leaf.width, leaf.height)
        if face in matter.pictures:
            # No bleed towards the spine: the picture would stand on it.
            place = Place(left - (bleed if left == 0 else 0), -bleed, leaf.width + bleed, leaf.height + 2 * bleed)
            made, laid = _own(matter, face, place, trim)
            content, stamps = [*content, *made], (*stamps, *laid)
        elif face is CoverFace.FRONT:
            content.append(coverpage.front(plan, leaf, left))
        else:
            content.append(_back(matter, plan, leaf, left))
    direction = matter.settings.spine or spine_direction(matter.metadata.language)
    place = Place(leaf.width, 0, spine, leaf.height)
    words = (
        coverpage.spine(matter.words, plan, matter.roman.width, place, least=least, direction=direction)
        if least is not None
        else None
    )
    content += [words] if words is not None else []
    return FacePage(dressed(matter, leaf, content, on_screen=False, width=2 * leaf.width + spine), stamps)
