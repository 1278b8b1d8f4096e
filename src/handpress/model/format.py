"""The object that is made: its trim, its margins, its type, and what the printer who makes it asks for.

All lengths are in mm or pt as their names say. These are facts about paper and presses; which of them holds for a
pamphlet stands in its ``pamphlet.toml``.
"""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from handpress.model.document import FrontMatter

MM = 72 / 25.4
"""A millimetre in pt."""

INCH_MM = 25.4


class Trim(Struct, frozen=True):
    """The size of a page after the knife. ``name`` is the trade's, or the measure as it was given."""

    name: str
    width_mm: float
    height_mm: float


class Margins(Struct, frozen=True):
    """The white round the text, in mm: ``inner`` is at the binding, ``outer`` at the fore-edge."""

    inner_mm: float
    top_mm: float
    outer_mm: float
    bottom_mm: float


class CoverForm(StrEnum):
    """How the cover comes to the printer."""

    SELF = "self"  # the first and last pages of the pamphlet
    SHEET = "sheet"  # a file of its own: outside and inside of a folded sheet
    WRAP = "wrap"  # a file of its own: back, spine and front in one piece, for perfect binding
    NONE = "none"


class BleedSides(StrEnum):
    """Where colour may run over the trim."""

    ALL = "all"
    OUTER = "outer"  # all but the edge at the binding
    NONE = "none"


class Gutter(Struct, frozen=True):
    """The inner margin asked for up to a number of pages."""

    most_pages: int
    inner_mm: float


class Spine(Struct, frozen=True):
    """How a printer reckons the spine of a perfect-bound cover.

    Its width is ``page_mm`` a page and ``glue_mm`` more; ``text_from`` pages are needed for words on it.
    """

    page_mm: float
    glue_mm: float
    text_from: int

    def width_mm(self, pages: int) -> float:
        """The spine's width in mm for a block of so many pages."""
        return pages * self.page_mm + self.glue_mm


class PrintStandard(StrEnum):
    """The standard a print file keeps."""

    X4 = "PDF/X-4"
    X1A = "PDF/X-1a:2003"


class Profile(Struct, frozen=True):
    """What a printer takes.

    ``trims`` are names of trim sizes (none: any); ``page_multiple``, ``least_pages`` and ``most_pages`` bound the
    block; ``gutters`` the inner margin by number of pages, in ascending order; ``outer_mm`` the least distance of
    anything that must survive from the other edges, ``outer_bleed_mm`` the same where the pamphlet bleeds.
    ``most_ink`` is total area coverage in percent; resolutions are pixels an inch as placed; so many as ``most_blanks``
    pages in a row may be blank. ``office``: an ordinary printer's driver prints it, which takes any colour and asks
    for no standard.
    """

    name: str
    product: str
    trims: tuple[str, ...] = ()
    bleed_mm: float = 0.0
    bleed_sides: BleedSides = BleedSides.NONE
    marks: bool = False
    page_multiple: int = 1
    least_pages: int = 1
    most_pages: int = 2000
    gutters: tuple[Gutter, ...] = ()
    outer_mm: float = 6.35
    outer_bleed_mm: float = 6.35
    most_ink: int = 300
    least_ppi: int = 300
    least_line_art_ppi: int = 600
    least_type_pt: float = 6.0
    least_stroke_pt: float = 0.25
    most_blanks: int = 4
    annotations: bool = False
    bookmarks: bool = True
    standard: PrintStandard = PrintStandard.X4
    covers: tuple[CoverForm, ...] = (CoverForm.SELF,)
    spine: Spine | None = None
    office: bool = False

    def inner_mm(self, pages: int) -> float:
        """The least inner margin in mm for a block of so many pages."""
        wanted = self.outer_mm
        for gutter in self.gutters:
            wanted = gutter.inner_mm
            if pages <= gutter.most_pages:
                break
        return wanted


class Face(StrEnum):
    """What the text is set in."""

    SERIF = "serif"
    SANS = "sans"


class Theme(Struct, frozen=True):
    """A house style: how the press designs a page unless the pamphlet says otherwise.

    ``size_pt`` and ``leading_pt`` hold for an A5 page; other trims scale them by their measure, but never below
    ``least_pt``. The margins are shares of the page's width (inner, outer) and height (top, bottom). No line is longer
    than ``longest_em`` times the size. ``run_on``: parts follow one another on the page instead of beginning one.
    ``notes_at_end``: notes stand at the end of their part. ``openings``: a part begins in small capitals.
    """

    name: str
    product: str
    face: Face
    size_pt: float
    leading_pt: float
    least_pt: float
    inner: float
    top: float
    outer: float
    bottom: float
    longest_em: float = 32.0
    run_on: bool = False
    notes_at_end: bool = False
    openings: bool = True


A5 = Trim("A5", 148.0, 210.0)
QUIET = Theme(
    name="quiet",
    product="A quiet book page",
    face=Face.SERIF,
    size_pt=11.0,
    leading_pt=14.4,
    least_pt=9.0,
    inner=18 / 148,
    top=19 / 210,
    outer=23 / 148,
    bottom=28.4 / 210,
)


class Format(Struct, frozen=True):
    """How a pamphlet is made up: trim, house theme, and what its own settings change of them.

    ``margins`` None: by the theme's canon. ``size_pt`` and ``leading_pt`` 0: the theme's own for the trim.
    ``front_matter``: in which numbers the pages before the text are counted.
    """

    trim: Trim = A5
    theme: Theme = QUIET
    margins: Margins | None = None
    size_pt: float = 0.0
    leading_pt: float = 0.0
    front_matter: FrontMatter = FrontMatter.ARABIC


HOME = Profile(
    name="home",
    product="An office printer that prints on both sides",
    # An office printer cannot print to the sheet's edge: nothing bleeds, and 6.35 mm stay white.
    covers=(CoverForm.SHEET, CoverForm.SELF),
    most_pages=64,
    office=True,
)


class Printing(Struct, frozen=True):
    """By whom and on what a pamphlet is printed.

    ``sheet`` is the sheet of the booklet by name or measure (empty: the smallest common one that takes the pages).
    ``caliper_mm`` is the thickness of a leaf; with ``one_ink`` all is printed in black. ``icc`` names a CMYK profile in
    the pamphlet's folder and ``condition`` the printing condition it stands for (empty: the press's own).
    """

    profile: Profile = HOME
    sheet: str = ""
    caliper_mm: float = 0.1
    marks: bool = False
    one_ink: bool = False
    icc: str = ""
    condition: str = ""

    @property
    def marked_profile(self) -> Profile:
        """The profile, as that of a printer who takes marks where the pamphlet asks for them."""
        return replace(self.profile, marks=self.profile.marks or self.marks)
