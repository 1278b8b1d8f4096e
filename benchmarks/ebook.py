"""The e-book alone beside pandoc's, of the same text in one run, written into ``docs/benchmarks.md``.

``python -m benchmarks.ebook [ROUNDS]`` makes the e-books of a pamphlet and of a book in turn, and replaces the table
between its marks in that file. Ours is read back and proved word by word; pandoc's is not. Where pandoc is not here,
nothing is measured.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks import corpus, rivals
from benchmarks.publishing import BOOK, PAMPHLET, about, write
from benchmarks.timing import Run, in_turn, spread

ROUNDS = 9
_HEAD = (
    "| | time, ratio | processor, ratio | memory, ratio | seconds | most memory, MiB | file, kB |",
    "| --- | --- | --- | --- | --- | --- | --- |",
)


def main() -> None:
    """Measure, and write the table."""
    rounds = int(sys.argv[1]) if sys.argv[1:] else ROUNDS
    with tempfile.TemporaryDirectory(prefix="handpress-ebook-") as made:
        tables = [_table(Path(made) / str(words), words, chapter, rounds) for words, chapter in (PAMPHLET, BOOK)]
    if not all(tables):
        print("pandoc is not here (see docs/benchmarks.md): nothing is measured.", file=sys.stderr)
        return
    write("ebook", "\n\n".join([about(), *tables]))


def _table(place: Path, words: int, chapter: int, rounds: int) -> str:
    """The table of a text; empty where there is nothing to compare with."""
    corpus.lay_out(corpus.text(words, chapter), place)
    other = rivals.pandoc_epub(place)
    if other is None:
        return ""
    ours = rivals.ebook(place)
    runs = in_turn([other, ours], rounds, lambda said: print(said, file=sys.stderr, flush=True))
    rows = [*_HEAD]
    for rival in (other, ours):
        mine = runs[rival.name]
        ratios = " | ".join(spread(list(_ratios(mine, runs[other.name], name))) for name in ("wall", "cpu", "memory"))
        memory = statistics.median(run.memory for run in mine)
        size = rival.output.stat().st_size / 1000 if rival.output else 0
        rows.append(f"| {rival.name} | {ratios} | {spread([run.wall for run in mine])} | {memory:.0f} | {size:.0f} |")
    return f"### The e-book of {words:,} words\n\n" + "\n".join(rows)


def _ratios(mine: list[Run], others: list[Run], name: str) -> Iterator[float]:
    for run, other in zip(mine, others, strict=True):
        yield getattr(run, name) / getattr(other, name)


if __name__ == "__main__":
    main()
