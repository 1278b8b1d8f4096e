"""Setting: the face the press prints in, and how its lines are broken.

In: the characters a pamphlet uses. Out: font files cut down to them (``subset`` for the e-book), the variable fonts as
files (``faces``), how wide they run (``metrics``), the characters the face has no sign for (``missing``), and the
licence that must go with it (``licence``). For scripts that the house's faces lack: ``further_faces``, the style rules
that use them, what they cover, and the remedy where one is not installed. ``isolate_fonts`` hides the fonts of the
machine, and while the pages are laid out ``total_fit`` breaks paragraphs as wholes, ``details`` sets fractions,
ordinals and ligatures, and ``exceptions`` says where certain words are parted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from handpress.doors import opened_late
from handpress.setting.fonts import FAMILY, Cut, FaceFile, FontFile, Metrics, faces, licence, missing, subset
from handpress.setting.further import (
    FurtherFace,
    covered,
    further_faces,
    further_styles,
    licences,
    metrics,
    remedy,
)
from handpress.setting.isolation import isolate_fonts

if TYPE_CHECKING:
    from handpress.setting import details, total_fit
    from handpress.setting.total_fit.hyphenation import exceptions

__all__ = [
    "FAMILY",
    "Cut",
    "FaceFile",
    "FontFile",
    "FurtherFace",
    "Metrics",
    "covered",
    "details",
    "exceptions",
    "faces",
    "further_faces",
    "further_styles",
    "isolate_fonts",
    "licence",
    "licences",
    "metrics",
    "missing",
    "remedy",
    "subset",
    "total_fit",
]

# Only who lays out pages breaks lines: who reads a manuscript or packs an e-book need not load what does it.
__getattr__ = opened_late(__name__, {"details": (), "total_fit": (), "total_fit.hyphenation": ("exceptions",)})
