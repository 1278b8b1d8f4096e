"""Proving: what is really in each output, read back from the file alone and compared with the model, word by word.

In: the document as it was set, the facts beside it, and the outputs as bytes (``Outputs``). Out: a ``Ledger`` that
counts the words and notes of each output and has a ``Loss`` for everything missing, changed, added or moved, with the
manuscript's line. No writer is asked what it meant to write. ``prove`` is the way in.
"""

from handpress.proving.ledger import Ledger, Loss, LossKind, Proof
from handpress.proving.prove import Outputs, prove

__all__ = ["Ledger", "Loss", "LossKind", "Outputs", "Proof", "prove"]
