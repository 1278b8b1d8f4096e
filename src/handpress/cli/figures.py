"""The figures of an audit, as a table for people and as JSON for machines."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from handpress.proving.audit import Figures

_NAMES = {
    "page-widow": "widows",
    "page-orphan": "orphans",
    "page-hyphen": "words parted over pages",
    "hyphen-stack": "stacks of three hyphens and more",
    "runt": "runts",
    "river": "rivers",
    "words-stacked": "stacked words",
    "page-short": "short pages",
    "pages-unequal": "unequal facing pages",
    "heading-at-foot": "headings at a page's foot",
    "line-off-grid": "pages with lines off the grid",
}
_BY_LINES = ("river", "words-stacked")


def figures_as_text(figures: Figures) -> str:
    """A table, each row on a line of its own behind a line's end: what was counted, and how many to 100 lines."""
    return "".join(f"\n  {name:34}{count:>7}{share:>10}" for name, count, share in _rows(figures))


def figures_as_json(figures: Figures) -> dict[str, object]:
    """The figures as a JSON object; ``per_100_lines`` has those that depend on how many lines there are."""
    counts = {code.replace("-", "_"): figures.blemishes.get(code, 0) for code in _NAMES}
    measured = {"loose": figures.loose, "very_loose": figures.very_loose, "hyphens": figures.hyphens}
    by_lines = measured | {code.replace("-", "_"): figures.blemishes.get(code, 0) for code in _BY_LINES}
    return {
        "pages": figures.pages,
        "paragraphs": figures.paragraphs,
        "lines": figures.lines,
        "space_deviation": figures.deviation,
        "longest_hyphen_stack": figures.stack,
        **measured,
        **counts,
        "per_100_lines": {name: figures.per_hundred(count) for name, count in by_lines.items()},
    }


def _rows(figures: Figures) -> Iterator[tuple[str, str, str]]:
    def share(count: int) -> str:
        return f"{figures.per_hundred(count):.2f} %"

    yield "pages of text", str(figures.pages), ""
    yield "paragraphs", str(figures.paragraphs), ""
    yield "lines brought to the measure", str(figures.lines), ""
    yield "spaces, standard deviation", f"{figures.deviation:.3f}", ""
    yield "spaces over 1.5 natural ones", str(figures.loose), share(figures.loose)
    yield "spaces over 2 natural ones", str(figures.very_loose), share(figures.very_loose)
    yield "lines ending with a hyphen", str(figures.hyphens), share(figures.hyphens)
    yield "most hyphens in a row", str(figures.stack), ""
    for code, name in _NAMES.items():
        count = figures.blemishes.get(code, 0)
        yield name, str(count), share(count) if code in _BY_LINES else ""
