"""The account of a setting: how many paragraphs were broken as a whole, and why the others were left to the engine."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from handpress.diagnostics import Finding


class Reason(StrEnum):
    """Why a paragraph is left to the engine's own line breaking."""

    RAGGED = "ragged text"
    SCRIPT = "a script that runs from right to left or breaks without spaces"
    LINE_BREAK = "a line break of the manuscript's own"
    PICTURE = "a picture or box within the line"
    EDGE = "an edge or padding within the line"
    FIRST_LINE = "a first line with a style of its own"
    CUT_OFF = "text that is cut off where it overflows"
    SIGN = "a sign that the faces lack"
    TOO_WIDE = "a word wider than the measure"


@dataclass(slots=True)
class Account:
    """What became of the paragraphs of the pages that were laid out.

    ``aside`` says in what the engine differs from the one total fit knows; it is then left as it is.
    """

    aside: str = ""
    _known: dict[Hashable, Reason | None] = field(default_factory=dict, repr=False)
    _fullest: dict[Hashable, Reason | None] = field(default_factory=dict, repr=False)

    def begin(self) -> None:
        """Count anew: pages are laid out again, or only those around the text, once their numbers are known.

        What counts is the last layout of those with the most paragraphs.
        """
        self._fullest, self._known = dict(self._counted), {}

    @property
    def _counted(self) -> Mapping[Hashable, Reason | None]:
        return self._known if len(self._known) >= len(self._fullest) else self._fullest

    def enter(self, paragraph: Hashable, reason: Reason | None) -> None:
        """Note that a paragraph was planned, or why not. The engine copies boxes: each paragraph counts once."""
        self._known[paragraph] = reason

    @property
    def planned(self) -> int:
        """The paragraphs that were broken as wholes."""
        return sum(reason is None for reason in self._counted.values())

    @property
    def left(self) -> Mapping[Reason, int]:
        """The paragraphs left to the engine, by reason."""
        found = Counter(reason for reason in self._counted.values() if reason is not None)
        return {reason: found[reason] for reason in Reason if found[reason]}

    @property
    def counts(self) -> Mapping[str, int]:
        """The same for people, without ragged text, where nothing is to be mended."""
        return {str(reason): count for reason, count in self.left.items() if reason is not Reason.RAGGED}

    @property
    def findings(self) -> tuple[Finding, ...]:
        """A warning where the engine is not the one that total fit was made for."""
        if not self.aside:
            return ()
        message = f"Lines are broken one by one and not as whole paragraphs: {self.aside}."
        return (Finding("line-breaking", message, None, "Install the version of WeasyPrint that the press asks for."),)
