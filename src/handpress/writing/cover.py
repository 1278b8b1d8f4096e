"""Covers: one design of the front, made from what the pamphlet says of itself, in every form a printer takes.

In: ``CoverMatter``. Out: the picture of the front for the e-book (``picture``), a file of four pages (``sheet``), back,
spine and front in one page (``wrap``), or pages to be bound with the pamphlet's own (``binding``). All are laid out by
the engine that sets the text, so that type and lines stay vectors; where the house has its own picture for a face, that
face is the picture and nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol
from xml.etree.ElementTree import Element

from handpress.diagnostics import Finding, PressError, Result
from handpress.model.cover import WRAP, CoverFace, CoverSettings, runs_from_right, spine_direction
from handpress.model.document import Metadata
from handpress.model.format import MM, BleedSides, Format, Profile
from handpress.writing import coverpage, documents, layout, pdf, raster, stamping
from handpress.writing.coverpage import Back, Place
from handpress.writing.coverplan import ORNAMENT, THEMES, Case, Leaf, Plan, Words
from handpress.writing.layout import SCHEME, Enclosed
from handpress.writing.package import creators
from handpress.writing.preliminaries import series_line
from handpress.writing.stamping import Stamp

WIDTH, HEIGHT = 1600, 2560
"""The picture of an e-book's cover in px, as the stores ask for it."""

PDF = "application/pdf"
_SCREEN = Leaf(400.0, 400.0 * HEIGHT / WIDTH, 0.0, 0.0)
_PHRASES = {"edt": "edited-by", "trl": "translated-by"}
_TOLERANCE_MM = 0.5
_FOLDED = 4  # pages of a folded sheet
_NAMES = {face: f"cover/{face}" for face in CoverFace}


class Face(Protocol):
    """How wide a face of type runs."""

    def width(self, text: str) -> float:
        """The width of a line in ems."""


@dataclass(frozen=True, slots=True)
class CoverMatter:
    """What a cover is made from.

    ``roman`` is measured at ``coverplan.WEIGHTS[theme]`` and, like ``italic``, for ``cover_characters``; ``wording``
    are the press's words; ``isbn`` has thirteen digits and hyphens, or is empty; ``pictures`` are the house's own, by
    their key in ``settings``; ``styles`` is the text of ``cover.css``.
    """

    metadata: Metadata
    theme: str
    roman: Face
    italic: Face
    fonts: pdf.Fonts
    styles: str
    wording: Mapping[str, str]
    settings: CoverSettings = CoverSettings()
    isbn: str = ""
    pictures: Mapping[str, Enclosed] = field(default_factory=dict)

    @property
    def words(self) -> Words:
        """What stands on the front."""
        data = self.metadata
        first = creators(data)
        named = [(person, _PHRASES.get(person.role)) for person in data.contributors if person not in first]
        hands = tuple(f"{self.wording[phrase]} {person.name}" for person, phrase in named if phrase)
        names = tuple(
            f"{self.wording[_PHRASES[person.role]]} {person.name}" if person.role in _PHRASES else person.name
            for person in first
        )
        return Words(data.title, data.subtitle, names, hands, series_line(data), data.publisher, data.place)

    @property
    def right_to_left(self) -> bool:
        """Whether the spine is to the right of the front."""
        return runs_from_right(self.metadata.language)


@dataclass(frozen=True, slots=True)
class _Page:
    """A page of a cover: its elements, and the house's PDFs that are laid on it."""

    element: Element
    stamps: tuple[Stamp, ...] = ()


def cover_characters(metadata: Metadata, settings: CoverSettings, wording: Mapping[str, str]) -> frozenset[str]:
    """The characters for which the faces given to a cover must be measured."""
    names = [person.name for person in metadata.contributors]
    texts = [metadata.title, metadata.subtitle, metadata.publisher, metadata.place, series_line(metadata), *names]
    texts += [settings.back_text or metadata.description, *(wording[phrase] for phrase in _PHRASES.values())]
    return frozenset("".join(texts) + ORNAMENT)


def picture(matter: CoverMatter) -> bytes:
    """The front as a JPEG of 1600 × 2560 px, on tinted paper: laid out anew for this shape and not cut from a page.

    A picture of the house's own is shown whole, on white where its shape is another.
    """
    page = _single(matter, CoverFace.FRONT, _SCREEN, on_screen=True)
    return raster.picture(_lay_out(matter, [page], (_SCREEN.width, _SCREEN.height), 0.0), WIDTH, HEIGHT)


def sheet(matter: CoverMatter, form: Format) -> bytes:
    """A cover of its own: front, inside front, inside back and back as four pages with the profile's bleed."""
    leaf = _leaf(form)
    pages = [_single(matter, face, leaf) for face in CoverFace]
    return _lay_out(matter, pages, (leaf.width, leaf.height), _bleed(form.profile))


def wrap(matter: CoverMatter, form: Format, pages: int) -> Result[bytes | None]:
    """Back, spine and front in one page with bleed on all sides, for a block of so many pages.

    A wrap cover of the house's own is taken as it is where its size fits the spine; otherwise the value is None and
    ``cover-size`` says both measures. Raises ``PressError`` for a profile whose printer binds no spine.
    """
    spine = form.profile.spine
    if spine is None:
        raise PressError(
            f"The profile {form.profile.name} binds no spine, so there is no cover to wrap around it.",
            hint="Choose cover = “self” or “sheet”, or another profile.",
        )
    width = spine.width_mm(pages) * MM
    own = matter.pictures.get(WRAP)
    if own is not None:
        finding = _misfit(own.content, form, width, pages)
        return Result(None, (finding,)) if finding else Result(own.content)
    leaf = _leaf(form)
    page = _wrapped(matter, leaf, width, form, with_words=pages >= spine.text_from)
    size = (2 * leaf.width + width, leaf.height)
    return Result(_lay_out(matter, [page], size, form.profile.bleed_mm * MM))


def binding(matter: CoverMatter, form: Format) -> pdf.Binding:
    """The cover as the first two and last two pages of the pamphlet itself, which then has a multiple of four."""
    leaf = _leaf(form)
    front, inside_front, inside_back, back = (_single(matter, face, leaf) for face in CoverFace)
    blank = _page(matter, leaf, [], on_screen=False)

    def finish(made: bytes, count: int) -> bytes:
        places = {0: front, 1: inside_front, count - 2: inside_back, count - 1: back}
        return stamping.stamp(made, [replace(one, page=at) for at, page in places.items() for one in page.stamps])

    return pdf.Binding(
        (front.element, inside_front.element),
        (inside_back.element, back.element),
        blank,
        _FOLDED,
        matter.styles,
        _files(matter),
        finish,
    )


# --- faces --------------------------------------------------------------------------------------------------


def _leaf(form: Format) -> Leaf:
    bleed = _bleed(form.profile)
    inset = (form.profile.outer_bleed_mm if bleed else form.profile.outer_mm) * MM
    return Leaf(form.trim.width_mm * MM, form.trim.height_mm * MM, inset, bleed or -inset)


def _bleed(profile: Profile) -> float:
    return 0.0 if profile.bleed_sides is BleedSides.NONE else profile.bleed_mm * MM


def _plan(matter: CoverMatter, leaf: Leaf) -> Plan:
    return THEMES[matter.theme](leaf, matter.words, Case(matter.roman.width, matter.italic.width))


def _single(matter: CoverMatter, face: CoverFace, leaf: Leaf, *, on_screen: bool = False) -> _Page:
    """A page that shows one face."""
    reach = max(leaf.reach, 0.0)
    trim = Place(0, 0, leaf.width, leaf.height)
    place = Place(-reach, -reach, leaf.width + 2 * reach, leaf.height + 2 * reach)
    if face in matter.pictures:
        content, stamps = _own(matter, face, place, trim, contained=on_screen)
        return _Page(_page(matter, leaf, content, on_screen=on_screen, bare=True), stamps)
    if face not in (CoverFace.FRONT, CoverFace.BACK):
        return _Page(_page(matter, leaf, [], on_screen=on_screen))
    plan = _plan(matter, leaf)
    made = coverpage.front(plan, leaf, 0) if face is CoverFace.FRONT else _back(matter, plan, leaf, 0)
    return _Page(
        _page(matter, leaf, [*coverpage.bands(plan, -leaf.reach, leaf.width + leaf.reach), made], on_screen=on_screen)
    )


def _page(
    matter: CoverMatter,
    leaf: Leaf,
    content: Sequence[Element],
    *,
    on_screen: bool,
    bare: bool = False,
    width: float = 0,
) -> Element:
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
    return [coverpage.whole(_NAMES[face], place, alternative, contained)], ()


def _back(matter: CoverMatter, plan: Plan, leaf: Leaf, left: float) -> Element:
    data = matter.metadata
    said = Back(
        tuple((matter.settings.back_text or data.description).split("\n\n")),
        tuple(text for text in (data.publisher, data.place) if text),
        matter.isbn,
    )
    return coverpage.back(plan, leaf, said, matter.roman.width, left=left, right_to_left=matter.right_to_left)


def _wrapped(matter: CoverMatter, leaf: Leaf, spine: float, form: Format, *, with_words: bool) -> _Page:
    """Back, spine and front side by side; front, spine and back where reading goes from right to left."""
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
    least = form.profile.least_type_pt
    words = (
        coverpage.spine(matter.words, plan, matter.roman.width, place, least=least, direction=direction)
        if with_words
        else None
    )
    content += [words] if words is not None else []
    return _Page(_page(matter, leaf, content, on_screen=False, width=2 * leaf.width + spine), stamps)


# --- files --------------------------------------------------------------------------------------------------


def _lay_out(matter: CoverMatter, pages: Sequence[_Page], size: tuple[float, float], bleed: float) -> bytes:
    """The pages as a PDF of this size in pt, with TrimBox and BleedBox."""
    sheet = f"@page {{ size: {size[0]:.4f}pt {size[1]:.4f}pt; margin: 0; bleed: {bleed:.4f}pt }} body {{ margin: 0 }}\n"
    faces = pdf.FONT_FACES.format(scheme=SCHEME)
    text = documents.html(
        [page.element for page in pages],
        title=matter.metadata.full_title,
        language=matter.metadata.language,
        meta=pdf.meta(matter.metadata),
    )
    made = layout.lay_out(text, faces + matter.styles + sheet, _files(matter)).to_pdf()
    return stamping.stamp(made, [replace(one, page=at) for at, page in enumerate(pages) for one in page.stamps])


def _files(matter: CoverMatter) -> dict[str, Enclosed]:
    pictures = {_NAMES[face]: matter.pictures[face] for face in CoverFace if face in matter.pictures}
    return {**matter.fonts.enclosed(), **{n: p for n, p in pictures.items() if p.media_type != PDF}}


def _misfit(own: bytes, form: Format, spine: float, pages: int) -> Finding | None:
    """What is wrong with a wrap cover of the house's own, by its trim, or by its paper with bleed all round."""
    found = stamping.measure(own)
    bleed = form.profile.bleed_mm * MM
    wanted = (2 * form.trim.width_mm * MM + spine, form.trim.height_mm * MM)
    full = tuple(side + 2 * bleed for side in wanted)
    if found.pages == 1 and (_near(found.media, full) or (found.trim != found.media and _near(found.trim, wanted))):
        return None
    shown, many = found.media if found.trim == found.media else found.trim, found.pages
    asked = full if found.trim == found.media else wanted
    counted = "" if many == 1 else f" and has {many} pages"
    message = (
        f"The wrap cover measures {_millimetres(shown)}{counted}; for {pages} pages, whose spine is "
        f"{spine / MM:.2f} mm, it must measure {_millimetres(asked)} on one page."
    )
    hint = (
        f"With its bleed of {bleed / MM:.2f} mm on every side that is {_millimetres(full)}. "
        "Draw it anew to that size, or take its line out and the press makes one."
    )
    return Finding("cover-size", message, None, hint)


def _near(found: Sequence[float], wanted: Sequence[float]) -> bool:
    return all(abs(a - b) <= _TOLERANCE_MM * MM for a, b in zip(found, wanted, strict=True))


def _millimetres(size: Sequence[float]) -> str:
    return f"{size[0] / MM:.1f} × {size[1] / MM:.1f} mm"
