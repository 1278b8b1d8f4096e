"""Lines of set type: from the breaks of a paragraph to glyphs that stand where they will be printed.

In: a paragraph, where a line begins and ends, its measure. Out: for each leaf of the line its text and its type,
brought to the measure. Where a word is parted its two pieces are shaped anew, since the hyphen and the break
change them.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from handpress.setting.total_fit.fitting import Fit, fit
from handpress.setting.total_fit.hanging import AFTER, BEFORE
from handpress.setting.total_fit.opportunities import SPACE, SPACES, Mark
from handpress.setting.total_fit.paragraph import Leaf, Paragraph, Run
from handpress.setting.total_fit.shaping import Shaper, Type
from handpress.setting.total_fit.taste import Taste


class SetText(Struct, frozen=True):
    """The text of a leaf on a line, in its type.

    ``scale`` is how much the letters are widened; the widths of ``type`` are before it, those of the spaces such that
    they come out right after it. ``width`` is what it takes up on the line, without what hangs out: ``shift`` to the
    left, and as much as it needs to the right.
    """

    text: str
    type: Type
    scale: float
    width: float
    shift: float


class _Piece(Struct, frozen=True):
    """Type of a leaf before it is brought to the measure; ``gaps`` are the glyphs that are spaces."""

    leaf: Leaf
    text: str
    type: Type
    gaps: tuple[int, ...]
    ink: float
    gap: float


class Setter(Struct, frozen=True):
    """Sets the lines of a paragraph."""

    paragraph: Paragraph
    shaper: Shaper
    taste: Taste

    def set_line(self, begins: Mark, ends: Mark, measure: float, *, last: bool = False) -> dict[int, SetText]:
        """The set text of each leaf of a line, by the ``id`` of its box; leaves without any are left out.

        ``measure`` is what the line has room for, its indent taken off.
        """
        pieces = tuple(self._pieces(begins, ends))
        if not pieces:
            return {}
        shift = pieces[0].type.widths[0] * BEFORE.get(pieces[0].text[0], 0.0)
        hang = 0.0 if last else pieces[-1].type.widths[-1] * AFTER.get(pieces[-1].text[-1], 0.0)
        ink = sum(piece.ink for piece in pieces) - shift - hang
        to = fit(ink, sum(piece.gap for piece in pieces), measure, self.taste, last=last)
        made = {}
        for number, piece in enumerate(pieces):
            left = shift * to.scale if number == 0 else 0.0
            right = hang * to.scale if number == len(pieces) - 1 else 0.0
            width = piece.ink * to.scale + piece.gap * to.space - left - right
            made[id(piece.leaf.box)] = SetText(piece.text, _spaced(piece, to), to.scale, width, left)
        return made

    def _pieces(self, begins: Mark, ends: Mark) -> Iterator[_Piece]:
        text = self.paragraph.text
        for leaf in self.paragraph.leaves:
            start, end = max(leaf.start, begins.next), min(leaf.end, ends.end)
            if start >= end:
                continue
            # A word that the break parts is shaped anew from the break to the nearest space.
            head, tail = start, end
            if start == begins.next == begins.end and start > self.paragraph.begin:
                head = _before_space(text, start, end)
            if end == ends.end == ends.next and end < len(text):
                tail = _after_space(text, head, end)
            run = self.paragraph.run_at(start)
            hyphen = leaf.box.style["hyphenate_character"] if ends.hyphen and end == ends.end else ""
            parts = [_slice(run, head, tail)] if head < tail else []
            if start < head:
                parts.insert(0, self._fragment(text[start:head] + (hyphen if head == end else ""), run))
            if tail < end:
                parts.append(self._fragment(text[tail:end] + hyphen, run))
            yield _piece(leaf, text[start:end] + hyphen, _join(parts))

    def _fragment(self, text: str, run: Run) -> Type:
        made = self.shaper.fragment(text, run.style)
        assert made is not None, "its letters have been shaped before, as part of their word"
        return made


def _before_space(text: str, start: int, end: int) -> int:
    return next((n for n in range(start, end) if text[n] in SPACES), end)


def _after_space(text: str, start: int, end: int) -> int:
    return next((n for n in range(end, start, -1) if text[n - 1] in SPACES), start)


def _slice(run: Run, start: int, end: int) -> Type:
    """The type of some characters of a run."""
    first, after = run.glyph(start), run.glyph(end)
    made, base = run.type, start - run.start
    characters = array("I", [character - base for character in made.characters[first:after]])
    offsets = {n - first: offset for n, offset in made.offsets.items() if first <= n < after} if made.offsets else {}
    faces = [(max(n - first, 0), face) for n, face in made.faces if n < after]
    begun = sum(1 for n, _ in faces if n == 0)
    kept = tuple(faces[begun - 1 :])
    return Type(end - start, made.glyphs[first:after], made.widths[first:after], characters, offsets, kept)


def _join(parts: list[Type]) -> Type:
    """Pieces of type one after the other."""
    whole, *rest = parts
    for part in rest:
        glyphs, text = len(whole.glyphs), whole.length
        whole = Type(
            text + part.length,
            whole.glyphs + part.glyphs,
            whole.widths + part.widths,
            whole.characters + array("I", (character + text for character in part.characters)),
            whole.offsets | {n + glyphs: offset for n, offset in part.offsets.items()},
            whole.faces + tuple((n + glyphs, face) for n, face in part.faces),
        )
    return whole


def _piece(leaf: Leaf, text: str, made: Type) -> _Piece:
    gaps = tuple(bisect_left(made.characters, match.start()) for match in SPACE.finditer(text))
    gap = sum(made.widths[n] for n in gaps)
    return _Piece(leaf, text, made, gaps, sum(made.widths) - gap, gap)


def _spaced(piece: _Piece, to: Fit) -> Type:
    """Type whose spaces come out as wide as they shall when all of it is scaled."""
    widths = array("d", piece.type.widths)
    for glyph in piece.gaps:
        widths[glyph] *= to.space / to.scale
    return replace(piece.type, widths=widths)
