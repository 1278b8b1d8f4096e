"""The press beside its rivals on the same text in one run, written into ``docs/benchmarks.md``.

``python -m benchmarks.publishing`` measures a pamphlet and a book, twenty pamphlets, and the evenness of lines, each
rival in turn, and replaces the tables between the marks in that file. Where a rival is not here, that is said.
"""

from __future__ import annotations

import datetime
import os
import platform
import shutil
import statistics
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from benchmarks import SLUG, corpus, evenness, rivals
from benchmarks.timing import Rival, Run, in_turn, spread

DOCS = rivals.ROOT / "docs" / "benchmarks.md"
PAMPHLET, BOOK, CATALOGUE = (4_000, 1_300), (100_000, 4_000), 20
ROUNDS, BOOK_ROUNDS = 7, 3
_RAGGED = 0.03  # no justified line comes so near to its natural spaces


def main() -> None:
    """Measure, and write the tables."""
    with tempfile.TemporaryDirectory(prefix="handpress-bench-") as made:
        folder = Path(made)
        told = "\n\n".join([about(), *_texts(folder), _catalogue(folder / "catalogue")])
    write("tables", told)


def write(name: str, told: str) -> None:
    """Put text between the marks ``<!-- name -->`` and ``<!-- end of name -->`` of the page in docs/."""
    page = DOCS.read_text(encoding="utf-8")
    first, last = f"<!-- {name} -->\n", f"<!-- end of {name} -->"
    before, rest = page.split(first)
    DOCS.write_text(f"{before}{first}\n{told}\n\n{last}{rest.split(last)[1]}", encoding="utf-8")


def about() -> str:
    """When and on what machine it was measured."""
    today = datetime.datetime.now(tz=datetime.UTC).date()
    cores = len(os.sched_getaffinity(0)) if sys.platform.startswith("linux") else os.cpu_count()
    machine = f"{platform.system()} {platform.machine()}, {cores} cores, Python {platform.python_version()}"
    return f"Measured on {today} by `make bench` on {machine}."


def _say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


# --- a pamphlet and a book --------------------------------------------------------------------------------------


def _texts(folder: Path) -> Iterator[str]:
    for title, (words, chapter), rounds in (("A pamphlet", PAMPHLET, ROUNDS), ("A book", BOOK, BOOK_ROUNDS)):
        place = folder / str(words)
        corpus.lay_out(corpus.text(words, chapter), place)
        found = [*rivals.ours(place), *rivals.others(place)]
        runs = in_turn(found, rounds, _say)
        yield f"### {title} of {words:,} words\n\n{_table(found, runs)}{_missing(found)}"
        yield f"Lines of the same pages:\n\n{_lines(found)}"


def _table(found: list[Rival], runs: dict[str, list[Run]]) -> str:
    rows = [
        "| | time, ratio | processor, ratio | seconds | most memory, MiB | file, kB |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    plain = runs[rivals.PLAIN]
    for rival in found:
        mine = runs[rival.name]
        wall = spread([run.wall / other.wall for run, other in zip(mine, plain, strict=True)])
        cpu = spread([run.cpu / other.cpu for run, other in zip(mine, plain, strict=True)])
        memory = statistics.median(run.memory for run in mine)
        size = rival.output.stat().st_size / 1000 if rival.output and rival.output.is_file() else 0
        seconds = spread([run.wall for run in mine])
        rows.append(f"| {rival.name} | {wall} | {cpu} | {seconds} | {memory:.0f} | {size:.0f} |")
    return "\n".join(rows)


def _missing(found: list[Rival]) -> str:
    missing = rivals.absent(found)
    return f"\n\nNot here, and not measured: {', '.join(missing)}." if missing else ""


def _lines(found: list[Rival]) -> str:
    rows = [
        "| | lines | over 1.5 × | over 2 × | deviation | hyphens in 100 | most in a row |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    for rival in found:
        if (
            rival.output is None
            or rival.output.suffix != ".pdf"
            or rival.name in (rivals.BUILD, rivals.EDITED, rivals.AGAIN)
        ):
            continue
        even = evenness.measure(rival.output)
        if even.deviation < _RAGGED:
            rows.append(f"| {rival.name} | sets ragged lines | | | | | |")
            continue
        share = f"{even.loose:.1f} % | {even.very_loose:.1f} % | {even.deviation:.2f}"
        rows.append(f"| {rival.name} | {even.lines} | {share} | {even.hyphens:.1f} | {even.stack} |")
    return "\n".join(rows)


# --- a catalogue ------------------------------------------------------------------------------------------------


def _catalogue(folder: Path) -> str:
    """Twenty pamphlets by one command, beside as many runs of the plain way."""
    for number in range(CATALOGUE):
        chapters = corpus.text(PAMPHLET[0] + number, PAMPHLET[1])
        corpus.lay_out(chapters, folder / "one")
        shutil.copytree(folder / "one" / "manuscripts" / SLUG, folder / "manuscripts" / f"text-{number:02}")
        shutil.rmtree(folder / "one" / "manuscripts")
    corpus.lay_out(corpus.text(*PAMPHLET), folder / "one")
    single, _, _, build = rivals.ours(folder / "one", again=False)
    build = replace(build, folder=folder)
    runs = in_turn([single, build], 2, _say)
    one = statistics.median(run.wall for run in runs[single.name])
    ratio = spread([run.wall / (CATALOGUE * one) for run in runs[build.name]])
    return (
        f"### {CATALOGUE} pamphlets\n\nAll editions of all of them, by one `handpress build --no-cache`, take {ratio} "
        f"of the time\nof {CATALOGUE} runs of plain WeasyPrint, which makes the pages alone."
    )


if __name__ == "__main__":
    main()
