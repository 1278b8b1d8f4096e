"""Proving: what is really in each output, read back from the file alone and compared with the model, word by word.

In: the document as it was set, the facts beside it, and the outputs as bytes (``Outputs``). Out: a ``Ledger`` that
counts the words and notes of each output, has the points P1 to P10, the quotations of one part in another, and a
``Loss`` for everything missing, changed, added or moved, with the manuscript's line. No writer is asked what it meant
to write. ``prove`` is the way in, which the files for paper may reach later (``read_paper`` reads them elsewhere);
``accounts`` are the files that tell of it, and ``verify`` proves files again that were put away with theirs.
``packing_list`` is what an e-book holds. The room ``audit`` within this one looks through pages as a typographer would.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from handpress.doors import opened_late
from handpress.proving.accounts import accounts, record_of
from handpress.proving.ebook import ProvedAhead
from handpress.proving.ledger import Check, Entry, Ledger, Loss, LossKind, Proof, Setting, read_ledger
from handpress.proving.paper import Composed, compose_pages
from handpress.proving.prove import Later, Outputs, prove, prove_packed, read_paper
from handpress.proving.quotations import Cited, cited
from handpress.proving.report import SmallPages, small_pages
from handpress.proving.unpacking import PackingList, packing_list
from handpress.proving.verify import FileState, State, Verified, verify

if TYPE_CHECKING:
    from handpress.proving.marked import prove_marked, prove_pictures

__all__ = [
    "Check",
    "Cited",
    "Composed",
    "Entry",
    "FileState",
    "Later",
    "Ledger",
    "Loss",
    "LossKind",
    "Outputs",
    "PackingList",
    "Proof",
    "ProvedAhead",
    "Setting",
    "SmallPages",
    "State",
    "Verified",
    "accounts",
    "cited",
    "compose_pages",
    "packing_list",
    "prove",
    "prove_marked",
    "prove_packed",
    "prove_pictures",
    "read_ledger",
    "read_paper",
    "record_of",
    "small_pages",
    "verify",
]

# What proves the marks on a proof is loaded for a proof: no build has any.
__getattr__ = opened_late(__name__, {"marked": ("prove_marked", "prove_pictures")})
