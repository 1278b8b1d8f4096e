"""Words that no dictionary of their language and no list of the pamphlet has."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator

from handpress.checking.prose import archaic
from handpress.checking.prose.desk import Desk, times
from handpress.checking.prose.passage import Passage
from handpress.diagnostics import Finding
from handpress.model.spans import Span
from handpress.model.spelling import Spelling

_WORD = re.compile(r"(?<![\w@/.'’\ufffc-])[^\W\d_]+(?:['’\u00ad\u2011-][^\W\d_]+)*(?![\w@/\ufffc])")
_ABBREVIATION = re.compile(r"[A-Z]{2,5}|(?i:m*(?:cm|cd|d?c{0,4})(?:xc|xl|l?x{0,4})(?:ix|iv|v?i{0,4}))")
_POSSESSIVE = re.compile(r"['’](?:s|S)?$")
_ELIDED = re.compile(r"^(?:[cdjlmnst]|qu|lorsqu|puisqu)['’]", re.IGNORECASE)
_HYPHENS = re.compile("[-\u2011]")
_NAMED = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


def check_spelling(desk: Desk) -> Iterator[Finding]:
    """Unknown words, each at the first of its places in a part; others' words and those before ``[sic]`` may stand."""
    house = frozenset(_names(desk))
    for part in desk.by_part():
        seen: dict[str, tuple[str, Span | None, str]] = {}
        counts: Counter[str] = Counter()
        for word, language, passage, where in _unknown(desk, part, house):
            counts[word] += 1
            if word not in seen:
                seen[word] = word, passage.span(*where), language
        for word, span, language in seen.values():
            often = f" It stands here {times(counts[word])}." if counts[word] > 1 else ""
            near = " or ".join(_near(word, desk.knows[language]))
            hint = f"Did you mean {near}? " if near else ""
            hint += "A word that is right belongs in words.txt."
            yield Finding("spelling", f"“{word}” is in no dictionary.{often}", span, hint)


def check_dictionaries(desk: Desk) -> Iterator[Finding]:
    """Languages in which no word could be looked up, since this machine has no dictionary of them."""
    told: set[str] = set()
    for passage in desk.passages:
        if desk.ordered(passage.part.slug).spelling is Spelling.UNCHECKED:
            continue
        for piece in passage.pieces:
            if piece.language in desk.knows or piece.language in told or piece.quoted or not _WORD.search(piece.text):
                continue
            told.add(piece.language)
            name, *rest = piece.language.split("-")
            package = "Put" if any(len(tag) == 4 for tag in rest) else _package(name.lower())
            message = f"There is no dictionary of “{piece.language}”, so its words are not looked up."
            hint = f"{package} its .aff and .dic into a folder that pamphlet.toml names by [prose] dictionaries."
            yield Finding("dictionary-missing", message, piece.span or passage.part.span, hint)


_PACKAGES = {
    "en": "hunspell-en-gb hunspell-en-us",
    "de": "hunspell-de-de",
    "pt": "hunspell-pt-pt",
    "es": "hunspell-es",
    "fr": "hunspell-fr",
}


def _package(language: str) -> str:
    return f"On Debian: apt install {_PACKAGES.get(language, f'hunspell-{language}')}. Elsewhere put"


def _names(desk: Desk) -> Iterator[str]:
    """Words of the names that ``pamphlet.toml`` gives, which are right as they stand there."""
    data = desk.document.metadata
    given = [data.publisher, data.place, data.series.name if data.series else ""]
    given += [person.name for person in data.contributors]
    given += [text for party in desk.document.parties for text in (party.name, party.siglum)]
    for text in given:
        yield from _NAMED.findall(text)


def _unknown(
    desk: Desk, part: list[Passage], house: frozenset[str]
) -> Iterator[tuple[str, str, Passage, tuple[int, int]]]:
    for passage in part:
        orders = desk.ordered(passage.part.slug)
        if orders.spelling is Spelling.UNCHECKED:
            return
        for found in _WORD.finditer(passage.text):
            word, piece = found[0].replace("\u00ad", ""), passage.piece(found.start())
            knows = desk.knows.get(piece.language)
            if knows is None or piece.quoted or len(word) == 1 or _ABBREVIATION.fullmatch(word):
                continue
            if _is_right(word, house, orders.words, knows):
                continue
            if orders.spelling is Spelling.ARCHAIC and archaic.passes(word, piece.language, knows):
                continue
            if not passage.is_settled(*found.span()):
                yield _POSSESSIVE.sub("", word), piece.language, passage, found.span()


def _is_right(word: str, house: frozenset[str], listed: frozenset[str], knows: Callable[[str], bool]) -> bool:
    """Whether a word is known as it stands, without what is joined to it, or piece by piece between its hyphens."""

    def known(form: str) -> bool:
        lower = form.lower()
        if form in house or form in listed or lower in listed or knows(form):
            return True
        # What is set in capitals throughout may be any word.
        return form.isupper() and (knows(lower) or knows(lower.capitalize()) or lower.capitalize() in house | listed)

    forms = {word, word.replace("’", "'"), _POSSESSIVE.sub("", word), _ELIDED.sub("", word)}
    if any(known(form) for form in forms if form):
        return True
    pieces = [piece for piece in _HYPHENS.split(word) if piece]
    return len(pieces) > 1 and all(len(piece) == 1 or _is_right(piece, house, listed, knows) for piece in pieces)


_LETTERS = "etaoinshrdlucmfwypvbgkjqxzäöüßéèàçêô"
_SHOWN = 3
_LONGEST = 30  # what is longer is no word with a slip, and has neighbours without number


def _near(word: str, knows: Callable[[str], bool]) -> list[str]:
    """Known words one slip away: letters in the wrong order, one too many, one wrong, one too few, two words in one.

    Hunspell has suggestions of its own, which cost a tenth of a second a word: a minute for a text full of names.
    """
    if len(word) > _LONGEST:
        return []
    parted = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    tries = [a + b[1] + b[0] + b[2:] for a, b in parted if len(b) > 1]
    tries += [a + b[1:] for a, b in parted if b]
    tries += [a + letter + b[1:] for a, b in parted if b for letter in _LETTERS]
    tries += [a + letter + b for a, b in parted for letter in _LETTERS]
    found = [form for form in dict.fromkeys(tries) if len(form) > 1 and knows(form)]
    found += [f"{a} {b}" for a, b in parted if len(a) > 1 and len(b) > 1 and knows(a) and knows(b)]
    return found[:_SHOWN]
