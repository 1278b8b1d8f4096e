"""Covers: one design of the front, made from what the pamphlet says of itself, in every form a printer takes.

In: ``CoverMatter``. Out: the picture of the front for the e-book (``picture``), a file of four pages (``sheet``), back,
spine and front in one page (``wrap``), or pages to be bound with the pamphlet's own (``binding``). All are laid out by
the engine that sets the text, so that type and lines stay vectors; where the house has its own picture for a face, that
face is the picture and nothing else.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from msgspec.structs import replace

from handpress.diagnostics import PressError, Result
from handpress.model.cover import WRAP, CoverFace
from handpress.model.format import MM, BleedSides, Profile, Trim
from handpress.writing import coverface, coverfit, documents, layout, raster, stamping
from handpress.writing.binding import Binding
from handpress.writing.coverface import NAMES, FacePage
from handpress.writing.covermatter import CoverMatter
from handpress.writing.coverplan import Leaf
from handpress.writing.faces import enclosed, face_rules
from handpress.writing.layout import Enclosed

WIDTH, HEIGHT = 1600, 2560
"""The picture of an e-book's cover in px, as the stores ask for it."""

_SCREEN = Leaf(400.0, 400.0 * HEIGHT / WIDTH, 0.0, 0.0)
_FOLDED = 4  # pages of a folded sheet


def picture(matter: CoverMatter) -> bytes:
    """The front as a JPEG of 1600 × 2560 px, on tinted paper: laid out anew for this shape and not cut from a page.

    A picture of the house's own is shown whole, on white where its shape is another.
    """
    page = coverface.single(matter, CoverFace.FRONT, _SCREEN, on_screen=True)
    return raster.picture(_lay_out(matter, [page], (_SCREEN.width, _SCREEN.height), 0.0), WIDTH, HEIGHT)


def sheet(matter: CoverMatter, trim: Trim, profile: Profile) -> bytes:
    """A cover of its own: front, inside front, inside back and back as four pages with the profile's bleed."""
    bleed = _bleed(profile)
    leaf = _leaf(trim, profile, bleed)
    pages = [coverface.single(matter, face, leaf) for face in CoverFace]
    return _lay_out(matter, pages, (leaf.width, leaf.height), bleed)


def wrap(matter: CoverMatter, trim: Trim, profile: Profile, pages: int) -> Result[bytes | None]:
    """Back, spine and front in one page with bleed on all sides, for a block of so many pages.

    A wrap cover of the house's own is taken as it is where its size fits the spine; otherwise the value is None and
    ``cover-size`` says both measures. Raises ``PressError`` for a profile whose printer binds no spine.
    """
    spine = profile.spine
    if spine is None:
        raise PressError(
            f"The profile {profile.name} binds no spine, so there is no cover to wrap around it.",
            hint="Choose another form of cover, or another profile.",
        )
    width = spine.width_mm(pages) * MM
    own = matter.pictures.get(WRAP)
    if own is not None:
        finding = coverfit.misfit(own.content, trim, profile, spine=width, pages=pages)
        return Result(None, (finding,)) if finding else Result(own.content)
    # Whatever its pages do at the binding: around the spine the sheet is cut on all sides.
    bleed = profile.bleed_mm * MM
    leaf = _leaf(trim, profile, bleed)
    page = coverface.wrapped(matter, leaf, width, profile.least_type_pt if pages >= spine.text_from else None)
    size = (2 * leaf.width + width, leaf.height)
    return Result(_lay_out(matter, [page], size, bleed))


def binding(matter: CoverMatter, trim: Trim, profile: Profile) -> Binding:
    """The cover as the first two and last two pages of the pamphlet itself, which then has a multiple of four."""
    leaf = _leaf(trim, profile, _bleed(profile))
    front, inside_front, inside_back, back = (coverface.single(matter, face, leaf) for face in CoverFace)
    blank = coverface.dressed(matter, leaf, [], on_screen=False)

    def finish(made: bytes, begins: bool, ends: bool) -> bytes:
        places = {**({0: front, 1: inside_front} if begins else {}), **({-2: inside_back, -1: back} if ends else {})}
        return stamping.stamp(made, [replace(one, page=at) for at, page in places.items() for one in page.stamps])

    return Binding(
        (front.element, inside_front.element),
        (inside_back.element, back.element),
        blank,
        _FOLDED,
        matter.styles,
        _files(matter),
        finish,
        _told_apart([front, inside_front, inside_back, back]),
    )


def _told_apart(pages: Sequence[FacePage]) -> str:
    """What tells the stamps of some pages from others; nothing where there are none."""
    stamps = [(at, one) for at, page in enumerate(pages) for one in page.stamps]
    told = hashlib.sha256()
    for at, one in stamps:
        told.update(repr((at, len(one.pdf), one.place, one.trim, one.contained)).encode("utf-8") + one.pdf)
    return told.hexdigest() if stamps else ""


def _leaf(trim: Trim, profile: Profile, bleed: float) -> Leaf:
    inset = (profile.outer_bleed_mm if bleed else profile.outer_mm) * MM
    return Leaf(trim.width_mm * MM, trim.height_mm * MM, inset, bleed or -inset)


def _bleed(profile: Profile) -> float:
    return 0.0 if profile.bleed_sides is BleedSides.NONE else profile.bleed_mm * MM


# --- files --------------------------------------------------------------------------------------------------


def _lay_out(matter: CoverMatter, pages: Sequence[FacePage], size: tuple[float, float], bleed: float) -> bytes:
    """The pages as a PDF of this size in pt, with TrimBox and BleedBox."""
    sheet = f"@page {{ size: {size[0]:.4f}pt {size[1]:.4f}pt; margin: 0; bleed: {bleed:.4f}pt }} body {{ margin: 0 }}\n"
    faces = face_rules(matter.fonts)
    text = documents.paged(
        [page.element for page in pages],
        title=matter.metadata.full_title,
        language=matter.metadata.language,
        meta=documents.meta(matter.metadata),
    )
    made = layout.lay_out(text, (faces, matter.styles, sheet), _files(matter)).to_pdf()
    return stamping.stamp(made, [replace(one, page=at) for at, page in enumerate(pages) for one in page.stamps])


def _files(matter: CoverMatter) -> dict[str, Enclosed]:
    pictures = {NAMES[face]: matter.pictures[face] for face in CoverFace if face in matter.pictures}
    return {**enclosed(matter.fonts), **{n: p for n, p in pictures.items() if p.media_type != coverface.PDF}}
