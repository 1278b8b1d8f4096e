"""Collation: a wanted stream and a found one side by side, and where they part.

Reading goes on letter by letter while the two agree. Where they do not, the nearest place is sought where they agree
again for some length; what lies between is one difference. So one lost word is one loss, and not a thousand.
"""

from __future__ import annotations

from msgspec import Struct, field

from handpress.proving.streams import SLOTS, Stream

_SURE = 20  # letters that agree by chance nowhere but in a text that repeats itself
_LEAST = 3  # letters whose agreement says anything
_NEAR = 40  # letters of a difference of a word or two
_FAR = 20_000  # letters ahead, beyond which only a loss and no other difference is looked for
_TRIED = 4_000  # letters of one difference, beyond which it is the rest of the stretch
_GENERATED = 10  # letters of the longest bullet, number or ornament


class Difference(Struct, frozen=True):
    """``wanted[start:end]`` stands in the output as ``found[found_start:found_end]``."""

    start: int
    end: int
    found_start: int
    found_end: int


class Agreement(Struct):
    """How far two streams agree: ``steps`` are stretches (place wanted, place found, length).

    ``numbers`` are those of list items that stand in the text, by their place in the found stream; ``owed`` counts
    the items whose signs have not been met.
    """

    at: int
    position: int
    steps: list[tuple[int, int, int]] = field(default_factory=list)
    numbers: list[tuple[int, str]] = field(default_factory=list)
    owed: int = 0

    def take_signs(self, found: str, length: int) -> None:
        """Go past signs, and keep the numbers among them."""
        signs = found[self.position : self.position + length]
        self.numbers += [(self.position, digits) for digits in numbers_in(signs)]
        self.position += length


def agree(wanted: str, at: int, found: str, position: int = 0, *, ended: bool = False) -> Agreement:
    """Follow both streams from ``wanted[at]`` and ``found[position]`` to where they part.

    ``ended`` tells that ``found`` holds nothing of another kind behind: signs at its end then stand for slots.
    """
    reached = Agreement(at, position)
    while True:
        length = _common(wanted, reached.at, found, reached.position)
        reached.steps.append((reached.at, reached.position, length))
        reached.at += length
        reached.position += length
        if reached.at >= len(wanted):
            return reached
        if wanted[reached.at] in SLOTS:
            if not _pass_slots(wanted, found, reached, ended):
                return reached
        elif not _pass_owed(wanted, found, reached):
            return reached


def numbers_in(signs: str) -> list[str]:
    """The numbers among the signs of lists."""
    return "".join(sign if sign.isdigit() else " " for sign in signs).split()


def _common(wanted: str, at: int, found: str, position: int) -> int:
    low, high = 0, min(len(wanted) - at, len(found) - position)
    if wanted[at : at + high] == found[position : position + high]:
        return high
    while high - low > 1:
        middle = (low + high) // 2
        if wanted[at + low : at + middle] == found[position + low : position + middle]:
            low = middle
        else:
            high = middle
    return low


def _pass_slots(wanted: str, found: str, reached: Agreement, ended: bool) -> bool:
    """Go past the signs that a style sheet puts before a list's item or between paragraphs, if the text goes on."""
    at = reached.at
    while at < len(wanted) and wanted[at] in SLOTS:
        at += 1
    slots = at - reached.at
    length = _signs(wanted, at, found, reached.position, _GENERATED * slots)
    rest = found[reached.position :]
    if length < 0 and ended and 0 < len(rest) <= _GENERATED and not any(map(str.isalpha, rest)):
        length = len(rest)
    if length < 0:
        return False
    reached.owed += 0 if length else slots
    reached.at = at
    reached.take_signs(found, length)
    return True


def _pass_owed(wanted: str, found: str, reached: Agreement) -> bool:
    """Go past signs of an item left behind: those of one that begins with a table stand before its row's last cell."""
    length = _signs(wanted, reached.at, found, reached.position, _GENERATED) if reached.owed else 0
    if length < 1:
        return False
    reached.owed -= 1
    reached.take_signs(found, length)
    return True


def _signs(wanted: str, at: int, found: str, position: int, most: int) -> int:
    """How many signs and digits stand in ``found`` before the text goes on as wanted; -1 where it does not."""
    best, length = 0, -1
    for tried in range(most + 1):
        start = position + tried
        if start > len(found) or (tried and found[start - 1].isalpha()):
            break
        going_on = _common(wanted, at, found[: start + _SURE], start)
        if going_on > best:
            best, length = going_on, tried
    return length


def collate(wanted: Stream, at: int, found: str) -> tuple[list[Difference], int]:
    """Compare all of ``found`` with ``wanted`` from ``at`` on: the differences, and the place reached.

    What is wanted beyond the end of ``found`` is no difference yet: it may stand on the next page.
    """
    differences: list[Difference] = []
    position = 0
    while True:
        reached = agree(wanted.text, at, found, position)
        at, position = reached.at, reached.position
        if position == len(found):
            return differences, at
        ahead, lost = _resume(wanted.text, at, found, position)
        differences.append(_on_words(Difference(at, at + lost, position, position + ahead), wanted, found))
        at, position = at + lost, position + ahead


def _resume(wanted: str, at: int, found: str, position: int) -> tuple[int, int]:
    """How far to go on in the found stream and in the wanted one until they agree again, together the least."""
    rest = len(found) - position
    if near := _resume_near(wanted, at, found, position):
        return near
    best: tuple[int, int] | None = None
    for ahead in range(min(rest, _TRIED)):
        length = min(_SURE, rest - ahead)
        if length < _LEAST or (best and ahead >= sum(best)):
            break
        reach = sum(best) - ahead - 1 if best else _FAR if ahead else len(wanted)
        if length < _SURE:  # few letters agree by chance soon enough: they count only near by
            reach = min(reach, length * length * 10)
        place = wanted.find(found[position + ahead : position + ahead + length], at, at + reach + length)
        if place >= 0:
            best = (ahead, place - at)
    return best or (rest, 0)


def _resume_near(wanted: str, at: int, found: str, position: int) -> tuple[int, int] | None:
    """The same for a difference of a word or two, behind which fewer letters need agree: the fewer, the nearer."""
    for cost in range(1, _NEAR + 1):
        enough = min(_LEAST + 1 + cost // 2, _SURE)
        for ahead in range(min(cost, len(found) - position) + 1):
            lost = cost - ahead
            length = min(enough, len(found) - position - ahead)
            if length >= _LEAST and wanted.startswith(found[position + ahead : position + ahead + length], at + lost):
                return ahead, lost
    return None


def _on_words(difference: Difference, wanted: Stream, found: str) -> Difference:
    """The difference moved back to a word's beginning where that tells the same: not “eme th” of “the theme the”."""
    start, end = difference.start, difference.end
    begun, ended = difference.found_start, difference.found_end
    if (start < end) == (begun < ended):
        return difference
    text, last = (wanted.text, end) if start < end else (found, ended)
    for back in range(_SURE + 1):
        if wanted.begins_word(start - back):
            return Difference(start - back, end - back, begun - back, ended - back)
        if back >= min(start, begun) or text[last - back - 1] != wanted.text[start - back - 1]:
            break
    return difference
