"""Proves a marked proof: every letter of its pages stands where it stood, and every word of its marks is there.

The marks are laid over pages that have been proved by themselves; so what is asked here is that no mark has moved or
hidden one of their letters, and that nothing is on the paper that nobody meant.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence

from handpress.model.proofmarks import ProofMarks, SheetProof
from handpress.proving.ledger import Loss, LossKind, Proof
from handpress.proving.readback import Letter, letters_of_pages
from handpress.proving.righting import known_by, runs_right_to_left
from handpress.proving.streams import letters

_SHOWN = 40


def prove_marked(pages: bytes, marked: bytes, marks: ProofMarks) -> Proof:
    """Compare a marked proof with its ``pages`` as they were set, and with the marks meant for it.

    Raises ``PressError`` for bytes that are no PDF.
    """
    wanted, lists = [page.words for page in marks.pages], [one.words for one in marks.lists]
    plain, found = list(letters_of_pages(pages)), list(letters_of_pages(marked))
    losses: list[Loss] = []
    for number, (before, after, words) in enumerate(zip(plain, found, wanted, strict=False), 1):
        gone, beside = _apart(before, after)
        if gone:
            losses.append(Loss(LossKind.MOVED, _text(gone)[:_SHOWN], words=1, page=number, where="proof"))
        said = letters(words + marks.head.over(number, len(found), marks.folios))
        losses += _differing(said, _text(beside), number)
    further = range(len(plain) + 1, len(found) + 1)
    heads = "".join(marks.head.over(number, len(found), marks.folios) for number in further)
    behind = "".join(_text(page) for page in found[len(plain) :])
    losses += _differing(letters("".join(lists) + heads), behind, len(plain) + 1)
    if len(found) < len(plain):
        losses.append(Loss(LossKind.MISSING, f"{len(plain)} pages", f"{len(found)}", where="proof"))
    told = tuple(losses)
    count = sum(map(len, plain))
    sha256 = hashlib.sha256(marked).hexdigest()
    return Proof("proof", sha256, len(found), count, count - len(told), 0, 0, told)


def prove_pictures(sheets: bytes, made: bytes, wanted: SheetProof) -> Proof:
    """Compare pictures of ``sheets`` with their sides, and with the words meant to stand on them and behind them.

    Raises ``PressError`` for bytes that are no PDF.
    """
    sides, found = [_text(page) for page in letters_of_pages(sheets)], [_text(page) for page in letters_of_pages(made)]
    losses: list[Loss] = []
    for number, (faces, text) in enumerate(zip(wanted.sheets, found, strict=False), 1):
        said = letters(" ".join(face.words for face in faces) + wanted.head.over(number, len(found)))
        losses += _differing("".join(sides[face.picture] for face in faces) + said, text, number)
    behind, head = found[len(wanted.sheets) :], wanted.head.over(len(found), len(found))
    losses += _differing(letters(wanted.order.words + wanted.order.none + head), "".join(behind), len(found))
    count = sum(map(len, sides))
    sha256 = hashlib.sha256(made).hexdigest()
    return Proof("proof", sha256, len(found), count, count - len(losses), 0, 0, tuple(losses))


def _apart(before: Sequence[Letter], after: Sequence[Letter]) -> tuple[list[Letter], list[Letter]]:
    """The letters that no longer stand where they stood, and those that have come, in the order they are read."""
    waiting = Counter(_key(letter) for letter in before)
    come = []
    for letter in after:
        if waiting[_key(letter)]:
            waiting[_key(letter)] -= 1
        else:
            come.append(letter)
    return [letter for letter in before if waiting[_key(letter)] > 0], come


def _key(letter: Letter) -> tuple[str, float, float]:
    # Both files have the same content stream: no tolerance is needed but for how floats are told.
    return letter.char, round(letter.left, 2), round(letter.bottom, 2)


def _differing(wanted: str, found: str, page: int) -> Iterator[Loss]:
    """The first place where letters differ. Their order is not asked for.

    pdfium works it out by itself: words that run from right to left, and numbers beside small type, it tells in another
    order than they were set in, and of the former brackets as their counterparts.
    """
    turned = runs_right_to_left(wanted)
    if Counter(wanted) == Counter(found) or (turned and known_by(wanted) == known_by(found)):
        return
    place = next((at for at, (one, other) in enumerate(zip(wanted, found, strict=False)) if one != other), None)
    at = min(len(wanted), len(found)) if place is None else place
    expected, seen = wanted[at : at + _SHOWN], found[at : at + _SHOWN]
    kind = LossKind.ADDED if not expected else LossKind.CHANGED if seen else LossKind.MISSING
    yield Loss(kind, expected, seen, 1, page=page, where="marks of the proof")


def _text(found: Sequence[Letter]) -> str:
    return letters("".join(letter.char for letter in found))
