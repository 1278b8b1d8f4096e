"""How the cost grows with the text: pages to read of 5,000 to 500,000 words, drawn as a plot for docs/benchmarks.md.

``python -m benchmarks.growth [MOST_WORDS]`` measures each length once and writes table and picture.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from benchmarks import corpus, rivals
from benchmarks.publishing import write
from benchmarks.timing import Run, run

LENGTHS = (5_000, 20_000, 50_000, 100_000, 200_000, 350_000, 500_000)
PLOT = rivals.ROOT / "docs" / "pictures" / "growth.svg"
_WIDTH, _HEIGHT, _LEFT, _BOTTOM, _TOP = 640, 360, 56, 40, 24


def main() -> None:
    """Measure, and write table and plot."""
    most = int(sys.argv[1]) if sys.argv[1:] else LENGTHS[-1]
    found: dict[int, Run] = {}
    for words in (length for length in LENGTHS if length <= most):
        with tempfile.TemporaryDirectory(prefix="handpress-bench-") as made:
            folder = Path(made)
            corpus.lay_out(corpus.text(words, 4_000), folder)
            reading = next(rival for rival in rivals.ours(folder) if rival.name == rivals.READING)
            found[words] = run(reading)
        print(f"{words:,} words: {found[words].cpu:.1f} s, {found[words].memory:.0f} MiB", file=sys.stderr, flush=True)
    rows = [
        "| words | seconds of processor | of that for 1,000 words | most memory, MiB |",
        "| --- | --- | --- | --- |",
    ]
    for words, one in found.items():
        rows.append(f"| {words:,} | {one.cpu:.1f} | {1000 * one.cpu / words:.3f} | {one.memory:.0f} |")
    picture = f"![Seconds of processor by words: a straight line]({PLOT.relative_to(rivals.ROOT / 'docs').as_posix()})"
    write("growth", "\n".join([*rows, "", picture]))
    PLOT.write_text(plot({words: one.cpu for words, one in found.items()}), encoding="utf-8")


def plot(seconds: dict[int, float]) -> str:
    """An SVG of seconds by words, with the straight line through nought and the longest text."""
    most_words, most = max(seconds), max(seconds.values())

    def at(words: float, value: float) -> tuple[float, float]:
        x = _LEFT + words / most_words * (_WIDTH - _LEFT - 24)
        return round(x, 1), round(_HEIGHT - _BOTTOM - value / most * (_HEIGHT - _BOTTOM - _TOP), 1)

    points = [at(words, value) for words, value in seconds.items()]
    (x0, y0), (x1, y1) = at(0, 0), at(most_words, most)
    marks = "".join(f'<circle cx="{x}" cy="{y}" r="4"/>' for x, y in points)
    labels = "".join(
        f'<text x="{x}" y="{y0 + 18}" text-anchor="middle">{words // 1000}</text>'
        for (x, _), words in zip(points, seconds, strict=True)
        if words >= most_words / 12
    )
    line = " ".join(f"{x},{y}" for x, y in points)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" font-family="sans-serif" '
        f'font-size="12" role="img"><title>Seconds of processor by thousands of words</title>'
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="white"/>'
        f'<path d="M{x0} {_TOP}V{y0}H{_WIDTH - 12}" fill="none" stroke="black"/>'
        f'<path d="M{x0} {y0}L{x1} {y1}" stroke="#999" stroke-dasharray="4 4"/>'
        f'<polyline points="{line}" fill="none" stroke="#7a1f1f" stroke-width="2"/><g fill="#7a1f1f">{marks}</g>'
        f'<g fill="black">{labels}<text x="{x0 - 6}" y="{y1 + 4}" text-anchor="end">{most:.0f} s</text>'
        f'<text x="{_WIDTH - 12}" y="{_HEIGHT - 6}" text-anchor="end">thousand words</text></g></svg>\n'
    )


if __name__ == "__main__":
    main()
