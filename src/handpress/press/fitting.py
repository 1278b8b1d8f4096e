"""Fitting: the smallest changes of leading, measure or size that save a sheet, or fill its blanks."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from handpress import editing
from handpress.diagnostics import PressError, Result
from handpress.model.document import Document
from handpress.model.format import Format, Margins
from handpress.model.quoted import QuotedPassage
from handpress.press.files import put_file
from handpress.press.manuscript import Manuscript
from handpress.press.manuscripts import read
from handpress.press.typesetting import design_of, set_pages
from handpress.project import Workspace

FOLDED = 4
"""The pages on a sheet that is folded once."""

_STEPS = 6
_LEADING_PT, _SIZE_PT, _MEASURE_MM = 0.1, 0.1, 0.75  # a step of each: less is not seen, and less than six hardly so
_TIGHTEST, _LOOSEST = 1.18, 1.48  # leading by size
_HEADER = re.compile(r"^\s*\[\s*format\s*\]\s*(#.*)?$")
_ANY_HEADER = re.compile(r"^\s*\[")


class Fit(Struct, frozen=True):
    """A way to make up a pamphlet: what is changed, in words, the format, and the pages and sheets that come of it."""

    change: str
    format: Format
    pages: int

    @property
    def sheets(self) -> int:
        """The sheets that a booklet of these pages takes."""
        return -(-self.pages // FOLDED)

    @property
    def blanks(self) -> int:
        """The pages of the last sheet that stay blank."""
        return self.sheets * FOLDED - self.pages


class Fits(Struct, frozen=True):
    """How a pamphlet is made up now, and what small changes would make of it, the smallest first."""

    now: Fit
    better: tuple[Fit, ...]


def fit(workspace: Workspace, slug: str, progress: Callable[[str], None] = lambda _: None) -> Result[Fits | None]:
    """The smallest change of each kind that saves the last sheet, or that fills its blanks.

    The value is None where findings forbid to lay out the pamphlet. Raises ``PressError`` where the machine lacks
    something.
    """
    progress("reading")
    manuscript = read(workspace, slug)
    if manuscript.failed:
        return Result(None, manuscript.findings)
    given = manuscript.value.pamphlet.format
    document = editing.set_typography(manuscript.value.document)
    quotations = editing.find_quotations(document, manuscript.value.pamphlet.shortest_quotation)
    progress("setting pages")
    counted: dict[Format, int] = {}

    def pages_of(made_up: Format) -> int:
        if made_up not in counted:
            if counted:
                progress(f"setting pages once more ({len(counted)})")
            counted[made_up] = _pages(workspace, manuscript.value, document, quotations, made_up)
        return counted[made_up]

    now = Fit("as it is", given, pages_of(given))
    found = [
        smallest
        for kind in (_leadings, _measures, _sizes)
        for direction in (-1, 1)
        if (smallest := _smallest(list(kind(manuscript.value, direction)), now, pages_of))
    ]
    return Result(Fits(now, tuple(sorted(found, key=lambda item: (item.sheets, item.blanks)))), manuscript.findings)


def apply_fit(workspace: Workspace, slug: str, chosen: Fit) -> str:
    """Write a fit into ``[format]`` of ``pamphlet.toml``, and touch nothing else there. Returns the lines written.

    Raises ``PressError`` where the file would not say just that, and where it cannot be written.
    """
    path = workspace.manuscripts / slug / "pamphlet.toml"
    text = path.read_text(encoding="utf-8")
    values = _values(chosen.format)
    written = _with_format(text, values)
    before = tomllib.loads(text)
    try:
        after = tomllib.loads(written)
    except tomllib.TOMLDecodeError:
        after = {}
    wanted = {**before, "format": {**before.get("format", {}), **values}}
    if after != wanted:
        lines = "\n".join(f'{key} = "{value}"' for key, value in values.items())
        raise PressError(f"{path} is written in a way that cannot be changed safely.", hint=f"[format]\n{lines}")
    put_file(workspace, path, written.encode("utf-8"))
    return "\n".join(f'{key} = "{value}"' for key, value in values.items())


def _pages(
    workspace: Workspace,
    manuscript: Manuscript,
    document: Document,
    quotations: tuple[QuotedPassage, ...],
    made_up: Format,
) -> int:
    pamphlet = replace(manuscript.pamphlet, format=made_up)
    facts = editing.prepare(document, quotations, design_of(pamphlet).value.note_letters)
    printed, _ = set_pages(workspace, pamphlet, document, facts, pictures=manuscript.pictures)
    return printed.pages


def _smallest(steps: list[tuple[str, Format]], now: Fit, pages_of: Callable[[Format], int]) -> Fit | None:
    """The first step that reaches a better count of pages; more pages for looser pages, so that halving finds it."""
    if not steps or not now.blanks:
        return None
    low, high = 0, len(steps) - 1
    best: Fit | None = None
    while low <= high:
        middle = (low + high) // 2
        change, made_up = steps[middle]
        tried = Fit(change, made_up, pages_of(made_up))
        if tried.sheets < now.sheets or (tried.sheets == now.sheets and not tried.blanks):
            best, high = tried, middle - 1
        elif tried.sheets > now.sheets:
            high = middle - 1
        else:
            low = middle + 1
    return best


def _leadings(manuscript: Manuscript, direction: int) -> Iterator[tuple[str, Format]]:
    given, design = manuscript.pamphlet.format, design_of(manuscript.pamphlet).value
    for step in range(1, _STEPS + 1):
        leading = round(design.leading_pt + direction * step * _LEADING_PT, 2)
        if _TIGHTEST * design.size_pt <= leading <= _LOOSEST * design.size_pt:
            yield f"leading {leading:g} pt", replace(given, size_pt=design.size_pt, leading_pt=leading)


def _sizes(manuscript: Manuscript, direction: int) -> Iterator[tuple[str, Format]]:
    given, design = manuscript.pamphlet.format, design_of(manuscript.pamphlet).value
    for step in range(1, _STEPS):
        size = round(design.size_pt + direction * step * _SIZE_PT, 2)
        if size >= given.theme.least_pt:
            leading = round(design.leading_pt * size / design.size_pt, 1)
            yield f"size {size:g} on {leading:g} pt", replace(given, size_pt=size, leading_pt=leading)


def _measures(manuscript: Manuscript, direction: int) -> Iterator[tuple[str, Format]]:
    """Lines longer for fewer pages: what is taken from the margins is taken from both alike."""
    pamphlet = manuscript.pamphlet
    given, design = pamphlet.format, design_of(pamphlet).value
    m, least = design.margins, pamphlet.printing.profile.outer_mm + 2
    for step in range(1, _STEPS + 1):
        by = -direction * step * _MEASURE_MM / 2
        margins = Margins(
            round(m.inner_mm - by, 2), round(m.top_mm, 2), round(m.outer_mm - by, 2), round(m.bottom_mm, 2)
        )
        if margins.outer_mm < least or design.measure_mm + 2 * by > given.theme.longest_em * design.size_pt * 25.4 / 72:
            return
        made_up = replace(given, margins=margins, size_pt=design.size_pt, leading_pt=design.leading_pt)
        yield f"measure {design.measure_mm + 2 * by:g} mm", made_up


def _values(made_up: Format) -> dict[str, str]:
    values = {"size": f"{made_up.size_pt:g}pt", "leading": f"{made_up.leading_pt:g}pt"}
    if made_up.margins:
        m = made_up.margins
        values["margins"] = " ".join(f"{edge:g}mm" for edge in (m.inner_mm, m.top_mm, m.outer_mm, m.bottom_mm))
    return values


def _with_format(text: str, values: dict[str, str]) -> str:
    """The text with the values under ``[format]``: in the lines that are there, or in new ones."""
    lines = text.rstrip("\n").split("\n")
    head = next((number for number, line in enumerate(lines) if _HEADER.match(line)), None)
    if head is None:
        return "\n".join([*lines, "", "[format]", *(f'{key} = "{value}"' for key, value in values.items()), ""])
    end = next((n for n in range(head + 1, len(lines)) if _ANY_HEADER.match(lines[n])), len(lines))
    for key, value in values.items():
        line = f'{key} = "{value}"'
        old = next((n for n in range(head + 1, end) if re.match(rf"\s*{key}\s*=", lines[n])), None)
        if old is None:
            lines.insert(head + 1, line)
            end += 1
        else:
            lines[old] = line
    return "\n".join([*lines, ""])
