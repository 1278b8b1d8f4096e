"""Pamphlets out of a hat: the same number always draws the same one, with notes wherever a manuscript may call them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

from tests.stress.words import names, prose, sentence

_LENGTHS = ((3, 12), (8, 30), (8, 30), (20, 60), (20, 60), (50, 130), (120, 250), (200, 400))
"""Notes in words, from fewest to most; each pair is as likely as the others."""


@dataclass(frozen=True)
class Written:
    """A note as written: the name its call stands behind, and the names its text begins and ends with."""

    call: str
    first: str
    last: str
    words: int
    party: bool


@dataclass(frozen=True)
class Pamphlet:
    """The texts of the parts of a pamphlet, and the notes in them in the order of their calls."""

    number: int
    parts: tuple[str, ...]
    notes: tuple[Written, ...]


def pamphlet(number: int) -> Pamphlet:
    """The pamphlet of this number, of one part or of two."""
    dice = Random(number)
    hat = names(dice)
    writers = [_Writer(dice, hat) for _ in range(1 + (number % 4 == 3))]
    count = dice.randint(12, 34) // len(writers)
    texts = tuple(writer.part(count) for writer in writers)
    return Pamphlet(number, texts, tuple(note for writer in writers for note in writer.notes))


@dataclass
class _Writer:
    dice: Random
    names: Iterator[str]
    notes: list[Written] = field(default_factory=list)
    _definitions: list[str] = field(default_factory=list)
    _labels: int = 0

    def part(self, count: int) -> str:
        blocks: list[str] = []
        # Some pamphlets are crowded with notes and some are not: both break pages in their own ways.
        words = self.dice.randint(6, 45)
        while len(self.notes) < count:
            blocks.append(self._block(words))
            if self.dice.random() < 0.08:
                blocks.append("## " + sentence(self.dice, self.dice.randint(2, 6)).rstrip("."))
                blocks.append(prose(self.dice, self.dice.randint(20, 80)))
        title = sentence(self.dice, self.dice.randint(2, 5)).rstrip(".")
        return f"---\ntitle: {title}\n---\n" + "\n\n".join([*blocks, *self._definitions]) + "\n"

    def _block(self, words: int) -> str:
        kind = self.dice.choice(("paragraph",) * 6 + ("filler", "quotation", "list", "numbered", "loose", "table"))
        match kind:
            case "filler":
                return prose(self.dice, self.dice.randint(20, 180))
            case "quotation":
                return "> " + self._paragraph(words)
            case "list" | "numbered" | "loose":
                sign = "1." if kind == "numbered" else "- "
                between = "\n\n" if kind == "loose" else "\n"
                return between.join(f"{sign}  {self._called(8)}" for _ in range(self.dice.randint(2, 4)))
            case "table":
                rows = [f"| {self._called(3)} | {self._words(4)} |" for _ in range(self.dice.randint(2, 4))]
                return "\n".join(["| What was said | By whom |", "| --- | --- |", *rows])
            case _:
                return self._paragraph(words)

    def _paragraph(self, words: int) -> str:
        return " ".join(self._called(words) for _ in range(self.dice.choice((1, 1, 2, 3, 4))))

    def _called(self, words: int) -> str:
        """A sentence or two, with a call in it or behind it."""
        name = next(self.names)
        before = prose(self.dice, self.dice.randint(2, max(3, words))).rstrip(".")
        after = f", {self._words(self.dice.randint(3, 12))}." if self.dice.random() < 0.5 else "."
        call = self._note(name)
        return f"{before} {name}{call}{after}" if after != "." else f"{before} {name}.{call}"

    def _words(self, count: int) -> str:
        text = sentence(self.dice, count).rstrip(".")
        return text[0].lower() + text[1:]

    def _note(self, call: str) -> str:
        """Write a note to stand at the part's end, and give its call."""
        first, last = next(self.names), next(self.names)
        words = self.dice.randint(*self.dice.choice(_LENGTHS))
        self._labels += 1
        series = self.dice.choice(("author", "author", "prefix", "signed"))
        label = f"ed-{self._labels}" if series == "prefix" else str(self._labels)
        inner = prose(self.dice, words - 2)
        if words > 60 and self.dice.random() < 0.4:
            # A second paragraph of the note, begun where one of its sentences ends.
            half = inner.find(". ", len(inner) // 2) + 1
            inner = f"{inner[:half]}\n\n    {inner[half + 1 :]}" if half else inner
        signature = " — Ed." if series == "signed" else ""
        begin, *rest = inner.split(" ", 1)
        text = " ".join([f"{first}:", f"*{begin}*", *rest, f"{last}."])
        self._definitions.append(f"[^{label}]: {text}{signature}")
        self.notes.append(Written(call, first, last, words, series != "author"))
        return f"[^{label}]"
