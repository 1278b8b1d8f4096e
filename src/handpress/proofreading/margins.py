"""Margins: what belongs beside which line, made to stand below one another without touching."""

from __future__ import annotations

import re
import textwrap
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from handpress.model.pagelines import PageLines, name_of
from handpress.model.proofmarks import MarginNote, ProofSheet, Tag
from handpress.proofreading.places import Places

SIZE, LEADING = 6.8, 8.2
"""The type of the margins, in pt."""

_EM = 0.47  # the breadth of a letter of the margins' face, of its size, on the safe side
_EDGE = 18.0  # pt at the sheet's edge that no printer reaches
_EVERY = 5
# What no line may part: a word of an alphabet with the space behind it, or one letter of any other script.
_UNIT = re.compile(r"[\u2e80-\uffef][\u3001\u3002\u300d\uff00-\uff0f\uff1a-\uff20]*\s*|[^\s\u2e80-\uffef]+\s*|\s+")
_APART = 1.5


class Beside(Struct, frozen=True):
    """What is to stand beside the line of a baseline; ``heavy`` for what asks for an answer."""

    line: int
    baseline: float
    words: str
    heavy: bool = False


def numbers(baselines: Sequence[float]) -> tuple[Tag, ...]:
    """Every fifth line of a page, counted."""
    counted = enumerate(baselines, 1)
    return tuple(Tag(baseline, str(number)) for number, baseline in counted if number % _EVERY == 0)


def tags(places: Places, number: int, page: PageLines, sheet: ProofSheet, paragraphs: dict[str, int]) -> Iterator[Tag]:
    """For each block that has lines on a page (from 1): its paragraph's number, its file and its line there."""
    across = _letters(sheet.left + sheet.left_to(page.left) - _EDGE)
    begun: set[str] = set()
    met: set[int] = set()
    for line in page.lines:
        row = places.spot(number, line.baseline).line
        source = places.begun(number, line.owner)
        if line.owner in begun or row in met or source is None:
            continue
        begun.add(line.owner)
        met.add(row)
        file = line.owner.partition(" ")[2].split(":")[0].rpartition("/")[2]
        counted = f"¶{paragraphs[line.owner]} " if line.owner in paragraphs else ""
        yield Tag(line.baseline, counted + _fitted(file, f":{source}", across - len(counted)))


def stacked(wanted: Iterable[Beside], sheet: ProofSheet, *, last: float, more: str) -> tuple[MarginNote, ...]:
    """What is wanted, each as near to its line as those above it let it; ``last`` is the lowest place (pt).

    What finds no room is counted in the last line, in the words of ``more``: the lists at the back have all of it.
    """
    across = _letters(sheet.width - sheet.left - sheet.right_from - _EDGE)
    made: list[MarginNote] = []
    waiting = sorted(wanted, key=lambda one: (one.baseline, not one.heavy))
    room = int((last + sheet.top - _EDGE * 2) / LEADING)
    used = 0
    for place, one in enumerate(waiting):
        lines = _wrapped(f"{one.line}\u2002{one.words}", across)
        if used + len(lines) >= room and place < len(waiting) - 1:
            lines = _wrapped(more.format(number=len(waiting) - place), across)
            made.append(MarginNote(0.0, one.baseline, lines, one.heavy))
            break
        used += len(lines)
        made.append(MarginNote(0.0, one.baseline, lines, one.heavy))
    return tuple(_settled(made, last))


def paragraph_numbers(content: Iterable[object]) -> Iterator[tuple[str, int]]:
    """The names of paragraphs in their order, with their numbers."""
    for number, node in enumerate(content, 1):
        yield name_of(node, getattr(node, "span", None)), number


def _settled(notes: Sequence[MarginNote], last: float) -> Iterator[MarginNote]:
    tops: list[float] = []
    low = float("-inf")
    for note in notes:
        top = max(note.baseline - SIZE, low)
        tops.append(top)
        low = top + len(note.lines) * LEADING + _APART
    # What has been pushed off the sheet pushes back those above it.
    high = last
    for index in range(len(notes) - 1, -1, -1):
        tops[index] = min(tops[index], high - len(notes[index].lines) * LEADING)
        high = tops[index] - _APART
    yield from (replace(note, top=top) for note, top in zip(notes, tops, strict=True))


def _wrapped(text: str, across: int) -> tuple[str, ...]:
    """A text in lines of so many letters; a Han letter or kana is as broad as two, and a line may end behind it."""
    if not any(_breadth(char) > 1 for char in text):
        return tuple(textwrap.wrap(text, across, subsequent_indent="  ", break_on_hyphens=False))
    lines = [""]
    for unit in _UNIT.findall(text):
        if lines[-1] and sum(map(_breadth, lines[-1] + unit.rstrip())) > across:
            lines.append("")
        lines[-1] += unit
    return tuple(line.strip() for line in lines)


def _breadth(char: str) -> int:
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def _letters(width: float) -> int:
    return max(12, int(width / (SIZE * _EM)))


def _fitted(name: str, line: str, across: int) -> str:
    """A file's name with a line, cut in its middle where the margin has no room for all of it."""
    most = max(across - len(line), 7)
    if len(name) > most:
        name = f"{name[: most // 2]}…{name[-(most - 1 - most // 2) :]}"
    return name + line
