"""Brackets that are opened and not closed, or closed and not opened."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from handpress.checking.prose.desk import Desk, finding
from handpress.checking.prose.passage import Passage
from handpress.diagnostics import Finding

_PAIRS = {")": "(", "]": "[", "}": "{", "⟩": "⟨"}
_NUMBERING = re.compile(r"(?:^|[\s(])(?:\d{1,3}|[A-Za-z]|[ivx]{1,5})\Z")
_LONGEST_NUMBER = 8  # with what stands before it
_HINT = "Write its fellow, or take it out."


def check_brackets(desk: Desk) -> Iterator[Finding]:
    """Brackets without their fellow in the same paragraph."""
    for passage in desk.passages:
        for at in _lonely(passage):
            if not passage.is_settled(at, at + 1):
                sign = passage.text[at]
                what = "is never opened" if sign in _PAIRS else "is never closed"
                message = f"The bracket “{sign}” {what} in this paragraph."
                yield finding("bracket-unbalanced", message, passage, (at, at + 1), _HINT)


def _lonely(passage: Passage) -> list[int]:
    text, lonely = passage.text, []
    waiting: list[int] = []
    opened: Counter[str] = Counter()
    for at, sign in enumerate(text):
        if sign in _PAIRS.values():
            waiting.append(at)
            opened[sign] += 1
        elif sign in _PAIRS:
            if opened[_PAIRS[sign]]:
                # What was opened within is lonely; what is closed here is not.
                while text[waiting[-1]] != _PAIRS[sign]:
                    opened[text[waiting[-1]]] -= 1
                    lonely.append(waiting.pop())
                opened[text[waiting.pop()]] -= 1
            elif not (sign == ")" and _NUMBERING.search(text[max(0, at - _LONGEST_NUMBER) : at])):
                lonely.append(at)
    return sorted(lonely + waiting)
