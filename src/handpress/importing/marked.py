"""Markdown to a draft: it is kept line for line; only its head, its end and its HTML are looked at."""

from __future__ import annotations

import re
from collections.abc import Sequence

from handpress.diagnostics import PressError
from handpress.importing.clues import is_dateline, is_rule, is_shouted
from handpress.importing.draft import Draft, Line, numbered, trimmed, words
from handpress.importing.escaping import escape_starts
from handpress.importing.frontmatter import take_front_matter
from handpress.importing.gathering import Gathering, without_marks
from handpress.importing.tags import code_lines, settle_tags
from handpress.model.spans import Span

_HEADING = re.compile(r"(?P<signs>#{1,6})[ \t]*(?P<text>[^#\s].*?)[ \t]*#*[ \t]*")
_CREDIT = re.compile(r"\s*(?:--+|—|–)\s*[^\W\d_].{1,80}")


def convert_marked(text: str, name: str) -> Draft:
    """The draft of ``text``, which is Markdown; ``name`` is its file's name."""
    gathering = Gathering()
    lines = take_front_matter(numbered(text), gathering)
    lines, decisions = settle_tags(lines)
    gathering.decisions += decisions
    if not any(words(line.text) for line in lines):
        raise PressError(f"{name} has no words to import but comments and front matter", span=Span(name, 1, 1))
    lines = gathering.take_navigation(_tidy(lines))
    lines = gathering.take_labelled(lines, escape_starts)
    lines = _take_title(lines, gathering, name)
    lines = gathering.take_rules(gathering.take_labelled(lines, escape_starts))
    lines = gathering.take_byline(lines, escape_starts)
    lines = _take_dateline(lines, gathering)
    code = code_lines(lines)
    for first, paragraph in _runs(lines, code):
        gathering.declare_signers(paragraph, first)
    return gathering.draft("\n".join(_set_lines(lines, code, gathering)))


def _tidy(lines: Sequence[Line]) -> list[Line]:
    """The lines without white space at their ends, but for the two spaces that force a break within a paragraph."""
    code = code_lines(lines)
    tidy: list[Line] = []
    for line, below in zip(lines, [*lines[1:], Line(0, "")], strict=True):
        bare = line.text.rstrip()
        forced = line.text.endswith("  ") and bare and not below.blank and not bare.startswith("#")
        tidy.append(line if line.number in code else Line(line.number, bare + "  " if forced else bare))
    return tidy


def _take_title(lines: Sequence[Line], gathering: Gathering, name: str) -> list[Line]:
    """Take the title from the first line, if that is the only heading of the first level."""
    if gathering.title:
        return _without_title_again(lines, gathering)
    code = code_lines(lines)
    first = _HEADING.fullmatch(lines[0].text)
    tops = [line for line in lines if line.number not in code and re.match(r"#[^#]", line.text)]
    underlined = len(lines) > 1 and bool(re.fullmatch(r"=+", lines[1].text))
    height = 2 if underlined else 1
    title = lines[0].text if underlined else first["text"] if first and tops == [lines[0]] else ""
    if not words(title) or not any(words(line.text) for line in lines[height:]):
        gathering.title_from_file(name, lines[0])
        return list(lines)
    gathering.enter("title", escape_starts(title.strip()))
    gathering.note("changed", lines[:height], "The first heading is the pamphlet's title and the part's.")
    return trimmed(lines[height:])


def _without_title_again(lines: Sequence[Line], gathering: Gathering) -> list[Line]:
    first = _HEADING.fullmatch(lines[0].text)
    if first and first["text"] == gathering.front["title"] and any(words(line.text) for line in lines[1:]):
        gathering.note("left-out", lines[:1], "The title again, which the front matter already gives.")
        return trimmed(lines[1:])
    return list(lines)


def _take_dateline(lines: Sequence[Line], gathering: Gathering) -> list[Line]:
    last, above = lines[-1], trimmed(lines[:-1])
    alone = len(lines) > 1 and lines[-2].blank and any(words(line.text) for line in above)
    if not alone or "dateline" in gathering.front or not is_dateline(without_marks(last.text)):
        return list(lines)
    gathering.front["dateline"] = escape_starts(without_marks(last.text))
    gathering.note("changed", [last], "The dateline: set under the text. The edition has its own date.")
    return above


def _runs(lines: Sequence[Line], code: frozenset[int]) -> list[tuple[int, str]]:
    """The paragraphs outside of code, each with the number of its first line."""
    runs: list[tuple[int, list[str]]] = []
    open_run = False
    for line in lines:
        if line.blank or line.number in code:
            open_run = False
        elif open_run:
            runs[-1][1].append(line.text)
        else:
            runs.append((line.number, [line.text]))
            open_run = True
    return [(first, re.sub(r"`[^`\n]*`", "", "\n".join(texts))) for first, texts in runs]


def _set_lines(lines: Sequence[Line], code: frozenset[int], gathering: Gathering) -> list[str]:
    """The lines as they are, with one space in headings, one blank line for many, and datelines marked as such."""
    done: list[str] = []
    shouted: list[Line] = []
    above_heading = _above_headings(lines)
    for at, line in enumerate(lines):
        heading = None if line.number in code else _HEADING.fullmatch(line.text)
        alone = (at == 0 or lines[at - 1].blank) and (at + 1 == len(lines) or lines[at + 1].blank)
        if line.number in code or (not heading and not alone and not line.blank):
            done.append(line.text)
        elif heading:
            done.append(f"{heading['signs']} {heading['text']}")
            shouted += [line] if heading["text"].isupper() else []
        elif line.blank:
            done += [""] if done and done[-1] else []
        else:
            done.append(_set_alone(line, above_heading[at], gathering))
    if shouted:
        reason = f"{len(shouted)} heading(s) all in capitals: retype them if you like them calmer."
        gathering.note("kept", shouted, reason)
    gathering.note("kept", lines, f"{sum(map(bool, done))} lines of text, in their order.")
    return done


def _set_alone(line: Line, above_heading: bool, gathering: Gathering) -> str:
    """A line that is a paragraph by itself; some of them are more than that."""
    bare = without_marks(line.text)
    if above_heading and is_dateline(bare):
        gathering.note("guessed", [line], "A place and a date at the end of a section: marked as a dateline.")
        return f"!!! dateline\n    {line.text.strip()}"
    if is_shouted(bare) and not is_rule(line.text):
        gathering.note("kept", [line], "A line of capitals: if it is a signature or a heading, mark it as one.")
    elif _CREDIT.fullmatch(line.text):
        gathering.note("kept", [line], "It looks like the source of the quotation above: mark both with > if so.")
    return line.text


def _above_headings(lines: Sequence[Line]) -> list[bool]:
    """For each line, whether the next that is not blank is a heading."""
    found: list[bool] = []
    heading = False
    for line in reversed(lines):
        found.append(heading)
        heading = heading if line.blank else bool(_HEADING.fullmatch(line.text))
    return found[::-1]
