"""English of a kind: plain sentences without end, and names that stand nowhere else."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from random import Random


def _parted(text: str, between: str = " ") -> tuple[str, ...]:
    return tuple(text.split(between))


_NOUNS = _parted(
    "printer binder reader editor author pamphlet letter sheet margin chapter quarrel argument answer question town "
    "river bridge market harvest winter council minister factory workshop strike union committee teacher school lesson "
    "freedom labour bread candle table window lamp evening morning street neighbour stranger history memory promise "
    "congress assembly delegate resolution newspaper correspondence misunderstanding responsibility representative"
)
_ADJECTIVES = _parted(
    "old new plain long short bitter careful honest famous forgotten patient stubborn sudden public private first last "
    "whole broken narrow quiet loud foreign common reasonable extraordinary contradictory well-known half-finished"
)
_VERBS = _parted(
    "printed folded answered forgot defended praised doubted copied corrected returned sold carried explained feared "
    "followed found kept lost opened remembered refused examined misrepresented acknowledged interrupted"
)
_WHENCE = _parted(
    "before the winter, after the congress, in those years, without a word, for the second time, against all advice, "
    "on the following day, by candlelight, in a small town, at the printer's request, as everybody knew, to this day",
    ", ",
)
_LINKS = ("and", "but", "while", "because", "although", "so that", "whereas", "until")


def sentence(dice: Random, words: int) -> str:
    """A sentence of exactly so many words, the last with its full stop."""
    made: list[str] = []
    while len(made) < words:
        if made:
            made.append(dice.choice(_LINKS))
        made += ["the", dice.choice(_ADJECTIVES), dice.choice(_NOUNS), dice.choice(_VERBS)]
        made += [dice.choice(("the", "a", "every", "no")), dice.choice(_NOUNS)]
        if dice.random() < 0.5:
            made += dice.choice(_WHENCE).split()
    made = made[:words]
    made[0] = made[0].capitalize()
    return " ".join(made) + "."


def prose(dice: Random, words: int) -> str:
    """Sentences of exactly so many words together."""
    made: list[str] = []
    while words > 0:
        length = dice.randint(6, 28)
        length = words if words - length < 4 else length
        made.append(sentence(dice, length))
        words -= length
    return " ".join(made)


def names(dice: Random) -> Iterator[str]:
    """Names of five letters, each given once and part of no other word: too short for any hyphen."""
    found = ["".join(letters) for letters in product("QXZ", "aeiou", "bdfgklmnprstvz", "aeiou", "bdfgklmnprstvz")]
    dice.shuffle(found)
    yield from found
