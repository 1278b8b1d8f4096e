"""The house's own page for tests that set type without a workspace: its design, its styles and its fonts."""

from __future__ import annotations

from functools import cache

from handpress import setting
from handpress.model.format import Format
from handpress.project.workspace import house_style
from handpress.writing.faces import Font
from handpress.writing.pagedesign import PageDesign, design_page

DESIGN: PageDesign = design_page(Format()).value


def styles(theme: str = "quiet") -> str:
    """The style sheets of print in the order in which they overrule each other."""
    return house_style("base.css") + house_style("print.css") + house_style(f"themes/{theme}.css")


@cache
def fonts() -> tuple[Font, ...]:
    """All fonts of the house."""
    return tuple(Font(name, face.family, face.style, face.path.read_bytes()) for name, face in setting.faces().items())
