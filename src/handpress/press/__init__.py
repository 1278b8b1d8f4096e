"""The conductor: from manuscripts to a document, from a document to editions, from editions to the ledger.

The only place that knows every room.

In: a workspace and the name of a pamphlet. Out: the document with its findings
(``read``), the files in ``build/`` with the ledger that proves them (``build``), a proof, an export; for files as they
stand ``verify``, and for any PDF ``impose`` and ``preflight``.
"""

from handpress.press.building import Built, build
from handpress.press.editions import EXTRAS
from handpress.press.exporting import export_markdown, export_tei
from handpress.press.files import put_file
from handpress.press.fitting import Fit, Fits, fit
from handpress.press.fitting import apply as apply_fit
from handpress.press.manuscripts import Manuscript, read
from handpress.press.pdfs import impose, preflight
from handpress.press.proofdesk import Preview, preview
from handpress.press.proofs import proof
from handpress.press.redlines import Redline, Redlined, compare_with, redline
from handpress.press.shops import check_shop
from handpress.press.verifying import verify

__all__ = [
    "EXTRAS",
    "Built",
    "Fit",
    "Fits",
    "Manuscript",
    "Preview",
    "Redline",
    "Redlined",
    "apply_fit",
    "build",
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
