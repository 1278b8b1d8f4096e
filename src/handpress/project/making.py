"""``[format]``, ``[print]`` and ``[profiles.NAME]``: how the pamphlet is made up, and by whom it is printed.

The values have been checked key by key before (``keys``); what is wrong with one leaves the house's own in its place.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from handpress.diagnostics import Finding, Result
from handpress.model.document import FrontMatter
from handpress.model.format import (
    BleedSides,
    Format,
    Gutter,
    Margins,
    Printing,
    PrintStandard,
    Profile,
    Spine,
)
from handpress.project.profiles import PROFILES
from handpress.project.themes import THEMES
from handpress.project.tomlfile import TomlFile
from handpress.project.trims import find_trim, length_mm

_PT_TO_MM = 25.4 / 72
_Values = Mapping[str, str]


def format_of(given: _Values) -> Format:
    """The ``Format`` of a ``[format]`` table, whose values are texts."""
    house = Format()
    trim = find_trim(given.get("trim", ""))
    front = given.get("front-matter", "").casefold()
    margins = [length_mm(item) for item in _lengths(given.get("margins", ""))]
    return Format(
        trim=trim or house.trim,
        theme=THEMES.get(given.get("theme", "").casefold(), house.theme),
        margins=Margins(*margins) if len(margins) == 4 and None not in margins else None,  # type: ignore[arg-type]
        size_pt=points(given, "size"),
        leading_pt=points(given, "leading"),
        front_matter=FrontMatter(front) if front in tuple(FrontMatter) else house.front_matter,
    )


def printing_of(given: _Values, own: Mapping[str, _Values], toml: TomlFile) -> Result[Printing]:
    """The ``Printing`` of a ``[print]`` table. ``own`` are the pamphlet's own profiles; an unknown one is a finding."""
    house = Printing()
    known = PROFILES | {name: _profile(name, table) for name, table in own.items()}
    name = given.get("profile", house.profile.name)
    findings: list[Finding] = []
    if name not in known:
        near = difflib.get_close_matches(name, known, 1)
        hint = f"Did you mean {near[0]}?" if near else f"There are {', '.join(known)}; [profiles.{name}] makes one."
        where = toml.span("print", 0, "profile")
        findings.append(Finding("config-value", f"There is no printer's profile “{name}”.", where, hint))
    printing = Printing(
        profile=known.get(name, house.profile),
        sheet=given.get("sheet", ""),
        caliper_mm=length_mm(given.get("caliper", "")) or house.caliper_mm,
        marks=given.get("marks", "") == "true",
        one_ink=given.get("inks", "").casefold() == "black",
        icc=given.get("icc", ""),
        condition=given.get("condition", ""),
    )
    return Result(printing, tuple(findings))


def _profile(name: str, given: _Values) -> Profile:
    """A profile of the workspace's own: what it says, and for the rest the profile it is like (``offset``)."""
    base = PROFILES[given.get("like", "offset").casefold()]
    spine = base.spine or Spine(0.0, 0.0, 0)
    inner = length_mm(given.get("inner", ""))
    return replace(
        base,
        name=name,
        product=given.get("product", name),
        trims=tuple(item.strip() for item in given["trims"].split(",")) if "trims" in given else base.trims,
        bleed_mm=_millimetres(given, "bleed", base.bleed_mm),
        bleed_sides=BleedSides(given.get("bleed-sides", base.bleed_sides).casefold()),
        marks=_yes(given, "marks", base.marks),
        page_multiple=_count(given, "page-multiple", base.page_multiple) or 1,
        least_pages=_count(given, "least-pages", base.least_pages),
        most_pages=_count(given, "most-pages", base.most_pages),
        gutters=(Gutter(9999, inner),) if inner is not None else base.gutters,
        outer_mm=_millimetres(given, "outer", base.outer_mm),
        outer_bleed_mm=_millimetres(given, "outer", base.outer_bleed_mm),
        most_ink=_count(given, "ink", base.most_ink),
        least_ppi=_count(given, "ppi", base.least_ppi),
        least_line_art_ppi=_count(given, "line-art-ppi", base.least_line_art_ppi),
        least_type_pt=points(given, "type") or base.least_type_pt,
        least_stroke_pt=points(given, "stroke") or base.least_stroke_pt,
        most_blanks=_count(given, "blanks", base.most_blanks),
        bookmarks=_yes(given, "bookmarks", base.bookmarks),
        standard=_standard(given, base.standard),
        spine=Spine(
            _millimetres(given, "spine-page", spine.page_mm),
            _millimetres(given, "spine-glue", spine.glue_mm),
            _count(given, "spine-text-from", spine.text_from),
        ),
    )


def _lengths(text: str) -> Iterator[str]:
    """``18mm 19 mm`` → ``18mm``, ``19mm``."""
    number = ""
    for word in text.split():
        if word[-1].isdigit():
            number = word
        else:
            yield number + word
            number = ""


def points(given: _Values, name: str) -> float:
    """A size such as ``10.5pt`` in pt; 0 where there is none."""
    length = length_mm(given.get(name, ""))
    return round(length / _PT_TO_MM, 2) if length else 0.0


def _millimetres(given: _Values, name: str, otherwise: float) -> float:
    length = length_mm(given.get(name, ""))
    return otherwise if length is None else length


def _count(given: _Values, name: str, otherwise: int) -> int:
    return int(given[name]) if given.get(name, "").isdigit() else otherwise


def _yes(given: _Values, name: str, otherwise: bool) -> bool:
    return given[name] == "true" if name in given else otherwise


def _standard(given: _Values, otherwise: PrintStandard) -> PrintStandard:
    return next((s for s in PrintStandard if s.casefold() == given.get("standard", "").casefold()), otherwise)
