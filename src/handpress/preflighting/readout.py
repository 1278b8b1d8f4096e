"""What stands in a file and on its pages, read out as values. The checks know this and nothing of the PDF.

Places are in pt on the page as it is read, after its turn and its unit; sizes are those of the printed thing.
"""

from __future__ import annotations

from typing import TypeAlias

from msgspec import Struct, field

from handpress.preflighting.colours import Colour, Space
from handpress.preflighting.geometry import Box


class FontUse(Struct, frozen=True):
    """A font that sets something to be seen."""

    name: str
    kind: str
    embedded: bool


class Text(Struct, frozen=True):
    """A run of signs: ``size_pt`` as placed. Its box is from below the descenders to the height of the capitals."""

    box: Box
    colour: Colour
    size_pt: float
    bold: bool
    veil: str = ""
    overprint: bool = False


class Stroke(Struct, frozen=True):
    """A line: ``width_pt`` as placed, 0 for the thinnest that the machine can make."""

    box: Box
    colour: Colour
    width_pt: float
    veil: str = ""
    overprint: bool = False


class Fill(Struct, frozen=True):
    """A filled shape. ``thinnest_pt`` is the short side of a rectangle, None for any other shape."""

    box: Box
    colour: Colour
    thinnest_pt: float | None = None
    veil: str = ""
    overprint: bool = False


class Picture(Struct, frozen=True):
    """A picture of dots: ``ppi`` as placed. ``most_ink`` in percent, None where there are no inks, or not looked at.

    ``colour`` is what a stencil is painted with; ``unread`` tells that its dots could not be looked at.
    """

    box: Box
    ppi: float
    line_art: bool
    space: Space | None
    most_ink: float | None = None
    colour: Colour | None = None
    veil: str = ""
    unread: bool = False


class Shading(Struct, frozen=True):
    """A blend of colours; ``colours`` are those at its ends and joints, as far as they can be told."""

    box: Box
    space: Space
    colours: tuple[Colour, ...] = ()
    veil: str = ""


Mark: TypeAlias = Text | Stroke | Fill | Picture | Shading
"""Anything on a page that can be seen. ``veil`` says how what is below shows through; empty where nothing does."""


class Annotation(Struct, frozen=True):
    """Something laid over the page: a link, a comment, a field of a form."""

    kind: str
    box: Box | None


class PageRead(Struct):
    """A page. ``media``, and the boxes the file gives, are None where they are not given or make no sense.

    ``unread`` says why not all of the page could be read; ``group`` that it is a transparency group.
    """

    number: int
    folio: str
    media: Box
    crop: Box | None = None
    bleed: Box | None = None
    trim: Box | None = None
    art: Box | None = None
    marks: list[Mark] = field(default_factory=list)
    fonts: set[FontUse] = field(default_factory=set)
    annotations: list[Annotation] = field(default_factory=list)
    group: bool = False
    script: bool = False
    unread: str = ""


class Leaf(Struct, frozen=True):
    """What is remembered of a page when it has been checked.

    Its trimmed size in mm; whether nothing is on it; and the paper that a reader shows: its size, and how far it
    reaches beyond the trim on the left and at the top, in mm.
    """

    number: int
    folio: str
    width_mm: float
    height_mm: float
    blank: bool
    paper_left_mm: float = 0.0
    paper_top_mm: float = 0.0
    paper_width_mm: float = 0.0
    paper_height_mm: float = 0.0


class Intent(Struct, frozen=True):
    """An output intent: for which standard, which printing condition, and whose colours its profile has."""

    kind: str
    condition: str
    profile: bool
    space: str


class FileRead(Struct, frozen=True):
    """A file as a whole. ``claim`` is the PDF/X standard it says it keeps."""

    version: str
    encrypted: bool
    pages: int
    claim: str = ""
    title: str = ""
    trapped: str = ""
    created: str = ""
    changed: str = ""
    identified: bool = False
    metadata: bool = False
    intents: tuple[Intent, ...] = ()
    script: bool = False
    fields: bool = False
    attachments: tuple[str, ...] = ()
    layers: bool = False
    bookmarks: bool = False
    right_to_left: bool = False
