"""What a typographer would mark on finished pages: each check is a function over the desk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise

from msgspec import Struct

from handpress.proving.audit.desk import Desk
from handpress.proving.audit.lines import Line
from handpress.proving.audit.paragraphs import Run

LOOSE, VERY_LOOSE = 1.5, 2.0
"""Natural spaces: a line whose spaces are wider is loose, or very loose."""
_STACK = 3
_RIVER = 4
_RUNT_LETTERS = 4
_RUNT = 1.25  # ems: the indent of a paragraph
_TOUCH = 0.1  # of a gap: white that only touches is not seen to flow
_LONG = 4  # letters: a word that long is seen when it stands over itself, a shorter one when it stands so three times


class Fault(Struct, frozen=True):
    """Something to mark: its code, the line it is seen at, the words to show, and what is said of it."""

    code: str
    line: Line
    words: str
    said: str


def _all_runs(desk: Desk) -> tuple[Run, ...]:
    return (*desk.runs, *desk.note_runs)


def page_edges(desk: Desk) -> Iterator[Fault]:
    """Widows and orphans: a single line of a paragraph at the top of a page, or at its foot."""
    for run in _all_runs(desk):
        first, last = run.lines[0], run.lines[-1]
        if first.page == last.page or desk.rule.is_table(first):
            continue
        if len(run.on(last.page)) == 1:
            yield Fault(
                "page-widow", last, last.text, "the last line of a paragraph stands alone at the top of the page"
            )
        if len(run.on(first.page)) == 1:
            yield Fault(
                "page-orphan", first, first.text, "the first line of a paragraph stands alone at the page's foot"
            )


def page_hyphens(desk: Desk) -> Iterator[Fault]:
    """Words parted over two pages."""
    for run in _all_runs(desk):
        for line, after in pairwise(run.lines):
            if line.hyphened and line.page != after.page:
                parted = f"{line.words[-1]} {after.words[0]}"
                yield Fault("page-hyphen", line, parted, "a word is parted over two pages")


def stacks(desk: Desk) -> Iterator[Fault]:
    """Three and more lines that end with a hyphen one after the other."""
    for run in _all_runs(desk):
        count = 0
        for line in (*run.lines, None):
            if line is not None and line.hyphened:
                count += 1
                last = line
                continue
            if count >= _STACK:
                yield Fault("hyphen-stack", last, last.text, f"{count} lines end with a hyphen one after the other")
            count = 0


def runts(desk: Desk) -> Iterator[Fault]:
    """Last lines that hardly hold a word."""
    for run in _all_runs(desk):
        last = run.lines[-1]
        if len(run.lines) > 1 and (last.letters < _RUNT_LETTERS or last.right - last.left < _RUNT * last.size):
            yield Fault("runt", last, last.text, "a paragraph ends with next to nothing on its last line")


def loose_lines(desk: Desk) -> Iterator[Fault]:
    """Lines whose spaces are much too wide."""
    for line in desk.lines:
        loose = desk.rule.looseness(line)
        if loose is not None and loose > LOOSE:
            code = "line-very-loose" if loose > VERY_LOOSE else "line-loose"
            yield Fault(code, line, line.text, f"spaces are {loose:.1f} times as wide as natural ones")


def rivers(desk: Desk) -> Iterator[Fault]:
    """White that runs down through four lines."""
    for run in _all_runs(desk):
        above: list[tuple[float, float, int]] = []
        for before, line in zip((None, *run.lines), run.lines, strict=False):
            if before is not None and before.page != line.page:
                above = []
            here = []
            for left, right in line.gaps if desk.rule.is_full(line) else ():
                touch = _TOUCH * (right - left)
                length = 1 + max((n for a, b, n in above if a < right - touch and b > left + touch), default=0)
                here.append((left, right, length))
                if length == _RIVER:
                    yield Fault("river", line, line.text, f"white runs down through {_RIVER} lines that end here")
            above = here


def stacked_words(desk: Desk) -> Iterator[Fault]:
    """The same word at the beginning, or at the end, of lines that follow each other."""
    for run in _all_runs(desk):
        for where, at in (("begin", 0), ("end", -1)):
            count = 1
            for line, after in pairwise(run.lines):
                same = line.page == after.page and _folded(line.words[at]) == _folded(after.words[at]) != ""
                count = count + 1 if same else 1
                if count == (2 if len(_folded(line.words[at])) >= _LONG else _STACK):
                    said = f"{count} lines {where} with the same word"
                    yield Fault("words-stacked", after, after.words[at], said)


def _folded(word: str) -> str:
    return "".join(filter(str.isalnum, word)).casefold()


CHECKS: tuple[Callable[[Desk], Iterator[Fault]], ...] = (
    page_edges,
    page_hyphens,
    stacks,
    runts,
    loose_lines,
    rivers,
    stacked_words,
)
"""The checks of lines and paragraphs."""
