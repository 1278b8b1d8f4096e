"""Pages and counts in words."""

from __future__ import annotations

from collections.abc import Iterable

from handpress.model.spans import PagePlace


def pages_in_words(places: Iterable[PagePlace]) -> str:
    """The pages of some places: ``page 3``, ``pages 3, 5, 7–20``; nothing for none.

    A single page is also named by its folio, where that is another: ``page 3 (“iii”)``.
    """
    folios = {place.page: place.folio for place in places}
    pages = sorted(folios)
    if len(pages) == 1:
        folio = folios[pages[0]]
        return f"page {pages[0]}" + (f" (“{folio}”)" if folio not in ("", str(pages[0])) else "")
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    shown = (f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs)
    return "pages " + ", ".join(shown) if pages else ""


def counted(number: int, word: str) -> str:
    """``1 page``, ``2 pages``."""
    return f"{number} {word}{'' if number == 1 else 's'}"
