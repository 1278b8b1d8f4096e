"""What is drawn, step by step: each step a line of bytes, which is understood only where it matters.

A book has a hundred thousand steps, and few of them set a colour or begin a mark. The engine reads and writes a whole
drawing in the time in which Python looks at ten steps; so it brings every drawing into lines, and a line is taken
apart when somebody needs its operands.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from handpress.prepress.drawings import Drawing, each_once
from handpress.prepress.engine import Name, Pdf, key_of, lines, operator_of, parsed, written


class Contents:
    """The steps of the drawings of one file, each drawing read once however many ask for it."""

    def __init__(self, pdf: Pdf) -> None:
        self._pdf = pdf
        self._known: dict[tuple[int, int], list[bytes]] = {}

    def of(self, drawing: Drawing) -> list[bytes]:
        """The steps of a drawing, in lines as ``engine.lines`` gives them."""
        key = key_of(drawing.holder)
        if key not in self._known:
            self._known[key] = lines(drawing.holder)
        return self._known[key]

    def rewrite(self, drawing: Drawing, content: list[bytes]) -> None:
        """Let other steps draw it."""
        self._known[key_of(drawing.holder)] = content
        if drawing.is_page:
            drawing.holder.Contents = self._pdf.make_stream(written(content))
        else:
            drawing.holder.write(written(content))

    def of_page(self, page: Any) -> list[Drawing]:
        """A page and the forms that are really drawn on it, each once."""
        return each_once([Drawing(page, page.Resources)], self._drawn_by)

    def _drawn_by(self, drawing: Drawing) -> Iterator[Drawing]:
        for line in self.of(drawing):
            if operator_of(line) == b"Do":
                item = drawing.resources.XObject[str(parsed(line)[0][0])]
                if item.get("/Subtype") == Name.Form:
                    yield Drawing(item, item.get("/Resources", drawing.resources))
