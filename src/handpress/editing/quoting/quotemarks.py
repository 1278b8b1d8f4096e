"""Runs in quotation marks, in every custom: “ ”, ‘ ’, „ “, « », » «, 「 」, 『 』, and the typewriter's."""

from __future__ import annotations

import re

from handpress.editing.quoting.words import is_unspaced

_CLOSED_BY = {
    '"': '"',
    "“": "”",
    "„": "“”",
    "”": "”",
    "«": "»",
    "»": "«",
    "‹": "›",
    "›": "‹",
    "'": "'",
    "‘": "’",
    "‚": "‘’",
    "’": "’",
    "「": "」",
    "『": "』",
}
_MARKS = "".join(dict.fromkeys([*_CLOSED_BY, *"」』"]))
_OPENED_BY = {mark: tuple(opening for opening, closing in _CLOSED_BY.items() if mark in closing) for mark in _MARKS}
_ANY = re.compile(f"[{_MARKS}]")
_SPACED = frozenset("«»‹›")
_APOSTROPHES = frozenset("'‘‚’")
_NEVER_FIRST = frozenset(",;:!?)]、。")
_MOST_ENDS = 6
_DEEPEST = 4


def quoted_runs(text: str) -> dict[int, tuple[int, ...]]:
    """Where quotations may open, in their order, each with the places where it may close.

    There are several places only for single marks, since every apostrophe behind a word may be one: ‘the workers’
    road’. There is none for a mark that is not closed: an elision (’tis), or a quotation that goes on in the next
    paragraph. Costs about as much as the text is long, whatever its marks.
    """
    runs: dict[int, tuple[int, ...]] = {}
    # Open double marks, each with how many levels of quotation have been found inside.
    waiting: dict[str, list[tuple[int, int]]] = {}
    single: dict[str, int] = {}
    for match in _ANY.finditer(text):
        at, mark = match.start(), match.group()
        if _closes(text, at):
            if _close_double(at, mark, waiting, runs):
                continue
            for begun in (single[opening] for opening in _OPENED_BY[mark] if opening in single):
                if len(runs[begun]) < _MOST_ENDS:
                    runs[begun] = (*runs[begun], at)
        if mark in _CLOSED_BY and _opens(text, at):
            runs[at] = ()
            if mark in _APOSTROPHES:
                single[mark] = at
            else:
                waiting.setdefault(mark, []).append((at, 1))
    return runs


def _close_double(
    at: int, mark: str, waiting: dict[str, list[tuple[int, int]]], runs: dict[int, tuple[int, ...]]
) -> bool:
    """Close the last run that this mark can close, and tell whether there was one."""
    opened = [opening for opening in _OPENED_BY[mark] if waiting.get(opening)]
    if not opened:
        return False
    stack = waiting[max(opened, key=lambda opening: waiting[opening][-1][0])]
    begun, levels = stack.pop()
    # Nobody quotes five deep; whoever searched all levels of such a text would read it once for each of them.
    if levels <= _DEEPEST:
        runs[begun] = (at,)
    if stack:
        outer, inside = stack.pop()
        stack.append((outer, max(inside, levels + 1)))
    return True


def _opens(text: str, at: int) -> bool:
    """Whether the mark at ``at`` stands where an opening one may: before a word and not behind one."""
    before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    if not after or _is_of_a_word(before) or after in _NEVER_FIRST:
        return False
    return not after.isspace() or text[at] in _SPACED


def _closes(text: str, at: int) -> bool:
    """Whether the mark at ``at`` stands where a closing one may: behind a word and not before one."""
    before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    if not before or _is_of_a_word(after):
        return False
    return not before.isspace() or text[at] in _SPACED


def _is_of_a_word(character: str) -> bool:
    """Whether a mark beside this character would stand within a word. Where words have no spaces, marks have none."""
    return character.isalnum() and not is_unspaced(character)
