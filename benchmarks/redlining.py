"""How long a redline takes, beside a plain build of the same pamphlet, and whether it finds every edit.

``python -m benchmarks.redlining`` writes a pamphlet of a hundred thousand words and 400 notes, changes five hundred
words of it, scattered, and measures in seconds of the processor the build of the pamphlet as it is and its redline
against what it was, in turns. Another number of words can be given. The words are those of the house's article, dealt
out by a fixed rule: no two paragraphs are alike.
"""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from handpress import comparing, press
from handpress.diagnostics import Result
from handpress.model import nodes
from handpress.press import Redline
from handpress.project import Workspace

ROUNDS, WORDS, EDITS, PARTS = 1, 100_000, 500, 20
A_PARAGRAPH, A_SENTENCE, PARAGRAPHS_A_NOTE = 100, 14, 5
HOUSE = Path(__file__).resolve().parents[1] / "manuscripts" / "organization-and-spontaneity" / "article.md"


def main() -> None:
    """Measure, and print what was found and how long it took."""
    wanted = int(sys.argv[1]) if sys.argv[1:] else WORDS
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        now, then = Workspace(folder / "now"), folder / "then"
        _lay_out(folder, wanted)
        compared = press.compare_with(now, "long", str(then)).value
        assert compared is not None
        found = sum(_deleted(steps) for part in compared.comparison.parts for steps in (part.content, part.notes))
        print(f"{found} words found to have changed")
        built, redlined = [], []
        for _ in range(ROUNDS):
            built.append(_timed(lambda: press.build(now, "long")))
            redlined.append(_timed(lambda: press.redline(now, "long", str(then), (Redline.PDF,))))
    plain, marked = statistics.median(built), statistics.median(redlined)
    print(f"{wanted} words, {EDITS} edits: build {plain:.0f} s, redline {marked:.0f} s ({marked / plain:.2f})")


def _deleted(steps: Sequence[comparing.Step]) -> int:
    """How many words were taken out, those of notes among them."""
    own: int = sum(step.kind is comparing.Kind.DELETED and step.old != nodes.Text(" ") for step in steps)
    return own + sum(_deleted(slot) for step in steps for slot in step.slots)


def _timed(work: Callable[[], Result[Any]]) -> float:
    begun = time.process_time()
    result = work()
    assert result.value is not None, result.findings
    return time.process_time() - begun


def _lay_out(folder: Path, wanted: int) -> None:
    """The pamphlet as it was in ``then``, and with its edits in ``now``."""
    chance = random.Random(1)
    known = sorted({word for word in HOUSE.read_text(encoding="utf-8").split() if word.isalpha() and word.isascii()})
    old = [[chance.choice(known).lower() for _ in range(A_PARAGRAPH)] for _ in range(wanted // A_PARAGRAPH)]
    new = [list(paragraph) for paragraph in old]
    for number in chance.sample(range(len(old) * A_PARAGRAPH), min(EDITS, len(old) * A_PARAGRAPH)):
        new[number // A_PARAGRAPH][number % A_PARAGRAPH] = f"emended{number}"
    _write(folder / "now" / "manuscripts" / "long", new)
    _write(folder / "then" / "manuscripts" / "long", old)


def _write(folder: Path, paragraphs: Sequence[Sequence[str]]) -> None:
    folder.mkdir(parents=True)
    # A printer who binds with glue: nobody stitches so many pages through the fold.
    toml = [
        'title = "Long"\nlanguage = "en"\ndate = "2026"\n\n[format]\ntrim = "5.5x8.5"\n\n[print]\nprofile = "kdp"\n'
    ]
    share = -(-len(paragraphs) // PARTS)
    for part, start in enumerate(range(0, len(paragraphs), share)):
        lines = [f"---\ntitle: Part {part}\n---\n"]
        for number, words in enumerate(paragraphs[start : start + share]):
            sentences = (words[at : at + A_SENTENCE] for at in range(0, len(words), A_SENTENCE))
            text = " ".join(" ".join(sentence).capitalize() + "." for sentence in sentences)
            noted = number % PARAGRAPHS_A_NOTE == 0
            lines += (
                [f"{text}[^{number}]\n", f"[^{number}]: See page {number} of the ledger.\n"] if noted else [f"{text}\n"]
            )
        (folder / f"part-{part}.md").write_text("\n".join(lines), encoding="utf-8")
        toml.append(f'[[parts]]\nfile = "part-{part}.md"\nkind = "chapter"\n')
    (folder / "pamphlet.toml").write_text("\n".join(toml), encoding="utf-8")


if __name__ == "__main__":
    main()
