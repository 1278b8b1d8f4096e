"""Names that article and reply spell in two ways, and words that they write with a capital and without."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator

from msgspec import Struct, field

from handpress.checking.prose.desk import Desk, of_language, times
from handpress.diagnostics import Finding
from handpress.model import nodes
from handpress.model.spans import Span

_WORD = re.compile(r"(?<![\w’'\ufffc])[^\W\d_]+(?:[-’'][^\W\d_]{2,})*(?![\w’'\ufffc])")
_OPENS_SENTENCE = re.compile(r"(?:^|[.!?…:;][”’»\")\]\ufffc]*\s+|\n|[\"“„«‘(\[\ufffc—–-]\s*)[\"“„«‘(\[]*\Z")
_SHORTEST = 6
_OFTEN = 3  # a capital that stands less often is emphasis or a name, and no way of writing
_TAIL = 2  # Marxist and Marxism, Russia and Russian differ in their endings and are no variants


class _Seen(Struct):
    """A word within sentences: how often it stands, where first, and in which part."""

    count: int = 0
    span: Span | None = None
    parts: set[str] = field(default_factory=set)


def check_names(desk: Desk) -> Iterator[Finding]:
    """The rarer spelling of a name, at the first of its places."""
    names = {word: seen for word, seen in _within_sentences(desk).items() if word[0].isupper() and not word.isupper()}
    order = {word: number for number, word in enumerate(names)}
    told, listed = set[str](), _listed(desk)
    for pair in _alike(names):
        rare, common = sorted(pair, key=lambda word: (names[word].count, -order[word]))
        if rare in told or {rare, common} & listed:
            continue
        told.add(rare)
        message = (
            f"The name “{rare}” stands here {times(names[rare].count)}, and “{common}” {times(names[common].count)}"
            f"{_where(names[rare].parts, names[common].parts)}: are they the same?"
        )
        hint = "Spell it one way; put both into words.txt where they are two."
        yield Finding("name-varies", message, names[rare].span, hint)


def check_capitals(desk: Desk) -> Iterator[Finding]:
    """Words that stand within sentences now with a capital, now without; not in German, where nouns have one."""
    words = _within_sentences(desk, spare="de")
    for word, seen in words.items():
        lower = words.get(word.lower())
        if word == word.lower() or word.isupper() or lower is None or seen.count < _OFTEN or lower.count < _OFTEN:
            continue
        rare, common = (word, word.lower()) if seen.count <= lower.count else (word.lower(), word)
        message = (
            f"“{rare}” stands here {times(words[rare].count)} within sentences, and “{common}” "
            f"{times(words[common].count)}{_where(words[rare].parts, words[common].parts)}."
        )
        yield Finding("capital-varies", message, words[rare].span, "Write it one way, if one thing is meant.")


def _within_sentences(desk: Desk, spare: str = "") -> dict[str, _Seen]:
    """The words that do not open a sentence, a title or a quotation: there a capital says nothing."""
    found: dict[str, _Seen] = defaultdict(_Seen)
    for passage in desk.passages:
        if passage.block is None or isinstance(passage.block, nodes.Heading | nodes.Signature | nodes.VerseLine):
            continue
        for word in _WORD.finditer(passage.text):
            start = word.start()
            if len(word[0]) < 4 or passage.quoted(start) or of_language(passage, start, spare):
                continue
            if _OPENS_SENTENCE.search(passage.text[max(0, start - 8) : start]):
                continue
            if passage.is_settled(*word.span()):
                continue
            seen = found[word[0]]
            seen.count += 1
            seen.parts.add(passage.part.slug)
            seen.span = seen.span or passage.span(*word.span())
    return dict(found)


def _listed(desk: Desk) -> frozenset[str]:
    return frozenset(word for part in desk.document.parts for word in desk.ordered(part.slug).words)


def _alike(names: dict[str, _Seen]) -> Iterator[tuple[str, str]]:
    """Pairs of names that are the same but for accents, capitals and hyphens, or but for one slip within."""
    folded: dict[str, list[str]] = defaultdict(list)
    for word in names:
        folded[_folded(word)].append(word)
    for alike in folded.values():
        most = max(alike, key=lambda word: names[word].count)
        yield from ((word, most) for word in alike if word != most)
    # Two words one slip apart have a form in common when one letter of either is left out.
    shortened: dict[str, list[str]] = defaultdict(list)
    for fold in folded:
        if len(fold) >= _SHORTEST:
            for form in {fold, *(fold[:at] + fold[at + 1 :] for at in range(1, len(fold) - _TAIL))}:
                shortened[form].append(fold)
    pairs = {(one, other) for alike in shortened.values() for one in alike for other in alike if one < other}
    for one, other in sorted(pairs):
        if one[-_TAIL:] == other[-_TAIL:]:
            yield folded[one][0], folded[other][0]


def _folded(word: str) -> str:
    plain = unicodedata.normalize("NFKD", word).casefold()
    return "".join(letter for letter in plain if letter.isalnum())


def _where(rare: set[str], common: set[str]) -> str:
    """Where the commoner form stands, if not in the same parts."""
    return f" in {' and '.join(f'“{slug}”' for slug in sorted(common))}" if common != rare else ""
