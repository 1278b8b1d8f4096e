"""The file to print: PDF/X-4 that is PDF/A-2a and PDF/UA-1 too, or PDF/X-1a:2003."""

from __future__ import annotations

from typing import Any

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
    printing = Printing(profile, marks=marks, icc=icc, one_ink=one_ink, right_to_left=about.right_to_left)
    with opened(pages) as pdf:
        tree, contents = Tree(pdf), Contents(pdf)
        tree.drop_links()
        tree.mend_lists()
        tree.name_notes()
        tree.measure_pictures()
        tree.settle_marks(contents)
        tree.join_lines()
        tree.close()
        flattened = printing.dress(pdf, tree, contents, 1)
        return Result(printing.close(pdf, about), tuple(told_of(flattened)))


class Printing:
    """How pages whose tags are mended are made ready for one printer: section by section, and all together.

    The wishes are those of ``finish_print``, which does both in one.
    """

    def __init__(
        self,
        profile: Profile,
        *,
        marks: Marks | None = None,
        icc: CmykProfile | None = None,
        one_ink: bool = False,
        right_to_left: bool = False,
    ) -> None:
        self._profile, self._icc = profile, icc or press_profile()
        self._old = profile.standard is PrintStandard.X1A
        self._marks, self._right_to_left = _marks(profile, marks), right_to_left
        if self._old and self._icc.edition > 2:
            name, edition = self._icc.name, self._icc.edition
            raise PressError(
                f"The ICC profile {name} is of version {edition}, and PDF/X-1a takes version 2 only.",
                hint="Ask the printer for a profile of version 2, or to take PDF/X-4.",
            )
        self._separation = Separation(self._icc, profile.most_ink, one_ink=one_ink)

    def dress(self, pdf: Pdf, tree: Tree, contents: Contents, first: int) -> int:
        """Do to open pages, from page ``first`` on, what can be done to those of a section alone.

        Tells how many pictures gave up their masks. Raises ``PressError`` as ``finish_print`` does.
        """
        separate(pdf, self._separation, contents)
        separate_pictures(pdf, self._separation)
        flattened = flatten_pictures(pdf) if self._old else 0
        if self._old:
            refuse_transparency(pdf)
        shifts = {key_of(page.obj): self._place(pdf, page.obj, number) for number, page in enumerate(pdf.pages, first)}
        move_figures(tree.figures(), shifts)
        navigation.shift_targets(pdf, shifts)
        return flattened

    def close(self, pdf: Pdf, about: About) -> bytes:
        """The file for the printer, of open pages that were all dressed: what it has as a whole is added."""
        profile = self._profile
        dressed = len(pdf.pages)
        pad(pdf, profile.page_multiple)
        for number in range(dressed + 1, len(pdf.pages) + 1):
            self._place(pdf, pdf.pages[number - 1].obj, number)
        navigation.label_pages(pdf)
        if not profile.bookmarks:
            navigation.drop_bookmarks(pdf)
        claims = Claims(archive=not self._old, accessible=not self._old, pdfx=profile.standard.value)
        describe(pdf, about, claims, "print")
        intend_for_press(pdf, self._icc, archive=not self._old)
        return saved(pdf, "1.4" if self._old else "1.6", packed=not self._old)

    def _place(self, pdf: Pdf, page: Any, number: int) -> tuple[float, float]:
        """Put a page on its paper, with its marks; how far it has moved."""
        paper = paper_for(page, number, self._profile, self._marks.slug, right_to_left=self._right_to_left)
        place(pdf, page, paper)
        draw_marks(pdf, page, paper, self._marks)
        # A page without annotations needs no order of theirs, and PDF 1.4 does not know it.
        drop(page, "/Tabs")
        return paper.shift


def _marks(profile: Profile, marks: Marks | None) -> Marks:
    if marks is None:
        return Marks(cut=profile.marks)
    if marks.slug and not profile.marks:
        raise PressError(f"The profile {profile.name} takes no marks: its printer cuts by the page boxes.")
    return marks


def told_of(flattened: int) -> list[Finding]:
    """What is to be told of so many pictures that were set on white."""
    if not flattened:
        return []
    many = "1 picture is" if flattened == 1 else f"{flattened} pictures are"
    message = f"{many} transparent, and PDF/X-1a allows no transparency: set on white instead."
    return [Finding("picture-on-white", message, hint="Look whether white paper is behind, or ask for PDF/X-4.")]
