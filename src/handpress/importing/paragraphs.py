"""Lines of plain text to Markdown blocks: what is one paragraph, what is a heading, where lines are lines.

Nothing here takes or adds a word. Whatever is more than a paragraph is a guess, and is reported as one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from handpress.importing.clues import is_rule, is_shouted
from handpress.importing.draft import Line, words
from handpress.importing.escaping import escape, escape_heading, escape_inline
from handpress.importing.gathering import LONG_LINE, Gathering

_WIDTHS = (60, 90)
_DELIBERATE = 0.66
_FEWEST_VERSES = 3
_ITEM = re.compile(r"\s*(?:(?P<bullet>[-*•])|(?P<number>\d{1,3})[.)])\s+(?P<text>\S.*)")
_HEADING_LENGTH = 90


def usual_width(lines: Sequence[Line]) -> int:
    """How long the lines of this text are if they are full, held within what typists and programs use."""
    lengths = sorted(len(line.text) for line in lines if not line.blank)
    longest = lengths[len(lengths) * 9 // 10] if lengths else 0
    return min(max(longest, _WIDTHS[0]), _WIDTHS[1])


def set_paragraphs(lines: Sequence[Line], gathering: Gathering) -> str:
    """The Markdown of ``lines``; what was guessed or changed is noted in ``gathering``."""
    width = usual_width(lines)
    blocks = [piece for block in _blocks(lines) for piece in _parted(block, width, gathering)]
    set_blocks = [_set(block, width, gathering, last=number == len(blocks)) for number, block in enumerate(blocks, 1)]
    _note_what_stayed(lines, blocks, gathering)
    return "\n\n".join(set_blocks)


def _blocks(lines: Sequence[Line]) -> Iterator[list[Line]]:
    block: list[Line] = []
    for line in (*lines, Line(0, "")):
        if not line.blank:
            block.append(line)
        elif block:
            yield block
            block = []


def _parted(block: list[Line], width: int, gathering: Gathering) -> Iterator[list[Line]]:
    """The paragraphs in a run of lines without a blank one."""
    starts = {0}
    if 2 * sum(len(line.text) > LONG_LINE for line in block) >= len(block) > 1:
        starts = set(range(len(block)))
        gathering.note("guessed", block, "Lines as long as paragraphs: each is a paragraph of its own.")
    elif not _deliberate(block, width) and not _listed(block):
        indented = {at for at, line in enumerate(block) if line.text.startswith("  ")}
        if indented - {0} and len(indented) < len(block):
            starts |= indented
            gathering.note("guessed", block, "A line moved in begins a new paragraph.")
    # A row of signs under a first short line may be the typist's way to underline a heading: see _set.
    for at, line in enumerate(block):
        if is_rule(line.text) and not (at == 1 and _underlined(block)):
            starts |= {at, at + 1}
        if at == 1 and _underlined(block):
            starts.add(2)
    edges = sorted(start for start in starts if start < len(block))
    for start, end in zip(edges, [*edges[1:], len(block)], strict=True):
        yield block[start:end]


def _deliberate(block: Sequence[Line], width: int) -> bool:
    """Whether the lines end long before the margin: then somebody wanted them to end there."""
    short = all(len(line.text.strip()) < width * _DELIBERATE for line in block[:-1])
    return len(block) > 1 and short and len(block[-1].text.strip()) < width


def _listed(block: Sequence[Line]) -> bool:
    """Whether every line is an item of one list: all with a bullet, or all numbered on from the first."""
    items = [_ITEM.fullmatch(line.text) for line in block]
    if len(block) == 1 or not all(items):
        return False
    numbers = [int(item["number"]) for item in items if item and item["number"]]
    return not numbers or numbers == list(range(numbers[0], numbers[0] + len(block)))


def _underlined(block: Sequence[Line]) -> bool:
    return (
        len(block) > 1
        and bool(re.fullmatch(r"\s*(=+|-+|~+)\s*", block[1].text))
        and is_rule(block[1].text)
        and len(block[0].text) <= _HEADING_LENGTH
        and bool(words(block[0].text))
    )


def _set(block: list[Line], width: int, gathering: Gathering, *, last: bool) -> str:
    text = block[0].text.strip()
    if is_rule(text):
        gathering.note("changed", block, "A row of signs: set as an ornament between sections.")
        return "***"
    # A heading with nothing below it is none: FINIS.
    if not last and (_underlined(block) or (len(block) == 1 and is_shouted(text))):
        how = "in capitals" if len(block) == 1 else "underlined"
        gathering.note("guessed", block, f"A short line {how}: taken for a heading.")
        return "## " + escape_heading(text)
    if _listed(block):
        gathering.note("guessed", block, "Every line is a numbered item or has a bullet: taken for a list.")
        return "\n".join(_item(line) for line in block)
    if _deliberate(block, width):
        return _set_lines(block, gathering)
    return escape("\n".join(line.text.strip() for line in block))


def _item(line: Line) -> str:
    item = _ITEM.fullmatch(line.text)
    assert item, "only called for blocks whose every line is an item"
    return (f"{item['number']}. " if item["number"] else "- ") + escape(item["text"])


def _set_lines(block: Sequence[Line], gathering: Gathering) -> str:
    if len(block) < _FEWEST_VERSES:
        gathering.note("guessed", block, "Short lines: the break between them is kept.")
        return "\\\n".join(escape(line.text.strip()) for line in block)
    gathering.note("guessed", block, "Short lines: kept as they are broken, as verse is.")
    margin = min(len(line.text) - len(line.text.lstrip(" ")) for line in block)
    return "\n".join("| " + _indented(line.text[margin:]) for line in block)


def _indented(text: str) -> str:
    bare = text.lstrip(" ")
    # Bars within verse would make a table of it.
    return " " * (len(text) - len(bare)) + escape_inline(bare).replace("|", "\\|")


def _note_what_stayed(lines: Sequence[Line], blocks: Sequence[list[Line]], gathering: Gathering) -> None:
    escaped = sum(escape(line.text) != line.text for line in lines)
    if escaped:
        gathering.note(
            "changed", lines, f"Signs that Markdown takes for marks have a backslash before them, in {escaped} line(s)."
        )
    numerals = [line for line in lines if re.search(r"[\w.,;:!?'’\"”)]\s?\[\d{1,3}\]", line.text)]
    if numerals:
        gathering.note("kept", numerals, "Numbers in brackets look like calls of notes: make notes [^1] of them.")
    gathering.note("kept", lines, f"{len(blocks)} paragraph(s) and other blocks, in their order.")
