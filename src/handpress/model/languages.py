"""What a language tag (BCP 47) tells without a library: which way its script runs."""

from __future__ import annotations

from typing import Literal

# Scripts that run from right to left (Unicode), and the languages written in one unless their tag says otherwise.
_SCRIPTS = frozenset(("arab", "hebr", "syrc", "thaa", "nkoo", "adlm", "rohg", "samr", "mand", "aran"))
_LANGUAGES = frozenset(
    (
        "ar",
        "arc",
        "arz",
        "azb",
        "bal",
        "bgn",
        "bqi",
        "ckb",
        "dv",
        "fa",
        "glk",
        "he",
        "iw",
        "ji",
        "khw",
        "ks",
        "lrc",
        "mzn",
        "nqo",
        "pnb",
        "prs",
        "ps",
        "rhg",
        "sd",
        "sdh",
        "skr",
        "syr",
        "ug",
        "ur",
        "yi",
    )
)


def is_right_to_left(language: str) -> bool:
    """Whether text of a language runs from right to left. A script in the tag decides: ``az-Arab`` but not ``az``."""
    base, *others = language.lower().split("-")
    script = next((subtag for subtag in others if len(subtag) == 4 and subtag.isalpha()), "")
    return script in _SCRIPTS if script else base in _LANGUAGES


def direction(language: str) -> Literal["ltr", "rtl"]:
    """The value of HTML's ``dir`` for a language."""
    return "rtl" if is_right_to_left(language) else "ltr"
