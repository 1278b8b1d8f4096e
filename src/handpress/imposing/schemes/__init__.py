"""Schemes: which page lies where on which side of which sheet. Arithmetic only: no PDF, no paper size.

A scheme is a row of ``SCHEMES``, in a file of its own under a drawing of the sheet, so that a reader can check the
one against the other.
"""

from handpress.imposing.schemes.cut_and_stack import CUT_AND_STACK
from handpress.imposing.schemes.n_up import N_UP
from handpress.imposing.schemes.quarter_cut import QUARTER_CUT
from handpress.imposing.schemes.quarter_folded import QUARTER_FOLDED
from handpress.imposing.schemes.saddle_stitch import SADDLE_STITCH
from handpress.imposing.schemes.scheme import Edge, Joint, Placement, Scheme, Side, pad
from handpress.imposing.schemes.sections import SECTIONS
from handpress.imposing.schemes.signature_4 import SIGNATURE_4
from handpress.imposing.schemes.signature_8 import SIGNATURE_8
from handpress.imposing.schemes.signature_16 import SIGNATURE_16
from handpress.imposing.schemes.signature_32 import SIGNATURE_32
from handpress.imposing.schemes.zine import ZINE

__all__ = ["SADDLE_STITCH", "SCHEMES", "Edge", "Joint", "Placement", "Scheme", "Side", "pad"]

SCHEMES: dict[str, Scheme] = {
    scheme.name: scheme
    for scheme in (
        SADDLE_STITCH,
        SECTIONS,
        SIGNATURE_4,
        SIGNATURE_8,
        SIGNATURE_16,
        SIGNATURE_32,
        QUARTER_CUT,
        QUARTER_FOLDED,
        *CUT_AND_STACK,
        ZINE,
        *N_UP,
    )
}
