"""Covers: what they are made from, and the files that come of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from handpress import editing
from handpress.diagnostics import PressError, Result
from handpress.model.document import Document
from handpress.model.facts import Facts
from handpress.model.format import BleedSides, CoverForm
from handpress.model.languages import direction
from handpress.press.manuscript import Manuscript
from handpress.press.shelf import FormeShelf
from handpress.press.typesetting import enclosed, fonts, further_fonts, set_pages
from handpress.project import Pamphlet, Workspace

if TYPE_CHECKING:
    from handpress.imposing import Direction, Sheet
    from handpress.prepress import About, CmykProfile
    from handpress.press.dressing import Dressing
    from handpress.setting.total_fit import Account
    from handpress.writing.covermatter import CoverMatter
    from handpress.writing.pdf import Meanwhile
    from handpress.writing.printed import Printed


def cover_matter(workspace: Workspace, manuscript: Manuscript, document: Document, facts: Facts) -> CoverMatter:
    """What every form of the cover is made from."""
    from handpress import setting
    from handpress.writing import covermatter, coverplan

    setting.isolate_fonts()
    pamphlet, theme = manuscript.pamphlet, manuscript.pamphlet.format.theme.name
    settings = pamphlet.cover
    if settings.back_text:
        settings = replace(settings, back_text=editing.set_text(settings.back_text, document.metadata.language))
    characters = covermatter.cover_characters(document.metadata, settings, facts.wording)
    roman, italic = setting.metrics(characters, coverplan.WEIGHTS[theme])
    return covermatter.CoverMatter(
        document.metadata,
        theme,
        roman,
        italic,
        (*fonts(), *further_fonts(characters)),
        workspace.style("cover.css") + setting.further_styles(characters, f'"{setting.FAMILY}"', ".cover-page"),
        facts.wording,
        settings,
        pamphlet.isbn,
        enclosed(manuscript.cover),
    )


class CoverFiles(Struct, frozen=True):
    """The cover as files by name, and the one that goes to the printer apart from the pages (None: it is bound)."""

    files: dict[str, bytes]
    apart: bytes | None = None


def form_of(pamphlet: Pamphlet) -> CoverForm:
    """How the cover of a pamphlet is made: as it says itself, or as its printer likes it best."""
    return pamphlet.cover.form or pamphlet.printing.profile.covers[0]


def cover_files(matter: CoverMatter, pamphlet: Pamphlet, about: About, pages: int, sheet: Sheet) -> Result[CoverFiles]:
    """The cover as files of its own, for a block of so many pages; none where it is bound with them.

    An office printer's cover comes on its sheet too. Finds ``cover-size`` and what preflight finds. Raises
    ``PressError`` where the printer takes no cover of this form.
    """
    from handpress import imposing, prepress
    from handpress.writing import cover

    form, trim, taken = form_of(pamphlet), pamphlet.format.trim, pamphlet.printing.profile
    if form not in taken.covers and form is not CoverForm.NONE:
        message = f"The printer {taken.name} takes no cover of the form “{form}”."
        hint = f"It takes {', '.join(taken.covers)}."
        raise PressError(message, span=pamphlet.span("cover", "form"), hint=hint)
    name = f"{pamphlet.slug}-cover.pdf"
    if form is CoverForm.WRAP:
        wrapped = cover.wrap(matter, trim, taken, pages)
        if wrapped.value is None:
            return Result(CoverFiles({}), wrapped.findings)
        # Around the spine the sheet is cut on all sides, whatever the pages do at the binding.
        profile = replace(taken, bleed_sides=BleedSides.ALL)
        finished = prepress.finish_print(wrapped.value, about, profile, icc=icc_of(pamphlet))
        return Result(CoverFiles({name: finished.value}, finished.value), finished.findings)
    if form is CoverForm.SHEET:
        finished = prepress.finish_print(cover.sheet(matter, trim, taken), about, taken, icc=icc_of(pamphlet))
        files, findings = {name: finished.value}, finished.findings
        if taken.bleed_sides is BleedSides.NONE:
            imposed = imposing.saddle_stitch(finished.value, sheet=sheet, direction=direction_of(pamphlet))
            if imposed.value:
                files[f"{pamphlet.slug}-cover-{sheet.name}.pdf"] = imposed.value.pdf
        return Result(CoverFiles(files, finished.value), findings)
    return Result(CoverFiles({}))


def set_bound(
    workspace: Workspace,
    manuscript: Manuscript,
    document: Document,
    facts: Facts,
    *,
    matter: CoverMatter,
    lines: bool = False,
    shelf: FormeShelf | None = None,
    dressing: Dressing | None = None,
    meanwhile: Meanwhile | None = None,
) -> tuple[Printed, Account]:
    """The pages of a pamphlet as they are printed, with its cover where that is bound with them (see ``set_pages``)."""
    from handpress.writing import cover

    pamphlet = manuscript.pamphlet
    printing = pamphlet.printing
    binding = (
        cover.binding(matter, pamphlet.format.trim, printing.marked_profile)
        if form_of(pamphlet) is CoverForm.SELF
        else None
    )
    return set_pages(
        workspace,
        pamphlet,
        document,
        facts,
        pictures=manuscript.pictures,
        binding=binding,
        lines=lines,
        shelf=shelf,
        dressing=dressing,
        meanwhile=meanwhile,
    )


def icc_of(pamphlet: Pamphlet) -> CmykProfile | None:
    """The profile of the inks that the pamphlet names; None for the press's own.

    Raises ``PressError`` where there is no such file, or where it is no profile of inks.
    """
    from handpress import prepress

    name, span = pamphlet.printing.icc, pamphlet.span("print", "icc")
    if not name:
        return None
    path = pamphlet.folder / name
    if not path.resolve().is_relative_to(pamphlet.folder.resolve()):
        raise PressError(f"The profile {name} does not lie in the pamphlet's folder.", span=span)
    try:
        return prepress.named_profile(path.read_bytes(), name, pamphlet.printing.condition)
    except OSError as error:
        hint = "Put the printer's .icc file beside pamphlet.toml, or take the line out."
        raise PressError(f"The profile {name} cannot be read: {error.strerror}.", span=span, hint=hint) from None
    except PressError as error:
        raise PressError(error.message, span=span, hint=error.hint) from None


def direction_of(pamphlet: Pamphlet) -> Direction:
    """Which way the pages of a pamphlet are turned."""
    return direction(pamphlet.metadata.language)
