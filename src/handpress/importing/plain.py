"""Plain text to a draft: title, remarks and dateline are found at the ends, the rest is paragraphs, word for word."""

from __future__ import annotations

import re
from collections.abc import Sequence

from handpress.importing.clues import author_in, is_dateline, is_headnote, is_rule
from handpress.importing.draft import Draft, Line, after, first_block, numbered, trimmed, words
from handpress.importing.escaping import escape
from handpress.importing.gathering import LONG_LINE, Gathering
from handpress.importing.paragraphs import set_paragraphs, usual_width

_LONGEST_TITLE = 120
_TITLE_BLOCK_LINES = 4
_TITLE_BLOCK_WIDTH = 60
_MOST_HEADNOTES = 3


def convert_plain(text: str, name: str) -> Draft:
    """The draft of ``text``, which was saved from a web page or typed; ``name`` is its file's name."""
    gathering = Gathering()
    lines = gathering.take_navigation(_without_margin(numbered(text)))
    lines = gathering.take_rules(gathering.take_labelled(gathering.take_rules(lines), escape))
    lines = _take_title(lines, gathering, name)
    lines = gathering.take_navigation(gathering.take_rules(lines), at_end=False)
    lines = _without_repeated_title(lines, gathering)
    lines = gathering.take_byline(lines, escape)
    headnotes, lines = _take_headnotes(lines, gathering)
    lines = _take_dateline(lines, gathering)
    gathering.declare_signers("\n".join(_by_number(headnotes, lines)), 1)
    body = set_paragraphs(lines, gathering)
    return gathering.draft("\n\n".join([*map(_headnote_block, headnotes), body]))


def _without_margin(lines: Sequence[Line]) -> list[Line]:
    """The lines without trailing white space and without the margin that all of them share; tabs are spaces."""
    spaced = [Line(line.number, line.text.expandtabs(4).rstrip()) for line in lines]
    margin = min((len(line.text) - len(line.text.lstrip(" ")) for line in spaced if not line.blank), default=0)
    return [Line(line.number, line.text[margin:]) for line in spaced]


def _by_number(headnotes: Sequence[Sequence[Line]], lines: Sequence[Line]) -> list[str]:
    """The texts of all these lines, each standing where its number says: so that places come out right."""
    every = [line for block in (*headnotes, lines) for line in block if not line.blank]
    standing = [""] * max(line.number for line in every)
    for line in every:
        standing[line.number - 1] = line.text
    return standing


def _take_title(lines: Sequence[Line], gathering: Gathering, name: str) -> list[Line]:
    if gathering.title:
        return list(lines)
    block = first_block(lines)
    rest = after(lines, block[0].number)
    if not _has_words(rest) or not words(block[0].text) or not _opens_with_title(block, rest):
        gathering.title_from_file(name, lines[0])
        return list(lines)
    gathering.enter("title", escape(block[0].text.strip()))
    gathering.note("guessed", block[:1], "The first line is the pamphlet's title and the part's.")
    # The lines that stood right under the title are bylines and the like: each on its own, not one paragraph.
    spread = [piece for line in block[1:] for piece in (line, Line(line.number, ""))]
    return trimmed([*spread, *after(lines, block[-1].number)]) if len(block) <= _TITLE_BLOCK_LINES else rest


def _opens_with_title(block: Sequence[Line], rest: Sequence[Line]) -> bool:
    """Whether the first of ``block`` is a title and not the beginning of a paragraph that was broken into lines."""
    if len(block[0].text) > _LONGEST_TITLE or block[0].text.endswith((",", ";")):
        return False
    if len(block) == 1 or len(block[1].text) > LONG_LINE or is_rule(block[1].text):
        return True
    short = all(len(line.text) <= _TITLE_BLOCK_WIDTH for line in block)
    return short and len(block) <= _TITLE_BLOCK_LINES and usual_width(rest) > _TITLE_BLOCK_WIDTH


def _without_repeated_title(lines: Sequence[Line], gathering: Gathering) -> list[Line]:
    block = first_block(lines)
    rest = after(lines, block[-1].number)
    if len(block) == 1 and block[0].text.strip() == gathering.title and _has_words(rest):
        gathering.note("left-out", block, "The title again: web pages often show it twice.")
        return rest
    return list(lines)


def _take_headnotes(lines: Sequence[Line], gathering: Gathering) -> tuple[list[list[Line]], list[Line]]:
    headnotes: list[list[Line]] = []
    rest = list(lines)
    while len(headnotes) < _MOST_HEADNOTES:
        block = first_block(rest)
        below = after(rest, block[-1].number) if block else []
        paragraph = " ".join(line.text.strip() for line in block)
        if not _has_words(below) or not is_headnote(paragraph):
            break
        gathering.note("guessed", block, "Taken for a headnote. It is unsigned: name the party if you know who speaks.")
        author = author_in(paragraph)
        if author and "byline" not in gathering.front:
            gathering.enter("author", escape(author))
            gathering.note("guessed", block, "The headnote says who wrote the text: byline and title page.", author)
        headnotes.append(block)
        rest = below
    return headnotes, rest


def _take_dateline(lines: Sequence[Line], gathering: Gathering) -> list[Line]:
    last = lines[-1]
    above = trimmed(lines[:-1])
    bare = re.sub(r"^_(.*)_$", r"\1", last.text.strip())
    # The last line of a paragraph may be "June 1917." too.
    alone = len(lines) > 1 and (lines[-2].blank or len(lines[-2].text) > LONG_LINE)
    if not alone or not _has_words(above) or not is_dateline(bare) or "dateline" in gathering.front:
        return list(lines)
    gathering.front["dateline"] = escape(bare)
    gathering.note("changed", [last], "The dateline: set under the text. The edition has its own date.")
    return above


def _has_words(lines: Sequence[Line]) -> bool:
    return any(words(line.text) for line in lines)


def _headnote_block(block: Sequence[Line]) -> str:
    text = escape("\n".join(line.text.strip() for line in block))
    return "!!! headnote\n" + "\n".join("    " + line for line in text.split("\n"))
