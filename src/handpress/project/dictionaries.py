"""Where Hunspell dictionaries and word lists lie."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from handpress.diagnostics import Finding, Result
from handpress.model.spans import Span

SYSTEM_FOLDERS = (
    Path("/usr/share/hunspell"),
    Path("/usr/local/share/hunspell"),
    Path("/usr/share/myspell/dicts"),
    Path("/opt/homebrew/share/hunspell"),
    Path("/Library/Spelling"),
    Path("~/Library/Spelling"),
    Path("~/.local/share/hunspell"),
)
"""Debian's and Fedora's, older ones, Homebrew's and those of macOS."""
WORD_LIST = "words.txt"
_PREFERRED = {"en": ("en_GB", "en_US"), "pt": ("pt_PT", "pt_BR")}


def find_dictionaries(languages: Iterable[str], folders: Iterable[Path]) -> Mapping[str, tuple[Path, ...]]:
    """The ``.aff`` files of the dictionaries for some language tags; a language without one is absent.

    The first folder that has a language wins. ``en-GB`` is held against ``en_GB``; where a country has none of its own,
    or the tag names none, against the language's usual ones: English against the British and the American, since a
    text that does not say which may use either.
    """
    listed = [folder.expanduser() for folder in folders]
    found = {}
    for language in languages:
        chosen = next(filter(None, (_in_folder(language, folder) for folder in listed)), ())
        if chosen:
            found[language] = chosen
    return found


def _in_folder(language: str, folder: Path) -> tuple[Path, ...]:
    name, *rest = language.split("-")
    name = name.lower()
    if not name.isalpha():
        # It comes from a manuscript, and would be a pattern of files.
        return ()
    country = next((f"{name}_{tag.upper()}" for tag in rest if len(tag) == 2), "")
    usual = _PREFERRED.get(name, (f"{name}_{name.upper()}",))
    try:
        there = {path.stem: path for path in folder.glob(f"{name}*.aff") if path.with_suffix(".dic").is_file()}
    except OSError:
        return ()
    if script := next((tag.title() for tag in rest if len(tag) == 4), ""):
        # Words in another script than their language's own, such as ru-Latn, stand in none of its usual dictionaries.
        return tuple(there[stem] for stem in (f"{name}_{script}",) if stem in there)
    if country in there:
        return (there[country],)
    if name in there:
        return (there[name],)
    several = tuple(there[stem] for stem in usual if stem in there)
    others = sorted(stem for stem in there if stem.startswith(f"{name}_"))
    return several or tuple(there[stem] for stem in others[:1])


def load_words(folder: Path, file: str, label: str, named: Span | None) -> Result[frozenset[str]]:
    """The words of a list, one a line; what follows a ``#`` is a remark.

    ``named`` is where ``pamphlet.toml`` names the list; None: it need not be there. Never raises for what the file
    holds: a list that cannot be read is a finding.
    """
    path = folder / file
    where = named or Span(f"{label}/{file}", 1, 1)
    if not path.resolve().is_relative_to(folder.resolve()):
        message = f"The word list {file} lies outside the pamphlet’s folder."
        return Result(frozenset(), (Finding("word-list-unread", message, where, "Copy it into the folder."),))
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        if named is None:
            return Result(frozenset())
        message = f"There is no word list {label}/{file}."
        return Result(frozenset(), (Finding("word-list-unread", message, where, "Write it, or mend its name here."),))
    except (OSError, UnicodeDecodeError) as error:
        why = "it is not UTF-8 text" if isinstance(error, UnicodeDecodeError) else error.strerror
        message = f"The word list {label}/{file} cannot be read: {why}."
        return Result(frozenset(), (Finding("word-list-unread", message, where, "Save it as UTF-8 text."),))
    words = (line.split("#", 1)[0].strip() for line in text.splitlines())
    return Result(frozenset(word for word in words if word))
