"""The account of a setting: how many paragraphs were broken as a whole, and why the others were left to the engine."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from enum import StrEnum

from msgspec import Struct, field

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


class Account(Struct):
    """What became of the paragraphs of every text when it was last laid out.

    A pamphlet is set section by section, and some of them again: the last layout of each counts. ``aside`` says in what
    the engine differs from the one total fit knows; it is then left as it is.
    """

    aside: str = ""
    _texts: dict[str, dict[Hashable, Reason | None]] = field(default_factory=dict)
    _text: dict[Hashable, Reason | None] = field(default_factory=dict)

    def begin(self, text: str) -> None:
        """A text of this name is laid out: what is known of it is counted anew."""
        self._text = self._texts[text] = {}

    @property
    def _known(self) -> list[Reason | None]:
        return [reason for text in self._texts.values() for reason in text.values()]

    @property
    def last(self) -> tuple[str, tuple[Reason | None, ...]]:
        """The text that was laid out last, and what became of each of its paragraphs."""
        name = next((name for name, text in self._texts.items() if text is self._text), "")
        return name, tuple(self._text.values())

    def recall(self, text: str, reasons: Iterable[Reason | None]) -> None:
        """Count a text as it was counted when it was laid out, at another time."""
        self._text = self._texts[text] = dict(enumerate(reasons))

    def enter(self, paragraph: Hashable, reason: Reason | None) -> None:
        """Note that a paragraph was planned, or why not. The engine copies boxes: each paragraph counts once."""
        self._text[paragraph] = reason

    @property
    def planned(self) -> int:
        """The paragraphs that were broken as wholes."""
        return self._known.count(None)

    @property
    def left(self) -> Mapping[Reason, int]:
        """The paragraphs left to the engine, by reason."""
        found = Counter(reason for reason in self._known if reason is not None)
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
