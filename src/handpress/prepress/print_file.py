"""The file to print: PDF/X-4 that is PDF/A-2a and PDF/UA-1 too, or PDF/X-1a:2003."""

from __future__ import annotations

from handpress.diagnostics import Finding, PressError, Result
from handpress.model.format import PrintStandard, Profile
from handpress.prepress import navigation
from handpress.prepress.about import About
from handpress.prepress.boxes import move_figures, pad, paper_for, place
from handpress.prepress.colour import CmykProfile, Separation, press_profile
from handpress.prepress.contents import Contents
from handpress.prepress.engine import Pdf, describe, drop, key_of, opened, saved
from handpress.prepress.inks import separate
from handpress.prepress.intents import intend_for_press
from handpress.prepress.marks import Marks, draw_marks
from handpress.prepress.pictures import flatten_pictures, separate_pictures
from handpress.prepress.structure import Tree
from handpress.prepress.transparency import refuse_transparency
from handpress.prepress.xmp import Claims


def finish_print(
    pages: bytes,
    about: About,
    profile: Profile,
    *,
    marks: Marks | None = None,
    icc: CmykProfile | None = None,
    one_ink: bool = False,
) -> Result[bytes]:
    """The pages as they were laid out as a file for the printer of ``profile``.

    Blank pages follow until there are as many as the printer can fold or bind. ``icc`` is the condition it is printed
    in (None: that of the press), ``marks`` those wanted (None: those for the knife where the printer takes marks), and
    with ``one_ink`` all is printed in black. Finds ``picture-on-white`` where a mask was given up for PDF/X-1a. Same
    pages, same bytes. Raises ``PressError`` for what the press has not laid out, for transparency in PDF/X-1a, and for
    marks that the printer does not take.
    """
    icc = icc or press_profile()
    old = profile.standard is PrintStandard.X1A
    marks = _marks(profile, marks)
    if old and icc.edition > 2:
        raise PressError(
            f"The ICC profile {icc.name} is of version {icc.edition}, and PDF/X-1a takes version 2 only.",
            hint="Ask the printer for a profile of version 2, or to take PDF/X-4.",
        )
    with opened(pages) as pdf:
        tree, contents = Tree(pdf), Contents(pdf)
        _tag(tree, contents)
        pad(pdf, profile.page_multiple)
        separation = Separation(icc, profile.most_ink, one_ink=one_ink)
        separate(pdf, separation, contents)
        separate_pictures(pdf, separation)
        flattened = flatten_pictures(pdf) if old else 0
        if old:
            refuse_transparency(pdf)
        shifts = _place(pdf, profile, marks, right_to_left=about.right_to_left)
        move_figures(tree.figures(), shifts)
        navigation.shift_targets(pdf, shifts)
        navigation.label_pages(pdf)
        if not profile.bookmarks:
            navigation.drop_bookmarks(pdf)
        claims = Claims(archive=not old, accessible=not old, pdfx=profile.standard.value)
        describe(pdf, about, claims, "print")
        intend_for_press(pdf, icc, archive=not old)
        return Result(saved(pdf, "1.4" if old else "1.6", packed=not old), tuple(_findings(flattened)))


def _marks(profile: Profile, marks: Marks | None) -> Marks:
    if marks is None:
        return Marks(cut=profile.marks)
    if marks.slug and not profile.marks:
        raise PressError(f"The profile {profile.name} takes no marks: its printer cuts by the page boxes.")
    return marks


def _tag(tree: Tree, contents: Contents) -> None:
    tree.drop_links()
    tree.mend_lists()
    tree.name_notes()
    tree.measure_pictures()
    tree.settle_marks(contents)
    tree.close()


def _place(
    pdf: Pdf, profile: Profile, marks: Marks, *, right_to_left: bool
) -> dict[tuple[int, int], tuple[float, float]]:
    """Put every page on its paper, with its marks; how far each has moved, by page."""
    shifts = {}
    for number, page in enumerate(pdf.pages, 1):
        paper = paper_for(page.obj, number, profile, marks.slug, right_to_left=right_to_left)
        place(pdf, page.obj, paper)
        draw_marks(pdf, page.obj, paper, marks)
        shifts[key_of(page.obj)] = paper.shift
        # A page without annotations needs no order of theirs, and PDF 1.4 does not know it.
        drop(page.obj, "/Tabs")
    return shifts


def _findings(flattened: int) -> list[Finding]:
    if not flattened:
        return []
    many = "1 picture is" if flattened == 1 else f"{flattened} pictures are"
    message = f"{many} transparent, and PDF/X-1a allows no transparency: set on white instead."
    return [Finding("picture-on-white", message, hint="Look whether white paper is behind, or ask for PDF/X-4.")]
