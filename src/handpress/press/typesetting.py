"""Typesetting: the page that a pamphlet asks for, and its text set on it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

from handpress import editing
from handpress.diagnostics import Result
from handpress.model import nodes, walk
from handpress.model.document import Document
from handpress.model.facts import Facts
from handpress.model.format import BleedSides
from handpress.model.languages import is_right_to_left
from handpress.press.beside import Hands
from handpress.press.shelf import FormeShelf, asked_of
from handpress.press.sweeping import seldom_swept
from handpress.project import Pamphlet, PictureFile, Workspace

if TYPE_CHECKING:
    from handpress.press.dressing import Dressing
    from handpress.setting.total_fit import Account
    from handpress.writing.binding import Binding
    from handpress.writing.faces import Font
    from handpress.writing.layout import Enclosed
    from handpress.writing.pagedesign import PageDesign
    from handpress.writing.pdf import Meanwhile
    from handpress.writing.printed import Printed


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
    galley: tuple[PageDesign, str] | None = None,
    lines: bool = False,
    shelf: FormeShelf | None = None,
    dressing: Dressing | None = None,
    meanwhile: Meanwhile | None = None,
) -> tuple[Printed, Account]:
    """Lay out the pages, and once more where so many have come of it that the binding asks for a wider inner margin.

    ``binding`` is a cover that is bound with them; ``also`` are style sheets beside those of every pamphlet; ``galley``
    is another page than the pamphlet asks for, with its styles; ``lines``: where the lines stand is to be told; on the
    ``shelf`` sections are looked for that were set before; ``dressing`` is done to each section, ``meanwhile`` while
    the last is written. Beside the pages comes the account of how their lines were broken.
    """
    from handpress import setting
    from handpress.writing import loading, pdf

    setting.isolate_fonts()
    loading.load_engine()
    theme, profile = pamphlet.format.theme, pamphlet.printing.profile
    # A theme stands behind the rules for directions: it may set its own right once more.
    styles = [workspace.style("base.css"), workspace.style("print.css"), *_direction_styles(workspace, document)]
    styles += [workspace.style(name) for name in (f"themes/{theme.name}.css", *also)]
    characters = characters_of(document, facts)
    styles.append(setting.further_styles(characters, "var(--text-face)"))
    opened = editing.set_openings(document) if theme.openings else document
    design, own = galley or (design_of(pamphlet).value, "")
    asked = asked_of(pamphlet.total_fit, pamphlet.hyphenation, (dressing.asked,) if dressing else ())
    while True:
        parted, details = setting.exceptions(pamphlet.hyphenation), setting.details.applied()
        fit, hands = setting.total_fit.applied(on=pamphlet.total_fit), Hands()
        with seldom_swept(), parted, details, fit as account, hands:
            printed = pdf.write_pdf(
                opened,
                facts,
                design=design,
                styles="".join((*styles, own)),
                fonts=(*fonts(), *further_fonts(characters)),
                pictures=enclosed(pictures),
                binding=binding,
                bleed_mm=0.0 if galley or profile.bleed_sides is BleedSides.NONE else profile.bleed_mm,
                lines=lines,
                apart=hands.give,
                shelf=shelf.open(account, asked) if shelf and not lines else None,
                dress=dressing,
                meanwhile=meanwhile,
            )
        wider = design_of(pamphlet, printed.pages).value
        if galley or wider.margins.inner_mm <= design.margins.inner_mm:
            return printed, account
        design = wider


@cache
def fonts() -> tuple[Font, ...]:
    """The fonts of the press, as the style sheets name them."""
    from handpress import setting
    from handpress.writing import faces

    return tuple(
        faces.Font(name, one.family, one.style, one.path.read_bytes()) for name, one in setting.faces().items()
    )


def further_fonts(characters: frozenset[str]) -> tuple[Font, ...]:
    """The fonts for scripts among some characters that those of the press lack, cut down to them."""
    from handpress import setting
    from handpress.writing import faces

    found = setting.further_faces(characters)
    return tuple(faces.Font(one.name, one.family, one.style, one.content, one.weight) for one in found)


def proof_type(workspace: Workspace, document: Document, facts: Facts) -> tuple[str, tuple[Font, ...]]:
    """The styles of what stands around the pages of a proof, and its fonts, for every script of the text."""
    further = further_fonts(characters_of(document, facts) | frozenset("".join(facts.wording.values())))
    families = ", ".join(f'"{name}"' for name in ("Source Sans 3", "EB Garamond", *{f.family: None for f in further}))
    own = f"html {{ font-family: {families} }}\n@page {{ @top-left {{ font-family: {families} }} }}\n"
    return workspace.style("proof.css") + own, (*fonts(), *further)


def characters_of(document: Document, facts: Facts) -> frozenset[str]:
    """Every character that may stand in an output."""
    from handpress.writing import characters

    return walk.characters(document) | characters.own_characters(document, facts)


def script_styles(workspace: Workspace, document: Document, characters: frozenset[str], house: str) -> list[str]:
    """The style rules, behind all others, for scripts that need a face of their own, or run from right to left.

    ``house`` is the family of the text, as CSS has it.
    """
    from handpress import setting

    return [setting.further_styles(characters, house), *_direction_styles(workspace, document)]


def _direction_styles(workspace: Workspace, document: Document) -> list[str]:
    tags = [document.metadata.language, *(part.language for part in document.parts)]
    tags += [node.language for node in walk.document_nodes(document) if isinstance(node, nodes.Foreign)]
    return [workspace.style("right-to-left.css")] if any(map(is_right_to_left, filter(None, tags))) else []


def enclosed(pictures: Mapping[str, PictureFile]) -> dict[str, Enclosed]:
    """Pictures as files that pages and e-books may use."""
    from handpress.writing.layout import Enclosed

    return {source: Enclosed(picture.content, picture.media_type) for source, picture in pictures.items()}
