"""Setting: the face the press prints in, and how its lines are broken.

In: the characters a pamphlet uses. Out: font files cut down to them (``subset`` for the e-book), the variable fonts as
files (``faces``), how wide they run (``metrics``), the characters the face has no sign for (``missing``), and the
licence that must go with it (``licence``). ``isolate_fonts`` hides the fonts of the machine; while the pages are laid
out ``total_fit`` breaks paragraphs as wholes, and ``details`` sets fractions, ordinals and ligatures, and
``exceptions`` says where certain words are parted.
"""

from handpress.setting import details, total_fit
from handpress.setting.fonts import Cut, FaceFile, FontFile, Metrics, faces, licence, metrics, missing, subset
from handpress.setting.isolation import isolate_fonts
from handpress.setting.total_fit.hyphenation import exceptions

__all__ = [
    "Cut",
    "FaceFile",
    "FontFile",
    "Metrics",
    "details",
    "exceptions",
    "faces",
    "isolate_fonts",
    "licence",
    "metrics",
    "missing",
    "subset",
    "total_fit",
]
