"""Typesetting: the page that a pamphlet asks for, and its text set on it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from handpress import editing
from handpress.diagnostics import Result
from handpress.model import nodes, walk
from handpress.model.document import Document
from handpress.model.facts import Facts
from handpress.model.format import BleedSides
from handpress.model.languages import is_right_to_left
from handpress.project import Pamphlet, PictureFile, Workspace

if TYPE_CHECKING:
    from handpress.setting.total_fit import Account
    from handpress.writing.layout import Enclosed
    from handpress.writing.pagedesign import PageDesign
    from handpress.writing.pdf import Binding, Font, Printed


def design_of(pamphlet: Pamphlet, pages: int = 0) -> Result[PageDesign]:
    """The page of a pamphlet of so many pages; its findings name the lines of ``pamphlet.toml``."""
    from handpress.writing import pagedesign

    inner = pamphlet.printing.profile.inner_mm(pages)
    return pagedesign.design_page(pamphlet.format, least_inner_mm=inner, span=pamphlet.span("format", "margins"))


def set_pages(
    workspace: Workspace,
    pamphlet: Pamphlet,
    document: Document,
    facts: Facts,
    *,
    pictures: Mapping[str, PictureFile],
    binding: Binding | None = None,
    also: tuple[str, ...] = (),
) -> tuple[Printed, Account]:
    """Lay out the pages, and once more where so many have come of it that the binding asks for a wider inner margin.

    ``binding`` is a cover that is bound with them; ``also`` are style sheets beside those of every pamphlet. Beside the
    pages comes the account of how their lines were broken.
    """
    from handpress import setting
    from handpress.writing import layout, pdf

    setting.isolate_fonts()
    layout.load_engine()
    theme, profile = pamphlet.format.theme, pamphlet.printing.profile
    styles = [workspace.style(name) for name in ("base.css", "print.css", f"themes/{theme.name}.css", *also)]
    characters = characters_of(document, facts)
    styles += script_styles(workspace, document, characters, "var(--text-face)")
    opened = editing.set_openings(document) if theme.openings else document
    design = design_of(pamphlet).value
    while True:
        with setting.total_fit.applied(on=pamphlet.total_fit) as account:
            printed = pdf.write_pdf(
                opened,
                facts,
                design=design,
                styles="".join(styles),
                fonts=(*fonts(), *further_fonts(characters)),
                pictures=enclosed(pictures),
                binding=binding,
                bleed_mm=0.0 if profile.bleed_sides is BleedSides.NONE else profile.bleed_mm,
            )
        wider = design_of(pamphlet, printed.pages).value
        if wider.margins.inner_mm <= design.margins.inner_mm:
            return printed, account
        design = wider


def fonts() -> tuple[Font, ...]:
    """The fonts of the press, as the style sheets name them."""
    from handpress import setting
    from handpress.writing import pdf

    return tuple(pdf.Font(name, one.family, one.style, one.path.read_bytes()) for name, one in setting.faces().items())


def further_fonts(characters: frozenset[str]) -> tuple[Font, ...]:
    """The fonts for scripts among some characters that those of the press lack, cut down to them."""
    from handpress import setting
    from handpress.writing import pdf

    faces = setting.further_faces(characters)
    return tuple(pdf.Font(one.name, one.family, one.style, one.content, one.weight) for one in faces)


def characters_of(document: Document, facts: Facts) -> frozenset[str]:
    """Every character that may stand in an output."""
    from handpress.writing import ebook

    return walk.characters(document) | ebook.own_characters(document, facts)


def script_styles(workspace: Workspace, document: Document, characters: frozenset[str], house: str) -> list[str]:
    """The style rules, behind all others, for scripts that need a face of their own, or run from right to left.

    ``house`` is the family of the text, as CSS has it.
    """
    from handpress import setting

    tags = [document.metadata.language, *(part.language for part in document.parts)]
    tags += [node.language for node in walk.document_nodes(document) if isinstance(node, nodes.Foreign)]
    turned = [workspace.style("right-to-left.css")] if any(map(is_right_to_left, filter(None, tags))) else []
    return [setting.further_styles(characters, house), *turned]


def enclosed(pictures: Mapping[str, PictureFile]) -> dict[str, Enclosed]:
    """Pictures as files that pages and e-books may use."""
    from handpress.writing.layout import Enclosed

    return {source: Enclosed(picture.content, picture.media_type) for source, picture in pictures.items()}
