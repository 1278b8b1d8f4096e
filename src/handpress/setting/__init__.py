"""Setting: the face the press prints in.

In: the characters a pamphlet uses. Out: font files cut down to them (``subset`` for the e-book, ``display`` for its
cover), the variable fonts as files (``faces``), the characters the face has no sign for (``missing``), and the
licence that must go with it (``licence``). For scripts that the house's faces lack: ``further_faces``, the style rules
that use them, what they cover, and the remedy where one is not installed. ``isolate_fonts`` hides the machine's fonts.
"""

from handpress.setting.fonts import (
    FAMILY,
    Cut,
    DisplayFont,
    FaceFile,
    FontFile,
    display,
    faces,
    licence,
    missing,
    subset,
)
from handpress.setting.further import covered, further_display, further_faces, further_styles, licences, remedy
from handpress.setting.isolation import isolate_fonts

__all__ = [
    "FAMILY",
    "Cut",
    "DisplayFont",
    "FaceFile",
    "FontFile",
    "covered",
    "display",
    "faces",
    "further_display",
    "further_faces",
    "further_styles",
    "isolate_fonts",
    "licence",
    "licences",
    "missing",
    "remedy",
    "subset",
]
