"""The press's own words: what stands in a pamphlet that no manuscript has. The one file that knows Babel.

The words are gettext catalogues, ``locale/<language>/LC_MESSAGES/handpress.po``, read as they stand, so that a
translation is a text file and nothing must be compiled. The language is the pamphlet's and never the machine's.
"""

from __future__ import annotations

import datetime
import difflib
import functools
import gettext
from collections.abc import Iterable, Iterator, Mapping
from importlib import resources
from typing import TYPE_CHECKING, Any

from handpress.editing.catalogues import read_catalogue

if TYPE_CHECKING:
    from babel import Locale

_HOUSE = "en"
_FOLDER = resources.files("handpress") / "locale"
# What people type for a language or a country that has another code.
_MISTAKEN = {"gr": "el", "jp": "ja", "cz": "cs", "dk": "da", "ua": "uk", "cn": "zh", "UK": "GB", "EN": "GB"}


class Wording(Mapping[str, str]):
    """The press's words by key; and its counts and enumerations, which have forms that depend on a number."""

    def __init__(self, words: Mapping[str, str], counts: Mapping[str, tuple[str, ...]], plural: str) -> None:
        self._words = words
        self._counts = counts
        self._plural, self._form = plural, gettext.c2py(plural)

    def __reduce__(self) -> tuple[Any, ...]:
        """Facts are sent from one process to another, and a function that was made of a rule cannot be."""
        return Wording, (self._words, self._counts, self._plural)

    def __getitem__(self, key: str) -> str:
        return self._words[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._words)

    def __len__(self) -> int:
        return len(self._words)

    def counted(self, key: str, number: int) -> str:
        """So many of something, in the form that the number asks for."""
        return self._counts[key][self._form(number)].format(number=number)

    def listed(self, items: Iterable[str]) -> str:
        """An enumeration: “a, b and c”. Raises ``ValueError`` where there is nothing to enumerate."""
        *others, last = items
        if not others:
            return last
        first = functools.reduce(lambda a, b: self["list-comma"].format(first=a, second=b), others)
        return self["list-end"].format(first=first, last=last)


def wording_for(language: str) -> Wording:
    """The press's words in a language (BCP 47); in English where nobody has translated them (see ``is_worded``)."""
    return _catalogue(_nearest(language) or _HOUSE)


def is_worded(language: str) -> bool:
    """Whether the press has words of its own in a language."""
    return bool(_nearest(language))


@functools.cache
def worded_languages() -> tuple[str, ...]:
    """The languages that have a catalogue, as tags, in alphabetical order."""
    return tuple(sorted(entry.name.replace("_", "-") for entry in _FOLDER.iterdir() if "." not in entry.name))


def written_date(date: str, language: str) -> str:
    """A date of the form ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD`` as a language writes it, in Latin digits.

    A date that no calendar has stays as it was typed.
    """
    from babel import dates

    locale, numbers = _locale(language), date.split("-")
    try:
        day = datetime.date(*(int(number) for number in (*numbers, "1", "1")[:3]))
    except ValueError:
        return date
    match len(numbers):
        case 1:
            return dates.format_skeleton("y", day, locale=locale)
        case 2:
            return dates.format_skeleton("yMMMM", day, locale=locale)
        case _:
            return dates.format_date(day, "long", locale=locale)


def own_name(language: str) -> str:
    """What a language calls itself, with a capital; its tag where nobody has told."""
    locale = _known_locale(language)
    name = locale.get_display_name() if locale else ""
    return f"{name[0].upper()}{name[1:]}" if name else language


def unknown_languages(tags: Iterable[str]) -> dict[str, str]:
    """The tags that name no language, script or region of the Unicode CLDR, each with what to do about it."""
    return {tag: hint for tag in sorted(set(tags)) if (hint := _fault(tag))}


def _fault(tag: str) -> str:
    from babel import Locale

    english = Locale("en")
    base, *others = tag.split("-")
    if base.lower() not in english.languages:
        return _hint(base.lower(), english.languages, "language")
    for subtag in others:
        if len(subtag) == 4 and subtag.isalpha() and subtag.title() not in english.scripts:
            return _hint(subtag.title(), english.scripts, "script")
        if (len(subtag) == 2 or (len(subtag) == 3 and subtag.isdigit())) and subtag.upper() not in english.territories:
            return _hint(subtag.upper(), english.territories, "region")
    return ""


def _hint(code: str, known: Mapping[str, str], kind: str) -> str:
    """What was meant, where that can be guessed: a code often mistaken for another, or one that looks like it."""
    alike = [one for one in sorted(known) if len(one) == len(code)]
    near = [_MISTAKEN[code]] if _MISTAKEN.get(code) in known else difflib.get_close_matches(code, alike, 1, 0.6)
    guess = f" Did you mean {near[0]} ({known[near[0]]})?" if near else ""
    return f"There is no {kind} “{code}”.{guess} A tag is a language and, where needed, a script or region: en, pt-BR."


def _nearest(language: str) -> str:
    """The name of the catalogue that serves a language best; empty where none does."""
    base, *others = language.replace("_", "-").split("-")
    names = [f"{base.lower()}_{other.title()}" for other in others if len(other) == 4]
    if not names and (locale := _known_locale(language)) and locale.script:
        names.append(f"{locale.language}_{locale.script}")
    return next((name for name in (*names, base.lower()) if name.replace("_", "-") in worded_languages()), "")


def _locale(language: str) -> Locale:
    from babel import Locale

    # English without a country: the day before the month, as most of the world that writes it has it.
    return _known_locale("en-001" if language == _HOUSE else language) or Locale("en", "001")


@functools.cache
def _known_locale(language: str) -> Locale | None:
    """The locale of a tag, without what CLDR does not know of it; None where it does not know the language."""
    from babel import Locale, UnknownLocaleError

    subtags = language.replace("_", "-").split("-")
    for length in range(len(subtags), 0, -1):
        try:
            return Locale.parse("-".join(subtags[:length]), sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return None


@functools.cache
def _catalogue(name: str) -> Wording:
    path = _FOLDER / name / "LC_MESSAGES" / "handpress.po"
    read = read_catalogue(path.read_text(encoding="utf-8"))
    return Wording(read.words, read.counts, read.plural)
