"""Text as words to be compared: what a typesetter may change (quotes, dashes, ligatures, spaces) is not in them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from enum import IntEnum
from functools import cache

from msgspec import Struct

# Within a word, apostrophes, joiners that nobody sees and single hyphens are no letters: "today" is "to-day". A dash
# parts words, but typists use the hyphen and the en dash for each other.
_UNSEEN = "'’‘ʼ\u00ad\u200b\u200c\u200d\u2060\ufeff"
_HYPHENS = "\u2010\u2011–-"
# Kana and Han: nobody puts spaces between their words, so each character is compared as one.
_UNSPACED = (
    "\u3005-\u3007\u3021-\u3029\u3031-\u30ff\u31f0-\u31ff\u3400-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U000323af"
)
_LETTER = rf"(?![{_UNSPACED}])[^\W_]"
_WORD = rf"(?=[^\W_])[{_UNSPACED}]|(?:{_LETTER})+(?:(?:[{_UNSEEN}]+|[{_HYPHENS}])(?:{_LETTER})+)*"
_NO_LETTERS = frozenset(_UNSEEN + _HYPHENS)
_TOKEN = (
    r"(?P<omitted>\[\s*(?:…|\.(?:\s?\.){2,3})\s*\])"
    r"|(?P<aside>\[\s*(?:sic\b[^\]]*|[^\[\]]*\b(?:emphasis|italics)\b[^\[\]]*)\])"
    rf"|(?P<glued>(?:{_LETTER})+\[[^\[\]\s]+\](?:{_LETTER})*|\[[^\[\]\s]+\](?:{_LETTER})+)"
    r"|(?P<replaced>\[[^\[\]]*\])"
    r"|(?P<elided>…|\.(?:\s?\.){2,3})"
    rf"|(?P<word>{_WORD})"
)
_INITIAL = re.compile(r"\[[^\W\d_]\]")
_NO_STOP = re.compile(r"[^,;:.!?()、。]+")
_DOTS = re.compile(r"\.{3,}")
ELLIPSIS = "..."


class Joint(IntEnum):
    """What stands between a word of a quotation and the next: the later ones let words of the original go."""

    PLAIN = 0
    ASIDE = 1
    REPLACED = 2
    ELIDED = 3
    OMITTED = 4


class Word(Struct, frozen=True):
    """A word from the character ``start`` to ``end``. ``key`` is what is compared, ``fold`` the same without case.

    ``stop`` is the punctuation between it and the next word; quotation marks, dashes and white space are none.
    In a quotation, ``pattern`` is what the fold must match where letters stand in brackets (``work[ers]``), and
    ``loose`` a word whose first letter may change its case.
    """

    start: int
    end: int
    key: str
    fold: str
    stop: str
    joint: Joint = Joint.PLAIN
    pattern: re.Pattern[str] | None = None
    loose: bool = False


class Wording(Struct, frozen=True):
    """A quotation as words. ``text`` has single spaces; ``brackets``: it declares an alteration."""

    text: str
    words: tuple[Word, ...]
    brackets: bool

    def runs(self) -> Iterator[tuple[int, int]]:
        """The runs of words without an omission or replacement in them: the first, and the one behind the last."""
        first = 0
        for index, word in enumerate(self.words):
            if word.joint >= Joint.REPLACED or index == len(self.words) - 1:
                yield first, index + 1
                first = index + 1


# To compile a class of so many signs takes a millisecond, and most pamphlets quote nobody.
_compiled = cache(re.compile)


def is_unspaced(character: str) -> bool:
    """Whether a character is of a script whose words have no spaces between them."""
    return character >= _UNSPACED[0] and _compiled(f"[{_UNSPACED}]").match(character) is not None


def length(words: Iterable[Word]) -> int:
    """How many words there are; of scripts without spaces, two characters count for one."""
    unspaced = [is_unspaced(word.key[:1]) for word in words]
    return len(unspaced) - sum(unspaced) // 2


def plain_words(text: str) -> Iterator[Word]:
    """The words of an original, whose brackets are its author's own. ``text`` must be in NFC."""
    found = list(_compiled(_WORD).finditer(text))
    for index, match in enumerate(found):
        until = found[index + 1].start() if index + 1 < len(found) else len(text)
        key = _key(match.group())
        yield Word(match.start(), match.end(), key, key.casefold(), _stop(text[match.end() : until]))


def quoted_words(text: str) -> Wording:
    """The words of a quotation, with what it declares as altered between them."""
    text = " ".join(unicodedata.normalize("NFC", text).split())
    words: list[Word] = []
    joint, said, last, brackets = Joint.PLAIN, "", 0, False
    pending: tuple[int, int, str, re.Pattern[str] | None, bool] | None = None

    def finish() -> None:
        if pending is not None:
            start, end, key, pattern, loose = pending
            words.append(Word(start, end, key, key.casefold(), _stop(said), joint, pattern, loose))

    for match in _compiled(_TOKEN).finditer(text):
        said += text[last : match.start()]
        last = match.end()
        kind = str(match.lastgroup)
        brackets |= kind not in ("word", "elided")
        if kind in ("word", "glued"):
            finish()
            letters = _INITIAL.match(match.group())
            pattern = _glued(match.group()) if kind == "glued" and not letters else None
            raw = match.group().replace("[", "").replace("]", "")
            pending = (*match.span(), _key(raw), pattern, pending is None or letters is not None)
            joint, said = Joint.PLAIN, ""
        else:
            joint = max(joint, Joint[kind.upper()])
    said += text[last:]
    finish()
    return Wording(text, tuple(words), brackets)


def _key(word: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFKC", word) if char not in _NO_LETTERS)


def _stop(between: str) -> str:
    return _DOTS.sub(ELLIPSIS, _NO_STOP.sub("", unicodedata.normalize("NFKC", between)))


def _glued(token: str) -> re.Pattern[str]:
    """``work[ers]`` as what it can stand for: ``work`` and any letters."""
    pieces = re.split(r"\[[^\]]*\]", token)
    return re.compile(r"\w*".join(re.escape(_key(piece).casefold()) for piece in pieces))
