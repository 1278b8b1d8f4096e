"""A Hunspell dictionary; the only file that knows the engine (cHunSpell)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from handpress.diagnostics import ExitCode, PressError


def open_dictionaries(affixes: Iterable[Path]) -> Callable[[str], bool]:
    """Whether a word is in any of some dictionaries: ``affixes`` are their ``.aff`` files, with the ``.dic`` beside.

    Raises ``PressError`` where one cannot be opened.
    """
    from hunspell import Hunspell, HunspellFilePathError

    opened = []
    for path in affixes:
        try:
            opened.append(Hunspell(path.stem, hunspell_data_dir=str(path.parent)))
        except HunspellFilePathError:
            hint = "Its .aff and .dic must lie side by side and be readable."
            raise PressError(
                f"The dictionary {path} cannot be opened.", hint=hint, exit_code=ExitCode.ENVIRONMENT
            ) from None
    known: dict[str, bool] = {}

    def knows(word: str) -> bool:
        if word not in known:
            known[word] = any(dictionary.spell(word) for dictionary in opened)
        return known[word]

    return knows
