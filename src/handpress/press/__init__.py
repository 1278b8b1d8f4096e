"""The conductor: from manuscripts to a document, from a document to editions, from editions to the ledger.

The only place that knows every room.

In: a workspace and the name of a pamphlet. Out: the document with its findings
(``read``) or with what a typographer would mark on its pages (``audit``), the files in
``build/`` with the ledger that proves them (``build``, or several at once and
only what has changed: ``build_several``), a proof, an export; for files as they
stand ``verify``, and for any PDF ``impose`` and ``preflight``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from handpress.doors import opened_late

if TYPE_CHECKING:
    from handpress.press.alone import build_ebook
    from handpress.press.auditing import audit
    from handpress.press.building import build
    from handpress.press.built import Built
    from handpress.press.editions import EXTRAS
    from handpress.press.exporting import export_markdown, export_tei
    from handpress.press.files import put_file
    from handpress.press.fitting import Fit, Fits, apply_fit, fit
    from handpress.press.keeping import build_anew_or_keep
    from handpress.press.manuscript import Manuscript
    from handpress.press.manuscripts import read
    from handpress.press.pdfs import impose, preflight
    from handpress.press.proofdesk import Preview, preview
    from handpress.press.proofs import ProofKind, ProofWish, proof
    from handpress.press.redlines import Redline, Redlined, compare_with, redline
    from handpress.press.shops import check_shop
    from handpress.press.verifying import verify
    from handpress.press.workers import Order, build_several

__all__ = [
    "EXTRAS",
    "Built",
    "Fit",
    "Fits",
    "Manuscript",
    "Order",
    "Preview",
    "ProofKind",
    "ProofWish",
    "Redline",
    "Redlined",
    "apply_fit",
    "audit",
    "build",
    "build_anew_or_keep",
    "build_ebook",
    "build_several",
    "check_shop",
    "compare_with",
    "export_markdown",
    "export_tei",
    "fit",
    "impose",
    "preflight",
    "preview",
    "proof",
    "put_file",
    "read",
    "redline",
    "verify",
]

# Behind which name stands which file. A file is loaded when somebody asks for what it has: to say that a build is as it
# was needs none of those that make one.
_FILES = {
    "alone": ("build_ebook",),
    "auditing": ("audit",),
    "building": ("build",),
    "built": ("Built",),
    "editions": ("EXTRAS",),
    "exporting": ("export_markdown", "export_tei"),
    "files": ("put_file",),
    "fitting": ("Fit", "Fits", "apply_fit", "fit"),
    "keeping": ("build_anew_or_keep",),
    "manuscript": ("Manuscript",),
    "manuscripts": ("read",),
    "pdfs": ("impose", "preflight"),
    "proofdesk": ("Preview", "preview"),
    "proofs": ("ProofKind", "ProofWish", "proof"),
    "redlines": ("Redline", "Redlined", "compare_with", "redline"),
    "shops": ("check_shop",),
    "verifying": ("verify",),
    "workers": ("Order", "build_several"),
}

__getattr__ = opened_late(__name__, _FILES)
