"""The import's reckoning: every word of the source is in the manuscript or is named among what was left out.

It knows nothing of how the converters work: it reads the source, the files and the decisions, as a stranger could.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from handpress.diagnostics import ExitCode, PressError
from handpress.importing.accounts import Decision
from handpress.importing.draft import FIRST_PUBLISHED, words
from handpress.model.spans import Span

# Words that are marks and not words: the tags that have a sign in Markdown (looked for in Markdown sources only)
# and the names of the blocks that the import sets. They may be on one side without being on the other.
MARKDOWN_TAGS = re.compile(r"</?(?:em|i|b|strong|br)\s*/?>", re.IGNORECASE)
_SET_BLOCKS = re.compile(r"^!!! (?:headnote|dateline)$", re.MULTILINE)
_Entry: TypeAlias = tuple[tuple[str, ...], tuple[str, ...]]
_NOTHING = re.compile(r"(?!)")
_FRONT = re.compile(r"\A---\n(?P<entries>.*?)^---\n", re.DOTALL | re.MULTILINE)


class _Word(Struct, frozen=True):
    word: str
    line: int
    mark: bool


class _Passage(Struct, frozen=True):
    """Words of the source that stand elsewhere than in the running text: in an entry, or in a decision.

    ``keys`` may stand before the words: an entry of the source's own front matter comes with its key.
    """

    words: tuple[str, ...]
    keys: frozenset[tuple[str, ...]] = frozenset()
    line: int = 0
    last_line: int = 0
    left_out: bool = False

    def left_out_from(self, source: Sequence[_Word], place: int) -> int:
        """Where in ``source`` the left-out words end that begin at ``place``; 0 if they or their lines are others."""
        at = place
        for word in self.words:
            while at < len(source) and source[at].mark and source[at].word != word:
                at += 1
            if at == len(source) or source[at].word != word:
                return 0
            at += 1
        return at if self.line <= source[place].line <= source[at - 1].line <= self.last_line else 0


class _State(Struct, frozen=True):
    """How far a walk has come: in the source, and ``there`` in the manuscript.

    ``used`` has a bit for each passage; ``wanted`` are the words that an opened entry still waits for.
    """

    at: int = 0
    there: int = 0
    used: int = 0
    wanted: tuple[str, ...] = ()


def reckon(
    source: str,
    files: Iterable[tuple[str, str]],
    decisions: Iterable[Decision],
    *,
    name: str,
    marks: re.Pattern[str] = _NOTHING,
) -> None:
    """Hold the words of ``source`` against ``files`` and ``decisions``; ``marks`` match markup of the source.

    The running text must have exactly the source's words in the source's order, but for those that an entry of the
    front matter or of ``pamphlet.toml`` has taken, each entry once, and those that a ``left-out`` decision names on
    its lines. Raises ``PressError`` (exit code ``LOST``) at the first word of the source that is in none of them.
    """
    told = _numbered_words(source, marks)
    printed: list[_Word] = []
    entries: list[list[_Entry]] = []
    for file, text in files:
        settings, body = (text, "") if file.endswith(".toml") else _parted(text)
        entries.append(_entries(tomllib.loads(settings)))
        printed += _numbered_words(body, re.compile(f"{_SET_BLOCKS.pattern}|{marks.pattern}", re.M | re.I))
    passages = _entry_passages(entries)
    passages += [
        _Passage(tuple(words(decision.text)), frozenset(), decision.line, decision.last_line, left_out=True)
        for decision in decisions
        if decision.action == "left-out" and words(decision.text)
    ]
    furthest = _align(told, printed, passages)
    if furthest is None:
        return
    lost = told[furthest] if furthest < len(told) else told[-1]
    raise PressError(
        f"the import would lose or add words near “{lost.word}” in line {lost.line} of {name}",
        span=Span(name, lost.line, lost.line),
        hint="this is a fault of handpress: please report it, with the lines around the place",
        exit_code=ExitCode.LOST,
    )


def _align(told: Sequence[_Word], printed: Sequence[_Word], passages: Sequence[_Passage]) -> int | None:
    """Walk both texts side by side in every way the passages allow; None if one way reaches both ends.

    A plain greedy walk would go wrong where a title begins with the same word as the text below it. Otherwise the
    furthest place in the source that any way reached.
    """
    starts: dict[str, list[int]] = {}
    for number, passage in enumerate(passages):
        for first in {passage.words[0], *(key[0] for key in passage.keys)}:
            starts.setdefault(first, []).append(number)
    due = sum(1 << number for number, passage in enumerate(passages) if passage.left_out)
    states, seen, furthest = [_State()], {_State()}, 0
    while states:
        state = states.pop()
        furthest = max(furthest, state.at)
        ended = state.at == len(told) and state.there == len(printed) and not state.wanted
        if ended and state.used & due == due:
            return None
        for following in (*_asides(state, told, printed, passages, starts), *_straight(state, told, printed)):
            if following not in seen:
                seen.add(following)
                states.append(following)
    return furthest


def _straight(state: _State, told: Sequence[_Word], printed: Sequence[_Word]) -> Iterator[_State]:
    """The step that takes the next word of the source where it is expected: in the open entry, or in the text."""
    if state.at == len(told):
        return
    word = told[state.at].word
    if state.wanted:
        if word == state.wanted[0]:
            yield replace(state, at=state.at + 1, wanted=state.wanted[1:])
    elif state.there < len(printed) and word == printed[state.there].word:
        yield replace(state, at=state.at + 1, there=state.there + 1)


def _asides(
    state: _State,
    told: Sequence[_Word],
    printed: Sequence[_Word],
    passages: Sequence[_Passage],
    starts: dict[str, list[int]],
) -> Iterator[_State]:
    """The steps that pass over a mark on either side, pass over words left out, or open an entry."""
    if state.there < len(printed) and printed[state.there].mark:
        yield replace(state, there=state.there + 1)
    if state.at == len(told):
        return
    if told[state.at].mark:
        yield replace(state, at=state.at + 1)
    tried: set[_Passage] = set()
    for number in starts.get(told[state.at].word, ()):
        passage = passages[number]
        # Two passages that are the same stand for each other: trying both would only multiply the ways.
        if state.used & 1 << number or passage in tried:
            continue
        tried.add(passage)
        used = state.used | 1 << number
        if passage.left_out:
            if end := passage.left_out_from(told, state.at):
                yield replace(state, at=end, used=used)
        elif not state.wanted:
            for key in ((), *sorted(passage.keys)):
                yield replace(state, used=used, wanted=(*key, *passage.words))


def _numbered_words(text: str, marks: re.Pattern[str]) -> list[_Word]:
    marked = [match.span() for match in marks.finditer(text)]
    found: list[_Word] = []
    line, reached, mark = 1, 0, 0
    for match in re.finditer(r"[^\W_]+", text):
        line += text.count("\n", reached, match.start())
        reached = match.start()
        while mark < len(marked) and marked[mark][1] <= match.start():
            mark += 1
        found.append(_Word(match[0], line, mark < len(marked) and marked[mark][0] <= match.start()))
    return found


def _parted(text: str) -> tuple[str, str]:
    """A part's front matter, rewritten as TOML, and its body. The front matter is one quoted value a line."""
    match = _FRONT.match(text)
    if not match:
        return "", text
    return re.sub(r"^([\w-]+): ", r"\1 = ", match["entries"], flags=re.MULTILINE), text[match.end() :]


def _entries(settings: dict[str, object]) -> list[_Entry]:
    """The entries of one file that may hold words of the source: key and value, each as its words."""
    found: list[_Entry] = []
    for key, value in settings.items():
        if key == "contributors" and isinstance(value, list):
            found += [((), tuple(words(str(person["name"])))) for person in value]
        elif isinstance(value, str):
            found.append((tuple(words(key)), tuple(words(value.removeprefix(FIRST_PUBLISHED)))))
    return [entry for entry in found if entry[1]]


def _entry_passages(files: Sequence[Sequence[_Entry]]) -> list[_Passage]:
    """The passages that the entries account for: what two files both say, such as the title, was said once."""
    times: Counter[tuple[str, ...]] = Counter()
    for entries in files:
        times |= Counter(value for _, value in entries)
    every = [entry for entries in files for entry in entries]
    return [
        _Passage(value, frozenset(key for key, same in every if same == value and key))
        for value, count in times.items()
        for _ in range(count)
    ]
